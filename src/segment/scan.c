/* SPDX-License-Identifier: Apache-2.0 */
/* scan.c - cut French and English paragraphs into sentences.
 *
 * One pass over the bytes stops at . ! ? and their like only.  There the stop and what
 * closes after it (quotes, brackets, the call of a footnote) are read together, and the
 * word before (abbreviation.c), the word after (next_word.c) and the label at the
 * beginning of the segment (label.c) decide; doc/segmentation.md has the rules as a
 * table.  The approach is that of a hand-written splitter with word lists, as in
 * Grefenstette and Tapanainen, "What is a word, what is a sentence?" (COMPLEX 1994),
 * with the white space and quotes of French, the labels of resolutions, and a mark on
 * each decision that may be wrong.
 *
 * Time is linear in the text: each look to the left or right is bounded by a
 * constant, and counts are kept from where the last look ended.  Memory: the
 * boundaries.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "segment/abbreviation.h"
#include "segment/char.h"
#include "segment/citation.h"
#include "segment/engine.h"
#include "segment/next_word.h"
#include "segment/segment_start.h"
#include "segment/stop.h"
#include "segment/tables.h"

/* Bytes of a segment that gives a time and nothing else: "At 11.30 p.m". */
enum { SHORT_TIME = 16 };

/* Bytes of a dateline or of a speaker's name and office at most. */
enum { DATELINE = 80 };

/* What a byte may begin that the pass has to look at. */
enum place { STOP = 1, LEAD, SPACE, GAP, RESTART };

struct scanner {
	struct tables *tables;
	unsigned char may[256]; /* enum place of each byte */
};

struct scan {
	const struct tables *tables;
	const unsigned char *may;
	ent_str text;
	struct cuts *cuts;
	size_t begin;               /* of the segment */
	struct segment_start start; /* what it shows about its end */
	size_t word_seen; /* no letter or digit of the segment is before this */
	bool has_word;
	struct quotes quotes;
	int informal; /* written without capitals; -1: not known yet */
};

enum verdict { NO, YES, PERHAPS };

/* ---- finding stops ------------------------------------------------------ */

/* The next place at or after `at` where a stop or white space that is layout
 * begins: a tab, a line end, two spaces or more. */
static size_t find_place(const unsigned char *may,
			 ent_str text,
			 size_t at,
			 size_t limit)
{
	const unsigned char *s = (const unsigned char *)text.p;
	size_t step;
	for (; at < limit; at++) {
		unsigned char kind = may[s[at]];
		if (kind && (kind == STOP || kind == GAP ||
			     (kind == SPACE && at + 1 < limit && s[at + 1] == ' ') ||
			     (kind == RESTART && at && s[at - 1] == ' ') ||
			     (kind == LEAD && ent_char_kind(ent_char_at(
						      text, at, &step)) == KIND_STOP)))
			return at;
	}
	return limit;
}

/* ---- deciding ------------------------------------------------------------- */

static bool is_mark_inside(UChar32 c)
{
	return c > 0 && c < 0x80 && strchr(",;:%&/=|^)]}", (int)c);
}

/* Whether a capital is after a stop and a space somewhere. */
static bool has_sentences(ent_str text)
{
	size_t step;
	for (size_t at = 0; at + 2 < text.n; at++)
		if ((text.p[at] == '.' || text.p[at] == '?' || text.p[at] == '!') &&
		    text.p[at + 1] == ' ' &&
		    ent_char_kind(ent_char_at(text, at + 2, &step)) == KIND_UPPER)
			return true;
	return false;
}

/* Whether the paragraph is written without capitals, as in chat: the pronoun "I" is,
 * or the first letter and all after a stop. */
static bool is_informal(struct scan *s)
{
	if (s->informal < 0) {
		size_t at = ent_skip_space(s->text, 0), step;
		s->informal =
			(ent_tables_find(s->tables, ENT_STR("I")) & WORD_CAPITAL) &&
			((ent_char_kind(ent_char_at(s->text, at, &step)) ==
				  KIND_LOWER &&
			  !has_sentences(s->text)) ||
			 memmem(s->text.p, s->text.n, " i ", 3));
	}
	return s->informal;
}

