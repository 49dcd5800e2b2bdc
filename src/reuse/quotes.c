/* SPDX-License-Identifier: Apache-2.0 */
/* quotes.c - where a new document quotes.
 *
 * Quotation marks of every kind come in pairs within a paragraph; an opening one
 * without its partner holds to the end of the paragraph, as where each paragraph of a
 * quotation begins with one.  Single marks are apostrophes too, so they must stand
 * where a quotation can begin and end, and come in pairs.  A quotation may have others
 * in it; each is one of its own.  Without marks, a word of quoting with an instrument
 * and its number ("recalling resolution 1540 (2004), ...", "article 5 provides that
 * ...") introduces what follows up to the end of the segment.
 */
#include <string.h>

#include "base/fail.h"
#include "reuse/reuse_parts.h"

/* Words between the verb and the number of the instrument. */
enum { REACH = 10, WORDS_A_QUOTE = 3 };

/* Quotations within each other. */
enum { DEPTH_MAX = 3 };

/* Words of a quotation: a longer text in marks is a document. */
enum { QUOTE_MAX = 2000 };

static const char *const pairs[][2] = {
	{ "\xE2\x80\x9C", "\xE2\x80\x9D" }, /* U+201C U+201D */
	{ "\xC2\xAB", "\xC2\xBB" },         /* U+00AB U+00BB */
	{ "\xE2\x80\x9E", "\xE2\x80\x9C" }, /* U+201E U+201C, German */
	{ "\xE2\x80\x9E", "\xE2\x80\x9D" }, /* U+201E U+201D, Polish */
	{ "\xE2\x80\xB9", "\xE2\x80\xBA" }, /* U+2039 U+203A */
	{ "\"", "\"" },
};
enum { PAIRS = sizeof(pairs) / sizeof(*pairs) };

/* Single marks; the right one is an apostrophe too. */
static const char LEFT[] = "\xE2\x80\x98", RIGHT[] = "\xE2\x80\x99";

/* Words that introduce a quotation before an instrument ("recalling resolution 5, ...",
 * "having regard to Article 114, ..."), in the form of the concordance. */
static const char verbs[] =
	" recalling recalls recall recalled reaffirming reaffirms reaffirmed affirming quoting "
	"quotes citing cites noting notes stressing emphasizing welcoming guided mindful regard "
	"pursuant accordance according under virtue stating states stated provides provided "
	"requires required indicated reads rappelant rappelle rappellent rappele reaffirmant "
	"reaffirme affirmant citant cite notant note soulignant vu application termes sens titre "
	"conformement selon dispose disposant prevoit enonce indique precise vertu stipule ";

/* Those after one ("article 5 provides that ...", "la decision 12 prevoit que ..."). */
static const char sayings[] =
	" states stated provides provided reads says said requires stipulates declares declared "
	"decides decided notes noted affirms affirmed reaffirms reaffirmed stresses stressed "
	"recalls recalled recognizes recognized dispose disposait prevoit prevoyait enonce "
	"stipule indique precise exige declare note decide decidait affirme reaffirme souligne "
	"rappelle constate reconnait reconnu ";
static const char instruments[] =
	" resolution resolutions decision decisions article articles art section sections "
	"paragraph paragraphs para chapter rule regulation directive declaration principle "
	"resolutions paragraphe paragraphes chapitre regle reglement principe alinea ";

static ent_str word_text(const ent_reuse_job *job, uint32_t k)
{
	return ent_str_slice(job->out->text, job->words[k].start, job->words[k].end);
}

static ent_str form_of(const ent_reuse_job *job, uint32_t k)
{
	return job->forms[job->words[k].form - 1];
}

static bool is_listed(const char *list, ent_str form)
{
	char padded[40];
	if (!form.n || form.n > sizeof(padded) - 3)
		return false;
	padded[0] = ' ';
	memcpy(padded + 1, form.p, form.n);
	padded[form.n + 1] = ' ';
	padded[form.n + 2] = '\0';
	return strstr(list, padded) != NULL;
}

