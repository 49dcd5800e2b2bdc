/* SPDX-License-Identifier: Apache-2.0 */
/* What pdftotext prints, and after a zero byte what pdfinfo prints, becomes paragraphs:
 * valid UTF-8 within the pages there are. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/pdf/pdf_marks.h"
#include "format/pdf/pdf_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const ent_read_options opt = { .max_size = 1 << 20 };
	const char *zero = size ? memchr(data, 0, size) : NULL;
	const ent_str both = { (const char *)data, size };
	const ent_str xml = { both.p, zero ? (size_t)(zero - both.p) : size };
	const ent_str printed =
		zero ? ent_str_slice(both, xml.n + 1, size) : ENT_STR("");
	ent_arena *arena = ent_arena_new(64 << 20);
	ent_release release = { .arena = arena, .opt = &opt };
	ent_pdf pdf;
	ent_pdf_tree tree;
	if (arena && ent_utf8_valid(xml, NULL) && ent_utf8_valid(printed, NULL) &&
	    !ent_pdf_parse(&pdf, xml, arena, NULL) &&
	    !ent_pdf_tree_parse(&tree, printed, true, arena, NULL) &&
	    ent_pdf_join_code(&pdf, arena) && ent_pdf_join_justified(&pdf, arena) &&
	    ent_pdf_mark_notices(&pdf, arena)) {
		ent_pdf_mark_margins(&pdf);
		if (!ent_pdf_paragraphs(&release, &pdf, &tree, NULL))
			for (uint32_t k = 0; k < release.n; k++)
				if (!ent_utf8_valid(release.paragraphs[k].text, NULL) ||
				    release.paragraphs[k].line < 1 ||
				    release.paragraphs[k].line > pdf.n)
					abort();
	}
	ent_arena_free(arena);
	return 0;
}
