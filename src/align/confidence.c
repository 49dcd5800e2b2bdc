/* SPDX-License-Identifier: Apache-2.0 */
/* confidence.c - the confidence of each bead, and its doubts.
 *
 * A bead: a posterior probability only compares a bead with its rivals under the model.
 * A logistic regression adds what the model cannot know of its own mistakes: how well
 * the words are explained by what was learned outside the bead (bead_features.c),
 * lengths, size, numbers, whether a segment without a counterpart is next to it,
 * whether it is out of order.  Fitted by Newton's method to strict correctness of the
 * beads of dev (model.c) and of copies of its texts in which neighbouring segments were
 * left out on different sides, blocks moved, or foreign text added; each text with the
 * lexicon, with none, with a glossary of 400 terms, and with all words of one side but
 * names in cipher, so that no cognate is left; each group with at most the weight of
 * 600 beads.  The weights of numbers and names were fitted later, to the beads of
 * excerpts of dev and of three kinds of copies, the others kept. doc/alignment.md has
 * the reliability table.  The confidence of the two texts as a whole is computed in
 * texts_confidence.c; it lowers that of each bead.
 *
 * Cost: O(words x their lifts).
 */
#include <math.h>

#include "align/bead_features.h"
#include "align/confidence.h"
#include "align/context.h"
#include "align/texts_confidence.h"
#include "align/unanswered.h"
#include "align/untranslated.h"
#include "base/fail.h"

/* The regression of a bead. */
#define BEAD_CONSTANT .41
#define BEAD_POSTERIOR .182    /* its logit */
#define BEAD_WEAKER -.077      /* gain outside the bead of the side that gains less */
#define BEAD_STRONGER .78      /* of the other one */
#define BEAD_UNEXPLAINED 2.352 /* how far the weaker gain is below EXPLAINED, times */
#define EXPLAINED .4
#define ENOUGH 20             /* words of both sides, if there are fewer than these */
#define BEAD_LENGTH -.532     /* deviate of the lengths */
#define BEAD_SIZE -1.283      /* three segments or more */
#define BEAD_LARGE -1.565     /* five or more */
#define BEAD_MOVED -.967      /* out of order */
#define BEAD_NUMBERS -2.77    /* each side has a value that the other lacks */
#define BEAD_NUMBER -1.45     /* one side has */
#define BEAD_LOST_NAMES -1.13 /* share of the names that have no counterpart */
/* Only one side has a word of negation: a choice.  In dev 6 beads in 100 are so, and are
 * right as often as others; a sentence and its opposite are not in it. */
#define BEAD_NEGATION -.7
/* It begins a paragraph on both sides or on neither, and ends one likewise, in order.
 * Dev has no paragraphs: the weight comes from the 56 beads below .7 of 91 real documents,
 * of which 42 were right by reading where .50 was the mean; now 27 are below, 14 of
 * them right, mean .47. */
#define BEAD_PARAGRAPHS .7
/* How far the logarithm of the likelihood ratio of "right" to "strangers", given how
 * many of the content words have a counterpart, is below -STRANGERS_FROM.  Strangers
 * are segments that do not translate each other.  Shares and weight are fitted, group
 * by group left out, to the same texts and copies in which every twelfth segment is a
 * stranger of like length: log loss .1737 to .1676 with the lexicon; without one a word
 * is rare by its count in the text (.1895 to .1883). */
#define BEAD_STRANGERS .6
#define STRANGERS_FROM 3
#define ANSWERED_RIGHT .6
#define ANSWERED_STRANGERS .12
#define BEAD_NEAR_NULL -.812 /* next to a segment without a counterpart */
#define BEAD_WORDS .393      /* logarithm of the words */
#define BEAD_SHORT 1.31      /* less than FEW_WORDS on a side */
#define BEAD_UNKNOWN 1.501   /* share of words of which nothing is known */
#define FEW_WORDS 4
/* For pairs out of order all of this gives too much: with a lexicon their logit is
 * reduced, fitted to 6,554 of the copies; without one context.c does it. */
#define MOVED_CONSTANT .298
#define MOVED_SLOPE .529
/* The same text is not a translation, however well it corresponds; a choice. */
#define UNTRANSLATED .1f
/* Most that a pair of short segments gets whose words the lexicon knows and does not link
 * (unanswered.h).  A choice: in dev 23 of the 25 pairs that it lowers are right, but
 * headings added to one side each are not in dev. */