/* An item of a series of labels: "... done. b) more c) again". */
static bool opens_series(const struct scan *s, size_t at)
{
	struct segment_start start;
	ent_segment_start_read(&start, s->text, at, NULL, s->tables);
	return start.series;
}

/* "(b)" or "b)" before a capital. */
static bool is_label(ent_str text, size_t at)
{
	struct label label;
	size_t step, end = ent_label_read(&label, text, at);
	enum kind kind =
		ent_char_kind(ent_char_at(text, ent_skip_space(text, end), &step));
	return end > at && text.p[end - 1] == ')' && kind == KIND_UPPER;
}

/* Before a small letter: only after what is certainly a word. */
static enum verdict before_lower(struct scan *s,
				 const struct stop *stop,
				 const struct next_word *ahead)
{
	if (stop->ellipsis || (stop->closer && !ahead->item))
		return NO;
	if (ahead->item || opens_series(s, ahead->at) || is_label(s->text, ahead->at))
		return PERHAPS;
	if (ahead->quote || ahead->bracket || ahead->dash)
		return NO;
	if (is_informal(s))
		return PERHAPS;
	return stop->period && ((ahead->classes & WORD_OPENER) ||
				ent_is_whole_word(s->text, stop->begin))
		       ? PERHAPS
		       : NO;
}

/* "(AFP)", "(Act)": a few words in brackets, without a stop, end the text. */
static bool is_gloss(ent_str text, size_t at)
{
	enum { LONGEST = 60, MOST_SPACES = 4 };
	size_t end = at + 1, step, spaces = 0;
	for (; end < text.n && end - at < LONGEST && text.p[end] != ')'; end += step) {
		enum kind kind = ent_char_kind(ent_char_at(text, end, &step));
		spaces += kind == KIND_SPACE;
		if (kind == KIND_STOP || spaces > MOST_SPACES)
			return false;
	}
	return text.p[at] == '(' && end < text.n && text.p[end] == ')' &&
	       ent_skip_space(text, end + 1) == text.n;
}

/* "58/98", the number of a law or document, at `at`: no sentence begins so. */
static bool is_fraction(ent_str text, size_t at)
{
	while (at < text.n && ent_is_digit(text.p[at]))
		at++;
	return at + 1 < text.n && text.p[at] == '/' && text.p[at + 1] >= '0' &&
	       text.p[at + 1] <= '9';
}

/* After an ordinary end of a sentence. */
static enum verdict ordinary(struct scan *s,
			     const struct stop *stop,
			     const struct next_word *ahead)
{
	size_t step;
	if (ahead->reference || (ahead->bracket && is_gloss(s->text, ahead->at)))
		return NO;
	if (ahead->url)
		return PERHAPS;
	switch (ahead->kind) {
	case KIND_UPPER:
		if (stop->strong && stop->closer && !ahead->quote &&
		    (!(ahead->classes & WORD_OPENER) ||
		     ahead->classes & (WORD_CAPITAL | WORD_NEVER)) &&
		    ent_reports_speech(s->text, ahead->word, s->tables))
			return NO;
		return YES;
	case KIND_DIGIT:
		return stop->period && is_fraction(s->text, ahead->word) ? NO : YES;
	case KIND_OTHER_LETTER: return YES;
	case KIND_LOWER: return before_lower(s, stop, ahead);
	case KIND_END:
	case KIND_SPACE:
	case KIND_CLOSER: return NO;
	case KIND_STOP:
	case KIND_OPENER:
	case KIND_QUOTE:
	case KIND_DASH:
	case KIND_MARK: break;
	}
	return is_mark_inside(ent_char_at(s->text, ahead->word, &step)) ? NO : YES;
}

