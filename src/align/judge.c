/* SPDX-License-Identifier: Apache-2.0 */
/* judge.c - the confidence of each bead, and its doubts.
 *
 * A bead: a posterior probability only compares a bead with its rivals under the model.
 * A logistic regression (weights.c) adds what the model cannot know of its own
 * mistakes: how well the words are explained by what was learned outside the bead
 * (bead_features.c), lengths, size, numbers, whether a segment without a counterpart is
 * next to it, whether it is out of order.  doc/alignment.md has the reliability table.
 * The confidence of the two texts as a whole is computed in texts_confidence.c; it
 * lowers that of each bead.
 *
 * Cost: O(words x their lifts).
 */
#include <math.h>

#include "align/bead_features.h"
#include "align/context.h"
#include "align/judge.h"
#include "align/strangers.h"
#include "align/texts_confidence.h"
#include "align/unanswered.h"
#include "align/untranslated.h"
#include "base/fail.h"

#define EXPLAINED .4 /* a gain below it is little */
#define ENOUGH 20    /* words of both sides, if there are fewer than these */
#define FEW_WORDS 4  /* on a side */
/* How far the logarithm of the likelihood ratio of "right" to "strangers", given how
 * many of the content words have a counterpart, is below -STRANGERS_FROM. */
#define STRANGERS_FROM 3
#define ANSWERED_RIGHT .6
#define ANSWERED_STRANGERS .12
/* The same text is not a translation, however well it corresponds; a choice. */
#define UNTRANSLATED .1f
#define CERTAIN 1e-4         /* posteriors are cut off so far from 0 and 1, */
#define ALONE_CERTAIN 1e-3   /* and those of segments without counterpart */
#define ALONE_NEAR_LEAST -3. /* where the logits of their neighbours are cut off */
#define ALONE_NEAR_MOST 5.
#define LONGEST_RUN 20
/* Thresholds of the doubts: lengths three standard deviations apart; less than two
 * words in five with a counterpart; a posterior that leaves a rival likely. */
#define DOUBT_LENGTH 9
#define DOUBT_COVERAGE .4
#define DOUBT_RIVAL .7f

enum { MOST_WANTED = 256 };

struct judging {
	const ent_evidence *with;
	const ent_weights *weights;
	ent_feature_reader *reader;
	ent_texts_sums texts;
	/* values that beads have on this side only, hashes of their digits, and how
	 * many */
	uint32_t wanted[2][MOST_WANTED], n_wanted[2];
	bool *open; /* for each bead: nothing but its place supports it */
};

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

/* How much likelier the answers to the content words are in a bead that is right than
 * in one of strangers, below a margin; a logarithm, at most 0. */
static double strangers_of(const ent_bead_features *f)
{
	const double answered = f->answered[0] + f->answered[1],
		     open = f->content[0] + f->content[1] - answered;
	return fmin(
		0, STRANGERS_FROM +
			   answered * log(ANSWERED_RIGHT / ANSWERED_STRANGERS) +
			   open * log((1 - ANSWERED_RIGHT) / (1 - ANSWERED_STRANGERS)));
}

static void list_terms(double x[ENT_PAIR_TERMS],
		       const ent_bead *bead,
		       const ent_bead_features *f,
		       const ent_side side[2],
		       bool near_null)
{
	const double p = limited(bead->confidence, CERTAIN),
		     weaker = fmin(f->outside[0], f->outside[1]),
		     words = f->words[0] + f->words[1],
		     known = f->known[0] + f->known[1],
		     names = f->names[0] + f->names[1], lost = f->lost[0] + f->lost[1];
	const uint32_t size = bead->n_src + bead->n_tgt;
	const bool missing[2] = { f->missing[0] > 0, f->missing[1] > 0 };
	x[ENT_PAIR_CONSTANT] = 1;
	x[ENT_PAIR_POSTERIOR] = log(p / (1 - p));
	x[ENT_PAIR_WEAKER] = weaker;
	x[ENT_PAIR_STRONGER] = fmax(f->outside[0], f->outside[1]);
	x[ENT_PAIR_UNEXPLAINED] = fmax(0, EXPLAINED - weaker) * fmin(1, words / ENOUGH);
	x[ENT_PAIR_LENGTH] = sqrt(f->length);
	x[ENT_PAIR_WORDS] = log(words + 1);
	x[ENT_PAIR_UNKNOWN] = 1 - known / (words + 1);
	x[ENT_PAIR_SIZE] = size > 2;
	x[ENT_PAIR_LARGE] = size > 4;
	x[ENT_PAIR_MOVED] = (bead->doubts & ENT_DOUBT_MOVED) != 0;
	x[ENT_PAIR_NUMBERS] = missing[0] && missing[1];
	x[ENT_PAIR_NUMBER] = missing[0] != missing[1];
	x[ENT_PAIR_LOST_NAMES] = names > 0 ? lost / names : 0;
	x[ENT_PAIR_NEGATION] = f->negation;
	x[ENT_PAIR_STRANGERS] = strangers_of(f);
	x[ENT_PAIR_PARAGRAPHS] = fits_paragraphs(side, bead);
	x[ENT_PAIR_NEAR_NULL] = near_null;
	x[ENT_PAIR_SHORT] = f->words[0] < FEW_WORDS || f->words[1] < FEW_WORDS;
}

