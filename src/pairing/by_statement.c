/* SPDX-License-Identifier: Apache-2.0 */
/* by_statement.c - the two languages of one release, by what they themselves state.
 *
 * Why: a portal's pages name their other language (link rel="alternate" hreflang,
 * https://html.spec.whatwg.org/multipage/links.html#rel-alternate), and press
 * offices give both languages of a release one number, with or without a mark of
 * the language after it.
 *
 * Method: an address fits a file when its last part is the file's name, or when
 * it is what the other release states as its own address; of several files the
 * one that shares most parts of the path.  A link counts when the other side
 * does not link elsewhere.  An identifier counts when exactly one release in each
 * language has it, its marks of language aside.
 *
 * Cost: O(links x files) comparisons of names, and a sort of the identifiers.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "pairing/by_statement.h"
#include "pairing/lang_mark.h"
#include "text/fold.h"
#include "text/lang.h"

/* What a release states about itself counts as likely, not as certain: templates are
 * copied with their links and numbers. */
#define SURE_LINK .98f
#define SURE_IDENTIFIER .95f

static bool copy_string(ent_str *out, ent_str s, ent_arena *arena)
{
	*out = ent_arena_str(arena, s);
	return out->p != NULL;
}

ent_status ent_head_read(ent_head *out,
			 const ent_document *document,
			 ent_str path,
			 ent_arena *arena,
			 ent_error *err)
{
	ent_head head = { .path = path, .n_alternates = document->n_alternates };
	ent_alternate *all = ENT_NEW_ARRAY(arena, ent_alternate, head.n_alternates);
	bool ok = all && copy_string(&head.lang, document->lang, arena) &&
		  copy_string(&head.id, document->id, arena) &&
		  copy_string(&head.date, document->date, arena);
	for (uint32_t k = 0; ok && k < head.n_alternates; k++)
		ok = copy_string(&all[k].lang, document->alternates[k].lang, arena) &&
		     copy_string(&all[k].href, document->alternates[k].href, arena);
	if (!ok)
		return ent_fail_memory(err);
	head.alternates = all;
	*out = head;
	return ENT_OK;
}

/* ---- links --------------------------------------------------------------------- */

/* An address without query and fragment. */
static ent_str strip_query(ent_str href)
{
	for (size_t k = 0; k < href.n; k++)
		if (href.p[k] == '?' || href.p[k] == '#')
			return ent_str_slice(href, 0, k);
	return href;
}

/* The last part of a path, which *path loses. */
static ent_str last_part(ent_str *path)
{
	size_t k = path->n;
	while (k > 0 && path->p[k - 1] != '/')
		k--;
	ent_str part = ent_str_slice(*path, k, path->n);
	path->n = k ? k - 1 : 0;
	return part;
}

/* A name without its extension. */
static ent_str stem_of(ent_str name)
{
	for (size_t k = name.n; k > 1; k--)
		if (name.p[k - 1] == '.')
			return ent_str_slice(name, 0, k - 1);
	return name;
}

/* How many parts an address and the path of a file share at their ends.  An address
 * without extension, "/fr/water/", means "fr/water.md". */
static uint32_t shared_parts(ent_str a, ent_str b)
{
	uint32_t n = 0;
	while (a.n && a.p[a.n - 1] == '/')
		a.n--;
	while (a.n && b.n) {
		ent_str x = last_part(&a), y = last_part(&b);
		if (!n && stem_of(x).n == x.n)
			y = stem_of(y);
		if (!x.n || !ent_str_eq(x, y))
			break;
		n++;
	}
	return n;
}

/* The head in `lang` that an address means; UINT32_MAX for none or several. */
static uint32_t find_address(const ent_head *heads,
			     uint32_t n,
			     ent_str href,
			     ent_str lang)
{
	uint32_t best = UINT32_MAX, most = 0;
	href = strip_query(href);
	for (uint32_t k = 0; k < n; k++) {
		if (!ent_lang_matches(heads[k].lang, lang))
			continue;
		uint32_t shared = ent_str_eq(strip_query(heads[k].id), href)
					  ? UINT32_MAX
					  : shared_parts(href, heads[k].path);
		if (shared > most)
			best = k;
		else if (shared == most)
			best = UINT32_MAX;
		most = shared > most ? shared : most;
	}
	return most ? best : UINT32_MAX;
}

/* The head in `lang` that head k links to. */
static uint32_t find_linked(const ent_head *heads, uint32_t n, uint32_t k, ent_str lang)
{
	uint32_t found = UINT32_MAX;
	for (uint32_t a = 0; found == UINT32_MAX && a < heads[k].n_alternates; a++)
		if (ent_lang_matches(heads[k].alternates[a].lang, lang))
			found = find_address(heads, n, heads[k].alternates[a].href,
					     lang);
	return found;
}

/* ---- identifiers ---------------------------------------------------------------- */