#define UNANSWERED .65f
#define CERTAIN 1e-4 /* posteriors are cut off so far from 0 and 1 */
/* The regression of a segment without counterpart, fitted to 30,314 of the same texts and
 * copies, with the lexicon, 400 terms, none, and in cipher; each group and state with at
 * most the weight of 300. */
#define NULL_CONSTANT -1.069
#define NULL_POSTERIOR .17 /* its logit */
#define NULL_RUN .362  /* logarithm of the segments of its run, at most LONGEST_RUN */
#define NULL_LESS .366 /* logit of the less sure of the pairs before and after it */
#define NULL_MORE .377 /* of the other one */
#define NULL_NEAR_LEAST -3. /* where those are cut off */
#define NULL_NEAR_MOST 5.
#define LONGEST_RUN 20
/* It has a number that a bead has on the other side only: it belongs there.  A choice. */
#define NULL_WANTED -2.5
#define NULL_CERTAIN 1e-3
/* Thresholds of the doubts: lengths three standard deviations apart; less than two
 * words in five with a counterpart; a posterior that leaves a rival likely. */
#define DOUBT_LENGTH 9
#define DOUBT_COVERAGE .4
#define DOUBT_RIVAL .7f

/* A probability at least `least` from 0 and 1. */
static double limited(float p, double least)
{
	return fmin(fmax((double)p, least), 1 - least);
}

static double logistic(double x)
{
	return 1 / (1 + exp(-x));
}

static bool ends_paragraph(const ent_side *side, uint32_t first, uint32_t n)
{
	const uint32_t next = first + n;
	return next == side->n ||
	       side->segments[next].paragraph != side->segments[next - 1].paragraph;
}

static bool begins_paragraph(const ent_side *side, uint32_t first)
{
	return !first ||
	       side->segments[first].paragraph != side->segments[first - 1].paragraph;
}

/* Whether the paragraphs of the two sides are known and begin and end alike. */
static bool fits_paragraphs(const ent_side side[2], const ent_bead *b)
{
	return side[0].segments[b->src].paragraph != ENT_NO_PARAGRAPH &&
	       side[1].segments[b->tgt].paragraph != ENT_NO_PARAGRAPH &&
	       !(b->doubts & ENT_DOUBT_MOVED) &&
	       begins_paragraph(&side[0], b->src) ==
		       begins_paragraph(&side[1], b->tgt) &&
	       ends_paragraph(&side[0], b->src, b->n_src) ==
		       ends_paragraph(&side[1], b->tgt, b->n_tgt);
}

/* How much likelier the answers to the content words are in a bead that is right than in
 * one of strangers, below a margin; a logarithm, at most 0. */
static double strangers_of(const ent_bead_features *f)
{
	const double answered = f->answered[0] + f->answered[1],
		     open = f->content[0] + f->content[1] - answered;
	return fmin(
		0, STRANGERS_FROM +
			   answered * log(ANSWERED_RIGHT / ANSWERED_STRANGERS) +
			   open * log((1 - ANSWERED_RIGHT) / (1 - ANSWERED_STRANGERS)));
}

/* near_null: a segment without a counterpart is next to the bead. */
static double confidence_of(const ent_bead *bead,
			    const ent_bead_features *f,
			    const ent_side side[2],
			    bool near_null)
{
	const double p = limited(bead->confidence, CERTAIN),
		     weaker = fmin(f->outside[0], f->outside[1]),
		     stronger = fmax(f->outside[0], f->outside[1]),
		     words = f->words[0] + f->words[1],
		     known = f->known[0] + f->known[1];
	const uint32_t size = bead->n_src + bead->n_tgt;
	const bool few = f->words[0] < FEW_WORDS || f->words[1] < FEW_WORDS,
		   missing[2] = { f->missing[0] > 0, f->missing[1] > 0 };
	const double names = f->names[0] + f->names[1], lost = f->lost[0] + f->lost[1];
	double x = BEAD_CONSTANT + BEAD_POSTERIOR * log(p / (1 - p)) +
		   BEAD_WEAKER * weaker + BEAD_STRONGER * stronger +
		   BEAD_LENGTH * sqrt(f->length) + BEAD_WORDS * log(words + 1) +
		   BEAD_UNKNOWN * (1 - known / (words + 1));
	if (weaker < EXPLAINED)
		x -= BEAD_UNEXPLAINED * (EXPLAINED - weaker) * fmin(1, words / ENOUGH);
	x += BEAD_SIZE * (size > 2) + BEAD_LARGE * (size > 4);
	x += BEAD_MOVED * ((bead->doubts & ENT_DOUBT_MOVED) != 0);
	x += BEAD_NUMBERS * (missing[0] && missing[1]);
	x += BEAD_NUMBER * (missing[0] != missing[1]);
	x += names > 0 ? BEAD_LOST_NAMES * lost / names : 0;
	x += BEAD_NEGATION * f->negation;
	x += BEAD_STRANGERS * strangers_of(f);
	x += BEAD_PARAGRAPHS * fits_paragraphs(side, bead);
	return logistic(x + BEAD_NEAR_NULL * near_null + BEAD_SHORT * few);
}

