/* SPDX-License-Identifier: Apache-2.0 */
/* root.h - the names of files, however their paths were typed. */
#ifndef ENT_PAIRING_ROOT_H
#define ENT_PAIRING_ROOT_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/str.h"
#include "store/store.h"

enum { ENT_MAX_ROOTS = 2, ENT_MAX_ROOT_LINKS = 32 };

/* The folders that names are relative to: where the first batch of a memory was
 * started, and the same place seen from the memory's file, which is another one when
 * both were moved.  Absolute, without links. */
typedef struct ent_root {
	ent_str folders[ENT_MAX_ROOTS];
	int n;
	/* links below the root to folders outside of it, by which names go */
	struct {
		ent_str real; /* where it leads, absolute */
		ent_str name; /* of the link */
	} links[ENT_MAX_ROOT_LINKS];
	int n_links;
	int used;          /* the folder that relative names are looked up in */
	bool stored;       /* the memory has it */
	bool links_stored; /* and all links */
	ent_str typed;     /* the folder of the last path, as it was typed, */
	ent_str real;      /* and without links */
	ent_arena *arena;
} ent_root;

/* The root of a memory, which is the working folder when it has none yet.  store may be
 * NULL.  where: the folder or list of the batch, which decides what relative names
 * refer to.  Lives in the arena. */
ent_status ent_root_open(ent_root *out,
			 ent_store *store,
			 const char *where,
			 ent_arena *arena,
			 ent_error *err);

/* Stores the root and the links that the memory does not have yet, in the open
 * transaction. */
ent_status ent_root_store(const ent_root *root, ent_store *store, ent_error *err);

/* The name of a file or folder by its path: relative to the root that contains it, else
 * absolute.  Links among its folders are resolved, except those that lead out of the
 * root; a link to a file is followed when it stays below the root and outside hidden
 * folders.  "." is the root.  In the arena. */
ent_status ent_root_name(ent_str *out,
			 ent_root *root,
			 const char *path,
			 ent_error *err);

/* The name that the file of a stored name has: the same, unless an older program stored
 * it as it was typed. */
ent_status ent_root_name_again(ent_str *out,
			       ent_root *root,
			       ent_str name,
			       ent_error *err);

/* Whether the file of that name is gone.  false also when its folder cannot be read. */
bool ent_root_lacks(const ent_root *root, ent_str name);

#endif
