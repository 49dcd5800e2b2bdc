/* SPDX-License-Identifier: Apache-2.0 */
/* graded.c - the tokens of the graded score: variants of spelling are one token.
 *
 * The plain score counts "U.S." as four tokens and "US" as one, so that two spellings
 * of one word are as far apart as two words.  What is joined is what is written in both
 * ways: abbreviations of single letters with points, with spaces after them or without
 * ("U. S.", "c.-à-d."); words with a prefix and a hyphen (of a closed list:
 * "co-operation" is "cooperation", but "re-sign" is not "resign"); two words of a list
 * that are written as one ("web site", spellings.c); numbers grouped by spaces or
 * apostrophes; an ellipsis of three points.  A hyphen between two words belongs to the
 * first, so that "long-term" and "long term" have the same tokens, and a point to a
 * title before it ("Mr.").  Cost: O(text).
 */
#include "match/graded.h"
#include "base/ascii.h"
#include "base/word_list.h"
#include "match/spellings.h"

static const char prefixes[] =
	"co re e pre pro anti non multi socio inter micro macro semi sub super trans ultra "
	"mid over under post para pluri auto bio contre extra hydro infra mini pseudo radio "
	"counter ex hyper intra meta mono neo poly proto quasi retro self tele un vice week "
	"narco agro aéro électro euro géo néo télé demi éco agri cyber neuro psycho cardio "
	"immuno gastro thermo photo";

/* With a hyphen these are other words than without. */
static const char not_prefixed[] =
	"re-sign re-signs re-signed re-signing re-cover re-covers re-covered re-covering "
	"re-form re-forms re-formed re-create re-creates re-created re-creating re-creation "
	"re-lease re-leased re-sort re-sorted re-mark re-marked re-present re-presented "
	"re-serve re-served re-act re-dress re-treat re-treated re-press re-pressed re-store "
	"re-stored re-strain re-bound re-prove re-sent re-solve re-solved re-tire re-tired "
	"re-lay re-ally re-petition re-search re-tort co-op co-ops co-opt co-ed un-ionized "
	"un-ionised pre-position pre-positions pre-positioned de-liver";

enum { PREFIX_MAX = sizeof("électro") - 1 }; /* bytes of the longest */

static bool is_prefix(ent_str word)
{
	char lower[PREFIX_MAX];
	if (!word.n || word.n > PREFIX_MAX)
		return false;
	for (size_t k = 0; k < word.n; k++)
		lower[k] = ent_small_letter(word.p[k]);
	return ent_words_have(prefixes, (ent_str){ lower, word.n });
}

/* Whether the two are one word, with a hyphen or without. */
static bool has_prefix(ent_str first, ent_str second)
{
	char both[2 * PREFIX_MAX + 8];
	const size_t n = first.n + 1 + second.n;
	if (!is_prefix(first))
		return false;
	if (n > sizeof(both))
		return true;
	for (size_t k = 0; k < first.n; k++)
		both[k] = ent_small_letter(first.p[k]);
	both[first.n] = '-';
	for (size_t k = 0; k < second.n; k++)
		both[first.n + 1 + k] = ent_small_letter(second.p[k]);
	return !ent_words_have(not_prefixed, (ent_str){ both, n });
}

static ent_str slice(ent_str text, const ent_token *t)
{
	return ent_str_slice(text, t->start, t->end);
}

/* The token after `last`, when nothing is between the two. */
static bool next_joined(ent_token *out, ent_str text, const ent_token *last)
{
	size_t at = last->end;
	return ent_token_next(out, text, &at) && out->start == last->end;
}

static bool is_point(ent_str text, const ent_token *t)
{
	return t->kind == ENT_TOKEN_MARK && t->end - t->start == 1 &&
	       text.p[t->start] == '.';
}

/* The token after `last`, with a space between them or nothing. */
static bool next_near(ent_token *out, ent_str text, const ent_token *last)
{
	size_t at = last->end + ent_group_space(text, last->end);
	const size_t start = at;
	return ent_token_next(out, text, &at) && out->start == start;
}

/* "..." or ". . ." but no fourth point. */
static bool join_ellipsis(ent_token *t, ent_str text)
{
	const bool spaced = text.p[t->end] != '.';
	ent_token next = *t, last = *t;
	unsigned points = 1;
	while ((spaced ? next_near : next_joined)(&next, text, &last) &&
	       is_point(text, &next)) {
		points++;
		last = next;
	}
	if (points != 3 || (t->start && text.p[t->start - 1] == '.'))
		return false;
	t->end = last.end;
	return true;
}

