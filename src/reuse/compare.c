/* SPDX-License-Identifier: Apache-2.0 */
/* compare.c - the runs of words in common, by comparing everything.
 *
 * Each word of each text of the memory, read from the store and not from the index, is
 * compared with each word of the document: for each place of the document, how many
 * words that end there are those that end here.  For checking common_runs.c.
 * Time: O(words of the memory x words of the document).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "reuse/reuse_parts.h"

struct compare {
	ent_reuse_job *job;
	uint32_t *equal;   /* [words]: words in common that end at each; owned */
	uint32_t *longest; /* [words]: the most of them ever; owned */
	uint32_t *starts;  /* [units + 1]: words before each unit; owned */
	uint32_t total;    /* words up to now */
	size_t at;         /* current unit of the stream */
	/* second pass */
	const ent_reuse_run *runs;
	uint32_t n_runs;
	ent_run_places *places;
	bool failed;
};

static void list_places(struct compare *c)
{
	for (uint32_t k = 0; k < c->n_runs; k++) {
		const uint32_t n = c->runs[k].to - c->runs[k].from;
		if (c->equal[c->runs[k].to - 1] < n)
			continue;
		const uint32_t begin = c->total - n;
		size_t u = c->at;
		while (c->starts[u] > begin)
			u--;
		if (!ent_run_places_add(&c->places[k], c->job, &c->job->stream.units[u],
					begin - c->starts[u]))
			c->failed = true;
	}
}

static bool compare_word(void *data, ent_str form, const ent_token *token)
{
	struct compare *c = data;
	const ent_reuse_job *job = c->job;
	const size_t found = ent_lower_bound(&form, job->forms, job->n_forms,
					     sizeof(*job->forms), ent_str_item_cmp);
	const uint32_t word =
		found < job->n_forms && ent_str_eq(job->forms[found], form)
			? (uint32_t)found + 1
			: 0;
	(void)token;
	c->total++;
	for (uint32_t k = job->n_words; k-- > 0;) {
		const bool same = word && job->words[k].form == word;
		c->equal[k] = same ? (k ? c->equal[k - 1] : 0) + 1 : 0;
		if (c->equal[k] > c->longest[k])
			c->longest[k] = c->equal[k];
	}
	if (c->places)
		list_places(c);
	return !c->failed;
}

static ent_status compare_units(struct compare *c, ent_error *err)
{
	ent_stream *s = &c->job->stream;
	ent_status status = ENT_OK;
	c->total = 0;
	for (c->at = 0; c->at < s->n && !status; c->at++) {
		const ent_stream_unit *u = &s->units[c->at];
		ent_str text;
		c->starts[c->at] = c->total;
		if (!u->follows)
			memset(c->equal, 0, c->job->n_words * sizeof(*c->equal));
		status =
			ent_store_text_get(&text, NULL, s->memory->store, u->text, err);
		if (!status && !ent_index_words(&s->forming, text, compare_word, c))
			status = ent_fail_memory(err);
		if (!status && c->at % 256 == 0)
			status = ent_step(c->job->opt.progress, "comparing", c->at,
					  s->n, err);
	}
	return status;
}

ent_status ent_reuse_compare_all(ent_reuse_runs *out,
				 ent_reuse_job *job,
				 ent_error *err)
{
	const uint32_t words = job->n_words;
	struct compare c = { .job = job };
	c.equal = calloc((size_t)words + 1, sizeof(*c.equal));
	c.longest = calloc((size_t)words + 1, sizeof(*c.longest));
	c.starts = calloc(job->stream.n + 1, sizeof(*c.starts));
	out->list = ENT_NEW_ARRAY(job->arena, ent_reuse_run,
				  (size_t)words + job->n_quotes + 1);
	ent_status status = c.equal && c.longest && c.starts && out->list
				    ? compare_units(&c, err)
				    : ent_fail_memory(err);
	uint32_t n = 0;
	for (uint32_t k = 0; k < words && !status; k++)
		if (c.longest[k] &&
		    (k + 1 == words || c.longest[k + 1] != c.longest[k] + 1))
			out->list[n++] = (ent_reuse_run){ k + 1 - c.longest[k], k + 1 };
	if (!status) {
		out->n = ent_reuse_trim_runs(out->list, n, job);
		if (!ent_reuse_runs_complete(out, job))
			status = ent_fail_memory(err);
	}
	if (!status) {
		c.runs = out->list;
		c.n_runs = out->n_places;
		c.places = out->places;
		status = compare_units(&c, err);
	}
	free(c.equal);
	free(c.longest);
	free(c.starts);
	return status;
}
