/* SPDX-License-Identifier: Apache-2.0 */
/* untranslated.c - beads of which both sides are the same prose.
 *
 * Why: equal text is the strongest evidence that two segments correspond, but not that
 * one translates the other: a question that is not translated yet, or two files in one
 * language.  Names, numbers, addresses and commands are equal in a translation too.
 *
 * Method: the words of the bead are nearly all on both sides, and it is prose: a run of
 * words in small letters, or a sentence.  Where the lexicon knows one of the languages,
 * most words that it knows of that language have other translations than themselves.
 * Where it does not, the languages must not be so near each other that other beads have
 * many of their words in common, unless most of the text is the same.
 */
#include "align/untranslated.h"
#include "base/word_list.h"

enum {
	FEWEST = 3, /* words of prose */
	RUN = 5, /* words in small letters, one after the other: addresses have four */
	SENTENCE = 5, /* words, of which a third in small letters and a full stop */
	PLAIN = 4,    /* words of a sentence without numbers and marks, half of them in
			 small letters */
	MANY = 50,    /* words of other beads, to judge how near the languages are */
};

/* Share of the words of a bead that are on both sides: with one in five edited, it is
 * still the same text.  Of the beads of dev (model.c) that are marked, a quarter was
 * read: all are untranslated but names of classes and the name of a body in French,
 * which are no longer marked (2026-11). */
#define COMMON .8
/* The same of all words where the lexicon knows some that are on both sides. */
#define MOST .7
#define HALF .5 /* the same of beads that say little of a text that is untranslated */
#define NEAR_LANGUAGES .35 /* words in common in text that is translated */
#define ITSELF .1f /* probability from which a word may be its own translation */

/* ---- prose ----------------------------------------------------------------------- */

struct prose {
	uint32_t words, small; /* small: in small letters */
	uint32_t run, longest;
	bool broken; /* a number, or a mark other than the last */
	bool stop;   /* the last token ends a sentence */
	const char *end,
		*joined;    /* of the last word; where a word of a compound begins */
	bool opened, named; /* after a bracket; after "(NATO)": it is a name */
};

/* A mark within a word or beside one; after_word: a word ends where it begins. */
static bool is_inner(ent_str mark, bool after_word)
{
	return ent_str_is(mark, "'") || ent_str_is(mark, "\xE2\x80\x99") ||
	       ent_str_is(mark, "\"") || (after_word && ent_str_is(mark, "-"));
}

static bool is_stop(ent_str mark)
{
	return ent_str_is(mark, ".") || ent_str_is(mark, "?") ||
	       ent_str_is(mark, "!") || ent_str_is(mark, "\xE2\x80\xA6") ||
	       ent_str_is(mark, "\xE3\x80\x82");
}

static bool is_acronym(ent_str word)
{
	return word.n > 1 && ent_starts_upper(word) &&
	       ent_starts_upper(ent_str_slice(word, word.n - 1, word.n));
}

static void add_word(struct prose *p, ent_str word)
{
	const bool upper = ent_starts_upper(word);
	p->small += !upper && word.p != p->joined;
	p->run = upper ? 0 : p->run + (word.p != p->joined);
	p->words += word.p != p->joined;
	p->end = word.p + word.n;
	p->named = p->opened && is_acronym(word);
	p->opened = false;
}

static void add_mark(struct prose *p, ent_str mark)
{
	const bool inner = is_inner(mark, mark.p == p->end);
	p->opened = ent_str_is(mark, "(");
	p->named &= ent_str_is(mark, ")");
	p->stop = is_stop(mark);
	if (inner)
		p->joined = mark.p + mark.n;
	if (inner || p->stop)
		return;
	p->run = 0;
	p->broken = true;
}

static void add_token(struct prose *p, ent_str token, ent_token_kind kind)
{
	p->broken |= p->stop;
	p->stop = false;
	switch (kind) {
	case ENT_TOKEN_WORD: add_word(p, token); break;
	case ENT_TOKEN_MARK: add_mark(p, token); break;
	case ENT_TOKEN_NUMBER:
		p->named = p->opened = false;
		p->run = 0;
		p->broken = true;
		break;
	}
	p->longest = p->run > p->longest ? p->run : p->longest;
}

/* fewest: words in small letters that are prose without a full stop too. */
static bool is_prose(const ent_segment *segments, uint32_t n, uint32_t fewest)
{
	struct prose p = { .words = 0 };
	for (uint32_t k = 0; k < n; k++) {
		ent_token t;
		for (size_t at = 0; ent_token_next(&t, segments[k].text, &at);)
			add_token(&p, ent_str_slice(segments[k].text, t.start, t.end),
				  t.kind);
		p.run = 0;
	}
	if (p.named)
		return false;
	return p.longest >= RUN ||
	       (p.words >= SENTENCE && p.stop && 3 * p.small >= p.words) ||
	       (p.words >= PLAIN && p.stop && !p.broken && 2 * p.small >= p.words) ||
	       (p.words >= fewest && !p.broken && p.small + 1 >= p.words);
}

/* ---- words in common ------------------------------------------------------------- */

/* Words of one side of a bead, marks aside; those that the lexicon has; those of them
 * that it gives other translations; and how many of them are on the other side. */
struct common {
	uint32_t words, both, listed, known, known_both;
};

