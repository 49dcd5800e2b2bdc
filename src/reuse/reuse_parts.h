/* SPDX-License-Identifier: Apache-2.0 */
/* reuse_parts.h - what the files of the reuse report share. */
#ifndef ENT_REUSE_REUSE_PARTS_H
#define ENT_REUSE_REUSE_PARTS_H

#include "entente/reuse.h"
#include "match/automaton.h"
#include "memory/readers.h"
#include "reuse/stream.h"

/* Bytes of a text that is looked up: a longer one is not a segment. */
enum { ENT_REUSE_QUERY_MAX = 1 << 16 };

/* A word, number or mark of the document. */
typedef struct ent_reuse_word {
	uint32_t start, end; /* bytes of the text */
	uint32_t form;       /* 1 + index among the forms */
	bool is_mark;
} ent_reuse_word;

/* A run of words of the document. */
typedef struct ent_reuse_run {
	uint32_t from, to; /* words of the document */
} ent_reuse_run;

/* A report in the making; everything in the arena but the stream. */
typedef struct ent_reuse_job {
	ent_memory *memory;
	uint64_t last_text;  /* the largest number of one */
	ent_readers readers; /* of the same state; the first is the memory */
	ent_reuse_options opt;
	ent_reuse *out;
	ent_reuse_segment *segments;
	ent_arena *arena;
	ent_unit_filter filter;
	const uint64_t *excluded, *preferred; /* documents, ascending */
	uint32_t n_excluded, n_preferred;
	ent_reuse_word *words;
	uint32_t n_words;
	uint32_t *counted;    /* [n_words + 1]: words before each that are not marks */
	const ent_str *forms; /* in the form of the concordance, ascending */
	uint32_t n_forms;
	struct ent_reuse_quote {
		ent_reuse_run run; /* without the marks */
		bool introduced;
	} * quotes; /* in order */
	uint32_t n_quotes;
	ent_stream stream;
	ent_automaton *automaton; /* of the words; owned: ent_reuse_close_stream() */
} ent_reuse_job;

/* A place where the memory has a run. */
typedef struct ent_run_place {
	size_t at;      /* place in the stream of the unit in which it begins */
	uint32_t first; /* word of its text */
	uint32_t date;
	bool preferred;
} ent_run_place;

typedef struct ent_run_places {
	ent_run_place *list; /* owned: free() */
	size_t n, capacity;
	uint64_t total;
} ent_run_places;

/* The runs that the memory has too, no longer ones around them: the passages; then the
 * quotations, whether or not the memory has them. */
typedef struct ent_reuse_runs {
	ent_reuse_run *list;    /* in the arena */
	uint32_t n;             /* of passages */
	ent_run_places *places; /* [n + n_quotes]; owned: ent_reuse_runs_release() */
	uint32_t n_places;
} ent_reuse_runs;

/* Frees the places of the runs. */
void ent_reuse_runs_release(ent_reuse_runs *runs);

/* Cuts the text of the report into words. */
ent_status ent_reuse_cut(ent_reuse_job *job, ent_error *err);

/* Where the document quotes. */
ent_status ent_reuse_find_quotes(ent_reuse_job *job, ent_error *err);

/* Opens the stream, with the units that can have part of a run that is long enough, and
 * builds the automaton.  Close it also on failure; to close it twice is allowed. */
ent_status ent_reuse_open_stream(ent_reuse_job *job, ent_error *err);
void ent_reuse_close_stream(ent_reuse_job *job);

/* Words and numbers of a run; marks do not count. */
static inline uint32_t ent_reuse_words_in(const ent_reuse_job *job, ent_run run)
{
	const uint32_t end = ent_automaton_end(job->automaton, run.state) + 1;
	return job->counted[end] - job->counted[end - run.length];
}

/* The maximal runs of at least opt.min_words words, in order, and the quotations. */
ent_status ent_reuse_find_runs(ent_reuse_runs *out, ent_reuse_job *job, ent_error *err);

/* The same, by comparing each word of the memory with each of the document. */
ent_status ent_reuse_compare_all(ent_reuse_runs *out,
				 ent_reuse_job *job,
				 ent_error *err);

/* Appends the quotations to n runs of passages and makes space for places. */
bool ent_reuse_runs_complete(ent_reuse_runs *runs, const ent_reuse_job *job);

/* The quotations of the report; the stream is open. */
ent_status ent_reuse_judge_quotations(ent_reuse_job *job,
				      const ent_reuse_runs *runs,
				      ent_error *err);

/* Units at places from..to of the stream as an occurrence, without span and
 * counterparts. */
ent_status ent_reuse_read_units(ent_occurrence *out,
				ent_reuse_job *job,
				size_t from,
				size_t to,
				ent_error *err);

/* A run of so many words at a place, with the counterparts of its words. */
ent_status ent_reuse_read_place(ent_occurrence *out,
				ent_reuse_job *job,
				const ent_run_place *place,
				uint32_t words,
				ent_error *err);

/* Of runs in order of their ends, with marks at their ends, those that begin and end
 * with a word, have enough of them, and are not within another.  Returns how many. */
uint32_t ent_reuse_trim_runs(ent_reuse_run *runs, uint32_t n, const ent_reuse_job *job);

/* Adds a place, in a chosen unit, and keeps the best. */
bool ent_run_places_add(ent_run_places *places,
			const ent_reuse_job *job,
			const ent_stream_unit *unit,
			uint32_t first);
void ent_run_places_finish(ent_run_places *places, const ent_reuse_job *job);

/* The passages of the report and the verdicts on its quotations, read from this handle,
 * which nobody else uses meanwhile; the stream is open, and is closed.  Several threads
 * may look up segments at the same time.  Reports progress with opt.exhaustive only. */
ent_status ent_reuse_passages(ent_reuse_job *job, ent_memory *memory, ent_error *err);

/* The same, and the matches of its segments, of which it is known which are
 * repetitions. */
ent_status ent_reuse_match(ent_reuse_job *job, ent_error *err);

/* The passages, the matches, repetitions and bands of its segments, and the
 * analysis. */
ent_status ent_reuse_segments(ent_reuse_job *job, ent_error *err);

#endif
