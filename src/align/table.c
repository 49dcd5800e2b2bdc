/* SPDX-License-Identifier: Apache-2.0 */
/* table.c - links among the words that a caller has numbered.
 *
 * A document has a few thousand words of its own; its lexicon is the part of the
 * big one that names them.  Cost: O(links of the words that are known).
 */
#include "align/lexicon.h"
#include "base/array.h"
#include "base/fail.h"

float ent_table_find(const ent_table *table, uint32_t word, uint32_t other)
{
	const uint32_t first = table->first[word], end = table->first[word + 1];
	const size_t at =
		first + ent_lower_bound_u32(other, table->words + first, end - first);
	return at < end && table->words[at] == other ? table->p[at] : 0;
}

/* The caller's words of one side by the lexicon's numbers: those of x are at
 * first[x] .. first[x + 1] - 1, rising. */
struct known {
	uint32_t *first, *words;
};

static bool sort_known(struct known *out,
		       uint32_t n_lexicon,
		       const uint32_t *known,
		       uint32_t n,
		       ent_arena *arena)
{
	out->first = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n_lexicon + 2);
	out->words = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
	if (!out->first || !out->words)
		return false;
	for (uint32_t w = 0; w < n; w++)
		if (known[w] != ENT_NO_WORD)
			out->first[known[w] + 2]++;
	for (uint32_t x = 1; x <= n_lexicon; x++)
		out->first[x + 1] += out->first[x];
	for (uint32_t w = 0; w < n; w++)
		if (known[w] != ENT_NO_WORD)
			out->words[out->first[known[w] + 1]++] = w;
	return true;
}

/* A link of a row that is not yet in order. */
struct link {
	uint32_t word;
	float p;
};

static void sort_row(uint32_t *words, float *p, uint32_t n)
{
	/* insertion: rows are short and nearly in order */
	for (uint32_t i = 1; i < n; i++) {
		const struct link one = { words[i], p[i] };
		uint32_t k = i;
		for (; k && words[k - 1] > one.word; k--) {
			words[k] = words[k - 1];
			p[k] = p[k - 1];
		}
		words[k] = one.word;
		p[k] = one.p;
	}
}

/* Of a word that has one translation nearly always, others that are this much rarer are
 * chance: Germany with the Estonie that is beside it in lists.  Strict F1 is the same
 * on dev (model.c) for .02 to .035; for words with a share of .8 literature loses
 * .0005. */
#define NEARLY_ALWAYS .85
#define CHANCE .03

static double least_link(const ent_links *links)
{
	uint16_t best = 0;
	for (uint32_t k = 0; k < links->n; k++)
		best = links->p[k] > best ? links->p[k] : best;
	return best < NEARLY_ALWAYS * ENT_LEXICON_ONE ? 0 : CHANCE * best;
}

/* The links of lexicon's word x, to those of the caller's words that it knows;
 * with to NULL they are only counted. */
static uint32_t take_links(uint32_t *words,
			   float *p,
			   const ent_lexicon *lx,
			   int side,
			   uint32_t x,
			   const struct known *other)
{
	const ent_links links = ent_lexicon_links(lx, side, x);
	const double least = least_link(&links);
	uint32_t n = 0;
	for (uint32_t k = 0; k < links.n; k++) {
		const uint32_t y = links.words[k];
		if (links.p[k] < least)
			continue;
		for (uint32_t i = other->first[y]; i < other->first[y + 1]; i++, n++)
			if (words) {
				words[n] = other->words[i];
				p[n] = (float)links.p[k] / ENT_LEXICON_ONE;
			}
	}
	return n;
}

static ent_status make_table(ent_table *out,
			     const ent_lexicon *lx,
			     int side,
			     const uint32_t *known,
			     const struct known *other,
			     ent_arena *arena,
			     ent_error *err)
{
	uint32_t n = 0;
	uint32_t *first = ENT_NEW_ARRAY(arena, uint32_t, (size_t)out->n + 1);
	if (!first)
		return ent_fail_memory(err);
	for (uint32_t w = 0; w < out->n; w++) {
		if (lx && known[w] != ENT_NO_WORD)
			n += take_links(NULL, NULL, lx, side, known[w], other);
		first[w + 1] = n;
	}
	uint32_t *words = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
	float *p = ENT_NEW_ARRAY(arena, float, (size_t)n + 1);
	if (!words || !p)
		return ent_fail_memory(err);
	for (uint32_t w = 0; w < out->n; w++) {
		if (first[w] == first[w + 1])
			continue;
		take_links(words + first[w], p + first[w], lx, side, known[w], other);
		sort_row(words + first[w], p + first[w], first[w + 1] - first[w]);
	}
	*out = (ent_table){ first, words, p, out->n };
	return ENT_OK;
}

ent_status ent_lexicon_tables(ent_table out[2],
			      const ent_lexicon *lexicon,
			      const uint32_t *const known[2],
			      const uint32_t n[2],
			      ent_arena *arena,
			      ent_error *err)
{
	struct known sorted[2] = { { NULL, NULL }, { NULL, NULL } };
	ent_table tables[2] = { { .n = n[0] }, { .n = n[1] } };
	for (int side = 0; lexicon && side < 2; side++)
		if (!sort_known(&sorted[side], ent_lexicon_words(lexicon, side),
				known[side], n[side], arena))
			return ent_fail_memory(err);
	for (int side = 0; side < 2; side++) {
		ent_status status = make_table(&tables[side], lexicon, side,
					       known[side], &sorted[!side], arena, err);
		if (status)
			return status;
	}
	out[0] = tables[0];
	out[1] = tables[1];
	return ENT_OK;
}
