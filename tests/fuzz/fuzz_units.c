/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes are units or are refused; writing and reading them again gives the same
 * number of units. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "entente/read.h"
#include "entente/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct counted {
	ent_writer *writer;
	unsigned units;
};

static ent_status take(void *data, const ent_unit *unit, ent_error *err)
{
	struct counted *c = data;
	const ent_str all[] = { unit->source.text,   unit->source.markup,
				unit->source.extra,  unit->target.text,
				unit->target.markup, unit->target.extra,
				unit->document,      unit->place,
				unit->extra,         unit->attributes,
				unit->date,          unit->origin };
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++)
		if (!ent_utf8_valid(all[k], NULL))
			abort();
	c->units++;
	return c->writer ? ent_writer_add(c->writer, unit, err) : ENT_OK;
}

static ent_status read_bytes(struct counted *c,
			     const char *p,
			     size_t n,
			     const char *from,
			     bool pair)
{
	ent_error err;
	char path[64];
	int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, p, n) != (ssize_t)n)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.from = ent_str_of(from);
	opt.to = ent_str_of(*from ? "fr" : "");
	opt.max_size = 64 << 20;
	opt.folder = "/nowhere"; /* no file but the one made here is read */
	opt.second = pair ? path : NULL;
	ent_status status = ent_read_units(path, &opt, NULL, take, c, &err);
	close(fd);
	return status;
}

/* Reads bytes, writes their units in a format, and reads these again. */
static void round_trip(const char *bytes, size_t size, const char *from, const char *as)
{
	const ent_unit_format *format;
	char *text = NULL;
	size_t n = 0;
	ent_error err;
	struct counted c = { NULL, 0 }, again = { NULL, 0 };
	if (ent_unit_format_named(&format, as, NULL))
		abort();
	format = ent_unit_format_whole(format);
	FILE *to = open_memstream(&text, &n);
	if (!to || ent_writer_new(&c.writer, format, to, ENT_STR("en"), ENT_STR("fr"),
				  ENT_STR("t"), &err))
		abort();
	ent_status status = read_bytes(&c, bytes, size, from, false);
	if (ent_writer_finish(c.writer, &err))
		abort();
	ent_writer_free(c.writer);
	fclose(to);
	/* without the end of a file's name a table whose first cell begins with markup
	 * or an object is taken for these */
	const bool is_known = text && (strcmp(as, "tsv") != 0 || !strchr("<{", *text));
	if (*from && !status && n && is_known &&
	    (read_bytes(&again, text, n, from, false) || again.units != c.units))
		abort();
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct counted lines = { NULL, 0 };
	read_bytes(&lines, bytes, size, "en", true);
	round_trip(bytes, size, "", "tmx");
	round_trip(bytes, size, "en", "tmx");
	round_trip(bytes, size, "en", "tsv");
	round_trip(bytes, size, "en", "jsonl");
	return 0;
}
