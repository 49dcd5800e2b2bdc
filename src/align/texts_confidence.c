/* SPDX-License-Identifier: Apache-2.0 */
/* texts_confidence.c - the confidence that two texts translate each other.
 *
 * A logistic regression on what is aligned: how well its words are explained, the share
 * of both sides that it is, and how much it is.  Segments left over on one side are
 * weak evidence: editions differ by sections.  Fitted to 3,186 pairs of texts, a third
 * of them with foreign text on one side or on both, and 415 pairs of texts that do not
 * translate each other (2026-11): no pair of the latter gets .5 with the lexicon.
 * Without a lexicon fitted to 312 pairs of six to some hundred segments, half of them
 * in cipher, and 624 that do not translate each other, of the same group or not; then
 * the constant was raised by .74, for in use at least every other pair is one.  On the
 * same texts 4 of 100 of either kind are on the wrong side of .5 (before: 8 and 3).  A
 * lexicon that was learned from a few releases knows each of their words, but little of
 * it, and both regressions count.  A true release of six segments, alone in its batch,
 * had .19 to .34 by the first, .98 by the second, .68 to .77 by their mean; of 18
 * communiques with the French of another one, called Italian, the mean leaves one above
 * .5 (the second one, the first none) and 16 below .2, where units are withheld (9 and
 * 17).
 *
 * Leftovers of both sides that are paired because nothing better is left are weak
 * evidence too.  So with the lexicon that ships, where at least LIKELY_MIN beads that
 * are themselves more likely right than not are half of the shorter side, a third
 * regression counts if it gives more: on those beads alone.  It was fitted to 1,224
 * pairs of texts of dev: whole texts of 5 to 40 segments, excerpts, one text that
 * answers two, foreign text on both sides, and as many that do not translate each
 * other, most of them of the same group; then the share of the other side was given
 * about twice its weight, for releases of one house share sentences that do translate
 * each other.
 */
#include <math.h>

#include "align/texts_confidence.h"
#include "align/texts_numbers.h"

/* The regressions of two texts: with a lexicon, and without.  Without one the words say
 * what the texts taught, which in short texts is little; how well the path is decided,
 * how well the lengths fit, and how many beads are one to one then say more. */
struct weights {
	double constant, gain, seeded, share, smaller_share;
	double words;                  /* logarithm of the words */
	double posterior, length, one; /* mean logit of words; mean of beads; share */
	double sure;                   /* share of the words that are in sure beads */
};
static const struct weights with_lexicon = { -6.92, 9.08, 5.96, 4.91, 3.85,
					     .59,   0,    0,    0,    0 },
			    without_lexicon = { -2.9, 3.12, 0,     1.36, 1.73,
						0,    .31,  -2.04, 3.78, 0 },
			    sure_alone = { -2.94, 1.05, 1.43, 2.16, 1,
					   .72,   0,    0,    0,    1.61 };
#define MOST_WORDS 7. /* logarithm of the words beyond which more say no more */
#define LEAST_SHARE .02
#define LIKELY .5f      /* beads from which on are sure */
#define LIKELY_MIN 3    /* beads */
#define LIKELY_SHARE .5 /* of the shorter side */

static void add(ent_bead_sums *to, const ent_bead_sums *what)
{
	to->gain += what->gain;
	to->seeded += what->seeded;
	to->words += what->words;
	to->aligned[0] += what->aligned[0];
	to->aligned[1] += what->aligned[1];
	to->posterior += what->posterior;
	to->length += what->length;
	to->one += what->one;
	to->beads += what->beads;
}

void ent_texts_add(ent_texts_sums *sums,
		   const ent_bead *bead,
		   const ent_bead_features *f,
		   double posterior,
		   bool same)
{
	const double words = f->words[0] + f->words[1];
	const ent_bead_sums one = {
		.gain = fmin(f->outside[0], f->outside[1]) * words,
		.seeded = f->seeded[0] + f->seeded[1],
		.words = words,
		.aligned = { bead->n_src, bead->n_tgt },
		.posterior = posterior * words,
		.length = f->length,
		.one = bead->n_src == 1 && bead->n_tgt == 1,
		.beads = 1,
	};
	add(same ? &sums->same : &sums->all, &one);
	if (!same && bead->confidence >= LIKELY)
		add(&sums->sure, &one);
	sums->segments[0] += bead->n_src;
	sums->segments[1] += bead->n_tgt;
}

void ent_texts_add_alone(ent_texts_sums *sums, const ent_bead *bead)
{
	sums->segments[0] += bead->n_src;
	sums->segments[1] += bead->n_tgt;
}

/* What is equal counts, as in a list of names, unless more is untranslated: then it
 * says nothing of the texts. */
static void add_same(ent_texts_sums *sums)
{
	if (sums->same.words >= sums->untranslated) {
		add(&sums->all, &sums->same);
		add(&sums->sure, &sums->same);
		return;
	}
	for (int k = 0; k < 2; k++)
		sums->segments[k] -= sums->same.aligned[k];
}

static double log_share(double part, double all)
{
	return log((all > 0 ? part / all : 0) + LEAST_SHARE);
}

static double judge(const ent_texts_sums *sums,
		    const ent_bead_sums *s,
		    const struct weights *w)
{
	/* prose that is not translated yet says that the two belong together, if other
	 * text does */
	const double words = s->words + fmin(s->words, sums->untranslated);
	const double share[2] = { log_share(s->aligned[0], sums->segments[0]),
				  log_share(s->aligned[1], sums->segments[1]) };
	return w->constant + w->gain * s->gain / s->words +
	       w->seeded * s->seeded / s->words + w->share * fmax(share[0], share[1]) +
	       w->smaller_share * fmin(share[0], share[1]) +
	       w->words * fmin(log(words + 1), MOST_WORDS) +
	       w->posterior * s->posterior / s->words +
	       (w->length * s->length + w->one * s->one) / s->beads +
	       w->sure * s->words / sums->all.words;
}

/* Whether the sure beads are enough to say something of the texts. */
static bool has_enough(const ent_texts_sums *sums)
{
	const ent_bead_sums *s = &sums->sure;
	const int shorter = sums->segments[1] < sums->segments[0];
	return s->beads >= LIKELY_MIN &&
	       s->aligned[shorter] >= LIKELY_SHARE * sums->segments[shorter];
}

double ent_texts_confidence(ent_texts_sums *sums, const ent_evidence *evidence)
{
	add_same(sums);
	if (sums->all.words <= 0)
		return 0;
	const double without = judge(sums, &sums->all, &without_lexicon),
		     with = judge(sums, &sums->all, &with_lexicon);
	double x = !evidence->has_lexicon    ? without
		   : evidence->small_lexicon ? (with + without) / 2
					     : with;
	if (evidence->has_lexicon && !evidence->small_lexicon && has_enough(sums))
		x = fmax(x, judge(sums, &sums->sure, &sure_alone));
	if (!evidence->has_lexicon || evidence->small_lexicon)
		x += ent_texts_numbers(evidence->bitext);
	return 1 / (1 + exp(-x));
}
