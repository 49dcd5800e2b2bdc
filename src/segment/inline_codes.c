/* SPDX-License-Identifier: Apache-2.0 */
/* inline_codes.c - the inline codes of TMX content (TMX 1.4b, section "Content
 * Markup").
 *
 * format/inline_read.c decides what kind of code an element is. hi, and g, pc and mrk
 * of XLIFF, hold text: their tags are codes, and no boundary is between them, so that
 * each piece of the content is well-formed.  A reference is read as its character.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "format/inline_read.h"
#include "format/xml_scan.h"
#include "segment/coded_text.h"

/* Longest reference: "&#1114111;" and the names of HTML. */
enum { LONGEST_REFERENCE = 32 };

struct list {
	struct piece *p;
	size_t n, capacity;
	unsigned highlighted; /* elements that hold text and are open */
	bool failed;
};

static void add_piece(struct list *list, struct piece piece)
{
	if (list->failed || !ENT_GROW(list->p, list->capacity, list->n + 1)) {
		list->failed = true;
		return;
	}
	piece.inside = list->highlighted > 0;
	list->p[list->n++] = piece;
}

static void add_code(struct list *list, size_t start, size_t end, ent_code_kind kind)
{
	struct piece piece = { .start = start, .end = end, .kind = kind };
	if (kind == ENT_CODE_LINE)
		piece.text[0] = '\n';
	add_piece(list, piece);
}

static void add_references(struct list *list, ent_str text, size_t base)
{
	for (size_t at = 0; at < text.n;) {
		const char *amp = memchr(text.p + at, '&', text.n - at);
		if (!amp)
			return;
		size_t start = (size_t)(amp - text.p);
		size_t window = text.n - start < LONGEST_REFERENCE ? text.n - start
								   : LONGEST_REFERENCE;
		const char *semi = memchr(amp, ';', window);
		at = semi ? (size_t)(semi - text.p) + 1 : start + 1;
		ent_xml_repairs ignored = { .characters = 0 };
		ent_buf plain = ENT_BUF_INIT;
		struct piece piece = { .start = base + start,
				       .end = base + at,
				       .reference = true };
		ent_xml_decode(&plain, ent_str_slice(text, start, at), &ignored);
		list->failed |= plain.failed;
		if (plain.n && plain.n < sizeof(piece.text)) {
			memcpy(piece.text, plain.p, plain.n);
			add_piece(list, piece);
		}
		ent_buf_release(&plain);
	}
}

/* An element: one that holds text is its tags, all others with what they hold are
 * one code. */
static void add_element(struct list *list,
			const ent_xml_token *t,
			ent_str markup,
			size_t *at)
{
	size_t end = *at, content = *at, close = *at;
	if (!ent_inline_is_native(t->name)) {
		list->highlighted += t->type == ENT_XML_OPEN;
	} else if (t->type == ENT_XML_OPEN) {
		close = ent_xml_close(markup, *at, &end);
	}
	add_code(list, t->at, end,
		 ent_inline_kind(t, ent_str_slice(markup, content, close)));
	*at = end;
}

ent_status ent_coded_markup(struct piece **out,
			    size_t *count,
			    ent_str markup,
			    ent_error *err)
{
	struct list list = { .p = NULL };
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, markup, &at);)
		switch (t.type) {
		case ENT_XML_TEXT: add_references(&list, t.raw, t.at); break;
		case ENT_XML_CDATA: break;
		case ENT_XML_OPEN:
		case ENT_XML_EMPTY: add_element(&list, &t, markup, &at); break;
		case ENT_XML_CLOSE:
			list.highlighted -= list.highlighted > 0;
			add_code(&list, t.at, at, ENT_CODE_END);
			break;
		case ENT_XML_BROKEN:
			if (t.raw.n == 1 || !strchr("!?", t.raw.p[1])) {
				at = t.at + 1; /* a "<" and no tag */
				break;
			}
			add_code(&list, t.at, at, ENT_CODE_ISOLATED);
			break;
		case ENT_XML_OTHER: add_code(&list, t.at, at, ENT_CODE_ISOLATED); break;
		}
	if (list.failed) {
		free(list.p);
		return ent_fail_memory(err);
	}
	*out = list.p;
	*count = list.n;
	return ENT_OK;
}