static enum verdict if_opener(const struct next_word *ahead)
{
	return ahead->classes & WORD_OPENER ? PERHAPS : NO;
}

/* Whether a capital alone ends at `end`. */
static bool is_initial(ent_str text, size_t end)
{
	size_t step, next;
	if (ent_char_kind(ent_char_before(text, end, &step)) != KIND_UPPER)
		return false;
	enum kind before = ent_char_kind(ent_char_before(text, end - step, &next));
	return before == KIND_SPACE || before == KIND_DASH || before == KIND_END;
}

/* "At 5 p.m. Mr. Smith": a word and the time are all of the segment so far. */
static bool is_time_only(const struct scan *s, size_t to)
{
	size_t at = s->begin, step;
	if (to - at >= SHORT_TIME || !ent_number_precedes(s->text, to))
		return false;
	while (ent_kind_is_letter(ent_char_kind(ent_char_at(s->text, at, &step))))
		at += step;
	at = ent_skip_space(s->text, at);
	return ent_char_kind(ent_char_at(s->text, at, &step)) == KIND_DIGIT;
}

static enum verdict after_abbreviation(struct scan *s,
				       unsigned classes,
				       const struct stop *stop,
				       const struct next_word *ahead)
{
	if (classes & WORD_NEVER)
		return NO;
	if (ahead->kind == KIND_LOWER)
		return classes & WORD_ORDINARY && is_informal(s) ? PERHAPS : NO;
	if ((classes & (WORD_NUMBER | WORD_ORDINARY)) && ahead->numeral &&
	    (!(ahead->classes & WORD_OPENER) || ahead->part))
		return NO;
	if (classes & WORD_LETTER && ahead->numeral && !(ahead->classes & WORD_CAPITAL))
		return NO;
	if (classes & WORD_ORDINARY)
		return ordinary(s, stop, ahead) ? PERHAPS : NO;
	if (classes & WORD_FINAL &&
	    (is_time_only(s, stop->begin) ||
	     (ahead->bracket && ent_number_precedes(s->text, stop->begin))))
		return NO; /* and "at 6 p.m. (Lisbon time)" */
	if (classes & WORD_FINAL)
		return ahead->kind == KIND_UPPER && !(ahead->classes & WORD_STAY)
			       ? PERHAPS
			       : NO;
	if (ahead->initial && classes & WORD_AMBIGUOUS &&
	    is_initial(s->text, stop->begin))
		return NO; /* "J. M. Dupont", and M. is Monsieur */
	return if_opener(ahead);
}

/* "Mme B... et M. C...": a name that is not written out. */
static bool is_hidden_name(const struct scan *s, const struct stop *stop)
{
	size_t step, before;
	UChar32 c = ent_char_before(s->text, stop->begin, &step);
	if (ent_char_kind(c) != KIND_UPPER || c == 'I')
		return false;
	c = ent_char_before(s->text, stop->begin - step, &before);
	return ent_char_kind(c) == KIND_SPACE;
}

static enum verdict after_ellipsis(const struct scan *s,
				   const struct stop *stop,
				   const struct next_word *ahead)
{
	if (ahead->kind != KIND_UPPER && ahead->kind != KIND_OTHER_LETTER)
		return NO;
	if (ahead->bracket || (ahead->classes & WORD_CAPITAL && stop->apart))
		return NO;
	if (is_hidden_name(s, stop))
		return if_opener(ahead);
	return stop->marks > 3 ? YES : PERHAPS;
}

/* Whether the segment has a letter or digit before `to`. */
static bool has_word(struct scan *s, size_t to)
{
	size_t step;
	while (!s->has_word && s->word_seen < to) {
		enum kind kind =
			ent_char_kind(ent_char_at(s->text, s->word_seen, &step));
		s->has_word = ent_kind_is_letter(kind) || kind == KIND_DIGIT;
		s->word_seen += step;
	}
	return s->has_word;
}

/* "Paris, le 5 mai 2024. – Le Ministre" and "M. Roy. – Merci": a dateline or a
 * speaker before a dash stays with its text. */
