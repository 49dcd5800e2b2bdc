/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that are in no list yet: added, counted, read by number, removed. */
#include "unit/stored.h"

struct seen {
	uint64_t last;
	uint32_t n;
};

static ent_status take_text(void *data, const ent_text_row *row, ent_error *err)
{
	struct seen *seen = data;
	(void)err;
	assert_true(row->id > seen->last);
	assert_true(row->text.n > 0);
	seen->last = row->id;
	seen->n++;
	return ENT_OK;
}

static uint64_t count(struct stored *st)
{
	uint64_t n = UINT64_MAX;
	struct seen seen = { .n = 0 };
	OK(ent_store_recent_count(&n, st->store, &st->err));
	OK(ent_store_recent_each(st->store, take_text, &seen, &st->err));
	assert_int_equal(seen.n, n);
	return n;
}

static void recent_texts_come_and_go(void **state)
{
	struct stored *st = *state;
	bool was;
	OK(ent_store_begin(st->store, &st->err));
	assert_int_equal(count(st), 0);
	const uint64_t a = stored_text(st, "en", "one"),
		       b = stored_text(st, "fr", "deux");
	OK(ent_store_recent_add(st->store, b, &st->err));
	OK(ent_store_recent_add(st->store, a, &st->err));
	assert_int_equal(count(st), 2);
	OK(ent_store_recent_remove(&was, st->store, a, &st->err));
	assert_true(was);
	OK(ent_store_recent_remove(&was, st->store, a, &st->err));
	assert_false(was);
	assert_int_equal(count(st), 1);
	OK(ent_store_recent_clear(st->store, &st->err));
	assert_int_equal(count(st), 0);
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(recent_texts_come_and_go),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
