/* SPDX-License-Identifier: Apache-2.0 */
/* batch_languages.c - the pairs of languages of a batch over more than two. */
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "entente/batch.h"
#include "pairing/folder_languages.h"
#include "text/lang.h"

enum { MAX_LANGUAGES = 64 };

struct languages {
	ent_str codes[MAX_LANGUAGES];
	uint32_t n;
};

static ent_status add_language(struct languages *list,
			       ent_str code,
			       ent_arena *arena,
			       ent_error *err)
{
	ent_status status = ent_lang_read(&code, code, arena, err);
	for (uint32_t k = 0; !status && k < list->n; k++)
		if (ent_str_eq(list->codes[k], code))
			return ENT_OK;
	if (!status && list->n == MAX_LANGUAGES)
		status = ent_fail(err, ENT_ELIMIT, "more than %d languages",
				  MAX_LANGUAGES);
	if (!status)
		list->codes[list->n++] = code;
	return status;
}

static ent_status add_found(struct languages *list,
			    const char *where,
			    ent_arena *arena,
			    ent_error *err)
{
	const ent_str *found;
	uint32_t n = 0;
	struct stat st;
	if (!strcmp(where, "-") || stat(where, &st) || !S_ISDIR(st.st_mode))
		return ent_fail(err, ENT_EINVAL,
				"'all' languages are those of a folder; name them");
	ent_status status = ent_folder_languages(&found, &n, where, arena, err);
	for (uint32_t k = 0; !status && k < n; k++)
		status = add_language(list, found[k], arena, err);
	return status;
}

static ent_status read_languages(struct languages *out,
				 ent_str codes,
				 const char *where,
				 ent_arena *arena,
				 ent_error *err)
{
	ent_status status = ENT_OK;
	out->n = 0;
	if (ent_str_is(codes, "all"))
		return add_found(out, where, arena, err);
	while (!status && codes.p) {
		const ent_str code = ent_str_trim(ent_str_cut(&codes, ','));
		status = code.n ? add_language(out, code, arena, err)
				: ent_fail(err, ENT_EINVAL,
					   "a list of languages has an empty place");
	}
	return status;
}

static bool has_pair(const ent_batch_pair *pairs, uint32_t n, ent_str a, ent_str b)
{
	for (uint32_t k = 0; k < n; k++)
		if (ent_str_eq(pairs[k].from, a) && ent_str_eq(pairs[k].to, b))
			return true;
	return false;
}

ent_status ent_batch_pairs(const ent_batch_pair **out,
			   uint32_t *count,
			   const char *where,
			   ent_str from,
			   ent_str to,
			   ent_arena *arena,
			   ent_error *err)
{
	struct languages sources, targets;
	uint32_t n = 0;
	ent_status status = read_languages(&sources, from.n ? from : ENT_STR("en"),
					   where, arena, err);
	if (!status)
		status = read_languages(&targets, to.n ? to : ENT_STR("fr"), where,
					arena, err);
	if (status)
		return status;
	ent_batch_pair *pairs =
		ENT_NEW_ARRAY(arena, ent_batch_pair, sources.n * (size_t)targets.n);
	if (!pairs)
		return ent_fail_memory(err);
	const bool one = sources.n == 1 && targets.n == 1;
	for (uint32_t s = 0; s < sources.n; s++)
		for (uint32_t t = 0; t < targets.n; t++) {
			const ent_str a = sources.codes[s], b = targets.codes[t];
			if (!one && (ent_str_eq(a, b) || has_pair(pairs, n, b, a)))
				continue;
			pairs[n++] = (ent_batch_pair){ a, b };
		}
	if (!n)
		return ent_fail(err, ENT_ENOTFOUND,
				"the names of the files mark no two languages");
	*out = pairs;
	*count = n;
	return ENT_OK;
}
