/* SPDX-License-Identifier: Apache-2.0 */
/* gains.h - how much each text has in common with the query so far. */
#ifndef ENT_INDEX_GAINS_H
#define ENT_INDEX_GAINS_H

#include "index/sieve.h"
#include "index/unpacked.h"

/* Gains prefetched ahead of their use. */
#define ENT_GAINS_AHEAD 24u

/* A gain takes two bytes in a wide table, else one. */
static inline uint32_t ent_gain_get(const void *gains, uint32_t slot, bool wide)
{
	return wide ? ((const uint16_t *)gains)[slot] : ((const uint8_t *)gains)[slot];
}

static inline void ent_gain_put(void *gains, uint32_t slot, uint32_t gain, bool wide)
{
	if (wide)
		((uint16_t *)gains)[slot] = (uint16_t)gain;
	else
		((uint8_t *)gains)[slot] = (uint8_t)gain;
}

static inline uint32_t ent_gain_of(const ent_sieve *sieve, uint32_t slot)
{
	return ent_gain_get(sieve->gains, slot, sieve->wide);
}

static inline void ent_gain_set(ent_sieve *sieve, uint32_t slot, uint32_t gain)
{
	ent_gain_put(sieve->gains, slot, gain, sieve->wide);
}

/* In a memory of millions each gain is a cache miss: request it early. */
static inline void ent_gain_prefetch(const ent_sieve *sieve, uint32_t slot)
{
	__builtin_prefetch((const char *)sieve->gains + ((size_t)slot << sieve->wide),
			   1);
}

/* The texts of a block gain the credit, seen before or not. */
void ent_gains_open(ent_sieve *sieve,
		    const ent_row_reader *r,
		    uint32_t bucket,
		    uint32_t credit);

/* The same two, where frequent words are known (gains_known.c). */
void ent_gains_open_known(ent_sieve *sieve,
			  const ent_row_reader *r,
			  uint32_t bucket,
			  uint32_t credit);
void ent_gains_count_known(ent_sieve *sieve, const ent_row_reader *r, uint32_t credit);
/* The same for a list of places; open: texts may be seen for the first time. */
void ent_gains_open_list(ent_sieve *sieve,
			 const ent_unpacked_list *list,
			 uint32_t bucket,
			 uint32_t credit,
			 bool open);
/* Looks for the texts seen, from the cursor on, which are sorted, in such a list. */
void ent_gains_find_in_list(ent_sieve *sieve,
			    const ent_unpacked_list *list,
			    uint32_t bucket,
			    uint32_t credit);

/* Makes space for one more block of texts seen; false when out of memory. */
bool ent_gains_grow(ent_sieve *sieve);

/* Adds to the texts seen those of a bucket that can match by their frequent words and
 * the lists not read; false when more than `most` are new. */
bool ent_gains_see(ent_sieve *sieve, uint32_t bucket, size_t most);
/* Forgets those seen after the first n. */
void ent_gains_unsee(ent_sieve *sieve, size_t n);

/* The texts of a block that were seen before gain the credit. */
void ent_gains_count(ent_sieve *sieve,
		     const ent_row_reader *r,
		     uint32_t bucket,
		     uint32_t credit);

/* Drops the texts seen whose gain is below the least of their bucket. */
void ent_gains_drop(ent_sieve *sieve, const uint32_t *least);

/* Before a list is read: sets what a text must gain to be hot. */
void ent_hot_begin(ent_sieve *sieve);
/* Finds the hot texts if they were not recorded while lists were read. */
void ent_hot_find(ent_sieve *sieve);

#endif
