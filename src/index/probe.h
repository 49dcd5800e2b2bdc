/* SPDX-License-Identifier: Apache-2.0 */
/* probe.h - which texts to measure before all lists are read. */
#ifndef ENT_INDEX_PROBE_H
#define ENT_INDEX_PROBE_H

#include "index/sieve.h"

/* Whether, before that list is read, it pays to measure promising texts, of which
 * `wanted` good ones would raise the floor. */
bool ent_sieve_probes(const ent_sieve *sieve,
		      const ent_sieve_list *list,
		      uint32_t wanted);

/* These texts, at most ENT_PROBED_MAX; ent_sieve_candidates() then leaves them out.
 * ent_sieve_next() returns the list again. */
size_t ent_sieve_probe(ent_candidate *out, ent_sieve *sieve, uint32_t wanted);

#endif
