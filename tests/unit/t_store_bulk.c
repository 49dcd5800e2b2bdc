/* SPDX-License-Identifier: Apache-2.0 */
/* Filling an empty memory at once: the same rows as one by one. */
#include "unit/stored.h"

static ent_status hash_unit(void *data, const ent_unit_row *row, ent_error *err)
{
	uint64_t *hash = data;
	const ent_str parts[] = { row->unit.source.text, row->unit.target.text,
				  row->unit.source.markup, row->unit.attributes,
				  row->unit.date };
	(void)err;
	for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++)
		*hash = *hash * 31 + ent_str_hash(parts[k]);
	*hash = *hash * 31 + row->id;
	return ENT_OK;
}

static void fill(struct stored *st)
{
	uint64_t seed = 12;
	for (int k = 0; k < 3000; k++) {
		char source[32], target[32], id[32];
		bool added;
		snprintf(source, sizeof(source), "source %u", pick(&seed, 900));
		snprintf(target, sizeof(target), "target %u", pick(&seed, 3));
		snprintf(id, sizeof(id), "tuid=\"%u\"", pick(&seed, 2));
		ent_unit unit = stored_sample(source, target);
		if (pick(&seed, 3))
			unit.attributes = ent_str_of(id);
		stored_unit_of(st, &unit, 0, true, &added);
	}
}

static uint64_t state_of(struct stored *st, ent_stats *stats)
{
	uint64_t hash = 0;
	const ent_filter all = ENT_FILTER_DEFAULT;
	OK(ent_store_unit_each(st->store, &all, hash_unit, &hash, &st->err));
	OK(ent_store_stats(stats, st->store, &st->err));
	return hash;
}

static void fail_on(void *data, const char *what)
{
	(void)data;
	if (!strstr(what, "not indexed")) /* there is no index here */
		fail_msg("%s", what);
}

static void a_memory_filled_at_once_has_the_same_rows(void **state)
{
	struct stored *st = *state, plain = { .arena = st->arena };
	ent_stats stats, want;
	bool empty;
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_bulk_begin(&empty, st->store, &st->err));
	assert_true(empty);
	fill(st);
	OK(ent_store_bulk_indexes(st->store, &st->err));
	OK(ent_store_bulk_end(st->store, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	OK(ent_store_check(st->store, fail_on, NULL, &st->err));
	snprintf(plain.path, sizeof(plain.path), "%s/other.entente", st->folder);
	stored_open(&plain, ENT_OPEN_CREATE);
	OK(ent_store_begin(plain.store, &st->err));
	fill(&plain);
	OK(ent_store_commit(plain.store, &st->err));
	assert_int_equal(state_of(st, &stats), state_of(&plain, &want));
	assert_int_equal(stats.units, want.units);
	assert_int_equal(stats.texts, want.texts);
	ent_store_close(plain.store);
	/* a second time it holds texts already */
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_bulk_begin(&empty, st->store, &st->err));
	assert_false(empty);
	OK(ent_store_commit(st->store, &st->err));
}

static void a_failed_fill_leaves_an_empty_sound_memory(void **state)
{
	struct stored *st = *state;
	ent_stats stats;
	bool empty;
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_bulk_begin(&empty, st->store, &st->err));
	fill(st);
	ent_store_rollback(st->store);
	state_of(st, &stats);
	assert_int_equal(stats.units, 0);
	OK(ent_store_check(st->store, fail_on, NULL, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_memory_filled_at_once_has_the_same_rows),
		STORED(a_failed_fill_leaves_an_empty_sound_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
