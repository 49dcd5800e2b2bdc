/* SPDX-License-Identifier: Apache-2.0 */
/* The script of a text against that of its language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/lang_script.h"

static void expect(const char *text, const char *lang, const char *script)
{
	const ent_str got = ent_lang_other_script(ent_str_of(text), ent_str_of(lang));
	if (!ent_str_is(got, script))
		fail_msg("'%s' as %s: '%.*s', not '%s'", text, lang, (int)got.n, got.p,
			 script);
}

static void another_script_is_named(void **state)
{
	(void)state;
	expect("Совет собрался сегодня в Женеве.", "en", "und-Cyrl");
	expect("Στην Αθήνα σήμερα το πρωί", "fr-CA", "und-Grek");
	expect("اجتمع المجلس اليوم في جنيف", "fr", "und-Arab");
	expect("The Council met in Geneva today.", "ru", "und-Latn");
	expect("理事会は本日ジュネーブで会合を開いた。", "en", "und-Hani");
}

static void its_own_script_is_not(void **state)
{
	(void)state;
	expect("Совет собрался сегодня в Женеве.", "ru", "");
	expect("理事会は本日ジュネーブで会合を開いた。", "ja", "");
	expect("Le Conseil s’est réuni à Genève.", "fr", "");
	expect("", "fr", "");
	expect("12 + 13 = 25", "fr", "");
}

static void names_and_mixed_texts_are_left(void **state)
{
	(void)state;
	expect("Москва", "en", "");
	expect("The word « правительство » means government.", "en", "");
	expect("See « Прав » (2024).", "fr", "");
}

static void languages_of_several_scripts_are_left(void **state)
{
	(void)state;
	expect("Савет се састао данас у Женеви", "sr", "");
	expect("Savet se sastao danas u Ženevi", "sr-Latn", "");
	expect("Совет собрался сегодня в Женеве.", "xx", "");
	expect("Совет собрался сегодня в Женеве.", "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_script_is_named),
		cmocka_unit_test(its_own_script_is_not),
		cmocka_unit_test(names_and_mixed_texts_are_left),
		cmocka_unit_test(languages_of_several_scripts_are_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
