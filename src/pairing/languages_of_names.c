/* SPDX-License-Identifier: Apache-2.0 */
/* languages_of_names.c - the languages that the names of two files mark.
 *
 * Method: the codes in which alone the two names differ (folder_languages.h), or else
 * English and French however they are spelled; which is whose is what pairing by name
 * finds (by_name.h).
 */
#include "entente/pairing.h"
#include "pairing/by_name.h"
#include "pairing/folder_languages.h"

/* Sets langs if the two names are a pair of these languages, in either order. */
static ent_status try_languages(ent_str langs[2],
				const ent_str names[2],
				ent_str a,
				ent_str b,
				ent_arena *arena,
				ent_error *err)
{
	ent_pairing found;
	ent_str paths[2] = { names[0], names[1] };
	ent_status status = ent_pair_names(&found, paths, 2, a, b, arena, err);
	if (status || found.n_pairs != 1)
		return status;
	const bool swapped = !ent_str_eq(found.pairs[0].source, names[0]);
	langs[swapped] = a;
	langs[!swapped] = b;
	return ENT_OK;
}

ent_status ent_languages_of_names(ent_str langs[2],
				  ent_str source,
				  ent_str target,
				  ent_arena *arena,
				  ent_error *err)
{
	const ent_str names[2] = { source, target };
	const ent_str *codes;
	uint32_t n;
	langs[0] = langs[1] = ENT_STR("");
	if (ent_str_eq(source, target))
		return ENT_OK;
	ent_status status = ent_name_languages(&codes, &n, names, 2, arena, err);
	if (!status && n == 2)
		status = try_languages(langs, names, codes[0], codes[1], arena, err);
	if (!status && !langs[0].n)
		status = try_languages(langs, names, ENT_STR("en"), ENT_STR("fr"),
				       arena, err);
	return status;
}
