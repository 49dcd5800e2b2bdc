/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_fold.c - the forms that are compared: each is a form of itself, and what
 * folding removes makes no difference. */
#include "base/utf8.h"
#include "text/fold.h"
#include "unit/stored.h"

enum { ALL = ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY | ENT_FOLD_ACCENTS };

static void expect(const char *text, unsigned folds, const char *want)
{
	ent_buf out = ENT_BUF_INIT;
	ent_fold_add(&out, ent_str_of(text), folds);
	assert_false(out.failed);
	assert_string_equal(out.n ? out.p : "", want);
	ent_buf_release(&out);
}

static void folding_removes_what_it_is_asked_to(void **state)
{
	(void)state;
	expect("\u00C9T\u00C9", ENT_FOLD_CASE, "\u00E9t\u00E9");
	expect("\u00C9t\u00E9", ENT_FOLD_ACCENTS, "Ete");
	expect("e\u0301t\u00E9", 0, "\u00E9t\u00E9"); /* normal form C */
	expect("\u0152uvre", ENT_FOLD_ACCENTS | ENT_FOLD_CASE, "oeuvre");
	expect("STRASSE \u00DF", ENT_FOLD_CASE, "strasse ss");
	expect(" l\u2019an\u00A0\u202F2024  \u2013 ", ENT_FOLD_TYPOGRAPHY,
	       "l'an 2024 -");
	expect("\u00AB\u00A0x\u00A0\u00BB \u201Cy\u201D", ENT_FOLD_TYPOGRAPHY,
	       "\" x \" \"y\"");
	expect("", ALL, "");
}

/* A character's form is its own form, and what comes before it does not matter. */
static void each_character_has_one_form(void **state)
{
	(void)state;
	for (uint32_t c = 0x20; c < 0x3000; c++) {
		ent_buf one = ENT_BUF_INIT, two = ENT_BUF_INIT, text = ENT_BUF_INIT;
		bool same = false;
		ent_buf_add_codepoint(&text, c);
		ent_fold_add(&one, ent_buf_str(&text), ALL);
		ent_fold_add(&two, one.n ? ent_buf_str(&one) : ENT_STR(""), ALL);
		assert_int_equal(one.n, two.n);
		assert_memory_equal(one.n ? one.p : "", two.n ? two.p : "", one.n);
		assert_true(
			ent_utf8_valid(one.n ? ent_buf_str(&one) : ENT_STR(""), NULL));
		assert_true(ent_fold_equal(&same, ent_buf_str(&text),
					   one.n ? ent_buf_str(&one) : ENT_STR(""),
					   ALL));
		assert_true(same);
		ent_buf_release(&one);
		ent_buf_release(&two);
		ent_buf_release(&text);
	}
}

static void texts_are_equal_only_as_far_as_is_asked(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned folds; /* the least that make them equal */
	} pairs[] = {
		{ "WHO", "who", ENT_FOLD_CASE },
		{ "d\u00E9veloppement", "developpement", ENT_FOLD_ACCENTS },
		{ "l\u2019eau", "l'eau", ENT_FOLD_TYPOGRAPHY },
		{ "L\u2019\u00C9tat", "l'etat", ALL },
	};
	(void)state;
	for (size_t k = 0; k < sizeof(pairs) / sizeof(pairs[0]); k++)
		for (unsigned folds = 0; folds <= ALL; folds++) {
			bool same;
			assert_true(ent_fold_equal(&same, ent_str_of(pairs[k].a),
						   ent_str_of(pairs[k].b), folds));
			assert_int_equal(same,
					 (folds & pairs[k].folds) == pairs[k].folds);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folding_removes_what_it_is_asked_to),
		cmocka_unit_test(each_character_has_one_form),
		cmocka_unit_test(texts_are_equal_only_as_far_as_is_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