/* Whether a sentence end within the bead or at its end is uncertain. */
static bool has_uncertain(const ent_side *side, uint32_t first, uint32_t n)
{
	for (uint32_t k = first; k < first + n; k++)
		if (side->segments[k].uncertain)
			return true;
	return false;
}

static uint32_t doubts_of(const ent_bead *bead,
			  const ent_bead_features *t,
			  const ent_bitext *bitext)
{
	const uint32_t known = t->known[0] + t->known[1],
		       covered = t->covered[0] + t->covered[1];
	uint32_t doubts = bead->doubts;
	if (t->length > DOUBT_LENGTH)
		doubts |= ENT_DOUBT_LENGTH;
	if (known && covered < DOUBT_COVERAGE * known)
		doubts |= ENT_DOUBT_COVERAGE;
	if (bead->confidence < DOUBT_RIVAL)
		doubts |= ENT_DOUBT_RIVAL;
	if (t->missing[0] + t->missing[1])
		doubts |= ENT_DOUBT_NUMBERS;
	if (has_uncertain(&bitext->side[0], bead->src, bead->n_src) ||
	    has_uncertain(&bitext->side[1], bead->tgt, bead->n_tgt))
		doubts |= ENT_DOUBT_BOUNDARY;
	return doubts;
}

enum { MOST_WANTED = 256 };

struct judging {
	const ent_evidence *with;
	ent_feature_reader *reader;
	ent_texts_sums texts;
	/* values that beads have on this side only, hashes of their digits, and how many */
	uint32_t wanted[2][MOST_WANTED], n_wanted[2];
};

static bool is_null(const ent_bead *bead)
{
	return !bead->n_src || !bead->n_tgt;
}

/* Whether the two beads are of one run of segments without counterpart. */
static bool same_run(const ent_bead *a, const ent_bead *b)
{
	return is_null(a) && is_null(b) && !a->n_src == !b->n_src;
}

/* Whether a segment without counterpart has a number that a bead has on the other side
 * only.  Numbers of one digit are everywhere. */
static bool is_wanted(const struct judging *j, const ent_bead *bead)
{
	const int other = bead->n_src != 0;
	const ent_side *side = &j->with->bitext->side[!other];
	const uint32_t segment = other ? bead->src : bead->tgt;
	for (uint32_t i = side->start[segment]; i < side->start[segment + 1]; i++) {
		const ent_vocable *v = &side->vocables[side->words[i]];
		if (v->kind != ENT_TOKEN_NUMBER || v->form.n < 2)
			continue;
		for (uint32_t k = 0; k < j->n_wanted[other]; k++)
			if (j->wanted[other][k] == v->hash)
				return true;
	}
	return false;
}

static void add_wanted(struct judging *j, const ent_bead_features *f)
{
	for (int side = 0; side < 2; side++)
		for (int k = 0; k < ENT_ONLY && f->only[side][k]; k++)
			if (j->n_wanted[side] < MOST_WANTED)
				j->wanted[side][j->n_wanted[side]++] = f->only[side][k];
}

/* What the pairs before and after a run of beads without counterpart, or NULL, say of
 * it. */
static double near_run(const ent_bead *before, const ent_bead *after)
{
	const ent_bead *of[2] = { before ? before : after, after ? after : before };
	double near[2];
	for (int k = 0; k < 2; k++) {
		if (!of[k])
			return 0;
		const double p = limited(of[k]->confidence, CERTAIN);
		near[k] = fmin(fmax(log(p / (1 - p)), NULL_NEAR_LEAST), NULL_NEAR_MOST);
	}
	return NULL_LESS * fmin(near[0], near[1]) + NULL_MORE * fmax(near[0], near[1]);
}

