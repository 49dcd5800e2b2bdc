/* SPDX-License-Identifier: Apache-2.0 */
/* trainer.c - gather pairs of texts, learn a lexicon from them.
 *
 * Texts become runs of numbered words (words.h); model1.h does the learning, over
 * the words met often enough and those of the seed.  Numbers of three digits and
 * more are left out: the aligner compares them as they are, and a memory has more
 * of them than words.
 *
 * A pair that occurs again is not learned from (boilerplate would otherwise outweigh
 * all the rest), so a hash of each is kept: eight bytes, and one false "again" in 10^7
 * memories of a million pairs.
 *
 * With the option, a passage that occurs again in another pair is not learned from
 * either (repeats.h).
 *
 * A term is added TERM_TIMES times: model1.h drops a pair of words that was met
 * once, and the usual least count is met.
 *
 * Memory: 4 bytes a running word while gathering, 20 more while learning.
 */
#include <stdlib.h>
#include <string.h>

#include "align/lexicon.h"
#include "align/model1.h"
#include "align/repeats.h"
#include "align/vocab.h"
#include "align/words.h"
#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"
#include "text/lang.h"
#include "text/names.h"

/* Candidates of a word: there is time for more than in a document (model1.c), and
 * function words of a million pairs have more answers. */
enum { CANDIDATES = 48 };

enum { LANG_MAX = 12, SHORT_NUMBER = 2, TERM_TIMES = 3 };

/* How much a seed's share of a word weighs, in running words: a document of
 * 10,000 words moves it by half. */
static const float SHARE_WEIGHT = 10000;

/* And how much its answers weigh, in occurrences: 200 for "of" or "de", a twentieth
 * of the text, so that a glossary's "Ministry of Health" does not change what "of"
 * means; 1 for a word that is met once in 5,000. */
static const float BY_SHARE = 5000;

struct run {
	ent_vocab vocab;
	uint32_t *counts; /* [capacity_counts] */
	uint32_t *words;  /* [n] numbers of all running words */
	size_t n, capacity, capacity_counts;
};

struct ent_trainer {
	char lang[2][LANG_MAX];
	ent_trainer_options opt;
	struct run runs[2];
	ent_word_pair *pairs;
	size_t n_pairs, capacity_pairs;
	uint64_t *seen; /* [mask + 1] hashes of pairs, 0 if free */
	size_t n_seen, mask;
	uint64_t repeated;
	ent_repeats repeats;
	ent_words reader;
};

ent_status ent_trainer_new(ent_trainer **out, ent_str from, ent_str to, ent_error *err)
{
	ent_trainer *t = calloc(1, sizeof(*t));
	if (!t)
		return ent_fail_memory(err);
	ent_status status = ent_lang_read_base(t->lang[0], LANG_MAX, from, err);
	if (!status)
		status = ent_lang_read_base(t->lang[1], LANG_MAX, to, err);
	if (status) {
		free(t);
		return status;
	}
	t->opt = ENT_TRAINER_OPTIONS_DEFAULT;
	*out = t;
	return ENT_OK;
}

void ent_trainer_free(ent_trainer *trainer)
{
	if (!trainer)
		return;
	for (int k = 0; k < 2; k++) {
		ent_vocab_release(&trainer->runs[k].vocab);
		free(trainer->runs[k].counts);
		free(trainer->runs[k].words);
	}
	ent_repeats_release(&trainer->repeats);
	ent_words_release(&trainer->reader);
	free(trainer->pairs);
	free(trainer->seen);
	free(trainer);
}

void ent_trainer_tune(ent_trainer *trainer, const ent_trainer_options *opt)
{
	trainer->opt = *opt;
}

void ent_trainer_count(ent_trainer_counts *out, const ent_trainer *trainer)
{
	*out = (ent_trainer_counts){
		.pairs = trainer->n_pairs,
		.repeated = trainer->repeated,
		.words = { trainer->runs[0].n, trainer->runs[1].n },
	};
}

/* ---- gathering ------------------------------------------------------------- */

static bool grow_seen(ent_trainer *t)
{
	enum { FIRST = 1024 };
	if (t->seen && 2 * t->n_seen <= t->mask)
		return true;
	const size_t size = t->seen ? 2 * (t->mask + 1) : FIRST;
	uint64_t *seen = calloc(size, sizeof(*seen));
	if (!seen)
		return false;
	for (size_t k = 0; t->seen && k <= t->mask; k++) {
		size_t at = t->seen[k] & (size - 1);
		while (t->seen[k] && seen[at])
			at = (at + 1) & (size - 1);
		if (t->seen[k])
			seen[at] = t->seen[k];
	}
	free(t->seen);
	t->seen = seen;
	t->mask = size - 1;
	return true;
}

