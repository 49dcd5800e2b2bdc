/* SPDX-License-Identifier: Apache-2.0 */
/* confidence - how many of the beads of each confidence are right, by weights that were
 * fitted to other texts.
 *
 * usage: confidence TERMS-LEXICON < LIST
 *
 * A line of LIST is FAMILY<TAB>BASE: BASE.en.txt, BASE.fr.txt and BASE.gold.tsv; texts
 * of one family have text in common.  The beginning of each text is aligned as it is,
 * with segments of either side left out, and with blocks moved; with the lexicon that
 * ships, with the one given, and with none.  Then, for each family, the regressions of
 * confidences (align/weights.h) are fitted to the beads of all others, and its texts
 * are aligned again with these weights.  The table has both: by the weights that ship,
 * which know all families, and by those that do not know the one measured.
 *
 * This program has an ent_confidence_give() of its own, which the linker takes instead
 * of the library's.
 */
#include <stdio.h>
#include <stdlib.h>

#include "align/confidence.h"
#include "align/judge.h"
#include "bead_copies.h"
#include "entente/align.h"
#include "entente/lexicon.h"
#include "logistic.h"

enum state { LEXICON, TERMS, NONE, STATES };
enum kind { PAIR, MOVED, ALONE, KINDS };
enum {
	FAMILIES = 32,
	TEXTS = 1024,
	BINS = 8,
};

static const char *const state_names[] = { "lexicon", "400 terms", "none" };
static const char *const kind_names[] = { "pairs", "moved", "alone" };
static const double bin_from[BINS] = { 0, .3, .5, .6, .7, .8, .9, .95 };

/* A bead as a regression sees it. */
struct row {
	uint16_t family;
	uint8_t state, copy, right;
	double x[ENT_PAIR_TERMS];
};

struct rows {
	struct row *at;
	size_t n, space;
};

struct cell {
	double beads, sum, right;
};

static struct bench {
	char families[FAMILIES][32];
	uint32_t n_families;
	struct {
		uint32_t family;
		bench_text text[BENCH_COPIES];
	} texts[TEXTS];
	uint32_t n_texts;
	ent_lexicon *lexicons[STATES];
	struct rows rows[ENT_REGRESSIONS];
	ent_weights shipped, fitted; /* fitted: to all families but one */
	struct cell cells[2][STATES][KINDS][BINS];
	/* what is being aligned */
	const ent_weights *weights;
	const bench_text *now;
	uint32_t family, copy;
	enum state state;
	bool swapped;
} B;

static uint32_t count_terms(ent_regression which)
{
	static const uint32_t terms[ENT_REGRESSIONS] = {
		[ENT_OF_PAIR] = ENT_PAIR_TERMS,
		[ENT_OF_MOVED] = ENT_MOVED_TERMS,
		[ENT_OF_ALONE] = ENT_ALONE_TERMS,
		[ENT_OF_CONTEXT] = ENT_CONTEXT_TERMS,
	};
	return terms[which];
}

static void stop(const char *what)
{
	fprintf(stderr, "confidence: %s\n", what);
	exit(1);
}

/* ---- the beads that regressions see ----------------------------------------- */

static void see(void *data, ent_regression which, const ent_bead *bead, const double *x)
{
	struct rows *rows = &B.rows[which];
	ent_bead b = *bead;
	(void)data;
	if (B.swapped)
		b = (ent_bead){ .src = bead->tgt,
				.n_src = bead->n_tgt,
				.tgt = bead->src,
				.n_tgt = bead->n_src };
	if (bead->doubts & ENT_DOUBT_UNTRANSLATED)
		return;
	if (rows->n == rows->space) {
		rows->space = 2 * rows->space + 1024;
		rows->at = realloc(rows->at, rows->space * sizeof(*rows->at));
		if (!rows->at)
			stop("not enough memory");
	}
	struct row *row = &rows->at[rows->n++];
	*row = (struct row){ .family = (uint16_t)B.family,
			     .state = (uint8_t)B.state,
			     .copy = (uint8_t)B.copy,
			     .right = bench_is_right(B.now, &b) };
	memcpy(row->x, x, count_terms(which) * sizeof(*x));
}

