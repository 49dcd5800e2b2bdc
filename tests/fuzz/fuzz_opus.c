/* SPDX-License-Identifier: Apache-2.0 */
/* The links of OPUS and the two documents that they name, any bytes: units of valid
 * texts, or what is missing is named.  Bytes of value 1 part the three files. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "bytes_file.h"
#include "entente/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/fuzz_opus.XXXXXX";
static char documents[2][64], folders[2][48];

static void remove_files(void)
{
	for (int k = 0; k < 2; k++) {
		unlink(documents[k]);
		rmdir(folders[k]);
	}
	rmdir(folder);
}

/* Documents are where OPUS has them: en/a.xml and fr/a.xml. */
static void prepare(void)
{
	static const char *const langs[] = { "en", "fr" };
	if (!mkdtemp(folder) || atexit(remove_files))
		abort();
	for (int k = 0; k < 2; k++) {
		snprintf(folders[k], sizeof(folders[k]), "%s/%s", folder, langs[k]);
		snprintf(documents[k], sizeof(documents[k]), "%s/a.xml", folders[k]);
		if (mkdir(folders[k], 0700))
			abort();
	}
}

static void write_file(const char *path, ent_str bytes)
{
	FILE *out = fopen(path, "wb");
	if (!out || fwrite(bytes.p, 1, bytes.n, out) != bytes.n || fclose(out))
		abort();
}

static ent_status take(void *data, const ent_unit *unit, ent_error *err)
{
	unsigned *units = data;
	const ent_str all[] = {
		unit->source.text, unit->target.text, unit->place,
		unit->document,    unit->extra,       unit->source.lang
	};
	(void)err;
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++)
		if (!ent_utf8_valid(all[k], NULL))
			abort();
	++*units;
	return ENT_OK;
}

static void read_links(ent_str links, const char *from)
{
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	ent_error err = { .message = "" };
	char path[BYTES_PATH_SIZE];
	unsigned units = 0;
	const int fd = bytes_file(path, links);
	opt.folder = folder;
	opt.from = ent_str_of(from);
	opt.to = ent_str_of(*from == 'e' ? "fr" : *from == 'f' ? "en" : "");
	opt.max_size = 64 << 20;
	if (ent_read_units(path, &opt, NULL, take, &units, &err) && !err.message[0])
		abort();
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_str rest = { (const char *)data, size };
	if (!documents[0][0])
		prepare();
	const ent_str links = ent_str_cut(&rest, 1);
	for (int k = 0; k < 2; k++) {
		const ent_str part = ent_str_cut(&rest, 1);
		write_file(documents[k], part.p ? part : ENT_STR(""));
	}
	read_links(links.p ? links : ENT_STR(""), "");
	read_links(links.p ? links : ENT_STR(""), "en");
	read_links(links.p ? links : ENT_STR(""), "fr");
	return 0;
}