static bool is_before_dash(const struct scan *s,
			   const struct stop *stop,
			   const struct next_word *ahead)
{
	size_t step, next, end = s->begin;
	UChar32 dash = ent_char_at(s->text, ahead->at, &step);
	if ((dash != 0x2013 && dash != 0x2014) || stop->begin - s->begin > DATELINE ||
	    ent_char_kind(ent_char_at(s->text, ahead->at + step, &next)) !=
		    KIND_SPACE ||
	    ent_char_kind(ent_char_at(s->text, s->begin, &step)) != KIND_UPPER)
		return false;
	ent_str head = ent_str_slice(s->text, s->begin, stop->begin);
	enum kind last = ent_char_kind(ent_char_before(s->text, stop->begin, &step));
	if ((last == KIND_DIGIT || last == KIND_CLOSER) &&
	    (memchr(head.p, ',', head.n) || memchr(head.p, '(', head.n)))
		return true;
	while (ent_kind_is_letter(ent_char_kind(ent_char_at(s->text, end, &step))))
		end += step;
	unsigned first =
		end - s->begin > ENT_WORD_MAX
			? 0
			: ent_tables_find(s->tables,
					  ent_str_slice(s->text, s->begin, end));
	return first & WORD_NEVER && first & WORD_OPENER &&
	       !memchr(head.p, ',', head.n);
}

static enum verdict decide_stop(struct scan *s,
				const struct stop *stop,
				const struct next_word *ahead)
{
	if (stop->begin < s->start.label_end || !has_word(s, stop->begin))
		return NO;
	if (stop->strong) {
		size_t step;
		/* ":?" was a no-break space before a wrong conversion */
		if (ent_char_before(s->text, stop->begin, &step) == ':')
			return NO;
		unsigned name =
			stop->marks > 1
				? 0
				: ent_abbreviation_classes(s->text, stop->begin,
							   stop->end, s->tables);
		return name & WORD_AMBIGUOUS ? if_opener(ahead)
					     : ordinary(s, stop, ahead);
	}
	if (stop->ellipsis)
		return after_ellipsis(s, stop, ahead);
	if (!stop->closer && !stop->note &&
	    ent_is_in_citation(s->text, stop->begin, ahead->at, s->tables))
		return NO;
	unsigned classes = stop->note
				   ? 0
				   : ent_abbreviation_classes(s->text, stop->begin,
							      stop->begin, s->tables);
	if (classes)
		return after_abbreviation(s, classes, stop, ahead);
	if (ahead->dash && is_before_dash(s, stop, ahead))
		return NO;
	return ordinary(s, stop, ahead);
}

/* Whether the run of characters that ends at `at` may be part of an address or of
 * a name with a period in it. */
static bool is_address(ent_str text, size_t at)
{
	size_t step;
	for (int k = 0; k < ENT_WORD_MAX; k++, at -= step) {
		UChar32 c = ent_char_before(text, at, &step);
		enum kind kind = ent_char_kind(c);
		if (kind == KIND_SPACE || kind == KIND_END ||
		    (kind == KIND_STOP && k > 1))
			return false;
		if (c == '/' || c == '@' || c == '_' || c == '=' || kind == KIND_STOP)
			return true;
	}
	return false;
}

/* "world.Today is": the space is missing.  Only between what is a word and a usual
 * first word, outside addresses. */