/* Without marks at the ends; kept if it has enough words. */
static void add_quote(ent_reuse_job *job, uint32_t from, uint32_t to, bool introduced)
{
	while (from < to && job->words[from].is_mark)
		from++;
	while (to > from && job->words[to - 1].is_mark)
		to--;
	if (job->counted[to] - job->counted[from] >= job->opt.min_words &&
	    to - from <= QUOTE_MAX)
		job->quotes[job->n_quotes++] =
			(struct ent_reuse_quote){ { from, to }, introduced };
}

/* ---- in quotation marks ---------------------------------------------------------- */

static bool is_mark(const ent_reuse_job *job, uint32_t k, const char *mark)
{
	return job->words[k].is_mark && ent_str_is(word_text(job, k), mark);
}

/* The partner of the opening mark at k, before `end`: that of the same depth, else the
 * first; `end` without one. */
static uint32_t partner_of(const ent_reuse_job *job,
			   uint32_t k,
			   uint32_t end,
			   const char *const pair[2])
{
	const bool equal = !strcmp(pair[0], pair[1]);
	const uint32_t limit =
		equal || end - k < QUOTE_MAX + 2 ? end : k + QUOTE_MAX + 2;
	uint32_t first = end, depth = 1;
	for (uint32_t i = k + 1; i < limit; i++) {
		if (is_mark(job, i, pair[1])) {
			first = first < end ? first : i;
			if (!--depth)
				return i;
		} else if (!equal && is_mark(job, i, pair[0])) {
			depth++;
		}
	}
	return first;
}

/* Whether a word is right before or after the mark at k. */
static bool touches(const ent_reuse_job *job, uint32_t k, bool after)
{
	const ent_reuse_word *w = &job->words[k];
	if (after)
		return k + 1 < job->n_words && !w[1].is_mark && w[1].start == w->end;
	return k && !w[-1].is_mark && w[-1].end == w->start;
}

static bool is_single(const ent_reuse_job *job, uint32_t k, bool opens)
{
	return is_mark(job, k, "'") || is_mark(job, k, opens ? LEFT : RIGHT);
}

/* Whether a single mark may be that of a plural: "the States' rights". */
static bool is_possessive(const ent_reuse_job *job, uint32_t k)
{
	const ent_reuse_word *w = &job->words[k];
	const char *text = job->out->text.p;
	return touches(job, k, false) && text[w->start - 1] == 's' &&
	       k + 1 < job->n_words && !w[1].is_mark && text[w->end] == ' ' &&
	       text[w[1].start] >= 'a' && text[w[1].start] <= 'z';
}

/* The partner of a single mark; `end` when it is an apostrophe. */
static uint32_t single_partner_of(const ent_reuse_job *job, uint32_t k, uint32_t end)
{
	uint32_t possessive = end;
	const char *const close = is_mark(job, k, LEFT) ? RIGHT : "'";
	if (touches(job, k, false) || !touches(job, k, true))
		return end;
	for (uint32_t i = k + 1; i < end; i++) {
		const bool before = touches(job, i, false),
			   after = touches(job, i, true);
		if (is_single(job, i, true) && !before && after)
			break; /* another begins */
		if (!is_mark(job, i, close) || after ||
		    job->words[i - 1].end != job->words[i].start)
			continue;
		if (!is_possessive(job, i))
			return i;
		possessive = possessive < end ? possessive : i;
	}
	return possessive;
}

/* The place of the partner of the mark at k, before `end`, or `end` where it may lack;
 * k when it opens nothing. */
static uint32_t closing_of(const ent_reuse_job *job, uint32_t k, uint32_t end)
{
	bool opens = false;
	if (is_single(job, k, true)) {
		const uint32_t close = single_partner_of(job, k, end);
		return close < end ? close : k;
	}
	for (int p = 0; p < PAIRS; p++) {
		if (!is_mark(job, k, pairs[p][0]))
			continue;
		const uint32_t close = partner_of(job, k, end, pairs[p]);
		if (close < end)
			return close;
		opens |= strcmp(pairs[p][0], pairs[p][1]) != 0;
	}
	return opens ? end : k;
}

static void find_marked(ent_reuse_job *job, uint32_t from, uint32_t end)
{
	uint32_t ends[DEPTH_MAX + 1] = { end }; /* of the quotations around k */
	int depth = 0;
	for (uint32_t k = from; k < end; k++) {
		const bool ended = depth && k >= ends[depth];
		while (depth && k >= ends[depth])
			depth--;
		if (ended || depth == DEPTH_MAX)
			continue;
		const uint32_t close = closing_of(job, k, ends[depth]);
		if (close == k)
			continue;
		add_quote(job, k + 1, close, false);
		ends[++depth] = close;
	}
}