ent_status ent_confidence_give(float *texts,
			       ent_bead *beads,
			       uint32_t count,
			       const ent_evidence *evidence,
			       ent_arena *arena,
			       ent_error *err)
{
	B.swapped = !ent_str_eq(evidence->lang[0], ENT_STR("en"));
	return ent_judge_beads(texts, beads, count, evidence, B.weights, arena, err);
}

/* ---- fitting ---------------------------------------------------------------- */

/* Whether a weight is a choice, or of what these texts do not have: paragraphs,
 * strangers, texts that do not translate each other. */
static bool is_fixed(ent_regression which, uint32_t term)
{
	switch (which) {
	case ENT_OF_PAIR:
		return term == ENT_PAIR_NEGATION || term == ENT_PAIR_STRANGERS ||
		       term == ENT_PAIR_PARAGRAPHS;
	case ENT_OF_ALONE: return term == ENT_ALONE_WANTED;
	case ENT_OF_CONTEXT:
		return term == ENT_CONTEXT_TEXTS || term == ENT_CONTEXT_TEXTS_LOW ||
		       term == ENT_CONTEXT_NO_NEAR;
	case ENT_OF_MOVED:
	case ENT_REGRESSIONS: break;
	}
	return false;
}

/* Fits one regression to all families but one; each family has, in each state and kind
 * of copy, at most a certain weight. */
static void fit(ent_regression which, uint32_t without)
{
	static const double most[ENT_REGRESSIONS] = { 600, 600, 300, 600 };
	static double count[FAMILIES][STATES][BENCH_COPIES];
	const struct rows *rows = &B.rows[which];
	logistic l = { .n = count_terms(which) };
	memset(count, 0, sizeof(count));
	for (size_t k = 0; k < rows->n; k++) {
		const struct row *r = &rows->at[k];
		count[r->family][r->state][r->copy]++;
	}
	for (uint32_t i = 0; i < l.n; i++) {
		l.weights[i] = B.shipped.of[which][i];
		l.fixed[i] = is_fixed(which, i);
	}
	for (int step = 0; step < LOGISTIC_STEPS; step++) {
		logistic_begin(&l);
		for (size_t k = 0; k < rows->n; k++) {
			const struct row *r = &rows->at[k];
			const double n = count[r->family][r->state][r->copy];
			if (r->family != without)
				logistic_add(&l, r->x, r->right,
					     fmin(1, most[which] / n));
		}
		if (logistic_step(&l) < 1e-4)
			break;
	}
	memcpy(B.fitted.of[which], l.weights, sizeof(B.fitted.of[which]));
}

/* ---- aligning and counting --------------------------------------------------- */

static void count_beads(struct cell cells[KINDS][BINS], const ent_alignment *a)
{
	for (uint32_t k = 0; k < a->count; k++) {
		const ent_bead *b = &a->beads[k];
		const enum kind kind = !b->n_src || !b->n_tgt        ? ALONE
				       : b->doubts & ENT_DOUBT_MOVED ? MOVED
								     : PAIR;
		int bin = BINS - 1;
		while ((double)b->confidence < bin_from[bin])
			bin--;
		if (b->doubts & ENT_DOUBT_UNTRANSLATED)
			continue;
		cells[kind][bin].beads++;
		cells[kind][bin].sum += (double)b->confidence;
		cells[kind][bin].right += bench_is_right(B.now, b);
	}
}

static void align_text(uint32_t text, bool fitted)
{
	ent_arena *arena = ent_arena_new(0);
	ent_alignment out;
	ent_error err;
	char message[512];
	B.family = B.texts[text].family;
	for (int state = 0; state < STATES; state++)
		for (uint32_t copy = 0; copy < BENCH_COPIES; copy++) {
			const bench_text *t = &B.texts[text].text[copy];
			ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
			opt.lexicon = B.lexicons[state];
			opt.from = ENT_STR("en");
			opt.to = state == NONE ? ENT_STR("eo") : ENT_STR("fr");
			B.state = (enum state)state;
			B.copy = copy;
			B.now = t;
			ent_arena_clear(arena);
			if (ent_align(&out, t->side[0], t->n[0], t->side[1], t->n[1],
				      &opt, arena, &err))
				stop(ent_error_text(&err, message, sizeof(message)));
			count_beads(B.cells[fitted][state], &out);
		}
	ent_arena_free(arena);
}

