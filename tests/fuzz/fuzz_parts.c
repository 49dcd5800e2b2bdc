/* SPDX-License-Identifier: Apache-2.0 */
/* Any texts are the parts of a presentation and of a book: what is read is valid and
 * not empty.  The input is parts with a zero byte between; the first line of each is
 * its name. */
#include <stdlib.h>

#include "base/utf8.h"
#include "format/release/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_as(const ent_package *package, bool book, bool all)
{
	const ent_read_options opt = { .all = all, .max_size = 1 << 20 };
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	ent_release release = { .arena = arena, .opt = &opt };
	ent_error err;
	if (!arena)
		return;
	if (book)
		ent_book_read(&release, package, &err);
	else
		ent_slides_read(&release, package, &err);
	for (uint32_t k = 0; k < release.n; k++)
		if (!release.paragraphs[k].text.n ||
		    !ent_utf8_valid(release.paragraphs[k].text, NULL))
			abort();
	ent_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_package *package = calloc(1, sizeof(*package));
	ent_str rest = { (const char *)data, size };
	if (!package || !ent_utf8_valid(rest, NULL)) {
		free(package);
		return 0;
	}
	while (rest.p && package->n < 64) {
		ent_str part = ent_str_cut(&rest, '\0');
		struct ent_part *to = &package->parts[package->n++];
		to->name = ent_str_cut(&part, '\n');
		ent_buf_add(&to->text, part.p ? part : ENT_STR(""));
	}
	for (int k = 0; k < 4; k++)
		read_as(package, k / 2, k % 2);
	ent_package_release(package);
	free(package);
	return 0;
}