void ent_identifier_key(ent_buf *out, ent_str id, ent_str from, ent_str to)
{
	ent_spellings langs[2];
	ent_buf folded = ENT_BUF_INIT;
	size_t start = 0;
	ent_buf_clear(out);
	ent_spell_language(&langs[0], from, to);
	ent_spell_language(&langs[1], to, from);
	out->failed |= langs[0].failed || langs[1].failed;
	ent_fold_add(&folded, id, ENT_FOLD_CASE);
	const ent_str text = ent_buf_str(&folded);
	for (size_t k = 0; k <= text.n; k++) {
		const bool inside = k < text.n && ent_is_name_byte(text.p[k]);
		if (inside)
			continue;
		const ent_str part = ent_str_slice(text, start, k);
		start = k + 1;
		if (!part.n || ent_mark_of(&langs[0], part) != ENT_MARK_NONE ||
		    ent_mark_of(&langs[1], part) != ENT_MARK_NONE)
			continue;
		if (out->n)
			ent_buf_add_char(out, '-');
		ent_buf_add(out, part);
	}
	out->failed |= folded.failed;
	ent_buf_release(&folded);
}

struct key {
	ent_str text;
	uint32_t head;
};

static int compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order = ent_str_cmp(x->text, y->text);
	return order ? order : (x->head > y->head) - (x->head < y->head);
}

static bool read_keys(struct key *keys,
		      uint32_t *n_keys,
		      const ent_head *heads,
		      uint32_t n,
		      ent_str langs[2],
		      ent_arena *arena)
{
	ent_buf buf = ENT_BUF_INIT;
	bool ok = true;
	*n_keys = 0;
	for (uint32_t k = 0; ok && k < n; k++) {
		ent_identifier_key(&buf, heads[k].id, langs[0], langs[1]);
		if (!buf.n)
			continue;
		keys[*n_keys] =
			(struct key){ ent_arena_str(arena, ent_buf_str(&buf)), k };
		ok = keys[(*n_keys)++].text.p != NULL;
	}
	ok = ok && !buf.failed;
	ent_buf_release(&buf);
	if (*n_keys)
		qsort(keys, *n_keys, sizeof(*keys), compare_keys);
	return ok;
}

/* Of the heads keys[first..end), all with one identifier, the only one in the
 * language; UINT32_MAX for none or several. */
static uint32_t find_only(const struct key *keys,
			  uint32_t first,
			  uint32_t end,
			  const ent_head *heads,
			  ent_str lang)
{
	uint32_t found = UINT32_MAX;
	for (uint32_t k = first; k < end; k++) {
		if (!ent_lang_matches(heads[keys[k].head].lang, lang))
			continue;
		if (found != UINT32_MAX)
			return UINT32_MAX;
		found = keys[k].head;
	}
	return found;
}

/* ---- both ------------------------------------------------------------------------ */

static int compare_pairs(const void *a, const void *b)
{
	const ent_stated_pair *x = a, *y = b;
	return (x->source > y->source) - (x->source < y->source);
}

static uint32_t pair_links(ent_stated_pair *pairs,
			   bool *used,
			   const ent_head *heads,
			   uint32_t n,
			   ent_str langs[2])
{
	uint32_t n_pairs = 0;
	for (uint32_t k = 0; k < n; k++) {
		if (!heads[k].n_alternates)
			continue;
		/* also a link that only the target has */
		const int side = ent_lang_matches(heads[k].lang, langs[0]) ? 0 : 1;
		if (side && !ent_lang_matches(heads[k].lang, langs[1]))
			continue;
		uint32_t other = find_linked(heads, n, k, langs[!side]);
		if (other == UINT32_MAX || used[k] || used[other])
			continue;
		uint32_t back = find_linked(heads, n, other, langs[side]);
		if (back != UINT32_MAX && back != k)
			continue;
		used[k] = used[other] = true;
		pairs[n_pairs++] =
			(ent_stated_pair){ side ? other : k, side ? k : other,
					   ENT_BY_LINK, SURE_LINK };
	}
	return n_pairs;
}

ent_status ent_pair_stated(const ent_stated_pair **out,
			   uint32_t *count,
			   const ent_head *heads,
			   uint32_t n,
			   ent_str from,
			   ent_str to,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_str langs[2] = { from, to };
	ent_stated_pair *pairs = ENT_NEW_ARRAY(arena, ent_stated_pair, n);
	struct key *keys = ENT_NEW_ARRAY(arena, struct key, n);
	bool *used = ENT_NEW_ARRAY(arena, bool, n);
	uint32_t n_keys, n_pairs;
	if (!pairs || !keys || !used ||
	    !read_keys(keys, &n_keys, heads, n, langs, arena))
		return ent_fail_memory(err);
	n_pairs = pair_links(pairs, used, heads, n, langs);
	for (uint32_t k = 0, end; k < n_keys; k = end) {
		for (end = k + 1;
		     end < n_keys && ent_str_eq(keys[end].text, keys[k].text);)
			end++;
		uint32_t a = find_only(keys, k, end, heads, from);
		uint32_t b = find_only(keys, k, end, heads, to);
		if (a == UINT32_MAX || b == UINT32_MAX || used[a] || used[b])
			continue;
		used[a] = used[b] = true;
		pairs[n_pairs++] =
			(ent_stated_pair){ a, b, ENT_BY_IDENTIFIER, SURE_IDENTIFIER };
	}
	if (n_pairs)
		qsort(pairs, n_pairs, sizeof(*pairs), compare_pairs);
	*out = pairs;
	*count = n_pairs;
	return ENT_OK;
}
