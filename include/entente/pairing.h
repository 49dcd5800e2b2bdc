/* SPDX-License-Identifier: Apache-2.0 */
/* entente/pairing.h - how two files were found to be one release in two languages, and
 * which languages their names mark. */
#ifndef ENTENTE_PAIRING_H
#define ENTENTE_PAIRING_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What paired two files. */
typedef enum ent_pair_by {
	ENT_BY_NOTHING,    /* a file without a counterpart */
	ENT_BY_LIST,       /* a person's list */
	ENT_BY_NAME,       /* their names, language marks aside */
	ENT_BY_MEMORY,     /* the memory has this pair */
	ENT_BY_LINK,       /* one links to the other as its translation */
	ENT_BY_IDENTIFIER, /* they state one identifier */
	ENT_BY_CONTENT,    /* what they contain */
	ENT_BY_VERSION,    /* another version of the release replaced it */
} ent_pair_by;

/* "list", "name", ...; "" for ENT_BY_NOTHING.  Static. */
const char *ent_pair_by_name(ent_pair_by by);

/* The languages that the names of two files mark, "en" and "fr" of list.en.txt and
 * list.fr.txt or of anglais/list.txt and francais/list.txt; both "" when the names
 * differ in anything else.  In the arena. */
ent_status ent_languages_of_names(ent_str langs[2],
				  ent_str source,
				  ent_str target,
				  ent_arena *arena,
				  ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
