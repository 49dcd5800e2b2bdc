/* SPDX-License-Identifier: Apache-2.0 */
/* by_name.c - the two languages of one release, by the names of their files.
 *
 * Institutions mark the language somewhere in the path: report.fr.html,
 * report_FR.html, /fr/2024/report.html beside /en/2024/report.html, report-f.txt
 * beside report-e.txt, "Report (French version).docx", index.html?lang=fr,
 * EN/2024/PR-018E.html beside FR/2024/PR-018F.html, or in one of the two names only
 * (report.html, report.fr.html).
 *
 * Method: each file gets keys, its path without extension and folded, in which some of
 * its marks (lang_mark.h) are replaced by a placeholder: all, each alone, or with the
 * initials among them; and keys in which they are left out, which a path without marks
 * may be equal to.  Two files, one with marks of either language, may be a pair when a
 * key of one is a key of the other.  The likeliest of these pairs is taken first: marks
 * in both names before marks in one, codes and words before initials, the same
 * extension before another.  Initials count alone only where neither name has another
 * mark and no third letter has its file in their place: a-e, a-f of a series from a to
 * h are not two languages.  Names of languages may be in different places of the two
 * names, codes and initials may not.
 *
 * Time: O(n log n) in files. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "pairing/by_name.h"
#include "pairing/lang_mark.h"
#include "text/fold.h"

/* How likely a key pairs rightly; the larger is taken first. */
enum {
	BY_ALL = 60,        /* all codes and words replaced */
	BY_ONE = 50,        /* one of several, less its distance from the end */
	BY_BOTH = 40,       /* codes, words and initials */
	BY_INITIALS = 30,   /* initials alone */
	MARK_LEFT_OUT = 25, /* less, for a counterpart without a mark */
	SAME_EXTENSION = 3,
	SAME_KIND = 2, /* both a code, or both a word */
	/* Files of one side with one key: more are not one release. */
	MAX_ALIKE = 16,
	PLACEHOLDER = '\x01',
};

/* A key of one file. */
struct key {
	ent_str text;
	uint32_t file;
	uint8_t side; /* 0: it may be a source, 1: a target */
	bool bare;    /* the path as it is, for a counterpart that leaves marks out */
	bool dropped; /* marks are left out */
	uint8_t score;
	ent_mark_kind kind; /* of the first mark */
};

struct name {
	ent_str stem; /* folded */
	ent_str extension;
	ent_lang_mark marks[2][ENT_MAX_MARKS];
	int n_marks[2];
	int n_strong[2]; /* of them not initials */
};

struct names {
	ent_str *paths; /* sorted */
	struct name *names;
	ent_str *stems; /* of all names, sorted */
	uint32_t n;
	ent_spellings langs[2];
	struct key *keys; /* owned; grows */
	size_t n_keys, capacity;
	ent_buf buf;
	ent_arena *arena;
};

/* Two files that may be a pair. */
struct candidate {
	uint32_t source, target;
	int score;
};

/* The path without its extension. */
static size_t stem_length(ent_str path)
{
	for (size_t k = path.n; k-- > 0 && path.p[k] != '/';)
		if (path.p[k] == '.')
			return path.n - k <= 6 ? k : path.n;
	return path.n;
}

