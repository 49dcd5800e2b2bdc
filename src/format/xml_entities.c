/* SPDX-License-Identifier: Apache-2.0 */
/* xml_entities.c - entities that a file declares in its document type.
 *
 * What: <!ENTITY name "text"> of the internal subset (XML 1.0, section 4.2.1), for
 * files of units, which no XML parser reads.  The text is plain text: a tag in it is
 * not markup.
 *
 * Safety: a text is made when it is declared, from entities declared before it, and an
 * entity whose text grows beyond TEXT_MAX is left out; nothing is replaced twice, so
 * that the growth is bounded by ENT_ENTITIES_MAX times TEXT_MAX.
 */
#include <string.h>

#include "base/ascii.h"
#include "format/doctype.h"
#include "format/xml_entities.h"
#include "format/xml_scan.h"

enum { TEXT_MAX = 1024 };

/* The internal subset; "" without one. */
static ent_str subset_of(ent_str head)
{
	ent_str subset = ENT_STR("");
	ent_xml_token t;
	size_t at = 0;
	while (ent_xml_next(&t, head, &at) && !t.name.p)
		if (ent_str_starts(t.raw, ENT_STR("<!DOCTYPE"))) {
			ent_doctype_end(&subset, head, t.at);
			break;
		}
	return subset;
}

static ent_str next_word(ent_str *s)
{
	size_t k = 0;
	while (k < s->n && ent_is_xml_space(s->p[k]))
		k++;
	const size_t start = k;
	while (k < s->n && !ent_is_xml_space(s->p[k]) && s->p[k] != '>')
		k++;
	const ent_str word = ent_str_slice(*s, start, k);
	*s = ent_str_slice(*s, k, s->n);
	return word;
}

static void add(ent_xml_entities *out, ent_str name, ent_str value, ent_arena *arena)
{
	ent_xml_repairs repairs = { .declared = out };
	ent_buf text = ENT_BUF_INIT;
	if (out->n == ENT_ENTITIES_MAX || value.n > TEXT_MAX ||
	    ent_xml_entity(out, name).p) /* the first declaration counts */
		return;
	ent_xml_decode(&text, value, &repairs);
	if (!text.failed && text.n <= TEXT_MAX && !repairs.entities) {
		const ent_str made = text.p ? ent_buf_str(&text) : ENT_STR("");
		out->list[out->n].name = ent_arena_str(arena, name);
		out->list[out->n].text = ent_arena_str(arena, made);
		out->n += out->list[out->n].name.p && out->list[out->n].text.p;
	}
	ent_buf_release(&text);
}

/* Adds what a declaration says after "<!ENTITY". */
static void add_declared(ent_xml_entities *out, ent_str s, ent_arena *arena)
{
	const ent_str name = next_word(&s);
	s = ent_str_trim(s);
	if (!s.n || (s.p[0] != '"' && s.p[0] != '\'')) /* "% x", SYSTEM */
		return;
	const char *close = memchr(s.p + 1, s.p[0], s.n - 1);
	if (close)
		add(out, name, ent_str_slice(s, 1, (size_t)(close - s.p)), arena);
}

void ent_xml_entities_read(ent_xml_entities *out, ent_str head, ent_arena *arena)
{
	const ent_str open = ENT_STR("<!ENTITY");
	const ent_str subset = subset_of(head);
	ent_xml_token t;
	size_t at = 0;
	out->n = 0;
	while (ent_xml_next(&t, subset, &at))
		if (ent_str_starts(t.raw, open))
			add_declared(out, ent_str_slice(t.raw, open.n, t.raw.n), arena);
}
