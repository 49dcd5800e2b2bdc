/* SPDX-License-Identifier: Apache-2.0 */
/* Keys and rows of bytes of the index. */
#include "unit/stored.h"

struct rows {
	uint64_t ids[16];
	size_t n, most;
};

static bool take_row(void *data, const ent_posting_row *row)
{
	struct rows *rows = data;
	char want[24];
	snprintf(want, sizeof(want), "row%llu", (unsigned long long)row->id);
	assert_true(ent_str_is(row->bytes, want));
	rows->ids[rows->n++] = row->id;
	return rows->n < rows->most;
}

static struct rows read_rows(struct stored *st,
			     uint64_t first,
			     uint64_t last,
			     bool down,
			     size_t most)
{
	struct rows rows = { .most = most };
	OK(ent_store_postings(st->store, first, last, down, take_row, &rows, &st->err));
	return rows;
}

static void put(struct stored *st, uint64_t id)
{
	char bytes[24];
	snprintf(bytes, sizeof(bytes), "row%llu", (unsigned long long)id);
	OK(ent_store_posting_put(st->store, id, ent_str_of(bytes), &st->err));
}

static void rows_are_read_up_and_down_within_bounds(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	for (uint64_t id = 10; id <= 50; id += 10)
		put(st, id);
	put(st, 30); /* replaces */
	struct rows up = read_rows(st, 20, 40, false, 16);
	assert_int_equal(up.n, 3);
	assert_int_equal(up.ids[0], 20);
	assert_int_equal(up.ids[2], 40);
	struct rows down = read_rows(st, 11, 49, true, 2);
	assert_int_equal(down.n, 2);
	assert_int_equal(down.ids[0], 40);
	assert_int_equal(down.ids[1], 30);
	OK(ent_store_posting_drop(st->store, 30, &st->err));
	assert_int_equal(read_rows(st, 0, 99, false, 16).n, 4);
	OK(ent_store_postings_drop(st->store, 20, 40, &st->err));
	assert_int_equal(read_rows(st, 0, 99, false, 16).n, 2);
	OK(ent_store_postings_clear(st->store, &st->err));
	assert_int_equal(read_rows(st, 0, INT64_MAX, false, 16).n, 0);
	OK(ent_store_commit(st->store, &st->err));
}

struct keys {
	char forms[8][16];
	size_t n;
};

static ent_status take_key(void *data,
			   const ent_key_row *row,
			   ent_str form,
			   ent_error *err)
{
	struct keys *keys = data;
	(void)row;
	(void)err;
	snprintf(keys->forms[keys->n++], 16, "%.*s", (int)form.n, form.p);
	return ENT_OK;
}

static void keys_are_found_by_prefix_and_swept(void **state)
{
	struct stored *st = *state;
	static const char *const forms[] = {
		"a", "ab", "abc", "ac", "b", "ab\xC3\xA9"
	};
	ent_key_row row;
	uint32_t ids[6];
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < 6; k++)
		OK(ent_store_key_add(&ids[k], st->store, 1, ent_str_of(forms[k]),
				     &st->err));
	uint32_t other;
	OK(ent_store_key_add(&other, st->store, 2, ENT_STR("abx"), &st->err));
	struct keys found = { .n = 0 };
	OK(ent_store_key_prefix(st->store, 1, ENT_STR("ab"), take_key, &found,
				&st->err));
	assert_int_equal(found.n, 3);
	OK(ent_store_key_count(st->store, ids[1], 4, &st->err));
	OK(ent_store_key_count(st->store, ids[1], -1, &st->err));
	OK(ent_store_key_find(&row, st->store, 1, ENT_STR("ab"), &st->err));
	assert_int_equal(row.id, ids[1]);
	assert_int_equal(row.frequency, 3);
	OK(ent_store_key_sweep(st->store, &st->err));
	found.n = 0;
	OK(ent_store_key_each(st->store, take_key, &found, &st->err));
	assert_int_equal(found.n, 1);
	assert_string_equal(found.forms[0], "ab");
	OK(ent_store_commit(st->store, &st->err));
}

static void recent_texts_are_a_set(void **state)
{
	struct stored *st = *state;
	const uint64_t a = stored_text(st, "en", "a"), b = stored_text(st, "en", "b");
	uint64_t n;
	bool was;
	OK(ent_store_recent_add(st->store, a, &st->err));
	OK(ent_store_recent_add(st->store, b, &st->err));
	OK(ent_store_recent_count(&n, st->store, &st->err));
	assert_int_equal(n, 2);
	OK(ent_store_recent_remove(&was, st->store, a, &st->err));
	assert_true(was);
	OK(ent_store_recent_remove(&was, st->store, a, &st->err));
	assert_false(was);
	OK(ent_store_recent_clear(st->store, &st->err));
	OK(ent_store_recent_count(&n, st->store, &st->err));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(rows_are_read_up_and_down_within_bounds),
		STORED(keys_are_found_by_prefix_and_swept),
		STORED(recent_texts_are_a_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
