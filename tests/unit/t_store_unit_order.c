/* SPDX-License-Identifier: Apache-2.0 */
/* All units, by their texts and by their documents. */
#include "unit/stored.h"

enum { UNITS = 4 };

struct seen {
	ent_unit_text rows[UNITS + 1];
	char dates[UNITS + 1][16];
	uint32_t n, stop_after;
};

static bool take_text(void *data, const ent_unit_text *row)
{
	struct seen *s = data;
	assert_true(s->n < UNITS);
	s->rows[row->unit] = *row;
	snprintf(s->dates[row->unit], sizeof(s->dates[0]), "%.*s", (int)row->date.n,
		 row->date.p);
	return ++s->n != s->stop_after;
}

/* Units 1 and 3 are of document 2, unit 2 of document 1, unit 4 of none. */
static void fill(struct stored *st)
{
	static const uint64_t of[UNITS] = { 2, 1, 2, 0 };
	uint64_t documents[2];
	bool added;
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_document_named(&documents[0], st->store, ENT_STR("a"), ENT_STR(""),
				    &st->err));
	OK(ent_store_document_named(&documents[1], st->store, ENT_STR("b"), ENT_STR(""),
				    &st->err));
	assert_int_equal(documents[0], 1);
	assert_int_equal(documents[1], 2);
	for (uint32_t k = 0; k < UNITS; k++) {
		ent_unit unit = stored_sample(k % 2 ? "odd" : "even", "fr");
		unit.date = k == 2 ? ENT_STR("2024-03-12") : ENT_STR("");
		unit.confidence = (float)k / 4;
		stored_unit_of(st, &unit, of[k], false, &added);
	}
	OK(ent_store_commit(st->store, &st->err));
}

static void every_unit_has_its_text(void **state)
{
	struct stored *st = *state;
	fill(st);
	const uint64_t odd = stored_text(st, "en", "odd"),
		       even = stored_text(st, "en", "even"),
		       fr = stored_text(st, "fr", "fr");
	for (int target = 0; target < 2; target++)
		for (int lean = 0; lean < 2; lean++) {
			struct seen s = { .n = 0 };
			OK(ent_store_unit_texts(st->store, target, &ENT_TEXT_SPAN_ALL,
						lean, take_text, &s, &st->err));
			assert_int_equal(s.n, UNITS);
			for (uint32_t k = 1; k <= UNITS; k++) {
				const ent_unit_text *row = &s.rows[k];
				assert_int_equal(row->text, target  ? fr
							    : k % 2 ? even
								    : odd);
				assert_string_equal(s.dates[k],
						    k == 3 ? "2024-03-12" : "");
				assert_int_equal(row->direction, lean ? 0 : 1);
				assert_true(row->confidence ==
					    (lean ? 0 : (float)(k - 1) / 4));
			}
		}
}

static ent_status pass(void *data, const ent_text_row *row, ent_error *err)
{
	(void)data, (void)row, (void)err;
	return ENT_OK;
}

/* Many units; a random choice of them is there. */
enum { MANY = 600 };

struct order {
	int64_t documents[MANY + 1]; /* of each unit, -1 where there is none */
	bool given[MANY + 1];
	uint64_t document, last;
	uint32_t ranges, stop_after;
};

/* Each unit once, by document, then number. */
static bool take_order(void *data, uint64_t document, uint64_t first, uint64_t last)
{
	struct order *o = data;
	assert_true(first <= last && last <= MANY);
	assert_true(!o->ranges || document > o->document ||
		    (document == o->document && first > o->last));
	for (uint64_t id = first; id <= last; id++)
		if (o->documents[id] >= 0) {
			assert_int_equal(o->documents[id], document);
			assert_false(o->given[id]);
			o->given[id] = true;
		}
	o->document = document;
	o->last = last;
	return ++o->ranges != o->stop_after;
}

/* together: how many units a document has one after another; 0 for any. */
static void fill_many(struct stored *st, struct order *o, uint32_t together)
{
	uint64_t seed = 12 + together, removed, documents[20];
	const ent_unit unit = stored_sample("one", "un");
	char name[20];
	bool added;
	*o = (struct order){ .stop_after = 0 };
	OK(ent_store_begin(st->store, &st->err));
	for (uint32_t k = 0; k < 20; k++) {
		snprintf(name, sizeof(name), "document %u", k);
		OK(ent_store_document_named(&documents[k], st->store, ent_str_of(name),
					    ENT_STR(""), &st->err));
	}
	for (uint64_t id = 1; id <= MANY; id++) {
		const uint64_t turn =
			together ? id * 7 / together % 21 : pick(&seed, 21);
		const uint64_t of = turn ? documents[turn - 1] : 0;
		assert_int_equal(stored_unit_of(st, &unit, of, false, &added), id);
		o->documents[id] = (int64_t)of;
		if (!pick(&seed, 5)) {
			OK(ent_store_mark_for_removal(st->store, id, &st->err));
			o->documents[id] = -1;
		}
	}
	OK(ent_store_remove_marked(&removed, st->store, pass, NULL, &st->err));
	OK(ent_store_commit(st->store, &st->err));
}

static void expect_order(struct stored *st, uint32_t together)
{
	static struct order o;
	fill_many(st, &o, together);
	OK(ent_store_unit_order(st->store, take_order, &o, &st->err));
	for (uint32_t id = 1; id <= MANY; id++)
		assert_int_equal(o.given[id], o.documents[id] >= 0);
}

static void units_of_documents_in_turn_come_in_order(void **state)
{
	expect_order(*state, 210);
}

static void units_of_mixed_documents_come_in_order(void **state)
{
	expect_order(*state, 0);
}

static void units_of_small_documents_come_in_order(void **state)
{
	expect_order(*state, 7);
}

static void reading_ends_when_a_unit_is_refused(void **state)
{
	struct stored *st = *state;
	static struct order o;
	struct seen t = { .stop_after = 3 };
	fill(st);
	OK(ent_store_unit_texts(st->store, false, &ENT_TEXT_SPAN_ALL, true, take_text,
				&t, &st->err));
	assert_int_equal(t.n, 3);
	for (uint32_t k = 1; k <= MANY; k++)
		o.documents[k] = -1;
	o.stop_after = 2;
	OK(ent_store_unit_order(st->store, take_order, &o, &st->err));
	assert_int_equal(o.ranges, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(every_unit_has_its_text),
		STORED(units_of_documents_in_turn_come_in_order),
		STORED(units_of_mixed_documents_come_in_order),
		STORED(units_of_small_documents_come_in_order),
		STORED(reading_ends_when_a_unit_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
