/* SPDX-License-Identifier: Apache-2.0 */
/* next_word.c - look at the beginning of what may be the next sentence.
 *
 * Quotes, brackets, dashes and bullets before the first word are skipped; the word
 * decides.  At most a window of a few dozen characters is read. */
#include <string.h>

#include "segment/next_word.h"

enum { MOST_OPENERS = 8 }; /* marks before a first word */

static bool is_pass(struct next_word *out, UChar32 c, enum kind kind)
{
	switch (kind) {
	case KIND_OPENER:
		if (c == '(' || c == '[' || c == '{')
			out->bracket = true;
		else
			out->quote = true;
		return true;
	case KIND_QUOTE: out->quote = true; return true;
	case KIND_DASH: out->dash = true; return true;
	case KIND_MARK:
		if (c == '*' || c == '#' || c == '_' || c == '~' || c == '>' ||
		    c == '<' || c == 0x2022 || c == 0x2043 || c == 0x25AA ||
		    c == 0xBF || c == 0xA1 || c == '^') {
			out->dash = true;
			return true;
		}
		return false;
	case KIND_CLOSER: /* German and Danish quotes, reversed: »so« */
		if (c == 0xBB)
			return out->quote = true;
		return out->bracket;
	case KIND_SPACE: return true;
	case KIND_STOP: return c == '.' || c == 0x2026;
	case KIND_END:
	case KIND_LOWER:
	case KIND_UPPER:
	case KIND_OTHER_LETTER:
	case KIND_DIGIT: return false;
	}
	return false;
}

static size_t letters_end(ent_str text, size_t at)
{
	size_t end = at, step;
	while (end - at < ENT_WORD_MAX - 4 &&
	       ent_kind_is_letter(ent_char_kind(ent_char_at(text, end, &step))))
		end += step;
	return end;
}

/* The classes of a word with an apostrophe at `end` of its first letters: of the
 * whole ("Aujourd'hui", "I'm"), else up to the apostrophe ("L'"), else before it. */
static unsigned elided_classes(ent_str text,
			       size_t start,
			       size_t end,
			       size_t mark,
			       const struct tables *tables)
{
	char key[2 * ENT_WORD_MAX];
	size_t n = end - start, rest = letters_end(text, end + mark);
	memcpy(key, text.p + start, n);
	key[n] = '\'';
	memcpy(key + n + 1, text.p + end + mark, rest - end - mark);
	unsigned found = 0;
	if (rest > end + mark)
		found = ent_tables_find(tables,
					(ent_str){ key, n + 1 + rest - end - mark });
	if (!(found & WORD_OPENER))
		found = ent_tables_find(tables, (ent_str){ key, n + 1 });
	if (!(found & WORD_OPENER) && n > 1)
		found = ent_tables_find(tables, (ent_str){ key, n });
	return found;
}

/* Letters of one word, then its classes. */
static size_t find_word(struct next_word *out,
			ent_str text,
			const struct tables *tables)
{
	size_t end = letters_end(text, out->word), step, next;
	UChar32 c = ent_char_at(text, end, &step);
	if (c == '\'' || c == 0x2019) {
		out->classes = elided_classes(text, out->word, end, step, tables);
		return end;
	}
	out->classes = ent_tables_find(tables, ent_str_slice(text, out->word, end));
	bool digit = ent_char_kind(ent_char_at(text, end + step, &next)) == KIND_DIGIT;
	ent_str word = ent_str_slice(text, out->word, end);
	bool abbreviation =
		c == '.' &&
		(out->classes & WORD_NEVER ||
		 (word.n > 1 && ent_tables_find_abbreviation(tables, word)));
	/* "A." of "A. Smith", "A/78/1" and "A-5" are not articles */
	if ((c == '.' && !abbreviation) || c == '/' || (c == '-' && digit))
		out->classes &= ~(unsigned)WORD_OPENER;
	return end;
}

