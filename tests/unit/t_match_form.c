/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of a token: what is equal in one form is equal in all that follow. */
#include "match/form.h"
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_is_coarser_than_the_one_before),
		cmocka_unit_test(forms_are_those_that_are_documented),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
