/* SPDX-License-Identifier: Apache-2.0 */
/* folder_languages.h - which languages the files of a folder are in, by their names. */
#ifndef ENT_PAIRING_FOLDER_LANGUAGES_H
#define ENT_PAIRING_FOLDER_LANGUAGES_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/str.h"

/* The codes of the languages that names mark: of report.en.html and report.fr.html "en"
 * and "fr".  A code counts when two names differ in it alone.  Sorted; *out lives in
 * the arena. */
ent_status ent_folder_languages(const ent_str **out,
				uint32_t *count,
				const char *folder,
				ent_arena *arena,
				ent_error *err);

/* The same of a list of paths. */
ent_status ent_name_languages(const ent_str **out,
			      uint32_t *count,
			      const ent_str *paths,
			      uint32_t n,
			      ent_arena *arena,
			      ent_error *err);

#endif
