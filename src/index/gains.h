/* SPDX-License-Identifier: Apache-2.0 */
/* gains.h - how much each text has in common with the query so far. */
#ifndef ENT_INDEX_GAINS_H
#define ENT_INDEX_GAINS_H

#include "index/sieve.h"

/* Gains prefetched ahead of their use. */
#define ENT_GAINS_AHEAD 24u

/* A gain takes two bytes in a wide table, else one. */
static inline uint32_t ent_gain_get(const void *gains, uint32_t text, bool wide)
{
	return wide ? ((const uint16_t *)gains)[text] : ((const uint8_t *)gains)[text];
}

static inline void ent_gain_put(void *gains, uint32_t text, uint32_t gain, bool wide)
{
	if (wide)
		((uint16_t *)gains)[text] = (uint16_t)gain;
	else
		((uint8_t *)gains)[text] = (uint8_t)gain;
}

static inline uint32_t ent_gain_of(const ent_sieve *sieve, uint32_t text)
{
	return ent_gain_get(sieve->gains, text, sieve->wide);
}

static inline void ent_gain_set(ent_sieve *sieve, uint32_t text, uint32_t gain)
{
	ent_gain_put(sieve->gains, text, gain, sieve->wide);
}

/* In a memory of millions each gain is a cache miss: request it early. */
static inline void ent_gain_prefetch(const ent_sieve *sieve, uint32_t text)
{
	__builtin_prefetch((const char *)sieve->gains + ((size_t)text << sieve->wide),
			   1);
}

/* The texts of a block gain the credit, seen before or not. */
void ent_gains_open(ent_sieve *sieve,
		    const ent_row_reader *r,
		    uint32_t bucket,
		    uint32_t credit);

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