/* Whether the pair is new; it is not from now on. */
static bool is_new(ent_trainer *t, ent_str source, ent_str target)
{
	uint64_t hash = ent_str_hash(source) * 0x9E3779B97F4A7C15u;
	hash = (hash ^ hash >> 29 ^ ent_str_hash(target)) | 1;
	size_t at = hash & t->mask;
	for (; t->seen[at]; at = (at + 1) & t->mask)
		if (t->seen[at] == hash)
			return false;
	t->seen[at] = hash;
	t->n_seen++;
	return true;
}

static bool add_word(struct run *r, const ent_word *w)
{
	const uint32_t word = ent_vocab_add(&r->vocab, w->form, w->hash);
	if (word == ENT_VOCAB_NONE)
		return false;
	const size_t n_counts = r->capacity_counts;
	if (!ENT_GROW(r->words, r->capacity, r->n + 1) ||
	    !ENT_GROW(r->counts, r->capacity_counts, (size_t)word + 1))
		return false;
	memset(r->counts + n_counts, 0,
	       (r->capacity_counts - n_counts) * sizeof(*r->counts));
	r->counts[word]++;
	r->words[r->n++] = word;
	return true;
}

static bool add_text(struct run *r, ent_words *reader, ent_str text)
{
	ent_word w;
	ent_words_start(reader, text);
	while (ent_words_next(&w, reader)) {
		if (w.kind == ENT_TOKEN_NUMBER && w.form.n > SHORT_NUMBER)
			continue;
		if (!add_word(r, &w))
			return false;
	}
	return !reader->failed;
}

static ent_status add_texts(ent_trainer *t,
			    ent_str source,
			    ent_str target,
			    float weight,
			    ent_error *err)
{
	const ent_str texts[2] = { source, target };
	ent_word_pair pair = { .weight = weight };
	const uint64_t words[2] = { t->runs[0].n + source.n, t->runs[1].n + target.n };
	if (t->n_pairs >= ENT_OFFSET_MAX || words[0] > ENT_OFFSET_MAX ||
	    words[1] > ENT_OFFSET_MAX)
		return ent_fail(err, ENT_ELIMIT,
				"a lexicon learns from at most %lu words of a side",
				(unsigned long)ENT_OFFSET_MAX);
	if (!ENT_GROW(t->pairs, t->capacity_pairs, t->n_pairs + 1))
		return ent_fail_memory(err);
	for (int k = 0; k < 2; k++) {
		pair.start[k] = (uint32_t)t->runs[k].n;
		if (!add_text(&t->runs[k], &t->reader, texts[k]))
			return ent_fail_memory(err);
		pair.n[k] = (uint32_t)t->runs[k].n - pair.start[k];
	}
	t->pairs[t->n_pairs++] = pair;
	return ENT_OK;
}

/* Takes out of the pair added last what an earlier one has too. */
static ent_status drop_repeats(ent_trainer *t, ent_error *err)
{
	ent_word_pair *pair = &t->pairs[t->n_pairs - 1];
	const uint32_t *const words[2] = { t->runs[0].words + pair->start[0],
					   t->runs[1].words + pair->start[1] };
	bool any;
	if (!ent_repeats_add(&any, &t->repeats, words, pair->n))
		return ent_fail_memory(err);
	for (int side = 0; any && side < 2; side++) {
		struct run *r = &t->runs[side];
		uint32_t *of_pair = r->words + pair->start[side], n = 0;
		for (uint32_t k = 0; k < pair->n[side]; k++) {
			if (t->repeats.again[side][k])
				r->counts[of_pair[k]]--;
			else
				of_pair[n++] = of_pair[k];
		}
		r->n -= pair->n[side] - n;
		pair->n[side] = n;
	}
	return ENT_OK;
}

ent_status ent_trainer_add(ent_trainer *trainer,
			   ent_str source,
			   ent_str target,
			   float weight,
			   ent_error *err)
{
	if (!grow_seen(trainer))
		return ent_fail_memory(err);
	if (!is_new(trainer, source, target)) {
		trainer->repeated++;
		return ENT_OK;
	}
	const ent_status status = add_texts(trainer, source, target, weight, err);
	if (status || !trainer->opt.passages_once)
		return status;
	return drop_repeats(trainer, err);
}