static ent_status read_name(struct names *names, uint32_t k, ent_error *err)
{
	const ent_str path = names->paths[k];
	const size_t stem = stem_length(path);
	struct name *name = &names->names[k];
	ent_buf_clear(&names->buf);
	ent_fold_add(&names->buf, ent_str_slice(path, 0, stem),
		     ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
	name->stem = ent_arena_str(names->arena, ent_buf_str(&names->buf));
	name->extension = ent_str_slice(path, stem, path.n);
	if (names->buf.failed || !name->stem.p)
		return ent_fail_memory(err);
	for (int side = 0; side < 2; side++) {
		name->n_marks[side] = ent_find_marks(name->marks[side], name->stem,
						     &names->langs[side]);
		name->n_strong[side] = 0;
		for (int m = 0; m < name->n_marks[side]; m++)
			name->n_strong[side] +=
				name->marks[side][m].kind != ENT_MARK_INITIAL;
	}
	return ENT_OK;
}

/* ---- keys ---------------------------------------------------------------------- */

static ent_status add_key(struct names *names, struct key key, ent_error *err)
{
	if (!ENT_GROW(names->keys, names->capacity, names->n_keys + 1))
		return ent_fail_memory(err);
	key.text = ent_arena_str(names->arena, key.text);
	if (!key.text.p)
		return ent_fail_memory(err);
	names->keys[names->n_keys++] = key;
	return ENT_OK;
}

/* The stem with the marks in `which` (a set of bits) replaced by the placeholder, or
 * left out with the separator before them, or after a word that begins a name. */
static void rewrite(ent_buf *out,
		    ent_str stem,
		    const ent_lang_mark *marks,
		    int n_marks,
		    unsigned which,
		    bool leave_out)
{
	size_t at = 0;
	ent_buf_clear(out);
	for (int m = 0; m < n_marks; m++) {
		size_t start = marks[m].start, end = marks[m].end;
		if (!(which & 1u << m))
			continue;
		if (leave_out && marks[m].kind == ENT_MARK_NAME &&
		    (!start || stem.p[start - 1] == '/') && end < stem.n &&
		    !ent_is_name_byte(stem.p[end]) && !strchr("/.", stem.p[end])) {
			end++; /* it begins a name */
		} else if (leave_out && start > at &&
			   !ent_is_name_byte(stem.p[start - 1])) {
			const bool paired = strchr("([", stem.p[start - 1]) &&
					    end < stem.n && strchr(")]", stem.p[end]);
			end += paired;
			start--;
			start -= paired && start > at && stem.p[start - 1] == ' ';
		}
		ent_buf_add(out, ent_str_slice(stem, at, start));
		if (!leave_out)
			ent_buf_add_char(out, PLACEHOLDER);
		at = end;
	}
	ent_buf_add(out, ent_str_slice(stem, at, stem.n));
}

/* The keys of file k in which the marks of one set are replaced, and left out. */
static ent_status add_keys_of(struct names *names,
			      uint32_t k,
			      int side,
			      unsigned which,
			      int score,
			      ent_error *err)
{
	const struct name *name = &names->names[k];
	ent_status status = ENT_OK;
	int first = 0;
	while (!(which & 1u << first))
		first++;
	for (int drop = 0; !status && drop < 2; drop++) {
		rewrite(&names->buf, name->stem, name->marks[side], name->n_marks[side],
			which, drop);
		if (names->buf.failed)
			return ent_fail_memory(err);
		status = add_key(
			names,
			(struct key){ .text = ent_buf_str(&names->buf),
				      .file = k,
				      .side = (uint8_t)side,
				      .dropped = drop,
				      .score = (uint8_t)(score - MARK_LEFT_OUT * drop),
				      .kind = name->marks[side][first].kind },
			err);
	}
	return status;
}

/* Whether a letter that is an initial of neither language has a file in the place of
 * an initial. */
static bool is_series(struct names *names, uint32_t k, const ent_lang_mark *mark)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	ent_buf_clear(&names->buf);
	ent_buf_add(&names->buf, names->names[k].stem);
	const ent_str stem = ent_buf_str(&names->buf);
	for (size_t c = 0; !names->buf.failed && letters[c]; c++) {
		const ent_str letter = { letters + c, 1 };
		if (ent_mark_of(&names->langs[0], letter) != ENT_MARK_NONE ||
		    ent_mark_of(&names->langs[1], letter) != ENT_MARK_NONE)
			continue;
		names->buf.p[mark->start] = letters[c];
		if (bsearch(&stem, names->stems, names->n, sizeof(stem),
			    ent_str_item_cmp))
			return true;
	}
	return false;
}

