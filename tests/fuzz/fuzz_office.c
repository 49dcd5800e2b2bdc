/* SPDX-License-Identifier: Apache-2.0 */
/* Any text is the body, the styles and the notes of a Word document: the result is
 * valid and not empty. */
#include <stdlib.h>

#include "base/utf8.h"
#include "format/release/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const ent_read_options opt = { .all = size % 2 == 1, .max_size = 1 << 20 };
	ent_str text = { (const char *)data, size };
	ent_error err;
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	if (arena && ent_utf8_valid(text, NULL)) {
		ent_release release = { .arena = arena, .opt = &opt };
		ent_docx docx = { .body = text,
				  .styles = text,
				  .footnotes = text,
				  .endnotes = ENT_STR("") };
		ent_docx_read(&release, &docx, &err);
		for (uint32_t k = 0; k < release.n; k++)
			if (!release.paragraphs[k].text.n ||
			    !ent_utf8_valid(release.paragraphs[k].text, NULL))
				abort();
	}
	ent_arena_free(arena);
	return 0;
}
