/* SPDX-License-Identifier: Apache-2.0 */
/* entente/pairing.h - how two files were found to be one release in two languages. */
#ifndef ENTENTE_PAIRING_H
#define ENTENTE_PAIRING_H

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
	ENT_BY_VERSION,    /* another version of the release took its place */
} ent_pair_by;

/* "list", "name", ..., "" for ENT_BY_NOTHING.  Static, never NULL. */
const char *ent_pair_by_name(ent_pair_by by);

#ifdef __cplusplus
}
#endif

#endif