static ent_status add_initials(struct names *names,
			       uint32_t k,
			       int side,
			       ent_error *err)
{
	const struct name *name = &names->names[k];
	const int n = name->n_marks[side];
	ent_status status = ENT_OK;
	if (name->n_strong[0] || name->n_strong[1] || !n)
		return ENT_OK;
	for (int m = 0; m < n; m++)
		if (is_series(names, k, &name->marks[side][m]))
			return ENT_OK;
	status = add_keys_of(names, k, side, (1u << n) - 1, BY_INITIALS, err);
	for (int m = 0; !status && n > 1 && m < n; m++)
		status = add_keys_of(names, k, side, 1u << m, BY_INITIALS - (n - m),
				     err);
	return status;
}

/* The keys of file k as one of the side `side`. */
static ent_status add_keys(struct names *names, uint32_t k, int side, ent_error *err)
{
	const struct name *name = &names->names[k];
	const int n = name->n_marks[side];
	unsigned strong = 0;
	ent_status status = ENT_OK;
	if (!name->n_strong[!side])
		status = add_key(names,
				 (struct key){ .text = name->stem,
					       .file = k,
					       .side = (uint8_t)side,
					       .bare = true },
				 err);
	for (int m = 0; m < n; m++)
		if (name->marks[side][m].kind != ENT_MARK_INITIAL)
			strong |= 1u << m;
	if (!status && strong)
		status = add_keys_of(names, k, side, strong, BY_ALL, err);
	for (int m = 0; !status && name->n_strong[side] > 1 && m < n; m++)
		if (strong & 1u << m)
			status = add_keys_of(names, k, side, 1u << m,
					     BY_ONE - (n - 1 - m), err);
	if (!status && strong && name->n_strong[side] < n)
		status = add_keys_of(names, k, side, (1u << n) - 1, BY_BOTH, err);
	return status ? status : add_initials(names, k, side, err);
}

/* ---- candidates ---------------------------------------------------------------- */

static int compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	const int order = ent_str_cmp(x->text, y->text);
	if (order)
		return order;
	if (x->side != y->side)
		return x->side < y->side ? -1 : 1;
	return (x->file > y->file) - (x->file < y->file);
}

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return (x->target > y->target) - (x->target < y->target);
}

/* The score of two keys with one text; 0 when they do not pair. */
static int score_keys(const struct names *names,
		      const struct key *a,
		      const struct key *b)
{
	const bool one_sided = a->bare != b->bare && a->dropped != b->dropped;
	const bool both_sided = !a->bare && !b->bare && !a->dropped && !b->dropped;
	/* "Notice, English version" and "Notice, version française": words are
	 * elsewhere */
	const bool moved = !a->bare && !b->bare && a->dropped && b->dropped &&
			   a->kind == ENT_MARK_NAME && b->kind == ENT_MARK_NAME;
	if (a->file == b->file || (!one_sided && !both_sided && !moved))
		return 0;
	int score = a->bare                          ? b->score
		    : b->bare || a->score < b->score ? a->score
						     : b->score;
	if (both_sided &&
	    (a->kind == ENT_MARK_INITIAL) != (b->kind == ENT_MARK_INITIAL))
		return 0;
	score += both_sided && a->kind == b->kind ? SAME_KIND : 0;
	score += ent_str_eq(names->names[a->file].extension,
			    names->names[b->file].extension)
			 ? SAME_EXTENSION
			 : 0;
	return score;
}

/* Candidates of the keys first..end-1, all with one text; into out unless NULL.
 * Returns how many. */
static size_t match_keys(struct candidate *out,
			 const struct names *names,
			 size_t first,
			 size_t end)
{
	size_t n = 0, targets = first;
	while (targets < end && names->keys[targets].side == 0)
		targets++;
	for (size_t a = first; a < targets && a < first + MAX_ALIKE; a++)
		for (size_t b = targets; b < end && b < targets + MAX_ALIKE; b++) {
			const struct key *x = &names->keys[a], *y = &names->keys[b];
			const int score = score_keys(names, x, y);
			if (!score)
				continue;
			if (out)
				out[n] = (struct candidate){ x->file, y->file, score };
			n++;
		}
	return n;
}

