/* SPDX-License-Identifier: Apache-2.0 */
/* t_match_graded.c - the tokens of the graded score, and their forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/form.h"
#include "match/graded.h"
#include "unit/stored.h"

/* Whether a token of a text may be joined with what follows it. */
static bool may_join(ent_str s)
{
	ent_token t;
	bool may = false;
	for (size_t at = 0; ent_token_next(&t, s, &at);)
		may |= ent_graded_may_join(&t, s);
	return may;
}

/* Tokens joined by "|", and whether they differ from plain ones. */
static void expect_tokens(const char *text, const char *want)
{
	ent_buf got = ENT_BUF_INIT;
	ent_token t;
	ent_str s = ent_str_of(text);
	unsigned plain = 0, graded = 0;
	for (size_t at = 0; ent_graded_next(&t, s, &at); graded++) {
		ent_buf_add(&got, graded ? ENT_STR("|") : ENT_STR(""));
		ent_buf_add(&got, ent_str_slice(s, t.start, t.end));
	}
	for (size_t at = 0; ent_token_next(&t, s, &at);)
		plain++;
	assert_string_equal(got.p, want);
	assert_true(plain == graded || may_join(s));
	ent_buf_release(&got);
}

static void spellings_of_one_word_are_one_token(void **state)
{
	(void)state;
	expect_tokens("the U.S. and e.g. O.N.U", "the|U.S.|and|e.g.|O.N.U");
	expect_tokens("a co-operation by e-mail", "a|co-operation|by|e-mail");
	expect_tokens("cost-benefit, A. Smith.", "cost-|benefit|,|A|.|Smith|.");
	expect_tokens("in the U. S. c.-à-d. É.-U. by J. R. Smith",
		      "in|the|U. S.|c.-à-d.|É.-U.|by|J. R.|Smith");
	expect_tokens("wait . . . well . . no", "wait|. . .|well|.|.|no");
	expect_tokens("a web site, web-sites on-line, on line",
		      "a|web site|,|web-sites|on-line|,|on|line");
	expect_tokens("a Ph.D. of Mr. Smith, No. 5, no. And n° 5",
		      "a|Ph.D.|of|Mr.|Smith|,|No.|5|,|no|.|And|n°|5");
	expect_tokens("re-sign, re-elect, north–south",
		      "re-|sign|,|re-elect|,|north–|south");
	expect_tokens("12'500'000 and 12’500 of '12'",
		      "12'500'000|and|12’500|of|'|12|'");
	expect_tokens("all trade of the towns with the U.S.",
		      "all|trade|of|the|towns|with|the|U.S|.");
	expect_tokens("wait... well.. no....", "wait|...|well|.|.|no|.|.|.|.");
	expect_tokens("1 250 000,50 of 12 5 and 2024 500",
		      "1 250 000,50|of|12|5|and|2024|500");
	expect_tokens("in 12\u00A0500 m", "in|12\u00A0500|m");
	expect_tokens("plain words only", "plain|words|only");
}

/* Texts of random pieces: whether the tokens differ is seen before they are joined. */
static void differing_texts_are_known(void **state)
{
	(void)state;
	enum { TEXTS = 30000, PIECES = 9 };
	static const char *const pieces[] = {
		"co", "Re",     "télé",   "aéro", "cost", "xco",  "a",      "U",
		"S",  "É",      ".",      "..",   "-",    "-",    "\u2010", "\u2011",
		" ",  " ",      "12",     "500",  "0",    ",",    "\u00A0", "\u202F",
		"’",  "\u2013", "\u00AD", "(",    "e",    "week", "1250",   "\u2009",
	};
	const ent_str around = ENT_STR(
		" these words stand around the pieces, and nothing in them is joined ");
	uint64_t seed = 5;
	unsigned differing = 0;
	for (int k = 0; k < TEXTS; k++) {
		ent_buf text = ENT_BUF_INIT;
		ent_buf_add(&text, ent_str_slice(around, 0, pick(&seed, 60)));
		for (unsigned n = 1 + pick(&seed, PIECES); n; n--)
			ent_buf_add(
				&text,
				ent_str_of(pieces[pick(
					&seed, sizeof(pieces) / sizeof(pieces[0]))]));
		ent_buf_add(&text, ent_str_slice(around, pick(&seed, 60), around.n));
		const ent_str s = ent_buf_str(&text);
		ent_token t;
		unsigned plain = 0, graded = 0;
		for (size_t at = 0; ent_token_next(&t, s, &at);)
			plain++;
		for (size_t at = 0; ent_graded_next(&t, s, &at);)
			graded++;
		if (plain != graded && !may_join(s))
			fail_msg("'%.*s'", (int)s.n, s.p);
		differing += plain != graded;
		ent_buf_release(&text);
	}
	assert_in_range(differing, TEXTS / 60, TEXTS / 2);
}

static void expect_form(const char *token, ent_token_kind kind, const char *want)
{
	ent_form_buffer forms = ENT_FORM_BUFFER_INIT;
	forms.variants = true;
	ent_str form = ent_form_of(&forms, ent_str_of(token), kind, ENT_FORM_GRADED);
	assert_true(ent_str_is(form, want));
	ent_form_release(&forms);
}

static void their_forms_are_equal(void **state)
{
	(void)state;
	expect_form("U.S.", ENT_TOKEN_WORD, "us");
	expect_form("co-operation", ENT_TOKEN_WORD, "cooperation");
	expect_form("socio\u2011économique", ENT_TOKEN_WORD, "socioéconomique");
	expect_form("1 250 000", ENT_TOKEN_NUMBER, "1250000");
	expect_form("1\u202F250", ENT_TOKEN_NUMBER, "1250");
	expect_form("...", ENT_TOKEN_MARK, "\u2026");
	expect_form(". . .", ENT_TOKEN_MARK, "\u2026");
	expect_form("web site", ENT_TOKEN_WORD, "website");
	expect_form("U. S.", ENT_TOKEN_WORD, "us");
	expect_form("long-", ENT_TOKEN_WORD, "long");
	expect_form("N\u00B0", ENT_TOKEN_WORD, "no");
	expect_form("1,250,000", ENT_TOKEN_NUMBER, "1250000");
	expect_form("1.250.000,5", ENT_TOKEN_NUMBER, "1250000.5");
	expect_form("1’250’000", ENT_TOKEN_NUMBER, "1250000");
	expect_form("1,250", ENT_TOKEN_NUMBER, "1,250");
	expect_form("0.125", ENT_TOKEN_NUMBER, "0.125");
	expect_form("1.2.3", ENT_TOKEN_NUMBER, "1.2.3");
	expect_form("1,250\u2060,000", ENT_TOKEN_NUMBER, "1250000");
}

static void characters_that_are_not_seen_never_split_a_word(void **state)
{
	(void)state;
	expect_tokens("co\u00ADopera\u200Btion \u2060here\u200D",
		      "co\u00ADopera\u200Btion|here");
	expect_form("co\u00ADopera\u200Btion", ENT_TOKEN_WORD, "cooperation");
	expect_form("Ελ\u00ADλάδα", ENT_TOKEN_WORD, "ελλάδα");
	expect_tokens("12\u2060500 \u00AD", "12\u2060500");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_one_word_are_one_token),
		cmocka_unit_test(differing_texts_are_known),
		cmocka_unit_test(their_forms_are_equal),
		cmocka_unit_test(characters_that_are_not_seen_never_split_a_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
