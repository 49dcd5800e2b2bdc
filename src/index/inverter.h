/* SPDX-License-Identifier: Apache-2.0 */
/* inverter.h - turns texts with their words into words with their texts. */
#ifndef ENT_INDEX_INVERTER_H
#define ENT_INDEX_INVERTER_H

#include "index/places.h"

/* A list's number is that of its rows without the text: key << 6 | bucket. */
static inline uint32_t ent_list_number(uint32_t key, uint32_t bucket)
{
	return key << 6 | bucket;
}
static inline uint32_t ent_list_key(uint32_t list)
{
	return list >> 6;
}

/* No list's number. */
#define ENT_NO_LIST 0

typedef struct ent_inverter ent_inverter;

ent_inverter *ent_inverter_new(void);      /* NULL: out of memory */
void ent_inverter_free(ent_inverter *inv); /* NULL is allowed */
void ent_inverter_clear(ent_inverter *inv);

/* A text enters n lists. placed: the k-th at position k, a list more than once if its
 * word is there more than once; else only as a text, once.  A list is always of one
 * kind. false when out of memory. */
bool ent_inverter_add(ent_inverter *inv,
		      const uint32_t *lists,
		      size_t n,
		      uint32_t text,
		      bool placed);

/* What it holds, in bytes. */
size_t ent_inverter_bytes(const ent_inverter *inv);
bool ent_inverter_is_empty(const ent_inverter *inv);

typedef struct ent_inverted {
	uint32_t list;
	bool placed; /* with positions */
	/* ascending, at position 0 without positions; lent until the next call */
	ent_word_place *places;
	size_t n; /* > 0 */
} ent_inverted;

/* The lists one after another, by number: `*at` begins at 0. Nothing may be added
 * meanwhile.  Returns 1; 0 at the end; -1 when out of memory. */
int ent_inverter_next(ent_inverted *out, ent_inverter *inv, size_t *at);

#endif
