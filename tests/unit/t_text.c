/* SPDX-License-Identifier: Apache-2.0 */
/* Decoding, tokens, folding and language codes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/decode.h"
#include "text/fold.h"
#include "text/lang.h"
#include "text/token.h"

static void expect_decoded(ent_str bytes,
			   const char *declared,
			   const char *text,
			   const char *encoding)
{
	ent_buf out = ENT_BUF_INIT;
	const char *name = NULL;
	ent_error err;
	assert_int_equal(
		ent_decode(&out, &name, NULL, bytes, ent_str_of(declared), &err), 0);
	assert_string_equal(out.p ? out.p : "", text);
	assert_string_equal(name, encoding);
	ent_buf_release(&out);
}

static void bytes_become_text(void **state)
{
	(void)state;
	expect_decoded(ENT_STR("d\xC3\xA9j\xC3\xA0"), "", "déjà", "UTF-8");
	expect_decoded(ENT_STR("\xEF\xBB\xBFx"), "", "x", "UTF-8");
	expect_decoded(ENT_STR("d\xE9j\xE0 \x93x\x94"), "", "déjà “x”", "windows-1252");
	expect_decoded(ENT_STR("\x80 100"), "ISO-8859-1", "€ 100", "windows-1252");
	expect_decoded(ENT_STR("\xE0\xE1"), "windows-1251", "аб", "windows-1251");
	expect_decoded(ENT_STR("\xFF\xFEh\0\xE9\0"), "", "hé", "UTF-16LE");
	expect_decoded(ENT_STR("\0<\0t\0m\0x\0>"), "", "<tmx>", "UTF-16BE");
	expect_decoded(ENT_STR("<tmx>\xC3\xA9"), "UTF-16", "<tmx>é", "UTF-8");
}

static void expect_repaired(ent_str bytes,
			    const char *declared,
			    const char *text,
			    size_t n)
{
	ent_buf out = ENT_BUF_INIT;
	ent_repaired repaired;
	const char *name = NULL;
	ent_error err;
	assert_int_equal(
		ent_decode(&out, &name, &repaired, bytes, ent_str_of(declared), &err),
		0);
	assert_string_equal(out.p, text);
	assert_string_equal(name, "UTF-8");
	assert_int_equal(repaired.n, n);
	ent_buf_release(&out);
}

static void wrong_bytes_of_utf8_are_repaired(void **state)
{
	(void)state;
	expect_repaired(ENT_STR("\xC3\xA9t\xC3\xA9, \xE9t\xE9"), "", "été, été", 2);
	expect_repaired(ENT_STR("\xC3\xA9\n\xE2\x80 x"), "utf-8", "é\n\uFFFD x", 1);
	expect_repaired(ENT_STR("\xC3\xA9 \x81"), "", "é \uFFFD", 1);
	expect_repaired(ENT_STR("\xC3\xA9 \xED\xA0\xBD\xED\xB3\x96"), "",
			"é \U0001F4D6", 1);
	expect_repaired(ENT_STR("\xEF\xBB\xBFx\xFF"), "", "xÿ", 1);
	expect_repaired(ENT_STR("\xC3\xA9\xC3\xA8 \xE9"), "iso-8859-1", "éè é", 1);
	expect_decoded(ENT_STR("d\xE9j\xE0"), "utf-8", "déjà", "windows-1252");
	expect_decoded(ENT_STR("\xC3\xA9\xE0\xE1\xE2"), "windows-1251", "Г©абв",
		       "windows-1251");
}

static void bytes_that_are_no_text_are_refused(void **state)
{
	(void)state;
	ent_buf out = ENT_BUF_INIT;
	ent_error err;
	assert_int_equal(
		ent_decode(&out, NULL, NULL, ENT_STR("a\nb\0c"), ENT_STR(""), &err),
		ENT_EENCODING);
	assert_int_equal(err.line, 2);
	ent_buf_release(&out);
}

/* Wherever a byte is among the eight that are looked at together. */
static void every_byte_is_looked_at(void **state)
{
	(void)state;
	enum { LENGTH = 2100 }; /* more than 255 times 8 */
	char text[LENGTH];
	for (size_t at = 0; at < 40; at++) {
		size_t good;
		memset(text, 'x', sizeof(text));
		text[at] = '\n';
		assert_int_equal(ent_str_count((ent_str){ text, at }, '\n'), 0);
		assert_int_equal(ent_str_count((ent_str){ text, at + 1 }, '\n'), 1);
		memset(text, '\n', at);
		assert_int_equal(ent_str_count((ent_str){ text, LENGTH }, '\n'),
				 at + 1);
		assert_int_equal(ent_str_count((ent_str){ text, LENGTH }, 'x'),
				 LENGTH - at - 1);
		memcpy(text + at, "\xC3\xA9", 2);
		assert_true(ent_utf8_valid((ent_str){ text, LENGTH }, NULL));
		assert_false(ent_utf8_valid((ent_str){ text, at + 1 }, &good));
		assert_int_equal(good, at);
		text[at] = 'x';
		assert_false(ent_utf8_valid((ent_str){ text, LENGTH }, &good));
		assert_int_equal(good, at + 1);
	}
	memset(text, 'x', sizeof(text));
	assert_int_equal(ent_str_count((ent_str){ text, LENGTH }, 'x'), LENGTH);
	assert_int_equal(ent_str_count(ENT_STR(""), 'x'), 0);
}

