/* SPDX-License-Identifier: Apache-2.0 */
/* A number that is written in the place of another one is read back as that number. */
#include "unit/written.h"

/* Numbers of all sizes, in the styles that French texts have. */
static void a_written_number_is_read_back(void **state)
{
	(void)state;
	static const char *const places[] = { "Il y a 12 345 tonnes.",
					      "Il y a 12\u00A0345 tonnes.",
					      "Il y a 12\u202F345,5 tonnes.",
					      "Il y a 1234567 tonnes." };
	uint64_t seed = 19;
	ent_buf out = ENT_BUF_INIT;
	unsigned written = 0;
	for (int round = 0; round < 2000; round++) {
		char number[40], from[80];
		ent_value is, back[2];
		uint32_t n = 2 + pick(&seed, 1u << (1 + pick(&seed, 30)));
		if (pick(&seed, 3))
			snprintf(number, sizeof(number), "%u", n);
		else
			snprintf(number, sizeof(number), "%u.%u", n % 1000,
				 1 + pick(&seed, 9));
		snprintf(from, sizeof(from), "There are %s tonnes.", number);
		const char *place = places[pick(&seed, 4)];
		if (!write_value(&out, from, place, &is))
			continue;
		written++;
		assert_int_equal(ent_values(back, 2, ent_buf_str(&out), ENT_STR("fr")),
				 1);
		if (!ent_value_same(&is, ent_str_of(from), &back[0], ent_buf_str(&out)))
			fail_msg("'%s' in '%s' is '%s'", number, place, out.p);
	}
	assert_true(written > 1500);
	ent_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_written_number_is_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
