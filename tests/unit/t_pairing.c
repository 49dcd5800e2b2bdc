/* SPDX-License-Identifier: Apache-2.0 */
/* The two languages of one release, by the names of their files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "pairing/by_name.h"

/* names: separated by spaces; want: "source=target" for each pair, then the
 * files left over, each followed by a space. */
static void expect_pairs(const char *names, const char *want)
{
	ent_arena *arena = ent_arena_new(0);
	ent_str paths[16];
	uint32_t n = 0;
	ent_pairing got;
	ent_error err;
	ent_buf text = ENT_BUF_INIT;
	for (ent_str rest = ent_str_of(names); rest.p;)
		paths[n++] = ent_str_cut(&rest, ' ');
	assert_int_equal(ent_pair_names(&got, paths, n, ENT_STR("en"), ENT_STR("fr"),
					arena, &err),
			 0);
	for (uint32_t k = 0; k < got.n_pairs; k++)
		ent_buf_addf(&text, "%.*s=%.*s ", (int)got.pairs[k].source.n,
			     got.pairs[k].source.p, (int)got.pairs[k].target.n,
			     got.pairs[k].target.p);
	for (uint32_t k = 0; k < got.n_unpaired; k++)
		ent_buf_addf(&text, "%.*s ", (int)got.unpaired[k].n, got.unpaired[k].p);
	assert_string_equal(text.p ? text.p : "", want);
	ent_buf_release(&text);
	ent_arena_free(arena);
}

static void languages_marked_in_both_names(void **state)
{
	(void)state;
	expect_pairs("a.en.html a.fr.html", "a.en.html=a.fr.html ");
	expect_pairs("a_EN.xml a_FR.xml", "a_EN.xml=a_FR.xml ");
	expect_pairs("a-e.txt a-f.txt", "a-e.txt=a-f.txt ");
	expect_pairs("a_eng.txt a_fra.txt", "a_eng.txt=a_fra.txt ");
	expect_pairs("x/en/2024/a.html x/fr/2024/a.html",
		     "x/en/2024/a.html=x/fr/2024/a.html ");
	expect_pairs("en/a_en.html fr/a_fr.html", "en/a_en.html=fr/a_fr.html ");
	expect_pairs("English/a.txt French/a.txt", "English/a.txt=French/a.txt ");
	expect_pairs("a.en.html a.fr.txt", "a.en.html=a.fr.txt ");
}

static void languages_marked_in_one_name(void **state)
{
	(void)state;
	expect_pairs("a.fr.html a.html", "a.html=a.fr.html ");
	expect_pairs("a.en.html a.html", "a.en.html=a.html ");
	expect_pairs("a.en.html a.fr.html a.html", "a.en.html=a.fr.html a.html ");
}

static void no_pair_is_invented(void **state)
{
	(void)state;
	expect_pairs("a.en.html b.fr.html", "a.en.html b.fr.html ");
	expect_pairs("a.txt b.txt", "a.txt b.txt ");
	expect_pairs("a.fr.txt", "a.fr.txt ");
	expect_pairs("frame.txt enframe.txt", "enframe.txt frame.txt ");
	/* the same extension is preferred, and no file is used twice */
	expect_pairs("a.en.html a.en.txt a.fr.txt", "a.en.txt=a.fr.txt a.en.html ");
}

static void a_list_names_pairs(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	ent_pairing got;
	ent_error err;
	assert_int_equal(ent_pair_list(&got, ENT_STR("# my list\na\tb\r\n\nc d\te\n"),
				       ENT_STR("list"), arena, &err),
			 0);
	assert_int_equal(got.n_pairs, 2);
	assert_true(ent_str_is(got.pairs[0].target, "b"));
	assert_true(ent_str_is(got.pairs[1].source, "c d"));
	assert_int_equal(
		ent_pair_list(&got, ENT_STR("a\tb\nc\n"), ENT_STR("list"), arena, &err),
		ENT_EFORMAT);
	assert_int_equal(err.line, 2);
	assert_string_equal(err.file, "list");
	ent_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_marked_in_both_names),
		cmocka_unit_test(languages_marked_in_one_name),
		cmocka_unit_test(no_pair_is_invented),
		cmocka_unit_test(a_list_names_pairs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