static void text_is_quoted(void **state)
{
	(void)state;
	const ent_str s =
		ENT_STR("a\t\n\r\x01\x7F\\\"&<>\xEF\xBC\x81\xEF\xBF\xBE\xEF\xBF"
			"\xBFz\xEF\xBF\xBD");
	ent_buf buf = ENT_BUF_INIT;
	ent_buf_add_xml(&buf, s);
	assert_string_equal(buf.p, "a\t\n&#13;\xEF\xBF\xBD\x7F\\&quot;&amp;&lt;&gt;"
				   "\xEF\xBC\x81\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD");
	ent_buf_clear(&buf);
	ent_buf_add_json(&buf, ent_str_slice(s, 0, 11));
	assert_string_equal(buf.p, "\"a\\t\\n\\r\\u0001\\u007f\\\\\\\"&<>\"");
	ent_buf_clear(&buf);
	ent_buf_add_tsv(&buf, ent_str_slice(s, 0, 11));
	assert_string_equal(buf.p, "a\\t\\n\\r\x01\x7F\\\\\"&<>");
	ent_buf_release(&buf);
}

static void expect_tokens(const char *text, const char *want)
{
	ent_buf got = ENT_BUF_INIT;
	ent_token t;
	for (size_t at = 0; ent_token_next(&t, ent_str_of(text), &at);) {
		if (got.n)
			ent_buf_add_char(&got, '|');
		ent_buf_add(&got, ent_str_slice(ent_str_of(text), t.start, t.end));
	}
	assert_string_equal(got.p ? got.p : "", want);
	ent_buf_release(&got);
}

static void text_becomes_tokens(void **state)
{
	(void)state;
	expect_tokens("Canada's 1,500.5, end.", "Canada|'|s|1,500.5|,|end|.");
	expect_tokens("l’été e\xCC\x81t\xC2\xA0: 2.", "l|’|été|e\xCC\x81t|:|2|.");
	expect_tokens("A4 3rd", "A|4|3|rd");
	expect_tokens("日本語", "日|本|語");
	expect_tokens("  ", "");
}

static void expect_folded(const char *text, unsigned folds, const char *want)
{
	ent_buf got = ENT_BUF_INIT;
	ent_fold_add(&got, ent_str_of(text), folds);
	assert_false(got.failed);
	assert_string_equal(got.p ? got.p : "", want);
	ent_buf_release(&got);
}

