/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs of documents: stored, found by name and language, loaded whole. */
#include "unit/stored.h"

static void a_pair_is_found_by_names_and_languages(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	ent_alignment_row row;
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	ent_pair_key key = stored_key("a.en", "a.fr");
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, id);
	assert_int_equal(row.source_hash, 50);
	assert_int_equal(row.target_hash, 51);
	assert_int_equal(row.options, 7);
	assert_true(row.current && row.has_units);
	key.to = ENT_STR("de");
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, 0);
	key = stored_key("a.en", "b.fr");
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_int_equal(row.id, 0);
	OK(ent_store_alignment_version(st->store, id, ENT_STR("0.0"), &st->err));
	key = stored_key("a.en", "a.fr");
	OK(ent_store_alignment_find(&row, st->store, &key, &st->err));
	assert_false(row.current);
}

static void a_pair_is_loaded_as_it_was_stored(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	ent_stored_pair pair;
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_pair_load(&pair, st->store, id, st->arena, &st->err));
	assert_int_equal(pair.documents[0], documents[0]);
	assert_int_equal(pair.documents[1], documents[1]);
	assert_true(ent_str_is(pair.source.name, "a.en"));
	assert_true(ent_str_is(pair.source.lang, "en"));
	assert_true(ent_str_is(pair.source.title, "Title"));
	assert_true(ent_str_is(pair.source.date, "2024-03-12"));
	assert_true(ent_str_is(pair.target.name, "a.fr"));
	assert_true(ent_str_is(pair.target.date, ""));
	assert_int_equal(pair.target.hash, 51);
	assert_true(ent_str_is(pair.origin, "folder"));
	assert_true(pair.confidence == .75f);
	assert_int_equal(
		ent_store_pair_load(&pair, st->store, id + 1, st->arena, &st->err),
		ENT_ENOTFOUND);
}

static void segments_and_beads_are_loaded_in_order(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	const ent_segment *segments;
	const ent_bead *beads;
	const bool *has_unit;
	uint32_t n;
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_segments_load(&segments, &n, st->store, documents[1], 0, 99,
				   st->arena, &st->err));
	assert_int_equal(n, 2);
	assert_true(ent_str_is(segments[1].text, "Deux."));
	assert_int_equal(segments[1].paragraph, 1);
	assert_true(segments[1].uncertain);
	OK(ent_store_segments_load(&segments, &n, st->store, documents[0], 1, 1,
				   st->arena, &st->err));
	assert_int_equal(n, 1);
	assert_int_equal(segments[0].kind, ENT_KIND_HEADING);
	OK(ent_store_segments_load(&segments, &n, st->store, documents[0], 2, 1,
				   st->arena, &st->err));
	assert_int_equal(n, 0);
	OK(ent_store_beads_load(&beads, &has_unit, &n, st->store, id, st->arena,
				&st->err));
	assert_int_equal(n, 2);
	assert_true(has_unit[0] && !has_unit[1]);
	assert_int_equal(beads[1].src, 1);
	assert_int_equal(beads[1].doubts, 3);
	assert_true(beads[1].confidence == .25f);
}

static ent_status count_bead(void *data, const ent_bead_row *row, ent_error *err)
{
	int *n = data;
	(void)err;
	assert_int_equal(row->number, 2);
	assert_int_equal(row->chars, 4 + 5);
	++*n;
	return ENT_OK;
}

static void doubtful_beads_are_those_below_a_confidence(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	int n = 0;
	const uint64_t a = stored_pair(st, "2024/a.en", "2024/a.fr", 50, documents),
		       b = stored_pair(st, "2025/b.en", "2025/b.fr", 60, documents);
	OK(ent_store_doubtful(st->store, .5f, ENT_STR(""), count_bead, &n, &st->err));
	assert_int_equal(n, 0); /* of units that were deleted */
	OK(ent_store_bead_link(st->store, a, 2, stored_unit(st, "Two.", "Deux."),
			       &st->err));
	OK(ent_store_bead_link(st->store, b, 2, stored_unit(st, "Two.", "Deux."),
			       &st->err));
	OK(ent_store_doubtful(st->store, .5f, ENT_STR(""), count_bead, &n, &st->err));
	assert_int_equal(n, 2);
	OK(ent_store_doubtful(st->store, .5f, ENT_STR("2025/*"), count_bead, &n,
			      &st->err));
	assert_int_equal(n, 3);
	OK(ent_store_doubtful(st->store, .1f, ENT_STR(""), count_bead, &n, &st->err));
	assert_int_equal(n, 3);
}

static void a_unit_knows_its_bead(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], alignment;
	const uint64_t *units;
	uint32_t n;
	ent_bead_row bead;
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_bead_units(&units, &n, st->store, id, st->arena, &st->err));
	assert_int_equal(n, 2);
	assert_true(units[0] > 0);
	assert_int_equal(units[1], 0);
	OK(ent_store_unit_alignment(&alignment, st->store, units[0], &st->err));
	assert_int_equal(alignment, id);
	OK(ent_store_bead_of_unit(&bead, st->store, units[0], &st->err));
	assert_int_equal(bead.number, 1);
	OK(ent_store_bead_of_unit(&bead, st->store, units[0] + 9, &st->err));
	assert_int_equal(bead.alignment, 0);
	const uint64_t other = stored_unit(st, "Two.", "Deux.");
	OK(ent_store_bead_link(st->store, id, 2, other, &st->err));
	OK(ent_store_bead_of_unit(&bead, st->store, other, &st->err));
	assert_int_equal(bead.number, 2);
	OK(ent_store_bead_link(st->store, id, 99, other, &st->err)); /* ignored */
}

static void alignments_of_one_release_find_each_other(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], next;
	const uint64_t *ids;
	uint32_t n;
	const uint64_t a = stored_pair(st, "a.en", "a.fr", 50, documents),
		       b = stored_pair(st, "b.en", "b.fr", 60, documents),
		       c = stored_pair(st, "c.en", "c.fr", 70, documents);
	OK(ent_store_alignment_release(st->store, a, ENT_STR("r1"), &st->err));
	OK(ent_store_alignment_release(st->store, b, ENT_STR("r2"), &st->err));
	OK(ent_store_alignment_release(st->store, c, ENT_STR("r1"), &st->err));
	OK(ent_store_same_release(&ids, &n, st->store, a, st->arena, &st->err));
	assert_int_equal(n, 1);
	assert_int_equal(ids[0], c);
	OK(ent_store_same_release(&ids, &n, st->store, b, st->arena, &st->err));
	assert_int_equal(n, 0);
	OK(ent_store_alignments(&ids, &n, st->store, st->arena, &st->err));
	assert_int_equal(n, 3);
	OK(ent_store_alignment_next(&next, st->store, 0, &st->err));
	assert_int_equal(next, a);
	OK(ent_store_alignment_next(&next, st->store, c, &st->err));
	assert_int_equal(next, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_pair_is_found_by_names_and_languages),
		STORED(a_pair_is_loaded_as_it_was_stored),
		STORED(segments_and_beads_are_loaded_in_order),
		STORED(doubtful_beads_are_those_below_a_confidence),
		STORED(a_unit_knows_its_bead),
		STORED(alignments_of_one_release_find_each_other),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