static bool is_glued(struct scan *s, const struct stop *stop)
{
	struct next_word ahead;
	size_t step, at = stop->end;
	enum kind left = ent_char_kind(ent_char_before(s->text, stop->begin, &step));
	if (stop->closed > at || stop->apart || stop->begin < s->start.label_end ||
	    (left != KIND_LOWER && left != KIND_DIGIT))
		return false;
	ent_read_next_word(&ahead, s->text, at, s->tables);
	bool opens = ahead.kind == KIND_UPPER &&
		     (ahead.classes & (WORD_OPENER | WORD_NEVER));
	bool goes_on = ahead.kind == KIND_LOWER && stop->strong && is_informal(s);
	if (ahead.word != at || !(opens || goes_on) || is_address(s->text, stop->begin))
		return false;
	while (ent_kind_is_letter(ent_char_kind(ent_char_at(s->text, at, &step))))
		at += step;
	UChar32 c = ent_char_at(s->text, at, &step);
	return c != '/' && c != '@' && c != '_' && c != '=' &&
	       (c != '.' || (ahead.classes & WORD_NEVER)) &&
	       (at > stop->end + 1 || left == KIND_LOWER);
}

/* ---- the pass -------------------------------------------------------------- */

static void begin_segment(struct scan *s, size_t at, bool at_cut)
{
	struct segment_start before = s->start;
	s->begin = s->word_seen = at;
	s->has_word = false;
	ent_segment_start_read(&s->start, s->text, at, at_cut ? &before : NULL,
			       s->tables);
}

static void end_segment(struct scan *s, size_t at, bool uncertain)
{
	ent_cuts_add(s->cuts, at, uncertain);
	begin_segment(s, at, at == s->start.cut);
}

/* Handles the stop at `at`; returns where to go on. */
static size_t at_stop(struct scan *s, size_t at)
{
	struct stop stop;
	struct next_word ahead;
	bool can = ent_stop_read(&stop, s->text, &s->quotes, at);
	if (stop.next >= s->text.n)
		return stop.end;
	if (!can && !stop.wide) {
		if (!is_glued(s, &stop))
			return stop.end;
		end_segment(s, stop.end, true);
		return stop.end;
	}
	ent_read_next_word(&ahead, s->text, stop.next, s->tables);
	enum verdict verdict = decide_stop(s, &stop, &ahead);
	if (verdict == NO)
		return stop.end;
	end_segment(s, stop.next, verdict == PERHAPS);
	return stop.next;
}

/* Handles white space that is layout: a label or a usual first word after it
 * begins a segment even without a stop before. */
static size_t at_gap(struct scan *s, size_t at)
{
	struct next_word ahead;
	struct label label;
	size_t next = ent_skip_space(s->text, at);
	if (next < s->text.n && has_word(s, at)) {
		ent_read_next_word(&ahead, s->text, next, s->tables);
		if (ent_label_read(&label, s->text, next) > next ||
		    (ahead.kind == KIND_UPPER &&
		     (ahead.classes & (WORD_OPENER | WORD_LABEL))))
			end_segment(s, next, true);
	}
	return next;
}

/* A semicolon before a usual first word with a capital ends a clause of a list or, in
 * French, a clause that is like a sentence. */
static size_t at_semicolon(struct scan *s, size_t at)
{
	struct next_word ahead;
	size_t next = ent_skip_space(s->text, at + 1);
	if (next == at + 1 || at < s->start.label_end || !has_word(s, at))
		return at + 1;
	ent_read_next_word(&ahead, s->text, next, s->tables);
	if (ahead.kind != KIND_UPPER || ahead.quote || ahead.bracket ||
	    !(ahead.classes & WORD_OPENER) || (ahead.classes & WORD_CAPITAL))
		return at + 1;
	end_segment(s, next, true);
	return next;
}

/* After a bracket without a stop a usual first word with a capital begins a sentence
 * ("Title (source) The text"), unless the bracket holds a label or a code: "(fr)". */
