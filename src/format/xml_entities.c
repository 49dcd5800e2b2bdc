/* SPDX-License-Identifier: Apache-2.0 */
/* xml_entities.c - entities that a file declares in its document type.
 *
 * What: <!ENTITY name "text"> of the internal subset (XML 1.0, section 4.2.1), for
 * files of units, which no XML parser reads.  The text is taken as text: a tag in it is
 * none.
 *
 * Safety: a text is made when it is declared, from entities declared before it, and is
 * left out when it grows beyond TEXT_MAX; nothing is replaced twice, so that the
 * growth is bounded by ENT_ENTITIES_MAX times TEXT_MAX.
 */
#include <string.h>

#include "base/ascii.h"
#include "format/xml_entities.h"

enum { TEXT_MAX = 1024 };

/* The internal subset; "" without one. */
static ent_str subset_of(ent_str head)
{
	const char *type = head.n ? memmem(head.p, head.n, "<!DOCTYPE", 9) : NULL;
	if (!type)
		return ENT_STR("");
	const size_t from = (size_t)(type - head.p);
	for (size_t k = from; k < head.n; k++) {
		if (head.p[k] == '>')
			return ENT_STR("");
		if (head.p[k] == '[')
			return ent_str_slice(head, k + 1, head.n);
	}
	return ENT_STR("");
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

void ent_xml_entities_read(ent_xml_entities *out, ent_str head, ent_arena *arena)
{
	static const char open[] = "<!ENTITY";
	ent_str s = subset_of(head);
	out->n = 0;
	while (s.n) {
		const char *at = memmem(s.p, s.n, open, sizeof(open) - 1);
		const char *end = memmem(s.p, s.n, "]>", 2);
		if (!at || (end && end < at))
			return;
		s = ent_str_slice(s, (size_t)(at - s.p) + sizeof(open) - 1, s.n);
		const ent_str name = next_word(&s);
		s = ent_str_trim(s);
		if (!s.n || (s.p[0] != '"' && s.p[0] != '\'')) /* "% x", SYSTEM */
			continue;
		const char *close = memchr(s.p + 1, s.p[0], s.n - 1);
		if (!close)
			return;
		const size_t n = (size_t)(close - s.p);
		add(out, name, ent_str_slice(s, 1, n), arena);
		s = ent_str_slice(s, n + 1, s.n);
	}
}
