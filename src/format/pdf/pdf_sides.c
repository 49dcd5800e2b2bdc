/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_sides.c - whether the columns of a PDF are in two languages.  Time O(words). */
#include <stdlib.h>

#include "format/pdf/pdf_sides.h"
#include "text/lang.h"

/* The language of the column that begins with a place: 'e', 'f' or 0; *letters is its
 * size and *end the place after it. */
static char column_lang(const ent_pdf_places *all,
			uint32_t from,
			uint32_t *end,
			size_t *letters)
{
	ent_buf text = ENT_BUF_INIT;
	uint32_t k = from;
	for (; k < all->n && all->list[k].column == all->list[from].column; k++)
		for (uint32_t w = 0; w < all->list[k].line->n; w++) {
			ent_buf_add(&text, all->list[k].line->words[w].text);
			ent_buf_add_char(&text, ' ');
		}
	*end = k;
	*letters = text.n;
	const ent_str lang = text.failed || !text.n
				     ? ENT_STR("")
				     : ent_lang_guess(ent_buf_str(&text));
	ent_buf_release(&text);
	return lang.n ? lang.p[0] : 0;
}

bool ent_pdf_column_langs(char **out, const ent_pdf_places *all, const ent_pdf *pdf)
{
	enum { PART = 4 };
	const uint32_t columns = all->n ? all->list[all->n - 1].column + 1 : 0;
	char *langs = calloc(columns + 1, 1), side[2] = { 0, 0 };
	size_t e = 0, f = 0;
	uint32_t end;
	*out = NULL;
	if (!langs)
		return false;
	for (uint32_t k = 0; k < all->n; k = end) {
		const ent_pdf_place *p = &all->list[k];
		const ent_pdf_page *page = &pdf->pages[p->line->page];
		const bool right = p->line->box.x0 > 0.42f * page->width;
		size_t letters;
		char lang = column_lang(all, k, &end, &letters);
		e += lang == 'e' ? letters : 0;
		f += lang == 'f' ? letters : 0;
		if (!lang)
			lang = side[right];
		langs[p->column] = side[right] = lang;
	}
	if (e * PART > f && f * PART > e)
		*out = langs;
	else
		free(langs);
	return true;
}
