/* SPDX-License-Identifier: Apache-2.0 */
/* by_series.c - pairs of files in two series of one folder, by their numbers.
 *
 * Why: "2025-01 Press release 11 (EN).txt" and "2025-01 Communiqué de presse 11
 * (FR).txt" differ in more than the marks of their languages; short texts that are
 * alike do not show which belong together, but the numbers do.
 *
 * Method: the unpaired files of a folder whose names, digits aside, have two shapes,
 * one that marks each language, are two series.  They are paired if each number is once
 * in each series, and no number in one alone.
 *
 * Cost: O(n log n) for n names.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "pairing/by_series.h"
#include "pairing/lang_mark.h"
#include "text/fold.h"

#define SERIES_CONFIDENCE .9f /* a choice: two series may be of different things */
enum { LEAST = 2 };           /* files of a series */

struct file {
	ent_str path, folder, shape, numbers; /* shape: folded, '#' for digits */
	ent_str name;                         /* folded */
};

struct series {
	const struct file *files;
	uint32_t n;
};

static int compare(const void *a, const void *b)
{
	const struct file *x = a, *y = b;
	int order = ent_str_cmp(x->folder, y->folder);
	order = order ? order : ent_str_cmp(x->shape, y->shape);
	order = order ? order : ent_str_cmp(x->numbers, y->numbers);
	return order ? order : ent_str_cmp(x->path, y->path);
}

static ent_status read_file(struct file *out,
			    ent_str path,
			    ent_arena *arena,
			    ent_error *err)
{
	size_t slash = path.n;
	while (slash && path.p[slash - 1] != '/')
		slash--;
	ent_buf folded = ENT_BUF_INIT;
	ent_fold_add(&folded, ent_str_slice(path, slash, path.n),
		     ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
	const size_t n = folded.n;
	char *all = ENT_NEW_ARRAY(arena, char, 3 * n + 2);
	if (!all || folded.failed) {
		ent_buf_release(&folded);
		return ent_fail_memory(err);
	}
	char *name = all, *shape = all + n, *numbers = all + 2 * n;
	size_t n_shape = 0, n_numbers = 0;
	for (size_t k = 0; k < n; k++) {
		const char c = folded.p[k];
		const bool digit = ent_is_digit(c);
		name[k] = c;
		if (digit)
			numbers[n_numbers++] = c;
		else if (n_numbers && numbers[n_numbers - 1] != ',')
			numbers[n_numbers++] = ',';
		if (!digit || !k || !ent_is_digit(folded.p[k - 1]))
			shape[n_shape++] = digit ? '#' : c;
	}
	*out = (struct file){ path,
			      ent_str_slice(path, 0, slash),
			      { shape, n_shape },
			      { numbers, n_numbers },
			      { name, n } };
	ent_buf_release(&folded);
	return ENT_OK;
}

static bool is_marked(const struct series *s, const ent_spellings *lang)
{
	ent_lang_mark marks[ENT_MAX_MARKS];
	return ent_find_marks(marks, s->files->name, lang) > 0;
}

/* Whether the two series have the same numbers, each of them once. */
static bool have_same_numbers(const struct series of[2])
{
	if (of[0].n != of[1].n || of[0].n < LEAST || !of[0].files->numbers.n)
		return false;
	for (uint32_t k = 0; k < of[0].n; k++)
		if (!ent_str_eq(of[0].files[k].numbers, of[1].files[k].numbers) ||
		    (k &&
		     ent_str_eq(of[0].files[k].numbers, of[0].files[k - 1].numbers)))
			return false;
	return true;
}

/* Splits the n files of a folder by their shapes; false unless there are two. */
static bool split(struct series of[2], const struct file *files, uint32_t n)
{
	uint32_t first = 1;
	while (first < n && ent_str_eq(files[first].shape, files->shape))
		first++;
	of[0] = (struct series){ files, first };
	of[1] = (struct series){ files + first, n - first };
	return first < n && ent_str_eq(files[first].shape, files[n - 1].shape);
}

/* The series in the first language is of[0], if any is. */
static bool put_in_order(struct series of[2], const ent_spellings langs[2])
{
	const bool first = is_marked(&of[0], &langs[0]) && is_marked(&of[1], &langs[1]),
		   second =
			   is_marked(&of[1], &langs[0]) && is_marked(&of[0], &langs[1]);
	if (second) {
		const struct series s = of[0];
		of[0] = of[1];
		of[1] = s;
	}
	return first != second;
}

/* What is paired and what is left. */
struct result {
	ent_file_pair *pairs;
	ent_str *left;
	uint32_t n_pairs, n_left;
};

static void pair_group(struct result *out,
		       const struct file *files,
		       uint32_t n,
		       const ent_spellings langs[2])
{
	struct series of[2];
	if (!split(of, files, n) || !have_same_numbers(of) ||
	    !put_in_order(of, langs)) {
		for (uint32_t k = 0; k < n; k++)
			out->left[out->n_left++] = files[k].path;
		return;
	}
	for (uint32_t k = 0; k < of[0].n; k++)
		out->pairs[out->n_pairs++] =
			(ent_file_pair){ .source = of[0].files[k].path,
					 .target = of[1].files[k].path,
					 .by = ENT_BY_NAME,
					 .confidence = SERIES_CONFIDENCE };
}

static void pair_groups(struct result *out,
			struct file *files,
			uint32_t n,
			const ent_spellings langs[2])
{
	qsort(files, n, sizeof(*files), compare);
	for (uint32_t k = 0, end; k < n; k = end) {
		for (end = k + 1;
		     end < n && ent_str_eq(files[end].folder, files[k].folder);)
			end++;
		pair_group(out, files + k, end - k, langs);
	}
	if (out->n_pairs)
		qsort(out->pairs, out->n_pairs, sizeof(*out->pairs),
		      ent_file_pair_compare);
	if (out->n_left)
		qsort(out->left, out->n_left, sizeof(*out->left), ent_str_item_cmp);
}

ent_status ent_pair_series(ent_pairing *pairing,
			   ent_str from,
			   ent_str to,
			   ent_arena *arena,
			   ent_error *err)
{
	const uint32_t n = pairing->n_unpaired, before = pairing->n_pairs;
	if (n < 2 * LEAST)
		return ENT_OK;
	ent_spellings langs[2];
	ent_spell_language(&langs[0], from, to);
	ent_spell_language(&langs[1], to, from);
	struct file *files = ENT_NEW_ARRAY(arena, struct file, n);
	struct result r = { .pairs = ENT_NEW_ARRAY(arena, ent_file_pair, before + n),
			    .left = ENT_NEW_ARRAY(arena, ent_str, n),
			    .n_pairs = before };
	ent_status status =
		files && r.pairs && r.left && !langs[0].failed && !langs[1].failed
			? ENT_OK
			: ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < n; k++)
		status = read_file(&files[k], pairing->unpaired[k], arena, err);
	if (status)
		return status;
	if (before)
		memcpy(r.pairs, pairing->pairs, before * sizeof(*r.pairs));
	pair_groups(&r, files, n, langs);
	pairing->pairs = r.pairs;
	pairing->n_pairs = r.n_pairs;
	pairing->unpaired = r.left;
	pairing->n_unpaired = r.n_left;
	return ENT_OK;
}
