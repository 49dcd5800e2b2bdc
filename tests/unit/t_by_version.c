/* SPDX-License-Identifier: Apache-2.0 */
/* What versions of one release have in common, and which is newer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "pairing/by_version.h"

static void expect_key_of(const char *names[2], const char *ids[2], const char *want)
{
	ent_buf key = ENT_BUF_INIT;
	const ent_document source = { .name = ent_str_of(names[0]),
				      .id = ent_str_of(ids[0]),
				      .lang = ENT_STR("en") };
	const ent_document target = { .name = ent_str_of(names[1]),
				      .id = ent_str_of(ids[1]),
				      .lang = ENT_STR("fr") };
	ent_release_key(&key, &source, &target);
	assert_string_equal(key.p, want);
	ent_buf_release(&key);
}

static void expect_key(const char *name, const char *id, const char *want)
{
	expect_key_of((const char *[]){ name, "" }, (const char *[]){ id, "" }, want);
}

static void initials_mark_languages_only_in_both_names(void **state)
{
	(void)state;
	const char *none[] = { "", "" };
	expect_key_of((const char *[]){ "in/hall-e.en.txt", "in/hall-e.fr.txt" }, none,
		      "name in/hall-e");
	expect_key_of((const char *[]){ "in/hall-f.en.txt", "in/hall-f.fr.txt" }, none,
		      "name in/hall-f");
	expect_key_of((const char *[]){ "in/release-e.txt", "in/release-f.txt" }, none,
		      "name in/release");
	expect_key_of((const char *[]){ "in/a.html", "in/b.html" },
		      (const char *[]){ "SC/31-E", "SC/31-F" }, "id sc-31");
}

static void versions_have_one_key(void **state)
{
	(void)state;
	expect_key("in/a.html", "SC/PR/2025/31-EN", "id sc-pr-2025-31");
	expect_key("in/b.html", "sc-pr-2025-31/Rev.1", "id sc-pr-2025-31");
	expect_key("in/ferry.en.txt", "", "name in/ferry");
	expect_key("in/ferry-v2.en.txt", "", "name in/ferry");
	expect_key("in/ferry_corrected_EN.html", "", "name in/ferry");
	expect_key("in/ferry-2024-05.en.txt", "", "name in/ferry-2024-05");
	expect_key("ferry corrig\xC3\xA9.en.txt", "", "name ferry");
	expect_key("in/revenue.en.txt", "", "name in/revenue");
}

static void versions_have_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		uint32_t want;
	} cases[] = { { "ferry", 0 },
		      { "ferry-v2", 2 },
		      { "ferry_v10", 10 },
		      { "A/79/12/Rev.1", 2 },
		      { "A/79/12/Rev.2", 3 },
		      { "x-corrected", 2 },
		      { "x_rev", 2 },
		      { "x-corr1", 2 },
		      { "v-2024", 0 },
		      { "revenue-2", 0 },
		      { "", 0 } };
	for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++)
		assert_int_equal(ent_version_number(ent_str_of(cases[k].name)),
				 cases[k].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_have_one_key),
		cmocka_unit_test(versions_have_numbers),
		cmocka_unit_test(initials_mark_languages_only_in_both_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
