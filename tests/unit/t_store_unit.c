/* SPDX-License-Identifier: Apache-2.0 */
/* Units: stored with all they have, found again, and distinguished. */
#include "unit/stored.h"

static ent_unit full(void)
{
	ent_unit unit = stored_sample("The treaty", "Le trait\u00E9");
	unit.source.markup = ENT_STR("The <ph/>treaty");
	unit.source.extra = ENT_STR(" changeid=\"x\"<note>n</note>");
	unit.target.markup = ENT_STR("Le <ph/>trait\u00E9");
	unit.target.extra = ENT_STR("<prop type=\"p\">v</prop>");
	unit.place = ENT_STR("3, page 2");
	unit.date = ENT_STR("2024-03-12");
	unit.origin = ENT_STR("tmx");
	unit.extra = ENT_STR("<note>t</note>");
	unit.attributes = ENT_STR("tuid=\"7\" usagecount=\"2\"");
	unit.confidence = .5f;
	unit.doubts = 9;
	unit.line = 17;
	return unit;
}

#define SAME(field) assert_true(ent_str_eq(row.unit.field, unit.field))

static void a_unit_comes_back_whole(void **state)
{
	struct stored *st = *state;
	const ent_unit unit = full();
	ent_unit_row row;
	bool added, there;
	const uint64_t id = stored_unit_of(st, &unit, 0, false, &added);
	assert_true(added);
	OK(ent_store_unit_exists(&there, st->store, id, &st->err));
	assert_true(there);
	OK(ent_store_unit_get(&row, st->store, id, &st->err));
	assert_int_equal(row.id, id);
	SAME(source.lang);
	SAME(source.text);
	SAME(source.markup);
	SAME(source.extra);
	SAME(target.lang);
	SAME(target.text);
	SAME(target.markup);
	SAME(target.extra);
	SAME(place);
	SAME(date);
	SAME(origin);
	SAME(extra);
	SAME(attributes);
	assert_true(row.unit.confidence == unit.confidence);
	assert_int_equal(row.unit.doubts, unit.doubts);
	ent_store_unit_end(st->store);
	OK(ent_store_unit_exists(&there, st->store, id + 1, &st->err));
	assert_false(there);
}

/* With `once` each difference makes another unit, and nothing else. */
static void equal_units_are_stored_once(void **state)
{
	struct stored *st = *state;
	bool added;
	const ent_unit unit = full();
	const uint64_t id = stored_unit_of(st, &unit, 0, true, &added);
	assert_true(added);
	assert_int_equal(stored_unit_of(st, &unit, 0, true, &added), id);
	assert_false(added);
	ent_unit other = unit;
	other.confidence = 1; /* is not a difference */
	assert_int_equal(stored_unit_of(st, &other, 0, true, &added), id);
	ent_unit variants[6];
	for (int k = 0; k < 6; k++)
		variants[k] = unit;
	variants[0].target.text = ENT_STR("Le pacte");
	variants[1].target.lang = ENT_STR("fr-CA");
	variants[2].place = ENT_STR("4");
	variants[3].source.markup = ENT_STR("");
	variants[4].attributes = ENT_STR("tuid=\"8\"");
	variants[5].extra = ENT_STR("");
	for (int k = 0; k < 6; k++) {
		stored_unit_of(st, &variants[k], 0, true, &added);
		assert_true(added);
		stored_unit_of(st, &variants[k], 0, true, &added);
		assert_false(added);
	}
	assert_true(stored_unit_of(st, &unit, 0, false, &added) != id);
	assert_true(added);
}

static ent_status count_unit(void *data, const ent_unit_row *row, ent_error *err)
{
	(void)row;
	(void)err;
	++*(int *)data;
	return ENT_OK;
}

static int count(struct stored *st, const ent_filter *filter)
{
	int n = 0;
	OK(ent_store_unit_each(st->store, filter, count_unit, &n, &st->err));
	return n;
}

static void a_filter_passes_dates_confidence_and_numbers(void **state)
{
	struct stored *st = *state;
	bool added;
	uint64_t last = 0;
	for (int year = 2020; year < 2026; year++) {
		char date[16], text[16];
		snprintf(date, sizeof(date), "%d-06-15", year);
		snprintf(text, sizeof(text), "text %d", year);
		ent_unit unit = stored_sample(text, text);
		unit.date = ent_str_of(date);
		unit.confidence = (float)(year - 2019) / 8;
		last = stored_unit_of(st, &unit, 0, false, &added);
	}
	ent_filter f = ENT_FILTER_DEFAULT;
	assert_int_equal(count(st, &f), 6);
	f.since = ENT_STR("2022-06-15");
	assert_int_equal(count(st, &f), 4);
	f.until = ENT_STR("2024-06-15");
	assert_int_equal(count(st, &f), 3);
	f.min_confidence = .5f;
	assert_int_equal(count(st, &f), 2);
	f = ENT_FILTER_DEFAULT;
	f.unit = last;
	assert_int_equal(count(st, &f), 1);
}

static void a_rewritten_unit_has_the_new_texts(void **state)
{
	struct stored *st = *state;
	const uint64_t id = stored_unit(st, "old", "vieux");
	ent_unit now = stored_sample("new", "neuf");
	ent_unit_row row;
	ent_unit_keys keys;
	OK(ent_store_unit_get(&row, st->store, id, &st->err));
	keys = row.keys;
	ent_store_unit_end(st->store);
	keys.source = stored_text(st, "en", "new");
	keys.target = stored_text(st, "fr", "neuf");
	OK(ent_store_unit_rewrite(st->store, id, &now, &keys, &st->err));
	OK(ent_store_unit_get(&row, st->store, id, &st->err));
	assert_true(ent_str_is(row.unit.source.text, "new"));
	assert_true(ent_str_is(row.unit.target.text, "neuf"));
	ent_store_unit_end(st->store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_unit_comes_back_whole),
		STORED(equal_units_are_stored_once),
		STORED(a_filter_passes_dates_confidence_and_numbers),
		STORED(a_rewritten_unit_has_the_new_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