/* near_null: a segment without a counterpart is next to the bead. */
static double confidence_of(const ent_bead *bead,
			    const ent_bead_features *f,
			    const struct judging *j,
			    bool near_null)
{
	double x[ENT_PAIR_TERMS];
	list_terms(x, bead, f, j->with->bitext->side, near_null);
	return logistic(ent_weigh(j->weights, ENT_OF_PAIR, bead, x));
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

/* The terms that the pairs before and after a run of beads without counterpart, or
 * NULL, give. */
static void list_near(double x[ENT_ALONE_TERMS],
		      const ent_bead *before,
		      const ent_bead *after)
{
	const ent_bead *of[2] = { before ? before : after, after ? after : before };
	double near[2];
	for (int k = 0; k < 2; k++) {
		if (!of[k])
			return;
		const double p = limited(of[k]->confidence, CERTAIN);
		near[k] =
			fmin(fmax(log(p / (1 - p)), ALONE_NEAR_LEAST), ALONE_NEAR_MOST);
	}
	x[ENT_ALONE_LESS] = fmin(near[0], near[1]);
	x[ENT_ALONE_MORE] = fmax(near[0], near[1]);
}

/* Gives the n beads of a run their confidence. */
static void judge_run(struct judging *j,
		      ent_bead *beads,
		      uint32_t n,
		      const ent_bead *before,
		      const ent_bead *after)
{
	double x[ENT_ALONE_TERMS] = {
		[ENT_ALONE_CONSTANT] = 1, [ENT_ALONE_RUN] = log(fmin(n, LONGEST_RUN))
	};
	list_near(x, before, after);
	for (uint32_t k = 0; k < n; k++) {
		const double p = limited(beads[k].confidence, ALONE_CERTAIN);
		ent_texts_add_alone(&j->texts, &beads[k]);
		beads[k].doubts |= ENT_DOUBT_OMITTED;
		x[ENT_ALONE_POSTERIOR] = log(p / (1 - p));
		x[ENT_ALONE_WANTED] = is_wanted(j, &beads[k]);
		beads[k].confidence = (float)logistic(
			ent_weigh(j->weights, ENT_OF_ALONE, &beads[k], x));
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
		judge_run(j, &beads[k], n, before,
			  after < count ? &beads[after] : NULL);
	}
}

static void judge_bead(struct judging *j, ent_bead *bead, bool near_null, bool *open)
{
	ent_bead_features f;
	const double p = limited(bead->confidence, CERTAIN);
	const bool same = (bead->doubts & ENT_SAME_WORDS) != 0;
	bead->doubts &= ~(uint32_t)ENT_SAME_WORDS;
	ent_features_read(&f, j->reader, bead);
	add_wanted(j, &f);
	*open = ent_bead_is_open(&f);
	bead->doubts = doubts_of(bead, &f, j->with->bitext);
	bead->confidence = (float)confidence_of(bead, &f, j, near_null);
	const float most = ent_unanswered_most(bead, &f, j->with);
	if (most < 1)
		bead->doubts |= ENT_DOUBT_COVERAGE;
	bead->confidence = fminf(bead->confidence, most);
	if (bead->doubts & ENT_DOUBT_UNTRANSLATED) {
		bead->confidence = fminf(bead->confidence, UNTRANSLATED);
		j->texts.untranslated += f.words[0] + f.words[1];
	} else {
		ent_texts_add(&j->texts, bead, &f, log(p / (1 - p)), same);
	}
}

/* Lowers the confidence of a pair by that of the texts. */
static double in_texts(const struct judging *j, const ent_bead *bead, double texts)
{
	const double p = limited(bead->confidence, CERTAIN);
	const double x[ENT_MOVED_TERMS] = { 1, log(p / (1 - p)) };
	return texts * (bead->doubts & ENT_DOUBT_MOVED
				? logistic(ent_weigh(j->weights, ENT_OF_MOVED, bead, x))
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
					   j->weights, arena, err);
	for (uint32_t k = 0; k < count && !context; k++)
		if (!is_null(&beads[k]))
			beads[k].confidence = (float)in_texts(j, &beads[k], sure);
	*texts = (float)sure;
	return status;
}

ent_status ent_judge_beads(float *texts,
			   ent_bead *beads,
			   uint32_t count,
			   const ent_evidence *evidence,
			   const ent_weights *weights,
			   ent_arena *arena,
			   ent_error *err)
{
	struct judging j = { .with = evidence,
			     .weights = weights,
			     .open = ENT_NEW_ARRAY(arena, bool, (size_t)count + 1) };
	if (!j.open)
		return ent_fail_memory(err);
	ent_status status = ent_feature_reader_new(&j.reader, evidence, arena, err);
	if (status)
		return status;
	if (!evidence->one_language)
		ent_untranslated_mark(beads, count, evidence);
	for (uint32_t k = 0; k < count; k++)
		if (!is_null(&beads[k]))
			judge_bead(&j, &beads[k],
				   (k && is_null(&beads[k - 1])) ||
					   (k + 1 < count && is_null(&beads[k + 1])),
				   &j.open[k]);
	if (evidence->has_lexicon && !evidence->small_lexicon)
		ent_strangers_lower(beads, j.open, count);
	judge_runs(&j, beads, count);
	status = ent_feature_reader_end(j.reader, err);
	return status ? status : judge_texts(texts, &j, beads, count, arena, err);
}
