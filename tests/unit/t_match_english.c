/* SPDX-License-Identifier: Apache-2.0 */
/* British and American spellings are one form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/english.h"

static void expect(const char *word, const char *want)
{
	char buffer[ENT_ENGLISH_MAX];
	const ent_str got = ent_american(buffer, ent_str_of(word));
	if (!ent_str_is(got, want))
		fail_msg("%s: %.*s, not %s", word, (int)got.n, got.p, want);
}

static void spellings_become_american(void **state)
{
	(void)state;
	expect("colourful", "colorful");
	expect("programmes", "programs");
	expect("centred", "centered");
	expect("organisation", "organization");
	expect("analysing", "analyzing");
	expect("fulfilled", "fulfiled");
	expect("travelled", "traveled");
	expect("hour", "hour");
	expect("four", "four");
	expect("noise", "noise");
	expect("metric", "metric");
	expect("a", "a");
	expect("", "");
}

static void long_words_fit(void **state)
{
	char word[2 * ENT_ENGLISH_MAX], buffer[ENT_ENGLISH_MAX];
	(void)state;
	for (size_t n = 3; n < sizeof(word); n++) {
		memset(word, 'x', n);
		memcpy(word + n - 3, "ise", 3);
		const ent_str got = ent_american(buffer, (ent_str){ word, n });
		assert_int_equal(got.n, n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_become_american),
		cmocka_unit_test(long_words_fit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