static size_t at_bracket(struct scan *s, size_t at)
{
	enum { SHORT = 3, LONG = 200 };
	struct next_word ahead;
	size_t next = ent_skip_space(s->text, at + 1), letters = 0;
	if (next == at + 1 || next >= s->text.n || at < s->start.label_end)
		return at + 1;
	size_t open = at;
	while (open > s->begin && at - open < LONG) {
		char c = s->text.p[--open];
		if (c == '(' || c == ')')
			break;
		letters += (c | 32) >= 'a' && (c | 32) <= 'z';
	}
	/* "(Phil. 4:8) No, it is not" */
	const bool is_source = at > s->begin &&
			       open <= ent_skip_space(s->text, s->begin) &&
			       ent_is_digit(s->text.p[at - 1]);
	ent_read_next_word(&ahead, s->text, next, s->tables);
	if (s->text.p[open] != '(' || letters < SHORT || is_source ||
	    ahead.word != next || ahead.kind != KIND_UPPER ||
	    !(ahead.classes & WORD_OPENER) || (ahead.classes & WORD_CAPITAL))
		return at + 1;
	end_segment(s, next, true);
	return next;
}

/* A pronoun with a capital after a word in small letters: the stop is missing, as in
 * a title run together with its text. */
static size_t at_restart(struct scan *s, size_t at)
{
	enum { SHORT = 4 }; /* letters: shorter words are articles and the like */
	struct next_word ahead;
	size_t step, end = at - 1, begin = end;
	if (at < s->start.label_end)
		return at + 1;
	for (;; begin -= step) {
		UChar32 c = ent_char_before(s->text, begin, &step);
		if (ent_char_kind(c) != KIND_LOWER || end - begin > ENT_WORD_MAX)
			break;
	}
	bool word = ent_char_kind(ent_char_before(s->text, begin, &step)) == KIND_SPACE;
	ent_read_next_word(&ahead, s->text, at, s->tables);
	if (!word || end < begin + SHORT || !(ahead.classes & WORD_RESTART))
		return at + 1;
	end_segment(s, at, true);
	return at + 1;
}

static ent_status cut_text(void *self, struct cuts *cuts, ent_str text, ent_error *err)
{
	const struct scanner *scanner = self;
	struct scan s = { .tables = scanner->tables,
			  .may = scanner->may,
			  .text = text,
			  .cuts = cuts,
			  .informal = -1 };
	size_t at = ent_skip_space(text, 0);
	begin_segment(&s, at, false);
	while (at < text.n) {
		at = find_place(s.may, text, at,
				s.start.cut < text.n ? s.start.cut : text.n);
		if (at >= text.n)
			break;
		if (at >= s.start.cut)
			end_segment(&s, at = s.start.cut, true);
		else if (text.p[at] == ' ' || text.p[at] == '\t' || text.p[at] == '\n')
			at = at_gap(&s, at);
		else if (text.p[at] == ';')
			at = at_semicolon(&s, at);
		else if (s.may[(unsigned char)text.p[at]] == RESTART)
			at = at_restart(&s, at);
		else if (text.p[at] == ')')
			at = at_bracket(&s, at);
		else
			at = at_stop(&s, at);
	}
	return cuts->failed ? ent_fail_memory(err) : ENT_OK;
}

static void scan_free(void *self)
{
	struct scanner *scanner = self;
	if (!scanner)
		return;
	ent_tables_free(scanner->tables);
	free(scanner);
}

static void note_restart(void *data, ent_str word, unsigned classes)
{
	unsigned char *may = data;
	if (classes & WORD_RESTART && (unsigned char)word.p[0] < 0x80)
		may[(unsigned char)word.p[0]] = RESTART;
}

ent_status ent_scan_new(void **out, struct tables *tables, ent_error *err)
{
	static const unsigned char may[256] = {
		['.'] = STOP,  ['!'] = STOP,  ['?'] = STOP,  [0xE2] = LEAD,
		[0xE3] = LEAD, [0xEF] = LEAD, [' '] = SPACE, ['\t'] = GAP,
		['\n'] = GAP,  [';'] = STOP,  [')'] = STOP,
	};
	struct scanner *scanner = calloc(1, sizeof(*scanner));
	if (!scanner)
		return ent_fail_memory(err);
	memcpy(scanner->may, may, sizeof(may));
	ent_tables_each(tables, note_restart, scanner->may);
	scanner->tables = tables;
	*out = scanner;
	return ENT_OK;
}

const struct engine ent_scan_engine = { cut_text, scan_free };
