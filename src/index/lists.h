/* SPDX-License-Identifier: Apache-2.0 */
/* lists.h - the lists of words that are asked for again and again, unpacked. */
#ifndef ENT_INDEX_LISTS_H
#define ENT_INDEX_LISTS_H

#include "store/store.h"

/* Where a word occurs: its places, those of 65,536 texts after those of the 65,536
 * before.  A place is the low half of the text's number << 16 | position. */
typedef struct ent_list {
	uint32_t *places; /* [n] ascending in each block; NULL when it is not kept */
	size_t n;
	uint32_t n_blocks;
	/* the first place of each 1 << shift texts, at most a block, and the end:
	 * [(n_blocks << (16 - shift)) + 1] */
	uint32_t *starts;
	uint32_t shift;
} ent_list;

/* The first place of a block, or the end. */
static inline size_t ent_list_start(const ent_list *list, uint32_t block)
{
	return list->starts[(size_t)block << (16 - list->shift)];
}

typedef struct ent_lists ent_lists;

/* A list of fewer texts is read as fast as it is found. */
enum { ENT_LIST_TEXTS_MIN = 256 };

/* The list of a key; lent until the next call.  NULL, without an error, when it is not
 * kept: it was not asked for before, is too large, or the memory is open for
 * writing. */
ent_status ent_lists_find(const ent_list **out,
			  ent_lists **lists,
			  ent_store *store,
			  uint32_t key,
			  ent_error *err);

void ent_lists_free(ent_lists *lists); /* NULL is allowed */

#endif
