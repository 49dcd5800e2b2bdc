/* SPDX-License-Identifier: Apache-2.0 */
/* group.c - the renderings of a phrase, counted.
 *
 * rendering.c says which rendering each hit has.  The text that is shown for a
 * group is its most frequent one.  Each hit has one rendering or is unmarked, so the
 * counts add up to the hits.  Cost: linking the words of each hit, a tenth of a
 * millisecond, and O(n log n).
 */
#include <stdlib.h>

#include "base/fail.h"
#include "concord/concord_parts.h"
#include "entente/concord.h"

/* A hit with its rendering. */
struct use {
	ent_str key, text, date, document;
};

static int use_cmp(const void *pa, const void *pb)
{
	const struct use *a = pa, *b = pb;
	int c = ent_str_cmp(a->key, b->key);
	if (!c)
		c = ent_str_cmp(a->text, b->text);
	if (!c)
		c = ent_str_cmp(a->date, b->date);
	return c ? c : ent_str_cmp(a->document, b->document);
}

/* The most frequent text of uses that are sorted by it. */
static ent_str usual_text(const struct use *uses, size_t n)
{
	ent_str best = uses[0].text;
	size_t most = 0;
	for (size_t k = 0, end; k < n; k = end) {
		for (end = k; end < n && ent_str_eq(uses[end].text, uses[k].text);)
			end++;
		if (end - k > most) {
			most = end - k;
			best = uses[k].text;
		}
	}
	return best;
}

static int date_cmp(const void *pa, const void *pb)
{
	const struct use *a = pa, *b = pb;
	int c = ent_str_cmp(a->date, b->date);
	return c ? c : ent_str_cmp(a->document, b->document);
}

static ent_str year_of(ent_str date)
{
	return date.n >= 4 ? ent_str_slice(date, 0, 4) : ENT_STR("");
}

/* Years in order, documents newest first; sorts the uses by date. */
static bool describe(ent_concord_rendering *out,
		     struct use *uses,
		     size_t n,
		     ent_arena *arena)
{
	ent_count *years = ENT_NEW_ARRAY(arena, ent_count, n);
	ent_str *documents = ENT_NEW_ARRAY(arena, ent_str, n);
	if (!years || !documents)
		return false;
	*out = (ent_concord_rendering){ .text = usual_text(uses, n), .count = n };
	qsort(uses, n, sizeof(*uses), date_cmp);
	for (size_t k = 0; k < n; k++) {
		ent_str year = year_of(uses[k].date);
		if (!out->n_years || !ent_str_eq(years[out->n_years - 1].name, year))
			years[out->n_years++] = (ent_count){ year, 0 };
		years[out->n_years - 1].hits++;
	}
	for (size_t k = n; k-- > 0;) {
		bool known = !uses[k].document.n;
		for (uint32_t i = 0; i < out->n_documents && !known; i++)
			known = ent_str_eq(documents[i], uses[k].document);
		if (!known)
			documents[out->n_documents++] = uses[k].document;
	}
	for (size_t k = 0; k < n && !out->first.n; k++)
		out->first = uses[k].date;
	out->last = uses[n - 1].date;
	out->years = years;
	out->documents = documents;
	return true;
}

/* Most uses first, then the newest. */
static int rendering_cmp(const void *pa, const void *pb)
{
	const ent_concord_rendering *a = pa, *b = pb;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	int c = ent_str_cmp(b->last, a->last);
	return c ? c : ent_str_cmp(a->text, b->text);
}

static bool write_groups(ent_concord_group *out,
			 struct use *uses,
			 size_t n,
			 ent_arena *arena)
{
	size_t groups = 0;
	qsort(uses, n, sizeof(*uses), use_cmp);
	for (size_t k = 0; k < n; k++)
		groups += !k || !ent_str_eq(uses[k].key, uses[k - 1].key);
	ent_concord_rendering *list =
		ENT_NEW_ARRAY(arena, ent_concord_rendering, groups);
	bool ok = list != NULL;
	for (size_t k = 0, end; k < n && ok; k = end) {
		for (end = k; end < n && ent_str_eq(uses[end].key, uses[k].key);)
			end++;
		ok = describe(&list[out->n++], uses + k, end - k, arena);
	}
	if (ok && out->n)
		qsort(list, out->n, sizeof(*list), rendering_cmp);
	out->list = list;
	return ok;
}

ent_status ent_memory_concord_group(ent_concord_group *out,
				    ent_memory *memory,
				    ent_str phrase,
				    const ent_concord_options *opt,
				    ent_arena *arena,
				    ent_error *err)
{
	const ent_hit *hits;
	uint32_t count;
	ent_concord_options all = opt ? *opt : ENT_CONCORD_OPTIONS_DEFAULT;
	all.limit = 0;
	all.no_counterparts = false;
	*out = (ent_concord_group){ .phrase = phrase };
	ent_status status = ent_memory_concord(&hits, &count, &out->hits, memory,
					       phrase, &all, arena, err);
	struct use *uses = status ? NULL : ENT_NEW_ARRAY(arena, struct use, count);
	ent_rendering_use *renderings =
		status ? NULL : ENT_NEW_ARRAY(arena, ent_rendering_use, count);
	if (!status && (!uses || !renderings))
		status = ent_fail_memory(err);
	if (!status)
		status = ent_hits_renderings(renderings, hits, count, memory, arena,
					     err);
	size_t n = 0;
	for (uint32_t k = 0; k < count && !status; k++)
		if (renderings[k].key.n)
			uses[n++] = (struct use){ renderings[k].key, renderings[k].text,
						  hits[k].found.date,
						  hits[k].found.document };
	if (!status)
		out->unmarked = out->hits - n;
	if (!status && n && !write_groups(out, uses, n, arena))
		status = ent_fail_memory(err);
	return status;
}
