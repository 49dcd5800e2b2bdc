/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a row of the index: reading ends, stays within them, and never
 * leads the sieve outside its own tables. */
#include <stdlib.h>

#include "match/sieve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_sieve sieve = { 0 };
	ent_sieve_list list = { 1, 10, 4 };
	ent_query_sizes sizes = { .kind = ENT_SCORE_GRADED, .tokens = 2, .weight = 4 };
	uint64_t number = ent_row_number(1, ent_bucket_of(4), size ? data[0] : 0);
	ent_str bytes = { (const char *)data, size };
	if (!ent_sieve_start(&sieve, &sizes, 70, &list, 1, 100000))
		abort();
	if (ent_sieve_next(&sieve)) {
		ent_sieve_take(&sieve, number, bytes);
		ent_sieve_done(&sieve);
	}
	ent_sieve_next(&sieve);
	size_t n = ent_sieve_count(&sieve);
	ent_candidate *all = calloc(n + 1, sizeof(*all));
	if (!all)
		abort();
	ent_sieve_candidates(all, &sieve);
	for (size_t k = 0; k < n; k++)
		if (all[k].text > ENT_TEXT_MAX)
			abort();
	free(all);
	ent_sieve_release(&sieve);
	return 0;
}