static bool is_letter(ent_str text, const ent_token *t)
{
	return t->kind == ENT_TOKEN_WORD && ent_str_chars(slice(text, t)) == 1;
}

/* The bytes of a hyphen at `at`: "-", U+2010, U+2011, or the dash U+2013. */
static size_t hyphen_at(ent_str text, size_t at)
{
	const ent_str rest = ent_str_slice(text, at, text.n);
	if (rest.n && rest.p[0] == '-')
		return 1;
	return ent_str_starts(rest, ENT_STR("\u2010")) ||
			       ent_str_starts(rest, ENT_STR("\u2011")) ||
			       ent_str_starts(rest, ENT_STR("\u2013"))
		       ? ENT_STR("\u2010").n
		       : 0;
}

/* Whether a point that ends at `end` is the full stop of a sentence: the last of a text
 * that is long enough for one. */
static bool is_full_stop(ent_str text, size_t end)
{
	enum { SENTENCE_MIN = 32 };
	ent_token t;
	size_t at = end;
	return text.n >= SENTENCE_MIN && !ent_token_next(&t, text, &at);
}

/* The letter after a point: of "U.S.", of "É.-U.", and of "U. S.", where it has a
 * point too. */
static bool next_initial(ent_token *out,
			 ent_str text,
			 const ent_token *letter,
			 size_t point)
{
	const size_t hyphen = hyphen_at(text, point);
	const size_t space = hyphen ? 0 : ent_group_space(text, point);
	const size_t start = point + hyphen + space;
	size_t at = start;
	if (!ent_token_next(out, text, &at) || out->start != start ||
	    !is_letter(text, out))
		return false;
	return !space || (out->end < text.n && text.p[out->end] == '.' &&
			  ent_starts_upper(slice(text, letter)) &&
			  ent_starts_upper(slice(text, out)));
}

/* U.S., e.g., O.N.U: letters with points between them, and the last point. */
static bool join_abbreviation(ent_token *t, ent_str text)
{
	ent_token letter = *t;
	uint32_t end = t->end;
	unsigned letters = 1;
	for (;;) {
		const bool point = letter.end < text.n && text.p[letter.end] == '.';
		if (point && letters > 1 && !is_full_stop(text, letter.end + 1u))
			end = letter.end + 1;
		/* after the first point hyphens may join letters: "c.-à-d." */
		if (!point && (letters == 1 || !hyphen_at(text, letter.end)))
			break;
		ent_token next;
		if (!next_initial(&next, text, &letter, letter.end + (point ? 1u : 0u)))
			break;
		letter = next;
		end = letter.end;
		letters++;
	}
	if (letters < 2)
		return false;
	t->end = end;
	return true;
}

/* "Ph.D.", "M. Sc." */
static bool join_degree(ent_token *t, ent_str text)
{
	ent_token point, second;
	if (!next_joined(&point, text, t) || !next_near(&second, text, &point) ||
	    !ent_is_degree(slice(text, t), slice(text, &second)))
		return false;
	t->end = second.end;
	if (t->end < text.n && text.p[t->end] == '.' &&
	    !is_full_stop(text, t->end + 1u))
		t->end++;
	return true;
}

static bool number_follows(ent_str text, size_t at)
{
	while (at < text.n && ent_group_space(text, at))
		at += ent_group_space(text, at);
	return at < text.n && ent_is_digit(text.p[at]);
}

/* "Mr.", "M.", "No. 5" */
static bool join_point(ent_token *t, ent_str text)
{
	const ent_str word = slice(text, t);
	const size_t end = t->end + 1u;
	if ((end < text.n && text.p[end] == '.') || is_full_stop(text, end) ||
	    !(ent_may_have_point(word) || ent_str_is(word, "M") ||
	      (ent_may_have_point_before_number(word) && number_follows(text, end))))
		return false;
	t->end = (ent_offset)end;
	return true;
}

/* "n°" */
static bool join_degree_sign(ent_token *t, ent_str text)
{
	const ent_str rest = ent_str_slice(text, t->end, text.n);
	if (t->end - t->start != 1 || (text.p[t->start] | 32) != 'n' ||
	    !ent_str_starts(rest, ENT_STR("\u00B0")))
		return false;
	t->end += (ent_offset)ENT_STR("\u00B0").n;
	return true;
}