static void leave_each_out(void)
{
	B.shipped = B.fitted = ent_weights_shipped;
	B.shipped.see = see;
	B.weights = &B.shipped;
	for (uint32_t k = 0; k < B.n_texts; k++)
		align_text(k, false);
	B.weights = &B.fitted;
	for (uint32_t f = 0; f < B.n_families; f++) {
		for (int which = 0; which < ENT_REGRESSIONS; which++)
			fit((ent_regression)which, f);
		for (uint32_t k = 0; k < B.n_texts; k++)
			if (B.texts[k].family == f)
				align_text(k, true);
	}
}

static void print_cell(const struct cell *c)
{
	if (c->beads > 0)
		printf("%7.0f %5.2f %5.2f", c->beads, c->sum / c->beads,
		       c->right / c->beads);
	else
		printf("%7d %5s %5s", 0, "-", "-");
}

static void print_table(void)
{
	printf("%-9s %-6s %-8s  %19s    %19s\n", "", "", "", "weights that ship",
	       "of other families");
	printf("%-9s %-6s %-8s  %7s %5s %5s    %7s %5s %5s\n", "words", "beads", "from",
	       "n", "mean", "right", "n", "mean", "right");
	for (int s = 0; s < STATES; s++)
		for (int k = 0; k < KINDS; k++)
			for (int b = BINS - 1; b >= 0; b--) {
				printf("%-9s %-6s %-8.2f  ", state_names[s],
				       kind_names[k], bin_from[b]);
				print_cell(&B.cells[false][s][k][b]);
				printf("    ");
				print_cell(&B.cells[true][s][k][b]);
				printf("\n");
			}
}

static void print_weights(void)
{
	static const char *const names[] = { "pair", "moved", "alone", "context" };
	for (int which = 0; which < ENT_REGRESSIONS; which++) {
		fit((ent_regression)which, FAMILIES);
		printf("%s, fitted to all:", names[which]);
		for (uint32_t i = 0; i < count_terms((ent_regression)which); i++)
			printf(" %.3f", B.fitted.of[which][i]);
		printf("\n");
	}
}

/* ---- the list ---------------------------------------------------------------- */

static uint32_t family_of(const char *name)
{
	uint32_t f = 0;
	while (f < B.n_families && strcmp(B.families[f], name))
		f++;
	if (f == FAMILIES || strlen(name) >= sizeof(B.families[0]))
		stop("too many families");
	if (f == B.n_families)
		memcpy(B.families[B.n_families++], name, strlen(name) + 1);
	return f;
}

static void read_list(ent_arena *arena)
{
	char line[4096];
	while (fgets(line, sizeof(line), stdin)) {
		char *tab = strchr(line, '\t');
		line[strcspn(line, "\n")] = 0;
		if (!tab || B.n_texts == TEXTS)
			stop("FAMILY<TAB>BASE lines are needed, not too many");
		*tab = 0;
		B.texts[B.n_texts].family = family_of(line);
		if (!bench_read_text(B.texts[B.n_texts].text, tab + 1, arena))
			stop(tab + 1);
		B.n_texts++;
	}
}

int main(int argc, char **argv)
{
	ent_arena *arena = ent_arena_new(0);
	ent_error err;
	if (argc != 2 || !arena)
		stop("usage: confidence TERMS-LEXICON < LIST");
	if (ent_lexicon_open(&B.lexicons[LEXICON], NULL, ENT_STR("en"), ENT_STR("fr"),
			     &err) ||
	    ent_lexicon_open(&B.lexicons[TERMS], argv[1], ENT_STR("en"), ENT_STR("fr"),
			     &err))
		stop("no lexicon");
	read_list(arena);
	leave_each_out();
	print_table();
	print_weights();
	for (int s = 0; s < STATES; s++)
		ent_lexicon_close(B.lexicons[s]);
	for (int r = 0; r < ENT_REGRESSIONS; r++)
		free(B.rows[r].at);
	ent_arena_free(arena);
	return 0;
}