/* Gives the n beads of a run their confidence; near: what the pairs next to it say. */
static void judge_run(struct judging *j, ent_bead *beads, uint32_t n, double near)
{
	const double run = NULL_RUN * log(fmin(n, LONGEST_RUN));
	for (uint32_t k = 0; k < n; k++) {
		const double p = limited(beads[k].confidence, NULL_CERTAIN);
		ent_texts_add_alone(&j->texts, &beads[k]);
		beads[k].doubts |= ENT_DOUBT_OMITTED;
		beads[k].confidence = (float)logistic(
			NULL_CONSTANT + NULL_POSTERIOR * log(p / (1 - p)) + run + near +
			NULL_WANTED * is_wanted(j, &beads[k]));
	}
}

static void judge_runs(struct judging *j, ent_bead *beads, uint32_t count)
{
	const ent_bead *before = NULL;
	uint32_t after = 0;
	for (uint32_t k = 0, n; k < count; k += n) {
		n = 1;
		if (!is_null(&beads[k])) {
			before = &beads[k];
			continue;
		}
		while (k + n < count && same_run(&beads[k], &beads[k + n]))
			n++;
		after = after < k + n ? k + n : after;
		while (after < count && is_null(&beads[after]))
			after++;
		judge_run(j, &beads[k], n,
			  near_run(before, after < count ? &beads[after] : NULL));
	}
}

static void judge_bead(struct judging *j, ent_bead *bead, bool near_null)
{
	ent_bead_features f;
	const double p = limited(bead->confidence, CERTAIN);
	const bool same = (bead->doubts & ENT_SAME_WORDS) != 0;
	bead->doubts &= ~(uint32_t)ENT_SAME_WORDS;
	ent_features_read(&f, j->reader, bead);
	add_wanted(j, &f);
	bead->doubts = doubts_of(bead, &f, j->with->bitext);
	bead->confidence =
		(float)confidence_of(bead, &f, j->with->bitext->side, near_null);
	if (ent_bead_is_unanswered(bead, &f, j->with)) {
		bead->doubts |= ENT_DOUBT_COVERAGE;
		bead->confidence = fminf(bead->confidence, UNANSWERED);
	}
	if (bead->doubts & ENT_DOUBT_UNTRANSLATED) {
		bead->confidence = fminf(bead->confidence, UNTRANSLATED);
		j->texts.untranslated += f.words[0] + f.words[1];
	} else {
		ent_texts_add(&j->texts, bead, &f, log(p / (1 - p)), same);
	}
}

/* Lowers the confidence of a pair by that of the texts. */
static double in_texts(const ent_bead *bead, double texts)
{
	const double p = limited(bead->confidence, CERTAIN);
	return texts *
	       (bead->doubts & ENT_DOUBT_MOVED
			? logistic(MOVED_CONSTANT + MOVED_SLOPE * log(p / (1 - p)))
			: (double)bead->confidence);
}

/* What the texts as a whole say of each pair. */
static ent_status judge_texts(float *texts,
			      struct judging *j,
			      ent_bead *beads,
			      uint32_t count,
			      ent_arena *arena,
			      ent_error *err)
{
	double sure = ent_texts_confidence(&j->texts, j->with);
	/* what is not translated yet says nothing of its neighbours */
	const bool context = (j->with->no_lexicon || j->with->small_lexicon) &&
			     j->texts.untranslated < j->texts.all.words;
	ent_status status = ENT_OK;
	if (context)
		status = ent_context_judge(beads, count, j->texts.segments, &sure,
					   arena, err);
	for (uint32_t k = 0; k < count && !context; k++)
		if (!is_null(&beads[k]))
			beads[k].confidence = (float)in_texts(&beads[k], sure);
	*texts = (float)sure;
	return status;
}

ent_status ent_confidence_give(float *texts,
			       ent_bead *beads,
			       uint32_t count,
			       const ent_evidence *evidence,
			       ent_arena *arena,
			       ent_error *err)
{
	struct judging j = { .with = evidence };
	ent_status status = ent_feature_reader_new(&j.reader, evidence, arena, err);
	if (status)
		return status;
	if (!evidence->one_language)
		ent_untranslated_mark(beads, count, evidence);
	for (uint32_t k = 0; k < count; k++)
		if (!is_null(&beads[k]))
			judge_bead(&j, &beads[k],
				   (k && is_null(&beads[k - 1])) ||
					   (k + 1 < count && is_null(&beads[k + 1])));
	judge_runs(&j, beads, count);
	return judge_texts(texts, &j, beads, count, arena, err);
}
