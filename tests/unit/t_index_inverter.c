/* SPDX-License-Identifier: Apache-2.0 */
/* Texts with their words become words with their texts. */
#include "index/inverter.h"
#include "unit/stored.h"

enum { LISTS = 40, ADDED = 20000 };

struct entry {
	uint32_t list, text, position;
};

static int entry_cmp(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;
	if (a->list != b->list)
		return a->list < b->list ? -1 : 1;
	if (a->text != b->text)
		return a->text < b->text ? -1 : 1;
	return (a->position > b->position) - (a->position < b->position);
}

/* Lists with even keys hold texts, with odd keys places. */
static void lists_are_those_that_were_added(void **state)
{
	(void)state;
	static struct entry all[ADDED], got[ADDED];
	size_t n = 0, read = 0, at = 0;
	uint64_t seed = 4;
	ent_inverter *inv = ent_inverter_new();
	ent_inverted list = { .list = 0 };
	int more;
	assert_non_null(inv);
	assert_true(ent_inverter_is_empty(inv));
	for (uint32_t text = 1; n + 40 < ADDED; text += 1 + pick(&seed, 3)) {
		uint32_t lists[40], count = 0;
		for (uint32_t key = 2; key < LISTS; key += 2)
			if (!pick(&seed, 5)) {
				lists[count++] = ent_list_number(key, pick(&seed, 3));
				all[n++] = (struct entry){ lists[count - 1], text, 0 };
			}
		assert_true(ent_inverter_add(inv, lists, count, text, false));
		count = pick(&seed, 20);
		for (uint32_t k = 0; k < count; k++) {
			lists[k] = ent_list_number(1 + 2 * pick(&seed, LISTS / 2), 0);
			all[n++] = (struct entry){ lists[k], text, k };
		}
		assert_true(ent_inverter_add(inv, lists, count, text, true));
	}
	assert_false(ent_inverter_is_empty(inv));
	qsort(all, n, sizeof(*all), entry_cmp);
	while ((more = ent_inverter_next(&list, inv, &at)) == 1) {
		assert_true(list.n > 0);
		assert_int_equal(list.placed, ent_list_key(list.list) % 2);
		for (size_t k = 0; k < list.n; k++)
			got[read++] = (struct entry){ list.list, list.places[k].text,
						      list.places[k].position };
	}
	assert_int_equal(more, 0);
	assert_int_equal(read, n);
	assert_memory_equal(got, all, n * sizeof(*got));
	ent_inverter_clear(inv);
	assert_true(ent_inverter_is_empty(inv));
	at = 0;
	assert_int_equal(ent_inverter_next(&list, inv, &at), 0);
	ent_inverter_free(inv);
	ent_inverter_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_those_that_were_added),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
