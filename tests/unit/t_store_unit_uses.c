/* SPDX-License-Identifier: Apache-2.0 */
/* Which units use a text, and what is beside a unit. */
#include "unit/stored.h"

struct uses {
	ent_use all[8];
	char dates[8][12];
	size_t n, most;
};

static bool take_use(void *data, const ent_use *use)
{
	struct uses *u = data;
	snprintf(u->dates[u->n], 12, "%.*s", (int)use->date.n, use->date.p);
	u->all[u->n++] = *use;
	return u->n < u->most;
}

static uint64_t dated(struct stored *st,
		      const char *source,
		      const char *target,
		      const char *date,
		      uint64_t document)
{
	bool added;
	ent_unit unit = stored_sample(source, target);
	unit.date = ent_str_of(date);
	return stored_unit_of(st, &unit, document, false, &added);
}

static void uses_of_a_text_come_newest_first(void **state)
{
	struct stored *st = *state;
	struct uses uses = { .most = 8 }, two = { .most = 2 }, lean = { .most = 8 };
	dated(st, "text", "un", "2022-01-01", 0);
	dated(st, "text", "deux", "2024-01-01", 0);
	dated(st, "text", "trois", "2023-01-01", 0);
	dated(st, "other", "quatre", "2025-01-01", 0);
	const uint64_t text = stored_text(st, "en", "text"),
		       target = stored_text(st, "fr", "deux");
	OK(ent_store_uses(st->store, text, false, false, take_use, &uses, &st->err));
	assert_int_equal(uses.n, 3);
	assert_string_equal(uses.dates[0], "2024-01-01");
	assert_string_equal(uses.dates[2], "2022-01-01");
	assert_int_equal(uses.all[0].other, target);
	assert_false(uses.all[0].as_target);
	OK(ent_store_uses(st->store, text, false, true, take_use, &lean, &st->err));
	assert_int_equal(lean.n, 3);
	for (int k = 0; k < 3; k++)
		assert_int_equal(lean.all[k].unit, uses.all[k].unit);
	OK(ent_store_uses(st->store, text, false, false, take_use, &two, &st->err));
	assert_int_equal(two.n, 2);
	uses.n = 0;
	OK(ent_store_uses(st->store, target, true, false, take_use, &uses, &st->err));
	assert_int_equal(uses.n, 1);
	assert_true(uses.all[0].as_target);
	assert_int_equal(uses.all[0].other, text);
}

static void neighbours_are_in_the_same_document(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], id;
	stored_pair(st, "a.en", "a.fr", 50, documents);
	const uint64_t one = dated(st, "1", "1", "", documents[0]);
	dated(st, "x", "x", "", 0);
	const uint64_t two = dated(st, "2", "2", "", documents[0]);
	OK(ent_store_unit_neighbour(&id, st->store, one, documents[0], true, &st->err));
	assert_int_equal(id, two);
	OK(ent_store_unit_neighbour(&id, st->store, two, documents[0], false,
				    &st->err));
	assert_int_equal(id, one);
	OK(ent_store_unit_neighbour(&id, st->store, two, documents[0], true, &st->err));
	assert_int_equal(id, 0);
}

enum { ORDER_MAX = 400 };

struct order {
	uint64_t documents[ORDER_MAX], units[ORDER_MAX];
	size_t n, ranges;
	uint64_t last; /* of the units that there are */
};

static bool take_order(void *data, uint64_t document, uint64_t first, uint64_t last)
{
	struct order *o = data;
	o->ranges++;
	for (uint64_t unit = first; unit <= last && unit <= o->last; unit++) {
		assert_true(o->n < ORDER_MAX);
		o->documents[o->n] = document;
		o->units[o->n++] = unit;
	}
	return true;
}

static void check_order(struct order *order, struct stored *st)
{
	OK(ent_store_unit_last(&order->last, st->store, &st->err));
	OK(ent_store_unit_order(st->store, take_order, order, &st->err));
	assert_int_equal(order->n, order->last);
	for (size_t k = 1; k < order->n; k++)
		assert_true(order->documents[k] > order->documents[k - 1] ||
			    (order->documents[k] == order->documents[k - 1] &&
			     order->units[k] > order->units[k - 1]));
}

static void units_are_ordered_by_document_then_number(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	struct order order = { .n = 0 };
	stored_pair(st, "a.en", "a.fr", 50, documents);
	dated(st, "x", "x", "", 0);
	dated(st, "1", "1", "", documents[0]);
	check_order(&order, st);
	assert_int_equal(order.n, 3);
	assert_int_equal(order.documents[0], 0);
}

/* Units of 5 documents one after another are a range each; then some of each in
 * turn. */
static void units_in_a_row_are_a_range(void **state)
{
	struct stored *st = *state;
	uint64_t pairs[5][2] = { { 0 } };
	struct order order = { .n = 0 }, mixed = { .n = 0 };
	char name[2][8], text[8];
	for (int d = 0; d < 5; d++) {
		snprintf(name[0], sizeof(name[0]), "%d.en", d);
		snprintf(name[1], sizeof(name[1]), "%d.fr", d);
		if (d != 2) /* these have no document */
			stored_pair(st, name[0], name[1], 50, pairs[d]);
		for (int k = 0; k < 40; k++) {
			snprintf(text, sizeof(text), "%d", d * 40 + k);
			dated(st, text, text, "", pairs[d][0]);
		}
	}
	check_order(&order, st);
	assert_int_equal(order.ranges, 5);
	for (int k = 0; k < 90; k++) {
		snprintf(text, sizeof(text), "m%d", k);
		dated(st, text, text, "", pairs[k % 3][0]);
	}
	check_order(&mixed, st);
	assert_true(mixed.ranges > order.n); /* one for a unit */
}

static void directions_keep_regions(void **state)
{
	struct stored *st = *state;
	uint32_t a, b, again, n;
	ent_direction *all;
	OK(ent_store_direction(&a, st->store, ENT_STR("en"), ENT_STR("fr-CA"),
			       &st->err));
	OK(ent_store_direction(&b, st->store, ENT_STR("en"), ENT_STR("fr"), &st->err));
	OK(ent_store_direction(&again, st->store, ENT_STR("en"), ENT_STR("fr-CA"),
			       &st->err));
	assert_int_equal(a, again);
	assert_int_not_equal(a, b);
	stored_unit(st, "one", "un");
	stored_unit(st, "two", "deux");
	OK(ent_store_directions(&all, &n, st->store, st->arena, &st->err));
	assert_int_equal(n, 2);
	OK(ent_store_direction_sizes(all, n, st->store, &st->err));
	for (uint32_t k = 0; k < n; k++)
		assert_int_equal(all[k].units, all[k].id == b ? 2 : 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(uses_of_a_text_come_newest_first),
		STORED(neighbours_are_in_the_same_document),
		STORED(units_are_ordered_by_document_then_number),
		STORED(units_in_a_row_are_a_range),
		STORED(directions_keep_regions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
