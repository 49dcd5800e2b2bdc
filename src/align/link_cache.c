/* SPDX-License-Identifier: Apache-2.0 */
/* link_cache.c - the links of the pairs of texts that were linked last.
 *
 * A user who types a phrase sees mostly the hits of its beginning, then asks for its
 * renderings, which are counted over the same hits, and for the uses of one.  To link
 * two texts takes 30 microseconds, to find their links a tenth of one.  Texts are known
 * by their lengths and 64 bits of hash each.  Memory: about 3 MB when it is full.
 */
#include <stdlib.h>
#include <string.h>

#include "align/link_cache.h"

/* Links of longer texts are not kept. */
enum { LINKS_MAX = 400 };

static bool is_pair(const struct ent_linked_pair *a, const struct ent_linked_pair *b)
{
	return a->links && a->hash[0] == b->hash[0] && a->hash[1] == b->hash[1] &&
	       a->length[0] == b->length[0] && a->length[1] == b->length[1];
}

ent_link_place ent_link_cache_find(ent_link_cache *cache, const ent_str texts[2])
{
	ent_link_place place = { .at = NULL };
	for (int k = 0; k < 2; k++) {
		place.key.hash[k] = ent_str_hash(texts[k]);
		place.key.length[k] = texts[k].n;
	}
	if (!cache->pairs)
		cache->pairs = calloc(ENT_LINK_CACHE, sizeof(*cache->pairs));
	if (!cache->pairs)
		return place;
	const uint64_t mixed =
		(place.key.hash[0] + 3 * place.key.hash[1]) * 0x9E3779B97F4A7C15u;
	place.at = &cache->pairs[(mixed >> 32) % ENT_LINK_CACHE];
	place.has = is_pair(place.at, &place.key);
	return place;
}

void ent_link_cache_put(const ent_link_place *place, const ent_link *links, uint32_t n)
{
	if (!place->at || n > LINKS_MAX)
		return;
	ent_link *copy = malloc(((size_t)n + 1) * sizeof(*copy));
	if (!copy)
		return;
	if (n)
		memcpy(copy, links, n * sizeof(*copy));
	free(place->at->links);
	*place->at = place->key;
	place->at->links = copy;
	place->at->n = n;
}

void ent_link_cache_clear(ent_link_cache *cache)
{
	for (size_t k = 0; cache->pairs && k < ENT_LINK_CACHE; k++)
		free(cache->pairs[k].links);
	free(cache->pairs);
	cache->pairs = NULL;
}
