/* SPDX-License-Identifier: Apache-2.0 */
/* fragments.c - the longest phrases of a query that the memory has.
 *
 * What contains a phrase contains all its parts, so the end of the longest phrase
 * that begins at a word never moves back when the beginning moves on: two pointers
 * and at most two look-ups in the index of words a word.  Of phrases that overlap
 * the one with more words stays, then the one that comes first.  A phrase of one
 * word, or with fewer than two words that are not marks, says nothing new.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "concord/concord_parts.h"
#include "entente/concord.h"
#include "text/lang.h"
#include "text/token.h"

/* Longer queries are cut: so many words of a segment are enough. */
enum { WORDS_MAX = 400 };

struct fragments {
	ent_memory *memory;
	ent_str query, from;
	uint32_t language; /* 0 for any */
	ent_concord_options opt;
	const ent_token *tokens;
	uint32_t n;
	struct piece {
		uint32_t from, to; /* tokens */
	} * pieces;
	uint32_t n_pieces;
	ent_arena *arena;
	ent_arena *looking; /* cleared for each text that is looked at */
};

struct probe {
	struct fragments *f;
	bool found;
};

static ent_status take_text(void *data, uint64_t id, ent_error *err)
{
	struct probe *p = data;
	uint32_t language = 0;
	ent_status status = ENT_OK;
	if (p->f->language)
		status = ent_store_text_language(&language, p->f->memory->store, id,
						 err);
	if (status)
		return status;
	p->found = language == p->f->language;
	return p->found ? ENT_ECANCELLED : ENT_OK; /* one is enough */
}

static ent_str slice(const struct fragments *f, uint32_t from, uint32_t to)
{
	return ent_str_slice(f->query, f->tokens[from].start, f->tokens[to - 1].end);
}

static ent_status has(bool *out,
		      struct fragments *f,
		      uint32_t from,
		      uint32_t to,
		      ent_arena *scratch,
		      ent_error *err)
{
	ent_pattern *pattern;
	struct probe probe = { f, false };
	ent_arena_clear(scratch);
	ent_status status = ent_pattern_new(&pattern, slice(f, from, to), &f->opt, NULL,
					    scratch, err);
	*out = false;
	if (status == ENT_EINVAL)
		return ENT_OK; /* marks without a form: nothing to find */
	if (!status)
		status = ent_pattern_find(pattern, f->memory, take_text, &probe,
					  f->looking, err);
	*out = probe.found;
	return status == ENT_ECANCELLED ? ENT_OK : status;
}

static bool is_word(const ent_token *t)
{
	return t->kind != ENT_TOKEN_MARK;
}

/* Without marks at its ends; kept if two words are left. */
static void keep_piece(struct fragments *f, uint32_t from, uint32_t to)
{
	uint32_t words = 0;
	while (from < to && !is_word(&f->tokens[from]))
		from++;
	while (to > from && !is_word(&f->tokens[to - 1]))
		to--;
	for (uint32_t k = from; k < to; k++)
		words += is_word(&f->tokens[k]);
	if (words >= 2)
		f->pieces[f->n_pieces++] = (struct piece){ from, to };
}

static ent_status find_pieces(struct fragments *f, ent_error *err)
{
	ent_arena *scratch = ent_arena_new(0);
	f->looking = ent_arena_new(0);
	ent_status status = scratch && f->looking ? ENT_OK : ent_fail_memory(err);
	uint32_t to = 0;
	for (uint32_t from = 0; from < f->n && !status; from++) {
		uint32_t old = to;
		bool more = true;
		if (to < from)
			to = from;
		while (!status && more && to < f->n) {
			status = has(&more, f, from, to + 1, scratch, err);
			to += more;
		}
		if (to > old && to > from)
			keep_piece(f, from, to);
	}
	ent_arena_free(scratch);
	ent_arena_free(f->looking);
	return status;
}

/* Longer first; of equal ones the first. */
static int piece_cmp(const void *pa, const void *pb)
{
	const struct piece *a = pa, *b = pb;
	uint32_t x = a->to - a->from, y = b->to - b->from;
	if (x != y)
		return x > y ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

static int place_cmp(const void *pa, const void *pb)
{
	const struct piece *a = pa, *b = pb;
	return (a->from > b->from) - (a->from < b->from);
}

static void drop_overlaps(struct fragments *f)
{
	uint32_t kept = 0;
	if (f->n_pieces)
		qsort(f->pieces, f->n_pieces, sizeof(*f->pieces), piece_cmp);
	for (uint32_t k = 0; k < f->n_pieces; k++) {
		struct piece p = f->pieces[k];
		bool free_place = true;
		for (uint32_t i = 0; i < kept && free_place; i++)
			free_place =
				p.to <= f->pieces[i].from || p.from >= f->pieces[i].to;
		if (free_place)
			f->pieces[kept++] = p;
	}
	f->n_pieces = kept;
	if (kept)
		qsort(f->pieces, kept, sizeof(*f->pieces), place_cmp);
}

static ent_status write_out(const ent_fragment **out,
			    uint32_t *count,
			    struct fragments *f,
			    ent_error *err)
{
	ent_status status = ENT_OK;
	ent_fragment *all = ENT_NEW_ARRAY(f->arena, ent_fragment, f->n_pieces);
	if (!all)
		return ent_fail_memory(err);
	uint32_t kept = 0;
	for (uint32_t k = 0; k < f->n_pieces && !status; k++) {
		const struct piece *p = &f->pieces[k];
		ent_fragment *one = &all[kept];
		one->start = f->tokens[p->from].start;
		one->end = f->tokens[p->to - 1].end;
		status = ent_memory_concord(&one->hits, &one->n_hits, &one->total,
					    f->memory, slice(f, p->from, p->to),
					    &f->opt, f->arena, err);
		kept += !status && one->total; /* none where a filter refuses them */
	}
	*out = all;
	*count = kept;
	return status;
}

ent_status ent_memory_fragments(const ent_fragment **out,
				uint32_t *count,
				ent_memory *memory,
				ent_str query,
				const ent_concord_options *opt,
				ent_arena *arena,
				ent_error *err)
{
	struct fragments f = { .memory = memory, .query = query, .arena = arena };
	f.opt = opt ? *opt : ENT_CONCORD_OPTIONS_DEFAULT;
	f.opt.exact = true;
	ent_status status = ent_lang_read(&f.opt.lang, f.opt.lang, arena, err);
	if (status)
		return status;
	status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	f.tokens = ent_tokens(&f.n, query, arena);
	if (f.n == UINT32_MAX)
		status = ent_fail_memory(err);
	f.n = f.n < WORDS_MAX ? f.n : WORDS_MAX;
	f.pieces = ENT_NEW_ARRAY(arena, struct piece, f.n);
	if (!status && !f.pieces)
		status = ent_fail_memory(err);
	if (!status && f.opt.lang.n) {
		status = ent_store_language(&f.language, memory->store,
					    ent_lang_base(f.opt.lang), false, err);
		if (!status && !f.language)
			f.n = 0; /* the memory has nothing in it */
	}
	if (!status)
		status = find_pieces(&f, err);
	if (!status) {
		drop_overlaps(&f);
		status = write_out(out, count, &f, err);
	}
	ent_store_read_end(memory->store);
	return status;
}
