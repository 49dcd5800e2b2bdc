/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_tree.h - the structure tree of a tagged PDF. */
#ifndef ENT_FORMAT_PDF_PDF_TREE_H
#define ENT_FORMAT_PDF_PDF_TREE_H

#include "entente/arena.h"
#include "entente/document.h"
#include "entente/error.h"
#include "entente/str.h"

/* Ends a piece of text in ent_pdf_part.text, where poppler may give less than is on the
 * page; and stands for white space, which may be missing where a line ends. */
#define ENT_PDF_PIECE '\x01'
#define ENT_PDF_SPACE '\x02'

static inline bool ent_pdf_is_mark(char c)
{
	return c == ENT_PDF_PIECE || c == ENT_PDF_SPACE;
}

/* A paragraph of the tree. */
typedef struct ent_pdf_part {
	ent_str text; /* with marks, ligatures as letters */
	ent_kind kind;
	uint32_t label;       /* bytes of text of the number before it */
	bool contents;        /* of a table of contents */
	uint32_t head;        /* of the heads of tables, from 1; 0: in none */
	uint32_t row, column; /* of all rows, and in its row, from 1; 0: in none */
} ent_pdf_part;

typedef struct ent_pdf_tree {
	ent_pdf_part *parts; /* in the order of reading */
	uint32_t n;
} ent_pdf_tree;

/* Gives tables that continue over pages one head, and joins rows that a page end cuts.
 * False if there is not enough memory. */
bool ent_pdf_join_tables(ent_pdf_tree *tree, ent_arena *arena);

/* Reads what `pdfinfo -struct-text` prints, which is valid UTF-8; no parts when it is
 * not a tree. by_word: Word has made the file, which numbers headings as part of their
 * text.  All lives in the arena. */
ent_status ent_pdf_tree_parse(ent_pdf_tree *out,
			      ent_str printed,
			      bool by_word,
			      ent_arena *arena,
			      ent_error *err);

#endif