static size_t match_all(struct candidate *out, const struct names *names)
{
	size_t n = 0;
	for (size_t k = 0, end; k < names->n_keys; k = end) {
		for (end = k + 1;
		     end < names->n_keys &&
		     ent_str_eq(names->keys[end].text, names->keys[k].text);)
			end++;
		n += match_keys(out ? out + n : NULL, names, k, end);
	}
	return n;
}

/* ---- pairs --------------------------------------------------------------------- */

static ent_status choose(ent_pairing *out, struct names *names, ent_error *err)
{
	const uint32_t n = names->n;
	if (names->n_keys)
		qsort(names->keys, names->n_keys, sizeof(*names->keys), compare_keys);
	const size_t n_candidates = match_all(NULL, names);
	ent_file_pair *pairs = ENT_NEW_ARRAY(names->arena, ent_file_pair, n);
	ent_str *unpaired = ENT_NEW_ARRAY(names->arena, ent_str, n);
	bool *used = ENT_NEW_ARRAY(names->arena, bool, n);
	struct candidate *all = malloc((n_candidates + 1) * sizeof(*all));
	uint32_t n_pairs = 0, n_unpaired = 0;
	if (!pairs || !unpaired || !used || !all) {
		free(all);
		return ent_fail_memory(err);
	}
	match_all(all, names);
	qsort(all, n_candidates, sizeof(*all), compare_candidates);
	for (size_t k = 0; k < n_candidates; k++) {
		const struct candidate *c = &all[k];
		if (used[c->source] || used[c->target])
			continue;
		used[c->source] = used[c->target] = true;
		pairs[n_pairs++] = (ent_file_pair){ .source = names->paths[c->source],
						    .target = names->paths[c->target],
						    .by = ENT_BY_NAME,
						    .confidence = 1 };
	}
	free(all);
	for (uint32_t k = 0; k < n; k++)
		if (!used[k])
			unpaired[n_unpaired++] = names->paths[k];
	if (n_pairs)
		qsort(pairs, n_pairs, sizeof(*pairs), ent_file_pair_compare);
	*out = (ent_pairing){ .pairs = pairs,
			      .n_pairs = n_pairs,
			      .unpaired = unpaired,
			      .n_unpaired = n_unpaired };
	return ENT_OK;
}

ent_status ent_pair_names(ent_pairing *out,
			  ent_str *paths,
			  uint32_t n,
			  ent_str from,
			  ent_str to,
			  ent_arena *arena,
			  ent_error *err)
{
	struct names names = { .paths = paths,
			       .names = ENT_NEW_ARRAY(arena, struct name, n),
			       .stems = ENT_NEW_ARRAY(arena, ent_str, n),
			       .n = n,
			       .buf = ENT_BUF_INIT,
			       .arena = arena };
	ent_status status = names.names && names.stems ? ENT_OK : ent_fail_memory(err);
	ent_spell_language(&names.langs[0], from, to);
	ent_spell_language(&names.langs[1], to, from);
	if (!status && (names.langs[0].failed || names.langs[1].failed))
		status = ent_fail_memory(err);
	if (n)
		qsort(paths, n, sizeof(*paths), ent_str_item_cmp);
	for (uint32_t k = 0; !status && k < n; k++)
		status = read_name(&names, k, err);
	for (uint32_t k = 0; !status && k < n; k++)
		names.stems[k] = names.names[k].stem;
	if (!status && n)
		qsort(names.stems, n, sizeof(*names.stems), ent_str_item_cmp);
	for (uint32_t k = 0; !status && k < n; k++)
		for (int side = 0; !status && side < 2; side++)
			status = add_keys(&names, k, side, err);
	if (!status)
		status = choose(out, &names, err);
	ent_buf_release(&names.buf);
	free(names.keys);
	return status;
}
