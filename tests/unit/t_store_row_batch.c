/* SPDX-License-Identifier: Apache-2.0 */
/* t_store_row_batch.c - rows gathered in memory arrive in the table as they were, and
 * pairs of languages are numbered once. */
#include "store/row_batch.h"
#include "unit/stored.h"

enum { ROWS = 3000 };

static void make_row(int k,
		     int64_t *number,
		     ent_str *text,
		     double *real,
		     char scratch[64])
{
	uint64_t seed = 1000 + (uint64_t)k;
	const size_t n = pick(&seed, 60);
	*number = (int64_t)pick(&seed, 1u << 30) * (k % 2 ? 1 : -4);
	*real = (double)pick(&seed, 1000) / 8;
	for (size_t i = 0; i < n; i++)
		scratch[i] = (char)('a' + pick(&seed, 26));
	*text = (ent_str){ scratch, n };
}

static void rows_arrive_as_they_were(void **state)
{
	struct stored *st = *state;
	ent_row_batch batch = ENT_BATCH_INIT(4);
	char scratch[64];
	int64_t number;
	ent_str text;
	double real;
	int written = 0;
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_batch_register(st->store, &st->err));
	OK(ent_sql_exec(st->store, "CREATE TEMP TABLE t (a, b, c, d)", &st->err));
	for (int k = 0; k < ROWS; k++) {
		make_row(k, &number, &text, &real, scratch);
		assert_true(ent_batch_row(&batch, "isrz", number, text, real,
					  k % 3 ? text : ENT_STR("")));
		const size_t row = (size_t)(k - written);
		assert_int_equal(ent_batch_int(&batch, row, 0), number);
		assert_true(ent_str_eq(ent_batch_str(&batch, row, 1), text));
		if (k % 700 == 699 || k == ROWS - 1) {
			OK(ent_batch_write(
				st->store, &batch,
				"INSERT INTO t SELECT c0, c1, c2, c3 FROM batch",
				&st->err));
			written = k + 1;
		}
	}
	sqlite3_stmt *s =
		ent_sql(st->store, "SELECT a, b, c, d FROM t ORDER BY rowid", "");
	int k = 0;
	for (; ent_sql_row(st->store, s); k++) {
		make_row(k, &number, &text, &real, scratch);
		assert_int_equal(sqlite3_column_int64(s, 0), number);
		assert_true(ent_str_eq(ent_sql_bytes(s, 1), text));
		assert_true(sqlite3_column_double(s, 2) == real);
		assert_int_equal(sqlite3_column_type(s, 3) == SQLITE_NULL,
				 k % 3 == 0 || !text.n);
	}
	assert_int_equal(k, ROWS);
	OK(ent_sql_end(st->store, s, &st->err));
	/* a batch without rows writes none */
	OK(ent_batch_write(st->store, &batch,
			   "INSERT INTO t SELECT c0, c1, c2, c3 FROM batch", &st->err));
	ent_batch_release(&batch);
	OK(ent_store_commit(st->store, &st->err));
}

static void a_pair_of_languages_has_one_number(void **state)
{
	static const char *const langs[] = { "en", "fr", "de", "en-GB" };
	enum { N = 4 };
	struct stored *st = *state;
	uint32_t ids[N][N], again, n;
	ent_direction *all;
	OK(ent_store_begin(st->store, &st->err));
	for (int a = 0; a < N; a++)
		for (int b = 0; b < N; b++)
			OK(ent_store_direction(&ids[a][b], st->store,
					       ent_str_of(langs[a]),
					       ent_str_of(langs[b]), &st->err));
	for (int a = 0; a < N; a++)
		for (int b = 0; b < N; b++) {
			OK(ent_store_direction(&again, st->store, ent_str_of(langs[a]),
					       ent_str_of(langs[b]), &st->err));
			assert_int_equal(again, ids[a][b]);
		}
	OK(ent_store_directions(&all, &n, st->store, st->arena, &st->err));
	assert_int_equal(n, N * N);
	for (uint32_t k = 0; k < n; k++)
		for (uint32_t i = 0; i < k; i++)
			assert_int_not_equal(all[i].id, all[k].id);
	bool added;
	for (int k = 0; k < 5; k++) {
		char text[8];
		snprintf(text, sizeof(text), "t%d", k);
		const ent_unit unit = stored_sample(text, "x");
		stored_unit_of(st, &unit, 0, false, &added);
	}
	OK(ent_store_direction_sizes(all, n, st->store, &st->err));
	for (uint32_t k = 0; k < n; k++)
		assert_int_equal(all[k].units, all[k].id == ids[0][1] ? 5 : 0);
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(rows_arrive_as_they_were),
		STORED(a_pair_of_languages_has_one_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
