/* SPDX-License-Identifier: Apache-2.0 */
/* screen.c - which units can have part of a run that a document has too.
 *
 * Each text is looked at once, however many units have it, while its words are in the
 * processor's cache.  A run of N words or numbers within it has N words in a row, each
 * three of which the document has in a row: the last three of a possible run are looked
 * for first, and when the document does not have them the next run begins after the
 * first of them.  So most texts cost a step for each N - 2 words.  (Skipping by blocks
 * of symbols is that of Wu and Manber, "A fast algorithm for multi-pattern searching",
 * University of Arizona TR-94-17, 1994.)
 *
 * The automaton is not needed here: it is enough that each three words in a row occur
 * in the document, because what is chosen is compared word by word afterwards.
 *
 * A run over the end of a text is a run at its end and one at the beginning of the text
 * after it.  Of a text only these two and the runs that may be long enough are kept, so
 * that little of a large memory is kept and compared.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "reuse/reuse_parts.h"

struct screen {
	ent_reuse_job *job;
	ent_text_part *parts; /* by text; owned */
	uint8_t *counts;      /* by word; owned */
};

/* The next word from which on a run of words may be long enough; n without one. */
static uint32_t next_run(const ent_reuse_job *job,
			 const uint32_t *words,
			 uint32_t n,
			 uint32_t start)
{
	const uint64_t *triples = ent_automaton_triples(job->automaton);
	const uint32_t least = job->opt.min_words;
	while (start < n && n - start >= least) {
		uint32_t k = start + least - 1;
		while (k >= start + 2 && ent_triple_is_there(triples, &words[k - 2]))
			k--;
		if (k < start + 2)
			return start;
		start = words[k] ? k - 1 : k + 1;
	}
	return n;
}

/* Where the longest possible run begins that ends with the last word. */
static uint32_t last_run(const ent_reuse_job *job, const uint32_t *words, uint32_t n)
{
	const uint64_t *pairs = ent_automaton_pairs(job->automaton),
		       *triples = ent_automaton_triples(job->automaton);
	if (n < 2 || !ent_pair_is_there(pairs, &words[n - 2]))
		return n ? n - 1 : 0;
	uint32_t from = n - 2;
	while (from && ent_triple_is_there(triples, &words[from - 1]))
		from--;
	return from;
}

/* Where the longest possible run ends that begins with a word. */
static uint32_t end_of_run(const struct screen *s,
			   const uint32_t *words,
			   uint32_t n,
			   uint32_t from)
{
	const uint64_t *pairs = ent_automaton_pairs(s->job->automaton),
		       *triples = ent_automaton_triples(s->job->automaton);
	uint32_t end = from + 2;
	if (!words[from])
		return from;
	if (end > n || !ent_pair_is_there(pairs, &words[from]))
		return from + 1;
	while (end < n && ent_triple_is_there(triples, &words[end - 2]))
		end++;
	return end;
}

/* Words and numbers among n words. */
static uint32_t count(const struct screen *s, const uint32_t *words, uint32_t n)
{
	uint32_t counted = 0;
	for (uint32_t k = 0; k < n; k++)
		counted += s->counts[words[k]];
	return counted;
}

static uint8_t count_few(const struct screen *s, const uint32_t *words, uint32_t n)
{
	const uint32_t counted = count(s, words, n);
	return counted < ENT_TEXT_MANY ? (uint8_t)counted : ENT_TEXT_MANY;
}

/* The words of a text that are kept, moved to its beginning. */
struct keeping {
	uint32_t *words;
	uint32_t n;   /* of them */
	uint32_t end; /* the word of the text after the last that was kept */
};

/* Keeps words from..to-1; those between them and the ones before become a gap. */
static void keep_words(struct keeping *k, uint32_t from, uint32_t to)
{
	if (from > k->end)
		k->words[k->n++] = ENT_SEQUENCE_GAP | (from - k->end);
	from = from > k->end ? from : k->end;
	if (to <= from)
		return;
	if (k->n < from)
		memmove(k->words + k->n, k->words + from,
			(to - from) * sizeof(*k->words));
	k->n += to - from;
	k->end = to;
}

