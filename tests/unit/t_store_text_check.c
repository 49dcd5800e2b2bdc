/* SPDX-License-Identifier: Apache-2.0 */
/* Texts of a damaged file that are not UTF-8: each is named, and repaired. */
#include "base/utf8.h"
#include "store/sql.h"
#include "unit/stored.h"

struct reports {
	int n;
	char last[200];
};

static void take_report(void *data, const char *what)
{
	struct reports *r = data;
	r->n++;
	snprintf(r->last, sizeof(r->last), "%s", what);
}

static struct reports check(struct stored *st)
{
	struct reports r = { .n = 0 };
	char line[200];
	OK(ent_store_check_texts(st->store, take_report, &r, &st->err));
	assert_int_equal(ent_find_bad_text(line, sizeof(line), st->store), r.n > 0);
	if (r.n == 1)
		assert_string_equal(line, r.last);
	return r;
}

static void sound_texts_are_not_reported(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	OK(ent_store_begin(st->store, &st->err));
	stored_unit(st, "\u00E9t\u00E9 \U0001F600", "");
	stored_pair(st, "a.en", "a.fr", 50, documents);
	assert_int_equal(check(st).n, 0);
	OK(ent_store_repair_texts(st->store, &st->err));
	assert_int_equal(check(st).n, 0);
	OK(ent_store_commit(st->store, &st->err));
}

static void a_bad_text_is_named_and_repaired(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t text = stored_text(st, "en", "one");
	stored_text(st, "en", "two");
	OK(ent_sql_exec(st->store,
			"UPDATE text SET text=CAST(x'41ff42e9' AS TEXT)"
			" WHERE text='one'",
			&st->err));
	const struct reports r = check(st);
	assert_int_equal(r.n, 1);
	assert_non_null(strstr(r.last, "text of row 1 of the table text"));
	OK(ent_store_repair_texts(st->store, &st->err));
	assert_int_equal(check(st).n, 0);
	/* U+FFFD stands for each wrong byte */
	ent_str now;
	OK(ent_store_text_get(&now, NULL, st->store, text, &st->err));
	assert_true(ent_str_is(now, "A\uFFFDB\uFFFD"));
	OK(ent_store_commit(st->store, &st->err));
}

/* Names that must differ, and would be the same once they are repaired. */
static void repaired_keys_stay_different(void **state)
{
	struct stored *st = *state;
	uint32_t n;
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_sql_exec(st->store,
			"INSERT INTO setting (name, value) VALUES"
			" (CAST(x'41fe' AS TEXT), 'a'), (CAST(x'41ff' AS TEXT), 'b'),"
			" (CAST(x'41efbfbd' AS TEXT), 'c')",
			&st->err));
	assert_int_equal(check(st).n, 2);
	OK(ent_store_repair_texts(st->store, &st->err));
	assert_int_equal(check(st).n, 0);
	OK(ent_sql_number(&n, st->store,
			  ent_sql(st->store,
				  "SELECT count(DISTINCT name) FROM setting"
				  " WHERE value IN ('a', 'b', 'c')",
				  ""),
			  &st->err));
	assert_int_equal(n, 3);
	OK(ent_sql_number(&n, st->store,
			  ent_sql(st->store,
				  "SELECT max(length(name)) FROM setting"
				  " WHERE value IN ('a', 'b', 'c')",
				  ""),
			  &st->err));
	assert_int_equal(n, 4); /* A, one for the byte, and one and two more */
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(sound_texts_are_not_reported),
		STORED(a_bad_text_is_named_and_repaired),
		STORED(repaired_keys_stay_different),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