ent_status ent_trainer_add_term(ent_trainer *trainer,
				ent_str source,
				ent_str target,
				ent_error *err)
{
	ent_status status = ENT_OK;
	for (int k = 0; k < TERM_TIMES && !status; k++)
		status = add_texts(trainer, source, target, 1, err);
	return status;
}

static ent_status add_name(void *data, ent_str a, ent_str b, ent_error *err)
{
	return ent_trainer_add_term(data, a, b, err);
}

ent_status ent_trainer_add_names(ent_trainer *trainer, ent_error *err)
{
	return ent_names_each(ent_str_of(trainer->lang[0]),
			      ent_str_of(trainer->lang[1]), add_name, trainer, err);
}

/* ---- learning --------------------------------------------------------------- */

/* The words that a lexicon is learned for, on one side. */
struct chosen {
	uint32_t n;
	uint32_t *of_run; /* [vocab.n] new number, ENT_NO_WORD for left out */
	uint32_t *known;  /* [n] number in the seed, or ENT_NO_WORD */
	ent_str *forms;   /* [n] */
	float *unigrams;  /* [n] */
	float *shares;    /* [n] in the seed; 0 for a word that it does not have */
	uint32_t *words;  /* [run.n] running words that stay, in new numbers */
};

struct job {
	const ent_trainer *t;
	const ent_lexicon *seed;
	struct chosen sides[2];
	ent_word_pair *pairs; /* [t->n_pairs] */
	ent_arena *arena;
};

static bool choose_words(struct job *job, int side)
{
	const struct run *r = &job->t->runs[side];
	struct chosen *c = &job->sides[side];
	const uint32_t n_seed = job->seed ? ent_lexicon_words(job->seed, side) : 0;
	const size_t most = (size_t)r->vocab.n + n_seed + 1;
	const float weight = job->seed ? SHARE_WEIGHT : 0;
	c->of_run = ENT_NEW_ARRAY(job->arena, uint32_t, (size_t)r->vocab.n + 1);
	c->known = ENT_NEW_ARRAY(job->arena, uint32_t, most);
	c->forms = ENT_NEW_ARRAY(job->arena, ent_str, most);
	c->unigrams = ENT_NEW_ARRAY(job->arena, float, most);
	c->shares = ENT_NEW_ARRAY(job->arena, float, most);
	bool *met = ENT_NEW_ARRAY(job->arena, bool, (size_t)n_seed + 1);
	if (!c->of_run || !c->known || !c->forms || !c->unigrams || !c->shares || !met)
		return false;
	for (uint32_t w = 0; w < r->vocab.n; w++) {
		const ent_str form = ent_vocab_form(&r->vocab, w);
		uint32_t known = ENT_NO_WORD;
		if (n_seed)
			known = ent_lexicon_word(job->seed, side, form,
						 r->vocab.words[w].hash);
		c->of_run[w] = ENT_NO_WORD;
		if (known == ENT_NO_WORD && r->counts[w] < job->t->opt.min_count)
			continue;
		if (known != ENT_NO_WORD)
			met[known] = true;
		c->of_run[w] = c->n;
		c->unigrams[c->n] = (float)r->counts[w];
		c->known[c->n] = known;
		c->forms[c->n++] = form;
	}
	for (uint32_t w = 0; w < n_seed; w++)
		if (!met[w]) {
			c->known[c->n] = w;
			c->forms[c->n++] = ent_lexicon_form(job->seed, side, w);
		}
	for (uint32_t w = 0; w < c->n; w++) {
		if (c->known[w] != ENT_NO_WORD)
			c->shares[w] =
				ent_lexicon_unigram(job->seed, side, c->known[w]);
		c->unigrams[w] = (c->unigrams[w] + weight * c->shares[w]) /
				 ((float)r->n + weight + 1);
	}
	return true;
}

/* The pairs without the words that are left out. */
static bool choose_pairs(struct job *job)
{
	const ent_trainer *t = job->t;
	job->pairs = ENT_NEW_ARRAY(job->arena, ent_word_pair, t->n_pairs + 1);
	if (!job->pairs)
		return false;
	for (int k = 0; k < 2; k++) {
		const struct run *r = &t->runs[k];
		struct chosen *c = &job->sides[k];
		uint32_t n = 0;
		c->words = ENT_NEW_ARRAY(job->arena, uint32_t, r->n + 1);
		if (!c->words)
			return false;
		for (size_t p = 0; p < t->n_pairs; p++) {
			const ent_word_pair *pair = &t->pairs[p];
			job->pairs[p].weight = pair->weight;
			job->pairs[p].start[k] = n;
			for (uint32_t i = 0; i < pair->n[k]; i++) {
				uint32_t word = c->of_run[r->words[pair->start[k] + i]];
				if (word != ENT_NO_WORD)
					c->words[n++] = word;
			}
			job->pairs[p].n[k] = n - job->pairs[p].start[k];
		}
	}
	return true;
}

