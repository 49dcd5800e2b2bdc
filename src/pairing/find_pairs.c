/* SPDX-License-Identifier: Apache-2.0 */
/* find_pairs.c - the pairs of a batch: a list as it is; of a folder the files by their
 * names, and those that are left as leftovers.c says. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "base/file.h"
#include "pairing/by_name.h"
#include "pairing/by_series.h"
#include "pairing/find_pairs.h"
#include "pairing/folder.h"
#include "pairing/folder_languages.h"
#include "pairing/lang_mark.h"
#include "pairing/leftovers.h"
#include "text/fold.h"
#include "text/lang.h"

#define MAX_LIST ((uint64_t)256 << 20) /* bytes of a list of pairs */

static ent_status read_list(ent_pairing *out,
			    const char *where,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_buf list = ENT_BUF_INIT;
	ent_status status = ent_file_read(&list, where, MAX_LIST, err);
	if (!status)
		status = ent_pair_list(out, ent_buf_str(&list), ent_str_of(where),
				       arena, err);
	ent_buf_release(&list);
	if (!status && out->n_pairs)
		qsort((void *)out->pairs, out->n_pairs, sizeof(*out->pairs),
		      ent_file_pair_compare);
	return status;
}

/* Whether a folded name has a mark of a language that is not an initial; *failed:
 * without memory. */
static bool is_marked(bool *failed, ent_str name, ent_str lang)
{
	ent_lang_mark marks[ENT_MAX_MARKS];
	ent_spellings spellings;
	ent_spell_language(&spellings, lang, lang); /* without an initial */
	*failed |= spellings.failed;
	return ent_find_marks(marks, name, &spellings) > 0;
}

/* Whether the name of a file marks a language that is neither of the two: in a folder
 * of five languages three fifths of the files do not concern a batch. */
static ent_status is_other(bool *out,
			   ent_str path,
			   const ent_str *langs,
			   uint32_t n_langs,
			   const ent_pair_search *search,
			   ent_error *err)
{
	ent_buf folded = ENT_BUF_INIT;
	ent_fold_add(&folded, path, ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
	const ent_str name = ent_buf_str(&folded);
	bool failed = folded.failed;
	*out = false;
	for (uint32_t k = 0; k < n_langs; k++)
		*out |= !ent_lang_matches(langs[k], search->langs[0]) &&
			!ent_lang_matches(langs[k], search->langs[1]) &&
			is_marked(&failed, name, langs[k]);
	*out = *out && !is_marked(&failed, name, search->langs[0]) &&
	       !is_marked(&failed, name, search->langs[1]);
	ent_status status = failed ? ent_fail_memory(err) : ENT_OK;
	ent_buf_release(&folded);
	return status;
}

/* Leaves out unpaired files in other languages. */
static ent_status leave_out_others(ent_pairing *pairing,
				   const ent_folder *found,
				   const ent_pair_search *search,
				   ent_arena *arena,
				   ent_error *err)
{
	const ent_str *langs;
	uint32_t n_langs = 0, n = 0;
	ent_str *left = ENT_NEW_ARRAY(arena, ent_str, pairing->n_unpaired);
	ent_status status = left ? ent_name_languages(&langs, &n_langs, found->paths,
						      found->n, arena, err)
				 : ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < pairing->n_unpaired; k++) {
		bool other = false;
		if (n_langs)
			status = is_other(&other, pairing->unpaired[k], langs, n_langs,
					  search, err);
		if (!other)
			left[n++] = pairing->unpaired[k];
	}
	pairing->unpaired = left;
	pairing->n_unpaired = n;
	return status;
}

static ent_status pair_folder(ent_pairing *out,
			      const char *folder,
			      const ent_pair_search *search,
			      ent_arena *arena,
			      ent_error *err)
{
	ent_folder found;
	ent_status status =
		ent_folder_files(&found, folder, search->progress, arena, err);
	if (!status)
		status = ent_pair_names(out, found.paths, found.n, search->langs[0],
					search->langs[1], arena, err);
	if (!status)
		status = leave_out_others(out, &found, search, arena, err);
	if (!status)
		status = ent_pair_series(out, search->langs[0], search->langs[1], arena,
					 err);
	if (!status)
		out->n_unreadable = found.n_unreadable;
	return status;
}

/* The names of the files of all pairs, and of those without. */
static ent_status add_names(ent_pairing *pairing,
			    ent_root *root,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_file_pair *pairs = ENT_NEW_ARRAY(arena, ent_file_pair, pairing->n_pairs);
	ent_str *names = ENT_NEW_ARRAY(arena, ent_str, pairing->n_unpaired);
	ent_status status = pairs && names ? ENT_OK : ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < pairing->n_pairs; k++) {
		pairs[k] = pairing->pairs[k];
		status = ent_root_name(&pairs[k].source_name, root, pairs[k].source.p,
				       err);
		if (!status)
			status = ent_root_name(&pairs[k].target_name, root,
					       pairs[k].target.p, err);
	}
	for (uint32_t k = 0; !status && k < pairing->n_unpaired; k++)
		status = ent_root_name(&names[k], root, pairing->unpaired[k].p, err);
	pairing->pairs = pairs;
	pairing->unpaired_names = names;
	return status;
}

ent_status ent_find_pairs(ent_pairing *out,
			  const char *where,
			  const ent_pair_search *search,
			  ent_arena *arena,
			  ent_error *err)
{
	struct stat st;
	ent_pairing pairing = { .n_pairs = 0 };
	ent_status status;
	if (strcmp(where, "-") != 0 && !stat(where, &st) && S_ISDIR(st.st_mode))
		status = pair_folder(&pairing, where, search, arena, err);
	else
		status = read_list(&pairing, where, arena, err);
	if (!status)
		status = add_names(&pairing, search->root, arena, err);
	if (!status && pairing.n_unpaired > 1)
		status = ent_pair_leftovers(&pairing, search, arena, err);
	for (uint32_t k = 0; !status && k < pairing.n_unpaired; k++)
		ent_log(search->progress, ENT_LOG_WARNING, pairing.unpaired[k], 0,
			"no counterpart found");
	if (!status)
		*out = pairing;
	return status;
}