bool ent_reports_speech(ent_str text, size_t at, const struct tables *tables)
{
	enum { LONGEST_NAME = 4 };
	size_t step;
	for (int k = 0; k < LONGEST_NAME; k++) {
		size_t end = letters_end(text, at);
		ent_str word = ent_str_slice(text, at, end);
		if (end == at)
			return false;
		if (ent_char_kind(ent_char_at(text, at, &step)) != KIND_UPPER)
			return k > 0 && ent_tables_find(tables, word) & WORD_REPORT;
		if (end < text.n && text.p[end] == '.' &&
		    ent_tables_find_abbreviation(tables, word) & WORD_NEVER)
			end++;
		at = ent_skip_space(text, end);
		if (at == end)
			return false;
	}
	return false;
}

static bool is_numeral(ent_str text, size_t start, size_t end)
{
	size_t step;
	UChar32 next = ent_char_at(text, end, &step);
	if (next == '\'' || next == 0x2019)
		return false;
	ent_char_at(text, start, &step);
	if (end - start == step)
		return true;
	for (size_t k = start; k < end; k++)
		if (!strchr("IVXLCDM", text.p[k]))
			return ent_char_kind(next) == KIND_DIGIT || next == '/';
	return true;
}

/* Whether what follows the first word, up to `end`, is the next part of a reference:
 * ", § 8", ", cl. 3", ")". */
static bool is_part(ent_str text, size_t end, const struct tables *tables)
{
	size_t step;
	if (end >= text.n || text.p[end] != ',')
		return end < text.n && (text.p[end] == ')' || text.p[end] == ';');
	const size_t at = ent_skip_space(text, end + 1), stop = letters_end(text, at);
	const UChar32 c = ent_char_at(text, at, &step);
	return c == 0xA7 || ent_char_kind(c) == KIND_DIGIT ||
	       (stop < text.n && text.p[stop] == '.' &&
		(ent_tables_find_abbreviation(tables, ent_str_slice(text, at, stop)) &
		 (WORD_NUMBER | WORD_ORDINARY)));
}

static bool is_url(ent_str rest)
{
	return ent_str_starts(rest, ENT_STR("http://")) ||
	       ent_str_starts(rest, ENT_STR("https://")) ||
	       ent_str_starts(rest, ENT_STR("www."));
}

/* Whether one of the two words after `at` names a part of a text. */
static bool is_reference(ent_str text, size_t at, const struct tables *tables)
{
	for (int k = 0; k < 2; k++) {
		size_t start = ent_skip_space(text, at), step;
		enum kind first = ent_char_kind(ent_char_at(text, start, &step));
		for (at = start; at < text.n && at - start < ENT_WORD_MAX; at += step)
			if (!ent_kind_is_letter(
				    ent_char_kind(ent_char_at(text, at, &step))))
				break;
		ent_str word = ent_str_slice(text, start, at);
		if (first == KIND_DIGIT ||
		    (ent_tables_find(tables, word) & WORD_LABEL) ||
		    (ent_tables_find_abbreviation(tables, word) &
		     (WORD_NUMBER | WORD_ORDINARY)))
			return true;
		if (at == start)
			return false;
	}
	return false;
}

void ent_read_next_word(struct next_word *out,
			ent_str text,
			size_t at,
			const struct tables *tables)
{
	size_t step;
	ent_str rest = ent_str_slice(text, at, text.n);
	*out = (struct next_word){ .at = at, .word = at };
	out->item = ent_str_starts(rest, ENT_STR("- ")) ||
		    ent_str_starts(rest, ENT_STR("• "));
	for (int k = 0;; k++) {
		UChar32 c = ent_char_at(text, out->word, &step);
		out->kind = ent_char_kind(c);
		if (k >= MOST_OPENERS || !is_pass(out, c, out->kind))
			break;
		out->word += step;
	}
	if (out->kind == KIND_DIGIT)
		out->numeral = true;
	if (!ent_kind_is_letter(out->kind))
		return;
	size_t end = find_word(out, text, tables);
	out->numeral = out->kind == KIND_UPPER && is_numeral(text, out->word, end);
	out->part = out->numeral && is_part(text, end, tables);
	ent_char_at(text, out->word, &step);
	out->initial = out->kind == KIND_UPPER && end == out->word + step &&
		       end < text.n && text.p[end] == '.';
	out->url = is_url(ent_str_slice(text, out->word, text.n));
	if (out->bracket && (out->classes & WORD_REFERENCE))
		out->reference = is_reference(text, end, tables);
}
