/* SPDX-License-Identifier: Apache-2.0 */
/* link_cache.h - the links of the pairs of texts that were linked last. */
#ifndef ENT_ALIGN_LINK_CACHE_H
#define ENT_ALIGN_LINK_CACHE_H

#include "entente/align.h"

enum { ENT_LINK_CACHE = 4096 }; /* pairs at most */

typedef struct ent_link_cache {
	struct ent_linked_pair {
		uint64_t hash[2];
		size_t length[2];
		ent_link *links; /* owned; NULL: none */
		uint32_t n;
	} * pairs; /* owned; [ENT_LINK_CACHE] by hash, NULL while it is empty */
} ent_link_cache;

/* The place of a pair: it has the links of the pair, of another one, or none. */
typedef struct ent_link_place {
	struct ent_linked_pair *at; /* NULL: out of memory */
	struct ent_linked_pair key;
	bool has; /* the links of this pair */
} ent_link_place;

/* The place of a pair of texts, which may have the links of another pair. */
ent_link_place ent_link_cache_find(ent_link_cache *cache, const ent_str texts[2]);

/* Copies links to the place, which stays empty when they are very many or memory cannot
 * be allocated. */
void ent_link_cache_put(const ent_link_place *place, const ent_link *links, uint32_t n);

/* Frees all links; the cache can be used again. */
void ent_link_cache_clear(ent_link_cache *cache);

#endif
