/* SPDX-License-Identifier: Apache-2.0 */
/* versions.c - several versions of one release: corrected, re-issued.
 *
 * Why: a press office corrects a release and issues it again, under another name
 * beside the first (x-v2.html, x-corrected.html) or with a later date and the same
 * identifier (A/79/12, A/79/12/Rev.1).  A memory that offers both offers the mistake
 * too.
 *
 * Method: two pairs of documents are versions of one release when all three hold:
 * their keys are equal (the identifier, or folder and name, without marks of
 * language and version); one is newer by its date or, of equal dates, by its mark;
 * and their sources are alike, which is measured as the share of words that both
 * have among those that either has (Jaccard, Bulletin de la Societe vaudoise des
 * sciences naturelles 37, 1901).  So copies stay beside each other, a notice of
 * correction does not replace what it corrects, and a template's identifier that
 * was left in harms nobody.
 *
 * Cost: a look-up for each pair stored; the words of those with an equal key.
 */
#include <ctype.h>
#include <string.h>

#include "base/fail.h"
#include "memory/versions.h"
#include "pairing/by_content.h"
#include "pairing/by_statement.h"

#define ARENA_LIMIT ((size_t)1 << 30) /* bytes for one pair */

/* Words in common of two versions.  Between different releases of one office it is
 * below .35 (18 communiques and 103 press releases, 2026-11), between a release and
 * itself with a paragraph changed above .8. */
#define ALIKE .5

/* The next run of letters and digits, or digits alone behind letters: "v2" gives
 * "v" and "2".  False at the end. */
static bool next_part(ent_str *part, ent_str *rest)
{
	size_t k = 0, start;
	while (k < rest->n && !isalnum((unsigned char)rest->p[k]) &&
	       (unsigned char)rest->p[k] < 0x80)
		k++;
	if (k == rest->n)
		return false;
	start = k;
	const bool digits = isdigit((unsigned char)rest->p[k]);
	while (k < rest->n && (digits ? isdigit((unsigned char)rest->p[k]) != 0
				      : isalpha((unsigned char)rest->p[k]) ||
						(unsigned char)rest->p[k] >= 0x80))
		k++;
	*part = ent_str_slice(*rest, start, k);
	*rest = ent_str_slice(*rest, k, rest->n);
	return true;
}

static bool is_one_of(ent_str part, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == part.n) {
			size_t k = 0;
			while (k < part.n && tolower((unsigned char)part.p[k]) ==
						     (unsigned char)(*words)[k])
				k++;
			if (k == part.n)
				return true;
		}
	return false;
}

/* A part that marks a version with the number behind it. */
static bool counts(ent_str part, uint32_t *first)
{
	static const char *const plain[] = { "v", "ver", "version", NULL };
	static const char *const revised[] = { "rev", "corr", NULL };
	*first =
		is_one_of(part, revised); /* the first revision is the second version */
	return *first || is_one_of(part, plain);
}

static bool tells(ent_str part)
{
	static const char *const words[] = {
		"corrected", "updated",        "revised",  "reissued",        "reissue",
		"corrige",   "corrig\xC3\xA9", "rectifie", "rectifi\xC3\xA9", "maj",
		NULL
	};
	return is_one_of(part, words);
}

/* At most two digits; 0 for anything else, such as a year. */
static uint32_t small_number(ent_str part)
{
	if (!part.n || part.n > 2 || !isdigit((unsigned char)part.p[0]))
		return 0;
	return part.n == 1 ? (uint32_t)(part.p[0] - '0')
			   : (uint32_t)(10 * (part.p[0] - '0') + part.p[1] - '0');
}

/* Sends the parts that are no mark of a version to out, and returns the version. */
static uint32_t read_parts(ent_buf *out, ent_str name)
{
	uint32_t version = 0, first;
	ent_str rest = name, part;
	while (next_part(&part, &rest)) {
		ent_str behind = rest, number;
		if (tells(part)) {
			version = version < 2 ? 2 : version;
			continue;
		}
		if (counts(part, &first) && next_part(&number, &behind) &&
		    small_number(number)) {
			version = small_number(number) + first;
			rest = behind;
			continue;
		}
		if (first) { /* "rev", "corr" without a number */
			version = version < 2 ? 2 : version;
			continue;
		}
		if (!out)
			continue;
		if (out->n)
			ent_buf_add_char(out, '-');
		ent_buf_add(out, part);
	}
	return version;
}

static ent_str base_name(ent_str path)
{
	size_t k = path.n, end = path.n;
	while (k > 0 && path.p[k - 1] != '/')
		k--;
	for (size_t dot = end; dot-- > k;)
		if (path.p[dot] == '.' && end - dot <= 6) {
			end = dot;
			break;
		}
	return ent_str_slice(path, k, end);
}

uint32_t ent_version_number(ent_str name)
{
	return read_parts(NULL, name);
}

void ent_release_key(ent_buf *out, const ent_document *doc, ent_str from, ent_str to)
{
	ent_buf parts = ENT_BUF_INIT, key = ENT_BUF_INIT;
	const ent_str base = base_name(doc->name);
	ent_buf_clear(out);
	read_parts(&parts, doc->id);
	ent_identifier_key(&key, ent_buf_str(&parts), from, to);
	if (key.n) {
		ent_buf_add(out, ENT_STR("id "));
	} else if (base.n) {
		ent_buf_clear(&parts);
		read_parts(&parts, base);
		ent_identifier_key(&key, ent_buf_str(&parts), from, to);
		ent_buf_add(out, ENT_STR("name "));
		ent_buf_add(out, ent_str_slice(doc->name, 0,
					       (size_t)(base.p - doc->name.p)));
	}
	ent_buf_add(out, ent_buf_str(&key));
	out->failed |= parts.failed || key.failed;
	ent_buf_release(&parts);
	ent_buf_release(&key);
}

