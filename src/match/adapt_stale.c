/* SPDX-License-Identifier: Apache-2.0 */
/* adapt_stale.c - words that differ, are not adapted, and change what values mean.
 *
 * Most words that differ are only listed as stale.  These are not: a quantity that is
 * not read as a value ("une centaine", "half", "twice"), a single letter of a reference
 * ("column (c)", "Hall B") or of an era ("B.C."), and a word whose number or tense
 * follows a value ("was" for "were").  A target with new values and an old word of
 * these would look right and be wrong.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "match/adapt_parts.h"

/* `list` is in small letters; the word may begin with a capital. */
/* A quantity, or a part of one, that text/value.h does not read. */
static bool is_quantity(ent_str word)
{
	static const char words[] =
		"half halves third thirds quarter quarters fifth fifths sixth sixths "
		"seventh sevenths eighth eighths ninth ninths tenth tenths hundredth "
		"hundredths dozen dozens score scores couple pair tens hundred hundreds "
		"thousand thousands million millions billion billions twice thrice double "
		"doubled triple tripled treble quadruple halved once both single "
		"moitié tiers quart quarts cinquième cinquièmes sixième "
		"sixièmes septième septièmes huitième huitièmes neuvième "
		"neuvièmes dixième dixièmes centième centièmes demi demie "
		"huitaine dizaine dizaines douzaine douzaines quinzaine vingtaine trentaine "
		"quarantaine cinquantaine soixantaine centaine centaines millier milliers "
		"cent cents mille million millions milliard milliards double doublé triple "
		"triplé quadruple";
	return ent_words_have_capitalised(words, word);
}

/* An era or a time zone, in capitals. */
static bool is_abbreviation(ent_str word)
{
	static const char *const words[] = { "BC",  "BCE", "AD",   "CE",  "GMT",
					     "UTC", "CET", "CEST", "EST", "EDT",
					     "BST", "HEC", "HNE",  "HAE", NULL };
	return ent_list_has(words, word);
}

/* Verbs that agree with a number. */
static bool agrees(ent_str word)
{
	return ent_words_have_capitalised(
		"is are was were has have does do "
		"sont était étaient ont fut furent sera seront",
		word);
}

/* A single letter that is a label: a capital, or in brackets. */
static bool is_letter(ent_str text, const ent_token *t)
{
	const char c = text.p[t->start];
	if (t->end - t->start != 1 || !ent_is_letter(c) || !t->start)
		return false;
	const bool capital = c >= 'A' && c <= 'Z';
	const bool bracket = t->end < text.n && text.p[t->end] == ')';
	/* "(c) to hire" is the label of an item of a list */
	return (capital && text.p[t->start - 1] != '.') ||
	       (bracket && !(t->start == 1 && text.p[0] == '('));
}

static bool has_such_word(ent_str text, uint32_t start, uint32_t end)
{
	ent_token t;
	for (size_t at = start; at < end && ent_token_next(&t, text, &at);) {
		ent_str word = ent_str_slice(text, t.start, t.end);
		if (t.start >= end)
			break;
		if (t.kind == ENT_TOKEN_WORD &&
		    (is_quantity(word) || is_abbreviation(word) || is_letter(text, &t)))
			return true;
	}
	return false;
}

bool ent_adapt_has_stale_value(const struct ent_adapt *a, const ent_edit *e)
{
	ent_str is = ent_str_slice(a->query, e->query_start, e->query_end);
	ent_str was = ent_str_slice(a->source, e->match_start, e->match_end);
	return has_such_word(a->query, e->query_start, e->query_end) ||
	       has_such_word(a->source, e->match_start, e->match_end) ||
	       (agrees(is) && agrees(was));
}