/* Keeps every run that may be long enough; whether there is one. */
static bool keep_runs(const struct screen *s, struct keeping *kept, uint32_t n)
{
	const uint32_t *words = kept->words;
	const uint32_t least = s->job->opt.min_words;
	uint32_t start = 0;
	bool any = false;
	while ((start = next_run(s->job, words, n, start)) < n) {
		const uint32_t end = end_of_run(s, words, n, start);
		if (count(s, words + start, end - start) >= least) {
			keep_words(kept, start, end);
			any = true;
		}
		/* a run that begins before the last word ends with it, or before */
		start = end > start + 1 ? end - 1 : start + 1;
	}
	return any;
}

static ent_status screen_text(void *data,
			      uint32_t text,
			      uint32_t *words,
			      uint32_t *n,
			      ent_error *err)
{
	const struct screen *s = data;
	(void)err;
	const uint32_t first = end_of_run(s, words, *n, 0),
		       last = *n - last_run(s->job, words, *n);
	struct keeping kept = { words, 0, 0 };
	s->parts[text] = (ent_text_part){ .begin = count_few(s, words, first),
					  .end = count_few(s, words + *n - last, last),
					  .whole = first == *n };
	keep_words(&kept, 0, first);
	s->parts[text].has_run = keep_runs(s, &kept, *n);
	keep_words(&kept, *n - last, *n);
	*n = kept.n;
	return ENT_OK;
}

static ent_status step(void *data, uint32_t texts, ent_error *err)
{
	const struct screen *s = data;
	return ent_step(s->job->opt.progress, "finding passages", texts,
			s->job->stream.n_texts, err);
}

/* Which of the forms count: all but marks. */
static bool find_counts(struct screen *s)
{
	const ent_reuse_job *job = s->job;
	s->counts = calloc((size_t)job->n_forms + 1, sizeof(*s->counts));
	for (uint32_t k = 0; s->counts && k < job->n_words; k++)
		s->counts[job->words[k].form] = !job->words[k].is_mark;
	return s->counts;
}

static bool build_automaton(ent_reuse_job *job)
{
	uint32_t *words = malloc(((size_t)job->n_words + 1) * sizeof(*words));
	for (uint32_t k = 0; words && k < job->n_words; k++)
		words[k] = job->words[k].form;
	job->automaton =
		words ? ent_automaton_new(words, job->n_words, job->n_forms + 1) : NULL;
	free(words);
	return job->automaton;
}

ent_status ent_reuse_open_stream(ent_reuse_job *job, ent_error *err)
{
	struct screen s = { .job = job };
	const ent_sequence_taker taker = { screen_text, step, &s };
	ent_stream *stream = &job->stream;
	ent_index *indexes[ENT_READERS_MAX];
	for (uint32_t k = 0; k < job->readers.n; k++)
		indexes[k] = job->readers.list[k]->index;
	const ent_index_list list = { indexes, job->readers.n };
	ent_status status = ent_stream_open(stream, &job->readers, &job->filter,
					    job->excluded, job->n_excluded, err);
	if (status)
		return status;
	s.parts = calloc(stream->n_texts, sizeof(*s.parts));
	if (!build_automaton(job) || !find_counts(&s) || !s.parts)
		status = ent_fail_memory(err);
	if (!status)
		status = ent_sequences_read(&stream->sequences, &list, job->forms,
					    job->n_forms, stream->wanted,
					    stream->n_texts, &taker, err);
	if (!status && !ent_stream_choose(stream, job->opt.exhaustive ? NULL : s.parts,
					  job->opt.min_words))
		status = ent_fail_memory(err);
	free(s.parts);
	free(s.counts);
	return status;
}

void ent_reuse_close_stream(ent_reuse_job *job)
{
	ent_automaton_free(job->automaton);
	ent_stream_close(&job->stream);
	job->automaton = NULL;
	job->stream = (ent_stream){ .n = 0 };
}
