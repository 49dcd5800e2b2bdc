/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of a token: what is equal in one form is equal in all that follow. */
#include "match/form.h"
#include "text/fold.h"
#include "unit/stored.h"

static void copy_form(char out[64],
		      const char *token,
		      ent_form form,
		      ent_stemmer *stemmer)
{
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	buffer.stemmer = stemmer;
	const ent_str got =
		ent_form_of(&buffer, ent_str_of(token), ENT_TOKEN_WORD, form);
	assert_non_null(got.p);
	snprintf(out, 64, "%.*s", (int)got.n, got.p);
	ent_form_release(&buffer);
}

static void each_form_is_coarser_than_the_one_before(void **state)
{
	(void)state;
	static const char *const tokens[] = {
		"ecole",       "\u00C9cole", "\u00E9cole",  "e\u0301cole",
		"ECOLE",       "\u00C9COLE", "\u00E9coles", "aujourd\u2019hui",
		"aujourd'hui", "co\u00ADop", "coop",        "stra\u00DFe",
		"STRASSE",     "\u0153uvre", "oeuvre",      "\uFB01n",
		"fin",
	};
	enum { TOKENS = sizeof(tokens) / sizeof(tokens[0]) };
	char forms[TOKENS][4][64];
	ent_error err;
	ent_stemmer *stemmer;
	assert_int_equal(ent_stemmer_new(&stemmer, ENT_STR("fr"), &err), 0);
	for (int k = 0; k < TOKENS; k++)
		for (int form = ENT_FORM_PLAIN; form <= ENT_FORM_KEY; form++)
			copy_form(forms[k][form], tokens[k], (ent_form)form, stemmer);
	for (int a = 0; a < TOKENS; a++)
		for (int b = 0; b < TOKENS; b++)
			for (int form = ENT_FORM_PLAIN; form < ENT_FORM_KEY; form++)
				if (!strcmp(forms[a][form], forms[b][form]) &&
				    strcmp(forms[a][form + 1], forms[b][form + 1]))
					fail_msg(
						"%s and %s are equal in form %d, not in "
						"the next",
						tokens[a], tokens[b], form);
	ent_stemmer_free(stemmer);
}

static void forms_are_those_that_are_documented(void **state)
{
	(void)state;
	char form[64];
	copy_form(form, "\u00C9COLES", ENT_FORM_PLAIN, NULL);
	assert_string_equal(form, "\u00E9coles");
	copy_form(form, "aujourd\u2019hui", ENT_FORM_GRADED, NULL);
	assert_string_equal(form, "aujourd'hui");
	copy_form(form, "\u00C9coles", ENT_FORM_BARE, NULL);
	assert_string_equal(form, "ecoles");
	copy_form(form, "\u00AD", ENT_FORM_GRADED, NULL);
	assert_string_equal(form, "");
}

/* What form.c promises, by text/fold.h alone: each form from the one before. */
static void reference(ent_buf *out, ent_str token, ent_form form)
{
	static const unsigned folds[] = {
		ENT_FOLD_CASE,
		ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY,
		ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY | ENT_FOLD_ACCENTS,
	};
	ent_buf before = ENT_BUF_INIT;
	ent_buf_clear(out);
	ent_buf_add(out, token);
	for (unsigned k = 0; k <= form; k++) {
		ent_buf_clear(&before);
		ent_buf_add(&before, ent_buf_str(out));
		ent_buf_clear(out);
		ent_fold_add(out, ent_buf_str(&before), folds[k]);
	}
	ent_buf_release(&before);
}

static void the_fast_fold_is_the_slow_one(void **state)
{
	(void)state;
	ent_form_buffer scratch = ENT_FORM_BUFFER_INIT;
	ent_buf c = ENT_BUF_INIT, want = ENT_BUF_INIT;
	for (uint32_t code = '!'; code < 0x3000; code++) {
		ent_buf_clear(&c);
		ent_buf_add_codepoint(&c, code);
		ent_token t;
		size_t at = 0;
		if (!ent_token_next(&t, ent_buf_str(&c), &at))
			continue;
		for (int form = ENT_FORM_PLAIN; form <= ENT_FORM_BARE; form++) {
			reference(&want, ent_buf_str(&c), (ent_form)form);
			ent_str got = ent_form_of(&scratch, ent_buf_str(&c), t.kind,
						  (ent_form)form);
			if (!ent_str_eq(got, ent_buf_str(&want)))
				fail_msg("U+%04X form %d: '%.*s', not '%s'", code, form,
					 (int)got.n, got.p, want.p ? want.p : "");
		}
	}
	ent_form_release(&scratch);
	ent_buf_release(&c);
	ent_buf_release(&want);
}

static void expect_key(const char *word, const char *want)
{
	ent_form_buffer scratch = ENT_FORM_BUFFER_INIT;
	ent_str got =
		ent_form_of(&scratch, ent_str_of(word), ENT_TOKEN_WORD, ENT_FORM_KEY);
	assert_int_equal(got.n, strlen(want));
	assert_memory_equal(got.p, want, got.n);
	ent_form_release(&scratch);
}

static void inflections_share_a_key(void **state)
{
	(void)state;
	expect_key("Nations", "nation");
	expect_key("nationales", "nation");
	expect_key("droits", "droit");
	expect_key("as", "as");
	expect_key("Œuvres", "oeuvre");
	expect_key("États", "etat");
}

static void expect_family(const char *lang, const char *words, bool one)
{
	ent_error err;
	ent_form_buffer scratch = ENT_FORM_BUFFER_INIT;
	ent_buf first = ENT_BUF_INIT;
	assert_int_equal(ent_stemmer_new(&scratch.stemmer, ent_str_of(lang), &err), 0);
	assert_non_null(scratch.stemmer);
	for (int round = 0; round < 2; round++) /* computed, then remembered */
		for (ent_str rest = ent_str_of(words); rest.p;) {
			ent_str word = ent_str_cut(&rest, ' ');
			ent_str key = ent_form_of(&scratch, word, ENT_TOKEN_WORD,
						  ENT_FORM_KEY);
			if (!first.n)
				ent_buf_add(&first, key);
			else if (ent_str_eq(key, ent_buf_str(&first)) != one &&
				 (one || rest.p == NULL))
				fail_msg("%.*s: %.*s", (int)word.n, word.p, (int)key.n,
					 key.p);
		}
	ent_buf_release(&first);
	ent_stemmer_free(scratch.stemmer);
	ent_form_release(&scratch);
}

static void stems_are_those_of_the_language(void **state)
{
	(void)state;
	ent_stemmer *none;
	ent_error err;
	expect_family("en", "vote Voted votes voting", true);
	expect_family("en", "nation Nations nations", true);
	expect_family("en", "vote veto", false);
	expect_family("fr", "adopté Adoptée adoptées adoptés ADOPTEES adopte adoptee",
		      true);
	expect_family("fr", "État états Etat etats ÉTAT", true);
	expect_family("fr", "général générale generale générales", true);
	expect_family("fr", "porte perte", false);
	assert_int_equal(ent_stemmer_new(&none, ENT_STR("xx"), &err), 0);
	assert_null(none);
	assert_int_equal(ent_stemmer_new(&none, ENT_STR(""), &err), 0);
	assert_null(none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_is_coarser_than_the_one_before),
		cmocka_unit_test(forms_are_those_that_are_documented),
		cmocka_unit_test(the_fast_fold_is_the_slow_one),
		cmocka_unit_test(inflections_share_a_key),
		cmocka_unit_test(stems_are_those_of_the_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
