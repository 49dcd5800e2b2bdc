/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_hyphen.h - hyphens at the ends of lines. */
#ifndef ENT_FORMAT_PDF_PDF_HYPHEN_H
#define ENT_FORMAT_PDF_PDF_HYPHEN_H

#include "format/pdf/pdf_page.h"

typedef struct ent_pdf_wordset {
	uint64_t *bits;  /* owned: free() */
	bool hyphenates; /* words are cut at line ends as a rule */
} ent_pdf_wordset;

/* The words of a PDF except those at line ends, which may be parts of words.  False
 * when out of memory. */
bool ent_pdf_wordset_fill(ent_pdf_wordset *set, const ent_pdf *pdf);

/* Drops the hyphen at the end of the text where `next` completes its last word; whether
 * the two belong together without a space. */
bool ent_pdf_join_hyphen(ent_buf *text, const ent_pdf_wordset *set, ent_str next);

/* Whether a word begins with a small letter, a comma or a closing bracket. */
bool ent_pdf_begins_lower(ent_str word);

#endif
