/* SPDX-License-Identifier: Apache-2.0 */
/* Which releases belong together, by what they state. */
#include "pairing/by_statement.h"
#include "unit/stored.h"

static void expect_key(const char *id, const char *want)
{
	ent_buf key = ENT_BUF_INIT;
	ent_identifier_key(&key, ent_str_of(id), ENT_STR("en"), ENT_STR("fr"));
	assert_string_equal(key.p, want);
	ent_buf_release(&key);
}

static void identifiers_are_equal_but_for_their_language(void **state)
{
	(void)state;
	expect_key("SC/PR/2025/31-EN", "sc-pr-2025-31");
	expect_key("SC/PR/2025/31-FR", "sc-pr-2025-31");
	expect_key("sc_pr_2025_31", "sc-pr-2025-31");
	expect_key("A/79/L.12", "a-79-l-12");
}

static void pair(const ent_head *heads, uint32_t n, const char *want)
{
	ent_arena *arena = ent_arena_new(0);
	const ent_stated_pair *out;
	uint32_t count;
	ent_error err;
	ent_buf text = ENT_BUF_INIT;
	assert_int_equal(ent_pair_stated(&out, &count, heads, n, ENT_STR("en"),
					 ENT_STR("fr"), arena, &err),
			 0);
	ent_buf_add(&text, ENT_STR(""));
	for (uint32_t k = 0; k < count; k++) {
		assert_true(out[k].confidence > 0 && out[k].confidence <= 1);
		ent_buf_addf(&text, "%u=%u %s;", out[k].source, out[k].target,
			     ent_pair_by_name(out[k].by));
	}
	assert_string_equal(text.p, want);
	ent_buf_release(&text);
	ent_arena_free(arena);
}

static void releases_are_paired_by_identifier(void **state)
{
	(void)state;
	const ent_head heads[] = {
		{ .path = ENT_STR("a"),
		  .lang = ENT_STR("en"),
		  .id = ENT_STR("PR/1-EN") },
		{ .path = ENT_STR("b"),
		  .lang = ENT_STR("fr"),
		  .id = ENT_STR("PR/2-FR") },
		{ .path = ENT_STR("c"),
		  .lang = ENT_STR("fr"),
		  .id = ENT_STR("PR/1-FR") },
		{ .path = ENT_STR("d"),
		  .lang = ENT_STR("en"),
		  .id = ENT_STR("PR/2-EN") },
		{ .path = ENT_STR("e"),
		  .lang = ENT_STR("de"),
		  .id = ENT_STR("PR/1-DE") },
		{ .path = ENT_STR("f"), .lang = ENT_STR("en"), .id = ENT_STR("") },
		{ .path = ENT_STR("g"), .lang = ENT_STR("fr"), .id = ENT_STR("") },
	};
	pair(heads, 7, "0=2 identifier;3=1 identifier;");
}

static void an_identifier_of_many_releases_pairs_none(void **state)
{
	(void)state;
	const ent_head heads[] = {
		{ .path = ENT_STR("a"), .lang = ENT_STR("en"), .id = ENT_STR("site") },
		{ .path = ENT_STR("b"), .lang = ENT_STR("en"), .id = ENT_STR("site") },
		{ .path = ENT_STR("c"), .lang = ENT_STR("fr"), .id = ENT_STR("site") },
		{ .path = ENT_STR("d"), .lang = ENT_STR("fr"), .id = ENT_STR("site") },
	};
	pair(heads, 4, "");
}

static void releases_are_paired_by_link(void **state)
{
	(void)state;
	const ent_alternate to_french = { ENT_STR("fr"),
					  ENT_STR("https://x.example/b/7.html") };
	const ent_head heads[] = {
		{ .path = ENT_STR("web/a/1.html"),
		  .lang = ENT_STR("en"),
		  .alternates = &to_french,
		  .n_alternates = 1 },
		{ .path = ENT_STR("web/b/7.html"), .lang = ENT_STR("fr") },
		{ .path = ENT_STR("web/b/8.html"), .lang = ENT_STR("fr") },
	};
	pair(heads, 3, "0=1 link;");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identifiers_are_equal_but_for_their_language),
		cmocka_unit_test(releases_are_paired_by_identifier),
		cmocka_unit_test(an_identifier_of_many_releases_pairs_none),
		cmocka_unit_test(releases_are_paired_by_link),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
