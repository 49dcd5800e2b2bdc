/* SPDX-License-Identifier: Apache-2.0 */
/* Documents: as names alone, as pairs of two languages, found by names and globs. */
#include "store/sql.h"
#include "unit/stored.h"

static uint64_t named(struct stored *st, const char *name, const char *counterpart)
{
	uint64_t id;
	OK(ent_store_document_named(&id, st->store, ent_str_of(name),
				    ent_str_of(counterpart), &st->err));
	return id;
}

static void a_name_is_one_document_for_each_counterpart(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t alone = named(st, "a.en", ""), with = named(st, "a.en", "a.fr"),
		       other = named(st, "a.en", "b.fr");
	assert_true(alone && with && other);
	assert_true(alone != with && with != other && alone != other);
	assert_int_equal(named(st, "a.en", ""), alone);
	assert_int_equal(named(st, "a.en", "a.fr"), with);
	assert_int_equal(named(st, "a.en", "b.fr"), other);
	assert_int_equal(named(st, "", ""), 0);
	assert_true(named(st, "", "a.fr") > 0);
	OK(ent_store_commit(st->store, &st->err));
}

static void names_are_found_whole_or_by_a_glob(void **state)
{
	struct stored *st = *state;
	const uint64_t *ids;
	uint32_t n;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t a = named(st, "x/a*.en", ""), b = named(st, "x/a1.en", "");
	named(st, "y/a1.en", "");
	OK(ent_store_documents_of(&ids, &n, st->store, ENT_STR("x/a*.en"), false,
				  st->arena, &st->err));
	assert_int_equal(n, 1);
	assert_int_equal(ids[0], a);
	OK(ent_store_documents_of(&ids, &n, st->store, ENT_STR("x/a*.en"), true,
				  st->arena, &st->err));
	assert_int_equal(n, 2);
	assert_int_equal(ids[1], b);
	OK(ent_store_documents_of(&ids, &n, st->store, ENT_STR("z*"), true, st->arena,
				  &st->err));
	assert_int_equal(n, 0);
	ent_str name;
	OK(ent_store_document_name(&name, st->store, b, st->arena, &st->err));
	assert_true(ent_str_is(name, "x/a1.en"));
	OK(ent_store_document_name(&name, st->store, 999, st->arena, &st->err));
	assert_true(ent_str_is(name, ""));
	OK(ent_store_commit(st->store, &st->err));
}

static void a_pair_is_found_by_names_and_languages(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	ent_alignment_row row;
	ent_pair_key key = stored_key("a.en", "a.fr");
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_pair(st, "a.en", "a.fr", UINT64_MAX - 1, documents);
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, id);
	assert_true(row.source_hash == UINT64_MAX - 1 && row.target_hash == UINT64_MAX);
	assert_int_equal(row.options, 7);
	assert_true(row.confidence == .75f);
	assert_true(row.current && row.has_units && !row.several);
	/* a pair of which no bead has a unit */
	OK(ent_sql_exec(st->store, "UPDATE bead SET unit=NULL", &st->err));
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_false(row.has_units);
	key.to = ENT_STR("de");
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, 0);
	assert_false(row.several);
	key = stored_key("a.fr", "a.en"); /* the other way round is another pair */
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, 0);
	/* of two pairs with these names the first is found, and both are said to be
	 * there */
	stored_pair(st, "a.en", "a.fr", 60, documents);
	key = stored_key("a.en", "a.fr");
	key.from = key.to = ENT_STR("");
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, id);
	assert_true(row.several);
	OK(ent_store_commit(st->store, &st->err));
}

/* A language with a region is found by the language. */
static void a_region_is_part_of_its_language(void **state)
{
	struct stored *st = *state;
	const ent_document s = { .name = ENT_STR("a"), .lang = ENT_STR("en-CA") },
			   t = { .name = ENT_STR("b"), .lang = ENT_STR("frc") };
	const ent_alignment alignment = { NULL, 0, 1 };
	const ent_aligned_pair pair = { .source = &s,
					.target = &t,
					.alignment = &alignment };
	uint64_t id, documents[2];
	ent_alignment_row row;
	ent_pair_key key = { ENT_STR("a"), ENT_STR("b"), ENT_STR("en"), ENT_STR("") };
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_alignment_add(&id, documents, st->store, &pair, &st->err));
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, id);
	assert_false(row.has_units);
	key.to = ENT_STR("fr"); /* frc is not a region of it */
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, 0);
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_name_is_one_document_for_each_counterpart),
		STORED(names_are_found_whole_or_by_a_glob),
		STORED(a_pair_is_found_by_names_and_languages),
		STORED(a_region_is_part_of_its_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
