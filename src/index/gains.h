/* SPDX-License-Identifier: Apache-2.0 */
/* gains.h - the table of gains, by text, as sieve.c and probe.c see it. */
#ifndef ENT_INDEX_GAINS_H
#define ENT_INDEX_GAINS_H

#include "index/sieve.h"

/* What things cost, in nanoseconds (canada-laws, 2026-11): to fetch and measure a
 * text; to read a text of a list.  Half and twice these numbers are slower by no
 * more than 8 %. */
#define ENT_COST_MEASURE 3000u
#define ENT_COST_READ(texts) ((uint64_t)(texts)*3 / 4)

/* Gains asked for ahead of their use. */
#define ENT_GAINS_AHEAD 24u

static inline uint32_t ent_gain_of(const ent_sieve *sieve, uint32_t text)
{
	return sieve->wide ? ((const uint16_t *)sieve->gains)[text]
			   : ((const uint8_t *)sieve->gains)[text];
}

static inline void ent_gain_set(ent_sieve *sieve, uint32_t text, uint32_t gain)
{
	if (sieve->wide)
		((uint16_t *)sieve->gains)[text] = (uint16_t)gain;
	else
		((uint8_t *)sieve->gains)[text] = (uint8_t)gain;
}

/* In a memory of millions each gain is a miss of the cache: ask for it early. */
static inline void ent_gain_want(const ent_sieve *sieve, uint32_t text)
{
	__builtin_prefetch((const char *)sieve->gains + ((size_t)text << sieve->wide),
			   1);
}

/* A block of texts that may be seen for the first time, each gaining credit. */
void ent_gains_open(ent_sieve *sieve,
		    const ent_row_reader *r,
		    uint32_t bucket,
		    uint32_t credit);

/* A block of texts of which only those seen gain. */
void ent_gains_count(ent_sieve *sieve,
		     const ent_row_reader *r,
		     uint32_t bucket,
		     uint32_t credit);

/* Drops the texts seen whose gain is below the least of their bucket. */
void ent_gains_drop(ent_sieve *sieve, const uint32_t *least);

/* By what share of them they may gain. */
int ent_candidate_cmp(const void *a, const void *b);

/* Before a list is read: what a text must gain to be hot (probe.c). */
void ent_hot_begin(ent_sieve *sieve);
/* Room for one more block of hot texts. */
void ent_hot_room(ent_sieve *sieve);

#endif
