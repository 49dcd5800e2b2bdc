/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as two rows of the index: reading ends, gives ascending texts and
 * stays within the bytes, of texts and of places; the sieve never leaves its own
 * tables, neither while it reads a list nor while it looks for candidates in one or
 * for texts to probe. */
#include <stdlib.h>

#include "entente/lookup.h"
#include "index/places.h"
#include "index/probe.h"
#include "index/sieve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_all(uint64_t number, ent_str bytes)
{
	ent_row_reader r;
	uint32_t last = 0;
	ent_row_read(&r, number, bytes);
	while (ent_row_next(&r)) {
		if (r.text > ENT_TEXT_MAX || (last && r.text <= last))
			abort();
		last = r.text;
		if (last % 7 == 0)
			ent_row_skip(&r, last + 1000);
	}
}

/* All positions of a block at once are those of each text. */
static void compare_unpacked(ent_places_reader *r)
{
	uint32_t positions[512];
	if (!ent_places_unpack(positions, 512, r))
		return;
	for (uint32_t k = 0; k < r->n; k++) {
		uint32_t i = r->starts[k];
		for (ent_places_of(r, k); ent_places_next(r); i++)
			if (positions[i] != r->position)
				abort();
		if (i != r->starts[k + 1])
			abort();
	}
}

static void read_places(uint64_t number, ent_str bytes)
{
	ent_places_reader r;
	uint32_t last = 0;
	ent_places_read(&r, number, bytes);
	while (ent_places_block(&r)) {
		for (uint32_t k = 0; k < r.n; k++) {
			if (r.texts[k] > ENT_TEXT_MAX || r.texts[k] < last)
				abort();
			last = r.texts[k];
			for (ent_places_of(&r, k); ent_places_next(&r);)
				if (r.left > 8 * bytes.n)
					abort();
		}
		compare_unpacked(&r);
		if (last % 7 == 0)
			ent_places_skip(&r, last + 1000);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_sieve sieve = { 0 };
	ent_sieve_list lists[] = { { .key = 1, .frequency = 10, .credit = 4 },
				   { .key = 2, .frequency = 50000, .credit = 4 } };
	ent_query_sizes sizes = { .kind = ENT_SCORE_GRADED, .tokens = 4, .weight = 8 };
	size_t half = size ? data[0] % size : 0;
	ent_str rows[] = { { (const char *)data, half },
			   { (const char *)data + half, size - half } };
	const ent_measure floor = { .distance = 30, .length = 100 };
	const ent_measure higher = { .distance = 20, .length = 100 };
	ent_candidate hot[ENT_PROBED_MAX];
	if (!ent_sieve_start(&sieve, &sizes, &floor, lists, 2, NULL, 100000))
		abort();
	for (uint32_t k = 0; k < 2; k++) {
		uint64_t number =
			ent_row_number(k, ent_bucket_of(8), size ? data[size - 1] : 0);
		read_all(number, rows[k]);
		read_places(number, rows[k]);
		if (ent_sieve_next(&sieve)) {
			ent_sieve_take(&sieve, number, rows[k]);
			ent_sieve_done(&sieve);
		}
		if (ent_sieve_probe(hot, &sieve, 1 + k) && size % 2)
			ent_sieve_raise(&sieve, &higher);
	}
	ent_sieve_next(&sieve);
	size_t n = ent_sieve_count(&sieve);
	ent_candidate *all = calloc(n + 1, sizeof(*all));
	if (!all)
		abort();
	n = ent_sieve_candidates(all, &sieve);
	for (size_t k = 0; k < n; k++)
		if (all[k].text > ENT_TEXT_MAX)
			abort();
	free(all);
	ent_sieve_release(&sieve);
	return 0;
}