/* The vocable of the same form among n words, or ENT_NO_WORD. */
static uint32_t find_form(const ent_vocable *form,
			  const ent_vocable *vocables,
			  const uint32_t *words,
			  uint32_t n)
{
	for (uint32_t k = 0; k < n; k++) {
		const ent_vocable *v = &vocables[words[k]];
		if (v->hash == form->hash && ent_str_eq(v->form, form->form))
			return words[k];
	}
	return ENT_NO_WORD;
}

/* Whether a mark opens or closes a quotation; the same mark may do either. */
static bool is_quote(ent_str mark)
{
	static const char *const quotes[] = {
		"\"",           "\xC2\xAB",     "\xC2\xBB", "\xE2\x80\x9C",
		"\xE2\x80\x9D", "\xE2\x80\x9E", NULL
	};
	return ent_list_start_of(quotes, mark) > 0;
}

static void add_common(struct common *c, bool same, bool listed, bool translated)
{
	c->words++;
	c->both += same;
	c->listed += listed;
	c->known += translated;
	c->known_both += translated && same;
}

/* A quotation may stay as it is: what is around it tells, where there is enough. */
static struct common count_common(const ent_evidence *with,
				  const ent_bead *bead,
				  int side)
{
	const ent_side *mine = &with->bitext->side[side],
		       *other = &with->bitext->side[!side];
	const uint32_t first = side ? bead->tgt : bead->src,
		       there = side ? bead->src : bead->tgt,
		       n = ent_side_words(mine, first,
					  side ? bead->n_tgt : bead->n_src),
		       m = ent_side_words(other, there,
					  side ? bead->n_src : bead->n_tgt);
	const uint32_t *words = mine->words + mine->start[first],
		       *others = other->words + other->start[there];
	struct common all = { .words = 0 }, outside = { .words = 0 };
	bool quoted = false;
	for (uint32_t k = 0; k < n; k++) {
		const ent_vocable *v = &mine->vocables[words[k]];
		quoted ^= v->kind == ENT_TOKEN_MARK && is_quote(v->form);
		if (v->kind == ENT_TOKEN_MARK)
			continue;
		const uint32_t same = find_form(v, other->vocables, others, m);
		const bool listed = mine->entries[words[k]] != ENT_NO_WORD;
		const bool translated =
			listed &&
			(same == ENT_NO_WORD ||
			 ent_table_find(&with->seed[side], words[k], same) < ITSELF);
		add_common(&all, same != ENT_NO_WORD, listed, translated);
		if (!quoted)
			add_common(&outside, same != ENT_NO_WORD, listed, translated);
	}
	return outside.words >= FEWEST ? outside : all;
}

static bool are_same(const struct common c[2], double share)
{
	return c[0].both >= share * c[0].words && c[1].both >= share * c[1].words;
}

static bool is_known(const struct common *c)
{
	return 2 * c->known >= c->words;
}

/* Whether the lexicon knows enough words to tell. */
static bool knows_enough(const struct common *c)
{
	return 2 * c->listed >= c->words;
}

/* Whether the lexicon knows enough words of one side, and they are on the other. */
static bool has_same_words(const struct common *c)
{
	return c->known >= FEWEST && is_known(c) && c->known_both >= COMMON * c->known;
}

enum { GUESS = 1 << 30 }; /* the lexicon knows nothing of it */

/* What the beads that may be untranslated and the others have. */
struct totals {
	double same, words, both;
};

/* ENT_SAME_WORDS, and ENT_DOUBT_UNTRANSLATED or GUESS, as far as they are true of a
 * bead. */
static uint32_t marks_of(struct totals *totals,
			 const ent_evidence *with,
			 const ent_bead *b)
{
	const ent_side *side = with->bitext->side;
	const struct common c[2] = { count_common(with, b, 0),
				     count_common(with, b, 1) };
	const double words = c[0].words + c[1].words;
	const bool known = knows_enough(&c[0]) || knows_enough(&c[1]);
	if (!are_same(c, known ? MOST : COMMON) ||
	    (known && !has_same_words(&c[0]) && !has_same_words(&c[1]))) {
		totals->words += words;
		totals->both += c[0].both + c[1].both;
		return are_same(c, HALF) ? ENT_SAME_WORDS : 0;
	}
	totals->same += words;
	const uint32_t fewest = known ? FEWEST : RUN;
	if (!is_prose(side[0].segments + b->src, b->n_src, fewest) ||
	    !is_prose(side[1].segments + b->tgt, b->n_tgt, fewest))
		return ENT_SAME_WORDS;
	return ENT_SAME_WORDS | (known ? ENT_DOUBT_UNTRANSLATED : GUESS);
}

void ent_untranslated_mark(ent_bead *beads,
			   uint32_t count,
			   const ent_evidence *evidence)
{
	struct totals t = { 0, 0, 0 };
	for (uint32_t k = 0; k < count; k++)
		if (beads[k].n_src && beads[k].n_tgt)
			beads[k].doubts |= marks_of(&t, evidence, &beads[k]);
	const bool far =
		t.words < MANY || t.both < NEAR_LANGUAGES * t.words || t.same > t.words;
	for (uint32_t k = 0; k < count; k++) {
		if (beads[k].doubts & GUESS && far)
			beads[k].doubts |= ENT_DOUBT_UNTRANSLATED;
		beads[k].doubts &= ~(uint32_t)GUESS;
	}
}
