/* SPDX-License-Identifier: Apache-2.0 */
/* folder_languages.c - which languages the files of a folder are in, by their names.
 *
 * Method: each part of a path that is a language code, of two or three letters, gives a
 * key: the path without extension in which a placeholder is in its place.  Codes that
 * share a key mark languages; "is" of what-is-new.html shares its key with nothing.
 *
 * Time: O(n log n) in files. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/fail.h"
#include "pairing/folder.h"
#include "pairing/folder_languages.h"
#include "text/fold.h"
#include "text/lang.h"

struct marked {
	ent_str key; /* the path with a placeholder for the code */
	ent_str code;
};

struct marks {
	struct marked *all; /* owned; grows */
	size_t n, capacity;
	ent_buf stem, key;
	ent_arena *arena;
};

static int compare_marked(const void *a, const void *b)
{
	const struct marked *x = a, *y = b;
	const int order = ent_str_cmp(x->key, y->key);
	return order ? order : ent_str_cmp(x->code, y->code);
}

/* The code that a part of a name is; "" for any other word. */
static ent_str code_of(ent_str part, ent_arena *arena)
{
	if (part.n < 2 || part.n > 3 || !ent_lang_iso3(part)[0])
		return ENT_STR("");
	return ent_lang_base(ent_lang_normal(part, arena));
}

static ent_status add_mark(struct marks *marks,
			   size_t start,
			   size_t end,
			   ent_error *err)
{
	const ent_str stem = ent_buf_str(&marks->stem);
	const ent_str code = code_of(ent_str_slice(stem, start, end), marks->arena);
	if (!code.n)
		return ENT_OK;
	ent_buf_clear(&marks->key);
	ent_buf_add(&marks->key, ent_str_slice(stem, 0, start));
	ent_buf_add_char(&marks->key, '\x01');
	ent_buf_add(&marks->key, ent_str_slice(stem, end, stem.n));
	if (marks->key.failed || !ENT_GROW(marks->all, marks->capacity, marks->n + 1))
		return ent_fail_memory(err);
	const ent_str key = ent_arena_str(marks->arena, ent_buf_str(&marks->key));
	marks->all[marks->n++] = (struct marked){ key, code };
	return key.p ? ENT_OK : ent_fail_memory(err);
}

static ent_status add_marks(struct marks *marks, ent_str path, ent_error *err)
{
	size_t end = path.n, start = 0;
	while (end > 0 && path.p[end - 1] != '.' && path.p[end - 1] != '/')
		end--;
	const bool has_extension = end && path.p[end - 1] == '.' && path.n - end <= 5;
	ent_buf_clear(&marks->stem);
	ent_fold_add(&marks->stem,
		     ent_str_slice(path, 0, has_extension ? end - 1 : path.n),
		     ENT_FOLD_CASE);
	const ent_str stem = ent_buf_str(&marks->stem);
	ent_status status = marks->stem.failed ? ent_fail_memory(err) : ENT_OK;
	for (size_t k = 0; !status && k <= stem.n; k++) {
		if (k < stem.n &&
		    (ent_is_letter(stem.p[k]) || (unsigned char)stem.p[k] >= 0x80))
			continue;
		status = add_mark(marks, start, k, err);
		start = k + 1;
	}
	return status;
}

/* The codes that share a key with another one. */
static ent_status gather_codes(const ent_str **out,
			       uint32_t *count,
			       struct marks *marks,
			       ent_error *err)
{
	ent_str *codes = ENT_NEW_ARRAY(marks->arena, ent_str, marks->n);
	uint32_t n = 0, distinct = 0;
	if (!codes)
		return ent_fail_memory(err);
	if (marks->n)
		qsort(marks->all, marks->n, sizeof(*marks->all), compare_marked);
	for (size_t k = 0; k < marks->n; k++) {
		const struct marked *m = &marks->all[k];
		const bool before = k > 0 && ent_str_eq(m[-1].key, m->key) &&
				    !ent_str_eq(m[-1].code, m->code);
		const bool after = k + 1 < marks->n && ent_str_eq(m[1].key, m->key) &&
				   !ent_str_eq(m[1].code, m->code);
		if (before || after)
			codes[n++] = m->code;
	}
	if (n)
		qsort(codes, n, sizeof(*codes), ent_str_item_cmp);
	for (uint32_t k = 0; k < n; k++)
		if (!k || !ent_str_eq(codes[k], codes[k - 1]))
			codes[distinct++] = codes[k];
	*out = codes;
	*count = distinct;
	return ENT_OK;
}

ent_status ent_name_languages(const ent_str **out,
			      uint32_t *count,
			      const ent_str *paths,
			      uint32_t n,
			      ent_arena *arena,
			      ent_error *err)
{
	struct marks marks = { .stem = ENT_BUF_INIT,
			       .key = ENT_BUF_INIT,
			       .arena = arena };
	ent_status status = ENT_OK;
	for (uint32_t k = 0; !status && k < n; k++)
		status = add_marks(&marks, paths[k], err);
	if (!status)
		status = gather_codes(out, count, &marks, err);
	ent_buf_release(&marks.stem);
	ent_buf_release(&marks.key);
	free(marks.all);
	return status;
}

ent_status ent_folder_languages(const ent_str **out,
				uint32_t *count,
				const char *folder,
				ent_arena *arena,
				ent_error *err)
{
	ent_folder found;
	ent_status status = ent_folder_files(&found, folder, NULL, arena, err);
	return status ? status
		      : ent_name_languages(out, count, found.paths, found.n, arena,
					   err);
}
