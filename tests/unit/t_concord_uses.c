/* SPDX-License-Identifier: Apache-2.0 */
/* A handle that asks often answers from a table what it answered without. */
#include "entente/concord.h"
#include "unit/stored.h"

enum { UNITS = 300, LIMIT = 7 };

static void add_unit(ent_memory *memory, uint64_t *seed, int k)
{
	static const char *const words[] = { "the treaty", "treaties", "the water",
					     "see www.treaty.org", "peace" };
	char texts[2][64], date[16];
	bool added;
	uint64_t id;
	ent_error err;
	for (int side = 0; side < 2; side++)
		snprintf(texts[side], 64, "%s %s %u", side ? "le" : "",
			 words[pick(seed, 5)], pick(seed, 30));
	snprintf(date, sizeof(date), "20%02u-0%u", 10 + pick(seed, 5),
		 1 + pick(seed, 9));
	const ent_unit unit = {
		.source = { .lang = ENT_STR("en"), .text = ent_str_of(texts[0]) },
		.target = { .lang = ENT_STR("fr"), .text = ent_str_of(texts[1]) },
		.origin = ENT_STR("test"),
		.document = k % 2 ? ENT_STR("a.en") : ENT_STR("b.en"),
		.target_document = k % 2 ? ENT_STR("a.fr") : ENT_STR("b.fr"),
		.date = pick(seed, 4) ? ent_str_of(date) : ENT_STR(""),
		.confidence = 1,
	};
	assert_int_equal(ent_memory_add_unit(&id, &added, memory, &unit, &err), 0);
}

struct answer {
	uint64_t total, units[LIMIT], counts[2][40];
	uint32_t n, n_counts[2];
};

static struct answer ask(ent_memory *memory, const char *phrase, const char *lang)
{
	struct answer a = { .n = 0 };
	const ent_hit *hits;
	const ent_count *counts;
	ent_error err;
	ent_arena *arena = ent_arena_new(0);
	ent_concord_options opt = ENT_CONCORD_OPTIONS_DEFAULT;
	opt.limit = LIMIT;
	opt.no_counterparts = true;
	opt.lang = ent_str_of(lang);
	assert_int_equal(ent_memory_concord(&hits, &a.n, &a.total, memory,
					    ent_str_of(phrase), &opt, arena, &err),
			 0);
	for (uint32_t k = 0; k < a.n; k++)
		a.units[k] = hits[k].unit;
	for (int by = 0; by < 2; by++) {
		assert_int_equal(ent_memory_concord_count(&counts, &a.n_counts[by],
							  memory, ent_str_of(phrase),
							  by ? ENT_COUNT_YEAR
							     : ENT_COUNT_DOCUMENT,
							  &opt, arena, &err),
				 0);
		assert_true(a.n_counts[by] <= 40);
		for (uint32_t k = 0; k < a.n_counts[by]; k++)
			a.counts[by][k] = counts[k].hits;
	}
	ent_arena_free(arena);
	return a;
}

static void answers_stay_the_same_and_see_new_units(void **state)
{
	static const char *const phrases[] = { "treaty", "the", "le treaty", "water" };
	struct stored *st = *state;
	ent_memory *memory, *reader;
	ent_error err;
	uint64_t seed = 77;
	ent_store_close(st->store);
	st->store = NULL;
	assert_int_equal(ent_memory_open(&memory, st->path, ENT_OPEN_WRITE, &err), 0);
	for (int k = 0; k < UNITS; k++)
		add_unit(memory, &seed, k);
	for (int round = 0; round < 3; round++) {
		assert_int_equal(
			ent_memory_open(&reader, st->path, ENT_OPEN_READ, &err), 0);
		struct answer first[4][2];
		for (int k = 0; k < 8; k++)
			first[k / 2][k % 2] =
				ask(reader, phrases[k / 2], k % 2 ? "" : "en");
		for (int again = 0; again < 40; again++)
			for (int k = 0; k < 8; k++) {
				const struct answer now =
					ask(reader, phrases[k / 2], k % 2 ? "" : "en");
				assert_memory_equal(&now, &first[k / 2][k % 2],
						    sizeof(now));
			}
		const uint64_t before = ask(reader, "treaty", "").total;
		for (int k = 0; k < 20; k++)
			add_unit(memory, &seed, k);
		assert_true(ask(reader, "treaty", "").total > before);
		ent_memory_close(reader);
	}
	ent_memory_close(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(answers_stay_the_same_and_see_new_units),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