/* ---- introduced as quoted -------------------------------------------------------- */

/* The word after the instrument at k with its number, "resolution 1540 (2004)"; 0 when
 * there is none. */
static uint32_t end_of_instrument(const ent_reuse_job *job, uint32_t k, uint32_t end)
{
	if (!is_listed(instruments, form_of(job, k)))
		return 0;
	for (uint32_t n = k + 1; n < end && n < k + 4; n++) {
		const ent_str s = word_text(job, n);
		if (s.p[0] < '0' || s.p[0] > '9')
			continue;
		n++;
		if (n + 2 < end && ent_str_is(word_text(job, n), "(") &&
		    ent_str_is(word_text(job, n + 2), ")"))
			n += 3;
		return n;
	}
	return 0;
}

/* The word after an instrument that begins within REACH words of k; 0 for none. */
static uint32_t after_instrument(const ent_reuse_job *job, uint32_t k, uint32_t end)
{
	uint32_t after = 0;
	for (uint32_t i = k + 1; i < end && i < k + REACH && !after; i++)
		after = end_of_instrument(job, i, end);
	return after;
}

/* The word after what says something within REACH words of an instrument; 0 for
 * none. */
static uint32_t after_saying(const ent_reuse_job *job, uint32_t k, uint32_t end)
{
	const uint32_t from = end_of_instrument(job, k, end);
	for (uint32_t i = from; from && i < end && i < from + REACH; i++)
		if (is_listed(sayings, form_of(job, i)))
			return i + 1;
	return 0;
}

/* The word after "that", a colon or, if it may be, a comma; 0 without one. */
static uint32_t after_that(const ent_reuse_job *job,
			   uint32_t k,
			   uint32_t end,
			   bool comma)
{
	for (uint32_t i = k; k && i < end && i < k + REACH; i++) {
		const ent_str s = word_text(job, i);
		if ((comma && ent_str_is(s, ",")) || ent_str_is(s, ":") ||
		    ent_str_is(s, "that") || ent_str_is(s, "que") ||
		    ent_str_is(s, "qu"))
			return i + 1;
	}
	return 0;
}

static void find_introduced(ent_reuse_job *job, uint32_t from, uint32_t end)
{
	for (uint32_t k = from; k < end; k++) {
		uint32_t at = after_that(job, after_saying(job, k, end), end, false);
		if (!at && is_listed(verbs, form_of(job, k)))
			at = after_that(job, after_instrument(job, k, end), end, true);
		if (at) {
			add_quote(job, at, end, true);
			return;
		}
	}
}

/* Words of the segment, or of the paragraph that begins with it. */
static uint32_t words_until(const ent_reuse_job *job, uint32_t from, uint32_t segment)
{
	const ent_reuse_segment *s = &job->segments[segment];
	uint32_t k = from;
	while (k < job->n_words && job->words[k].start < s->start + s->text.n)
		k++;
	return k;
}

ent_status ent_reuse_find_quotes(ent_reuse_job *job, ent_error *err)
{
	const uint32_t n = job->out->n_segments;
	job->quotes = ENT_NEW_ARRAY(job->arena, struct ent_reuse_quote,
				    job->n_words / WORDS_A_QUOTE * DEPTH_MAX + n + 1);
	if (!job->quotes)
		return ent_fail_memory(err);
	uint32_t at = 0;
	for (uint32_t k = 0, last; k < n; k = last + 1) {
		const uint32_t from = at, found = job->n_quotes;
		for (last = k; last + 1 < n && job->segments[last + 1].paragraph ==
						       job->segments[k].paragraph;)
			last++;
		const uint32_t end = words_until(job, at, last);
		find_marked(job, from, end);
		const bool marked = job->n_quotes > found;
		for (uint32_t i = k; i <= last; i++) {
			const uint32_t to = words_until(job, at, i);
			if (!marked)
				find_introduced(job, at, to);
			at = to;
		}
		at = end;
	}
	return ENT_OK;
}