/* ---- which is newer ---------------------------------------------------------------
 */

static ent_str date_of(const ent_stored_pair *pair)
{
	return pair->source.date.n ? pair->source.date : pair->target.date;
}

/* < 0: a is older; 0: neither. */
static int compare_versions(const ent_stored_pair *a, const ent_stored_pair *b)
{
	if (date_of(a).n && date_of(b).n) {
		const int order = ent_str_cmp(date_of(a), date_of(b));
		if (order)
			return order;
	}
	uint32_t x = ent_version_number(a->source.id);
	uint32_t y = ent_version_number(b->source.id);
	if (x == y) {
		x = ent_version_number(base_name(a->source.name));
		y = ent_version_number(base_name(b->source.name));
	}
	return x == y ? 0 : x < y ? -1 : 1;
}

static ent_status read_words(ent_bag *out,
			     ent_memory *memory,
			     uint64_t document,
			     ent_arena *arena,
			     ent_error *err)
{
	const ent_segment *segments;
	uint32_t n;
	ent_status status = ent_store_segments_load(
		&segments, &n, memory->store, document, 0, UINT32_MAX, arena, err);
	ent_paragraph *paragraphs =
		status ? NULL : ENT_NEW_ARRAY(arena, ent_paragraph, n);
	if (status)
		return status;
	if (!paragraphs)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n; k++)
		paragraphs[k].text = segments[k].text;
	const ent_document doc = { .paragraphs = paragraphs, .n_paragraphs = n };
	return ent_bag_read(out, &doc, NULL, 0, arena, err);
}

static bool alike(const ent_bag *a, const ent_bag *b)
{
	uint32_t i = 0, j = 0, both = 0;
	while (i < a->n && j < b->n) {
		both += a->words[i] == b->words[j];
		const bool left = a->words[i] <= b->words[j];
		const bool right = b->words[j] <= a->words[i];
		i += left;
		j += right;
	}
	return both && both >= ALIKE * (double)(a->n + b->n - both);
}

/* ---- one stays ----------------------------------------------------------------------
 */

struct settling {
	ent_memory *memory;
	ent_retired_fn *fn;
	void *data;
	ent_arena *arena;
};

static ent_status retire(struct settling *s,
			 const ent_stored_pair *old,
			 const ent_stored_pair *newer,
			 ent_error *err)
{
	ent_store *store = s->memory->store;
	uint64_t removed;
	ent_status status =
		ent_store_history_add(store, old->alignment, ENT_STR(ENT_NEWER_VERSION),
				      newer->source.name, err);
	if (!status)
		status = ent_store_mark_alignment(store, old->alignment, err);
	if (!status)
		status = ent_memory_remove_marked(&removed, s->memory, err);
	if (!status && s->fn)
		s->fn(s->data, old->source.name, old->target.name, newer->source.name);
	return status;
}

/* *gone: the pair itself was the older one. */
static ent_status settle_two(bool *gone,
			     struct settling *s,
			     const ent_stored_pair *pair,
			     uint64_t other_id,
			     ent_error *err)
{
	ent_stored_pair other;
	ent_bag words[2];
	ent_status status =
		ent_store_pair_load(&other, s->memory->store, other_id, s->arena, err);
	const int order = status ? 0 : compare_versions(pair, &other);
	if (status || !order)
		return status;
	status = read_words(&words[0], s->memory, pair->documents[0], s->arena, err);
	if (!status)
		status = read_words(&words[1], s->memory, other.documents[0], s->arena,
				    err);
	if (status || !alike(&words[0], &words[1]))
		return status;
	*gone = order < 0;
	return order < 0 ? retire(s, pair, &other, err) : retire(s, &other, pair, err);
}

ent_status ent_versions_settle(ent_memory *memory,
			       uint64_t alignment,
			       ent_retired_fn *fn,
			       void *data,
			       ent_error *err)
{
	struct settling s = { memory, fn, data, ent_arena_new(ARENA_LIMIT) };
	ent_stored_pair pair;
	const uint64_t *others;
	uint32_t n = 0;
	bool gone = false;
	if (!s.arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_same_release(&others, &n, memory->store,
						   alignment, s.arena, err);
	if (!status && n)
		status = ent_store_pair_load(&pair, memory->store, alignment, s.arena,
					     err);
	for (uint32_t k = 0; !status && !gone && k < n; k++)
		status = settle_two(&gone, &s, &pair, others[k], err);
	ent_arena_free(s.arena);
	return status;
}

/* ---- history ------------------------------------------------------------------------
 */

struct listing {
	ent_status (*fn)(void *data, const ent_past *what, ent_error *err);
	void *data;
};

static ent_status list(void *data, const ent_history_row *row, ent_error *err)
{
	const struct listing *l = data;
	const ent_past what = { row->source, row->target,      row->date,
				row->reason, row->replaced_by, row->units };
	return l->fn(l->data, &what, err);
}

ent_status ent_memory_history(ent_memory *memory,
			      ent_status (*fn)(void *data,
					       const ent_past *what,
					       ent_error *err),
			      void *data,
			      ent_error *err)
{
	struct listing l = { fn, data };
	return ent_store_history_each(memory->store, list, &l, err);
}
