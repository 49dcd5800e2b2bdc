/* SPDX-License-Identifier: Apache-2.0 */
/* The table of the uses of each text: the same as asking for each. */
#include "store/use_table.h"
#include "unit/stored.h"

enum { TEXTS = 30, UNITS = 400 };

/* Units in both directions over few texts, some with a date, one text of very many. */
static void fill(struct stored *st)
{
	uint64_t seed = 11, documents[2];
	OK(ent_store_begin(st->store, &st->err));
	stored_pair(st, "a.en", "a.fr", 50, documents);
	for (int k = 0; k < UNITS; k++) {
		char texts[2][16], date[16];
		bool added;
		for (int side = 0; side < 2; side++)
			snprintf(texts[side], sizeof(texts[side]), "text %u",
				 pick(&seed, TEXTS));
		if (!pick(&seed, 3))
			snprintf(texts[0], sizeof(texts[0]), "many");
		snprintf(date, sizeof(date), "20%02u-0%u", 10 + pick(&seed, 5),
			 1 + pick(&seed, 9));
		ent_unit unit = stored_sample(texts[0], texts[1]);
		unit.date = pick(&seed, 4) ? ent_str_of(date) : ENT_STR("");
		if (!pick(&seed, 8)) {
			unit.source.lang = ENT_STR("fr");
			unit.target.lang = ENT_STR("en");
		}
		stored_unit_of(st, &unit, pick(&seed, 2) ? documents[0] : 0, false,
			       &added);
	}
	OK(ent_store_commit(st->store, &st->err));
}

struct asked {
	uint32_t n[2];
	ent_use newest[2];
	char date[2][16];
};

static bool take_use(void *data, const ent_use *use)
{
	struct asked *a = data;
	if (!a->n[use->as_target]++) {
		a->newest[use->as_target] = *use;
		snprintf(a->date[use->as_target], 16, "%.*s", (int)use->date.n,
			 use->date.p);
	}
	return true;
}

/* A text of which the table knows the uses. */
struct known {
	uint32_t place;
	uint64_t unit;
	char date[16];
};

static void compare_order(const struct known *known, size_t n)
{
	for (size_t a = 0; a < n; a++)
		for (size_t b = 0; b < n; b++) {
			const int order = strcmp(known[a].date, known[b].date);
			const bool newer =
				order > 0 || (!order && known[a].unit > known[b].unit);
			assert_int_equal(known[a].place > known[b].place, newer);
		}
}

static void the_table_knows_what_asking_for_each_text_says(void **state)
{
	struct stored *st = *state;
	struct known known[2 * TEXTS + 8];
	ent_use_table *table;
	size_t n = 0, many = 0;
	fill(st);
	ent_store_close(st->store);
	stored_open(st, ENT_OPEN_READ);
	OK(ent_use_table_read(&table, st->store, UNITS + 2, &st->err));
	assert_non_null(table);
	for (uint64_t text = 1; text < 2 * TEXTS + 8; text++) {
		struct asked asked = { .n = { 0, 0 } };
		const ent_text_uses uses = ent_use_table_of(table, text);
		for (int side = 0; side < 2; side++)
			OK(ent_store_uses(st->store, text, side, false, take_use,
					  &asked, &st->err));
		if (uses.n == ENT_USES_MANY) {
			assert_true((asked.n[0] && asked.n[1]) ||
				    asked.n[0] + asked.n[1] >= ENT_USES_MANY);
			many++;
			continue;
		}
		assert_int_equal(uses.n, asked.n[uses.as_target]);
		assert_int_equal(0, asked.n[!uses.as_target]);
		if (!uses.n)
			continue;
		const ent_use *newest = &asked.newest[uses.as_target];
		const char *date = asked.date[uses.as_target];
		assert_int_equal(ent_use_table_document(table, uses.newest),
				 newest->document);
		assert_int_equal(ent_use_table_year(table, uses.newest),
				 ent_date_year(ent_str_of(date)));
		known[n] = (struct known){ uses.newest, newest->unit, "" };
		snprintf(known[n++].date, 16, "%s", date);
	}
	assert_true(n > 10 && many > 10);
	compare_order(known, n);
	ent_use_table_free(table);
}

static void the_table_is_read_when_it_is_worth_it_and_until_a_change(void **state)
{
	struct stored *st = *state;
	ent_use_table *table;
	ent_store *writer;
	bool is;
	fill(st);
	OK(ent_use_table_read(&table, st->store, UINT64_MAX, &st->err));
	assert_null(table); /* the store writes */
	writer = st->store;
	stored_open(st, ENT_OPEN_READ);
	OK(ent_use_table_read(&table, st->store, UNITS / 2, &st->err));
	assert_null(table);
	OK(ent_use_table_read(&table, st->store, UNITS + 2, &st->err));
	assert_non_null(table);
	assert_int_equal(ent_use_table_of(table, 1 << 20).n, 0);
	OK(ent_use_table_is_current(&is, table, st->store, &st->err));
	assert_true(is);
	ent_store *reader = st->store;
	st->store = writer;
	stored_unit(st, "new", "neuf");
	OK(ent_use_table_is_current(&is, table, reader, &st->err));
	assert_false(is);
	ent_use_table_free(table);
	ent_store_close(reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(the_table_knows_what_asking_for_each_text_says),
		STORED(the_table_is_read_when_it_is_worth_it_and_until_a_change),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