static int compare_falling(const void *a, const void *b)
{
	const float x = *(const float *)a, y = *(const float *)b;
	return (x < y) - (x > y);
}

/* Leaves in the table, in place, of each word the likeliest links. */
static bool prune_links(ent_table *table,
			const ent_trainer_options *opt,
			ent_arena *arena)
{
	uint32_t *first = ENT_NEW_ARRAY(arena, uint32_t, (size_t)table->n + 1);
	uint32_t *words = ENT_NEW_ARRAY(arena, uint32_t, table->first[table->n] + 1u);
	float *p = ENT_NEW_ARRAY(arena, float, table->first[table->n] + 1u);
	float *sorted = ENT_NEW_ARRAY(arena, float, table->first[table->n] + 1u);
	uint32_t n = 0;
	if (!first || !words || !p || !sorted)
		return false;
	for (uint32_t w = 0; w < table->n; w++) {
		const uint32_t start = table->first[w];
		const uint32_t links = table->first[w + 1] - start;
		float least = opt->min_p;
		if (links > opt->max_links && opt->max_links) {
			memcpy(sorted, table->p + start, links * sizeof(*sorted));
			qsort(sorted, links, sizeof(*sorted), compare_falling);
			if (sorted[opt->max_links - 1] > least)
				least = sorted[opt->max_links - 1];
		}
		for (uint32_t k = start; k < start + links; k++)
			if (table->p[k] >= least) {
				words[n] = table->words[k];
				p[n++] = table->p[k];
			}
		first[w + 1] = n;
	}
	*table = (ent_table){ first, words, p, table->n };
	return true;
}

static ent_status learn_tables(ent_table tables[2], struct job *job, ent_error *err)
{
	const ent_trainer *t = job->t;
	const struct chosen *c = job->sides;
	const ent_word_pairs in = {
		.words = { c[0].words, c[1].words },
		.n_words = { c[0].n, c[1].n },
		.pairs = job->pairs,
		.n = (uint32_t)t->n_pairs,
	};
	const uint32_t *const known[2] = { c[0].known, c[1].known };
	ent_model1_options opt = ENT_MODEL1_DEFAULT;
	ent_table seed[2];
	opt.progress = t->opt.progress;
	opt.max_links = CANDIDATES;
	if (opt.min_p > t->opt.min_p)
		opt.min_p = t->opt.min_p;
	if (job->seed) {
		ent_status status = ent_lexicon_tables(seed, job->seed, known,
						       in.n_words, job->arena, err);
		if (status)
			return status;
		opt.seed = seed;
		opt.shares[0] = c[0].shares;
		opt.shares[1] = c[1].shares;
		opt.prior_by_share = BY_SHARE;
		opt.prior = t->opt.seed_weight;
	}
	ent_status status = ent_model1(tables, &in, &opt, job->arena, err);
	for (int k = 0; k < 2 && !status; k++)
		if (!prune_links(&tables[k], &t->opt, job->arena))
			status = ent_fail_memory(err);
	return status;
}

static ent_status run_training(ent_lexicon **out, struct job *job, ent_error *err)
{
	ent_table tables[2];
	ent_lexicon_side sides[2];
	if (!choose_words(job, 0) || !choose_words(job, 1) || !choose_pairs(job))
		return ent_fail_memory(err);
	ent_status status = learn_tables(tables, job, err);
	if (status)
		return status;
	for (int k = 0; k < 2; k++)
		sides[k] = (ent_lexicon_side){ job->sides[k].forms,
					       job->sides[k].unigrams, tables[k] };
	return ent_lexicon_make(out, ent_str_of(job->t->lang[0]),
				ent_str_of(job->t->lang[1]), sides, err);
}

ent_status ent_trainer_run(ent_lexicon **out,
			   ent_trainer *trainer,
			   const ent_lexicon *seed,
			   ent_error *err)
{
	struct job job = { .t = trainer,
			   .seed = seed,
			   .arena = ent_arena_new(ENT_ARENA_TRAINING) };
	if (!job.arena)
		return ent_fail_memory(err);
	ent_status status = run_training(out, &job, err);
	ent_arena_free(job.arena);
	return status;
}
