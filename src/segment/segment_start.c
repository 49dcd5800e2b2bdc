/* SPDX-License-Identifier: Apache-2.0 */
/* segment_start.c - labels, list items, headings and closings at a segment's beginning.
 *
 * Some ends of segments have no stop, but the beginning of the segment shows where they
 * are: a label whose series continues in the line ("1. First 2. Second"), a dash whose
 * list continues ("- first - Second"), a heading in capitals that was run together with
 * its text, "Thanks," before a name.  Each look is bounded by a window, so that time is
 * linear.
 */
#include <string.h>

#include "segment/char.h"
#include "segment/segment_start.h"

enum {
	ITEM_WINDOW = 1000,   /* bytes of a dash item */
	HEADING_WINDOW = 200, /* bytes of a heading in capitals */
	HEADING_WORDS = 2,    /* at least: one may be an acronym */
	HEADING_LETTERS = 10, /* at least, for the same reason */
	GREETING_WINDOW = 40, /* bytes of "Dear ...," */
};

static bool is_upper_at(ent_str text, size_t at)
{
	size_t step;
	return ent_char_kind(ent_char_at(text, at, &step)) == KIND_UPPER;
}

/* "- first - Second": where the second item begins; SIZE_MAX for nowhere. */
static size_t next_item(ent_str text, size_t at)
{
	ent_str here = ent_str_slice(text, at, text.n), mark = ENT_STR("- ");
	if (!ent_str_starts(here, mark))
		mark = ENT_STR("• ");
	if (!ent_str_starts(here, mark))
		return SIZE_MAX;
	size_t limit = text.n - at > ITEM_WINDOW ? at + ITEM_WINDOW : text.n;
	for (size_t from = at + mark.n; from < limit;) {
		const char *hit = memmem(text.p + from, limit - from, mark.p, mark.n);
		if (!hit)
			break;
		size_t found = (size_t)(hit - text.p);
		if (text.p[found - 1] == ' ' && is_upper_at(text, found + mark.n))
			return found;
		from = found + mark.n;
	}
	return SIZE_MAX;
}

/* "WHEREAS", "QUE": a word that cannot end a heading. */
static bool is_unfinished(ent_str word, const struct tables *tables)
{
	char copy[ENT_WORD_MAX];
	return word.n <= ENT_WORD_MAX &&
	       ent_tables_find(tables, ent_word_lower(copy, word, FORM_REST)) &
		       WORD_OPENER;
}

/* "FORME PHARMACEUTIQUE Poudre pour ...": where the text begins. */
static size_t after_heading(ent_str text, size_t at, const struct tables *tables)
{
	size_t words = 0, letters = 0, step;
	ent_str last = { "", 0 };
	size_t limit = text.n - at > HEADING_WINDOW ? at + HEADING_WINDOW : text.n;
	while (at < limit) {
		size_t start = at, upper = 0;
		for (;; at += step) {
			UChar32 c = ent_char_at(text, at, &step);
			enum kind kind = ent_char_kind(c);
			if (kind == KIND_UPPER)
				upper++;
			else if (c != '\'' && c != 0x2019 && c != '-')
				break;
		}
		enum kind end = ent_char_kind(ent_char_at(text, at, &step));
		if (end == KIND_LOWER)
			return upper == 1 && words >= HEADING_WORDS &&
					       letters >= HEADING_LETTERS &&
					       !is_unfinished(last, tables)
				       ? start
				       : SIZE_MAX;
		if (at == start || end != KIND_SPACE)
			return SIZE_MAX;
		words++;
		letters += upper;
		last = ent_str_slice(text, start, at);
		at = ent_skip_space(text, at);
	}
	return SIZE_MAX;
}

/* Whether what follows "Thanks," is not the name of a signer: the person addressed
 * ("Thank you, Mr.  President") or the end of a sentence ("Thanks, Jean."). */
static bool is_spoken_to(ent_str text, size_t at, const struct tables *tables)
{
	size_t limit = text.n - at > GREETING_WINDOW ? at + GREETING_WINDOW : text.n;
	for (bool first = true; at < limit; first = false) {
		size_t end = at, step;
		while (end < limit &&
		       ent_kind_is_letter(ent_char_kind(ent_char_at(text, end, &step))))
			end += step;
		ent_str word = ent_str_slice(text, at, end);
		if (!is_upper_at(text, at) || word.n > ENT_WORD_MAX)
			return false;
		if (first &&
		    ((ent_tables_find(tables, word) & WORD_ADDRESS) ||
		     (ent_tables_find_abbreviation(tables, word) & WORD_NEVER)))
			return true;
		if (ent_char_kind(ent_char_at(text, end, &step)) == KIND_STOP)
			return true;
		at = ent_skip_space(text, end);
		if (at == end)
			return false;
	}
	return false;
}

/* "Best regards, Jean" and "Dear all, The ...": after the comma. */
static size_t after_greeting(ent_str text, size_t at, const struct tables *tables)
{
	size_t limit = text.n - at > GREETING_WINDOW ? at + GREETING_WINDOW : text.n;
	size_t end = at, first = at, step;
	while (first < limit &&
	       ent_kind_is_letter(ent_char_kind(ent_char_at(text, first, &step))))
		first += step;
	while (end < limit && !memchr(",.!?:;\"(", text.p[end], 8))
		end++;
	if (first == at || end == limit || text.p[end] != ',' ||
	    first - at > ENT_WORD_MAX)
		return SIZE_MAX;
	unsigned open = ent_tables_find(tables, ent_str_slice(text, at, first));
	unsigned all = end - at <= ENT_WORD_MAX
			       ? ent_tables_find(tables, ent_str_slice(text, at, end))
			       : 0;
	size_t next = ent_skip_space(text, end + 1);
	if (!((open & WORD_GREETING) || (all & WORD_CLOSING)) || next == end + 1)
		return SIZE_MAX;
	if (!is_upper_at(text, next) ||
	    (!(open & WORD_GREETING) && is_spoken_to(text, next, tables)))
		return SIZE_MAX;
	return next;
}

static void read_label(struct segment_start *out,
		       ent_str text,
		       size_t at,
		       const struct segment_start *before)
{
	struct label label;
	out->label_end = ent_label_read(&label, text, at);
	if (out->label_end == at)
		return;
	if (before && before->series)
		label = before->next; /* "i)" after "h)" is a letter */
	out->cut = ent_label_find_next(&out->next, text, out->label_end, &label);
	out->series = out->cut != SIZE_MAX;
}

void ent_segment_start_read(struct segment_start *out,
			    ent_str text,
			    size_t at,
			    const struct segment_start *before,
			    const struct tables *tables)
{
	struct segment_start start = { .label_end = at, .cut = SIZE_MAX };
	read_label(&start, text, at, before);
	if (start.label_end == at)
		start.label_end = ent_label_word(text, at, tables);
	if (start.cut == SIZE_MAX)
		start.cut = next_item(text, at);
	if (start.cut == SIZE_MAX && is_upper_at(text, at)) {
		start.cut = after_heading(text, at, tables);
		if (start.cut == SIZE_MAX)
			start.cut = after_greeting(text, at, tables);
	}
	*out = start;
}