/* "co-operation", "web-site", "web site": one word. */
static bool join_compound(ent_token *t, ent_str text)
{
	const size_t hyphen = hyphen_at(text, t->end);
	const size_t start = t->end + (hyphen ? hyphen : ent_group_space(text, t->end));
	const ent_str first = slice(text, t);
	ent_token word;
	size_t at = start;
	if (start == t->end || (!hyphen && !ent_may_be_listed(first)) ||
	    !ent_token_next(&word, text, &at) || word.start != start ||
	    word.kind != ENT_TOKEN_WORD)
		return false;
	const ent_spelling_join join = ent_spelling_joins(first, slice(text, &word));
	if (join != ENT_JOIN_SPACE &&
	    !(hyphen &&
	      (join == ENT_JOIN_HYPHEN || has_prefix(first, slice(text, &word)))))
		return false;
	t->end = word.end;
	return true;
}

/* A hyphen between two words belongs to the first. */
static bool join_hyphen(ent_token *t, ent_str text)
{
	const size_t hyphen = hyphen_at(text, t->end), start = t->end + hyphen;
	size_t at = start;
	ent_token word;
	if (!hyphen || !ent_token_next(&word, text, &at) || word.start != start ||
	    word.kind != ENT_TOKEN_WORD)
		return false;
	t->end = (ent_offset)start;
	return true;
}

static bool all_digits(ent_str s, size_t n)
{
	if (s.n < n)
		return false;
	for (size_t k = 0; k < n; k++)
		if (!ent_is_digit(s.p[k]))
			return false;
	return true;
}

/* The bytes between two groups: a space, or an apostrophe. */
static size_t group_mark(bool *space, ent_str text, size_t at)
{
	const size_t bytes = ent_group_space(text, at);
	*space = bytes > 0;
	if (bytes || at >= text.n)
		return bytes;
	return text.p[at] == '\'' ? 1
	       : ent_str_starts(ent_str_slice(text, at, text.n), ENT_STR("\u2019"))
		       ? ENT_STR("\u2019").n
		       : 0;
}

/* 1 250 000,50 and 1'250'000: one to three digits, then groups of three. */
static bool join_groups(ent_token *t, ent_str text)
{
	ent_str first = slice(text, t);
	bool found = false, spaces = false;
	if (first.n > 3 || !all_digits(first, first.n) || first.p[0] == '0')
		return false;
	for (;;) {
		bool space;
		size_t mark = group_mark(&space, text, t->end), at = t->end + mark;
		ent_token next;
		if (!mark || (found && space != spaces) ||
		    !ent_token_next(&next, text, &at) || next.start != t->end + mark ||
		    next.kind != ENT_TOKEN_NUMBER)
			return found;
		spaces = space;
		ent_str s = slice(text, &next);
		if (!all_digits(s, 3) || (s.n > 3 && ent_is_digit(s.p[3])))
			return found;
		t->end = next.end;
		found = true;
		if (s.n > 3)
			return true;
	}
}

static bool join_words(ent_token *t, ent_str text)
{
	const uint32_t end = t->end;
	const char c = text.p[end];
	if (c == '.' && !(is_letter(text, t) && join_abbreviation(t, text)) &&
	    !join_degree(t, text))
		join_point(t, text);
	else if (c & 0x80 && join_degree_sign(t, text))
		return true;
	else if (c != '.')
		join_compound(t, text);
	if (t->end < text.n && hyphen_at(text, t->end))
		join_hyphen(t, text);
	return t->end != end;
}

bool ent_graded_may_join(const ent_token *t, ent_str text)
{
	const char c = t->end < text.n ? text.p[t->end] : '\0';
	const char after = t->end + 1u < text.n ? text.p[t->end + 1] : '\0';
	switch (t->kind) {
	case ENT_TOKEN_MARK:
		return (c == '.' || c == ' ' || (c & 0x80)) && is_point(text, t) &&
		       (c == '.' || after == '.' || (c & 0x80));
	case ENT_TOKEN_WORD:
		if (c == ' ')
			return ent_may_be_listed(slice(text, t));
		return c == '.' ? after != '\0' : c == '-' || (c & 0x80);
	case ENT_TOKEN_NUMBER:
		return (c == ' ' && ent_is_digit(after)) || c == '\'' || (c & 0x80);
	}
	return false;
}

static bool join_tokens(ent_token *t, ent_str text)
{
	/* most tokens are known by the byte after them */
	if (!ent_graded_may_join(t, text))
		return false;
	switch (t->kind) {
	case ENT_TOKEN_MARK: return join_ellipsis(t, text);
	case ENT_TOKEN_WORD: return join_words(t, text);
	case ENT_TOKEN_NUMBER: return join_groups(t, text);
	}
	return false;
}

bool ent_graded_next(ent_token *out, ent_str text, size_t *at)
{
	if (!ent_token_next(out, text, at))
		return false;
	if (join_tokens(out, text))
		*at = out->end;
	return true;
}