static void variants_of_writing_fold_together(void **state)
{
	(void)state;
	expect_folded("  «\xC2\xA0L’ÉTÉ\xE2\x80\xAF» – 2 ",
		      ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY, "\" l'été \" - 2");
	expect_folded("Œuvre Straße", ENT_FOLD_CASE | ENT_FOLD_ACCENTS,
		      "oeuvre strasse");
	expect_folded("Cafe\xCC\x81", 0, "Café");
	expect_folded("ÉTÉ", ENT_FOLD_ACCENTS, "ETE");
	expect_folded("A  b", ENT_FOLD_CASE, "a  b");
}

static void expect_code(const char *code, const char *want)
{
	ent_arena *arena = ent_arena_new(0);
	ent_str got = ent_lang_normal(ent_str_of(code), arena);
	assert_string_equal(got.p, want);
	ent_arena_free(arena);
}

static void language_codes_become_normal(void **state)
{
	(void)state;
	expect_code("EN-US", "en-US");
	expect_code("en_us", "en-US");
	expect_code("EN-01", "en");
	expect_code("fre-FR", "fr-FR");
	expect_code("FRA", "fr");
	expect_code("zh-hant-tw", "zh-Hant-TW");
	expect_code("", "");
	expect_code("*all*", "");
	expect_code("enTTTTTTTTTTTTTT", ""); /* as long as the space for it */
	assert_true(ent_lang_matches(ENT_STR("en-GB"), ENT_STR("en-US")));
	assert_false(ent_lang_matches(ENT_STR("en"), ENT_STR("enm")));
	assert_false(ent_lang_matches(ENT_STR(""), ENT_STR("")));
}

static void languages_are_guessed_from_function_words(void **state)
{
	(void)state;
	assert_true(ent_str_is(ent_lang_guess(ENT_STR("The report of the council was "
						      "adopted in Geneva.")),
			       "en"));
	assert_true(ent_str_is(
		ent_lang_guess(ENT_STR("Le rapport du conseil est adopté à Genève.")),
		"fr"));
	assert_true(ent_str_is(ent_lang_guess(ENT_STR("Debian 3.0")), ""));
	/* languages that share words with these two are neither */
	static const char *const others[] = {
		"El informe de la comisión fue aprobado por los miembros del consejo.",
		"La relazione della commissione è stata adottata con una maggioranza.",
		"O relatório da comissão foi aprovado por uma maioria de um voto.",
		"Het rapport is in de zitting van het comité aangenomen.",
		"Der Bericht in der Anlage ist von der Kommission und dem Rat.",
		/* short: nearly all words of the lists are French too */
		"La ministra presenta el plan de agua para la costa.",
		"Nota de prensa sobre la reunión de la comisión",
		"América del Sur: la visita de un ministro",
		"La delegación regional de la provincia: un acuerdo que nace",
		"O plano de um ministro que la visita de um acordo",
		"La città e la legge di un ministro: le due visite",
	};
	static const char *const french[] = {
		"La réunion de la commission de surveillance",
		"Un communiqué de la ministre",
		"La visite de José García dans le port de la ville",
		"La note del ministero est dans le dossier de la commission",
	};
	for (size_t k = 0; k < sizeof(others) / sizeof(others[0]); k++)
		assert_true(ent_str_is(ent_lang_guess(ent_str_of(others[k])), ""));
	for (size_t k = 0; k < sizeof(french) / sizeof(french[0]); k++)
		assert_true(ent_str_is(ent_lang_guess(ent_str_of(french[k])), "fr"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_become_text),
		cmocka_unit_test(wrong_bytes_of_utf8_are_repaired),
		cmocka_unit_test(bytes_that_are_no_text_are_refused),
		cmocka_unit_test(every_byte_is_looked_at),
		cmocka_unit_test(text_is_quoted),
		cmocka_unit_test(text_becomes_tokens),
		cmocka_unit_test(variants_of_writing_fold_together),
		cmocka_unit_test(language_codes_become_normal),
		cmocka_unit_test(languages_are_guessed_from_function_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
