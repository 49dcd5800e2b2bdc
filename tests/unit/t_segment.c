/* SPDX-License-Identifier: Apache-2.0 */
/* The segmenter's interface: boundaries and their doubts, documents, word lists;
 * what a regular expression can match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <unicode/ustring.h>

#include "entente/segment.h"
#include "segment/pattern.h"
#include "segment/tables.h"

static ent_segmenter *open_for(const char *lang)
{
	ent_segmenter *segmenter = NULL;
	assert_int_equal(ent_segmenter_new(&segmenter, ent_str_of(lang), NULL, NULL),
			 ENT_OK);
	return segmenter;
}

/* want: the text with | at a sure boundary and ~ at an uncertain one. */
static void expect_cut(const char *lang, const char *text, const char *want)
{
	ent_segmenter *segmenter = open_for(lang);
	ent_arena *arena = ent_arena_new(0);
	ent_buf got = ENT_BUF_INIT;
	const ent_boundary *bounds;
	uint32_t n;
	size_t start = 0;
	assert_int_equal(
		ent_segment_text(&bounds, &n, segmenter, ent_str_of(text), arena, NULL),
		ENT_OK);
	for (uint32_t k = 0; k < n; start = bounds[k++].end) {
		ent_buf_add(&got,
			    ent_str_slice(ent_str_of(text), start, bounds[k].end));
		ent_buf_add_char(&got, bounds[k].uncertain ? '~' : '|');
	}
	assert_string_equal(got.p ? got.p : "", want);
	ent_buf_release(&got);
	ent_arena_free(arena);
	ent_segmenter_free(segmenter);
}

static void boundaries_are_after_white_space(void **state)
{
	(void)state;
	expect_cut("fr", "Un.  Deux.\xC2\xA0 Trois. ", "Un.  |Deux.\xC2\xA0 |Trois. |");
	expect_cut("fr", "", "");
	expect_cut("fr", " ", " |");
	expect_cut("en-GB", "One. Two", "One. |Two|");
	expect_cut("de", "Eins. Zwei", "Eins. |Zwei|");
	expect_cut("", "One. Two", "One. |Two|");
}

static void doubtful_boundaries_are_marked(void **state)
{
	(void)state;
	expect_cut("en", "In the U.S. The end. Yes.", "In the U.S. ~The end. |Yes.|");
	expect_cut("en", "1. One 2. Two", "1. One ~2. Two|");
	expect_cut("fr", "Oui... Non, etc. Le", "Oui... ~Non, etc. ~Le|");
	expect_cut("fr", "L'alinéa. à la fin", "L'alinéa. ~à la fin|");
}

static void segments_of_a_document_are_trimmed(void **state)
{
	(void)state;
	const ent_paragraph paragraphs[] = {
		{ ENT_STR("Titre"), ENT_KIND_HEADING, 1 },
		{ ENT_STR("\xC2\xA0 \xE2\x80\xAF"), ENT_KIND_BODY, 2 },
		{ ENT_STR(" Un. \xC2\xA0"
			  "Deux.\xC2\xA0"),
		  ENT_KIND_ITEM, 3 },
	};
	ent_document document = { .paragraphs = paragraphs, .n_paragraphs = 3 };
	ent_segmenter *segmenter = open_for("fr");
	ent_arena *arena = ent_arena_new(0);
	const ent_segment *s;
	uint32_t n;
	assert_int_equal(
		ent_segment_document(&s, &n, segmenter, &document, arena, NULL), 0);
	assert_int_equal(n, 3);
	assert_true(ent_str_is(s[0].text, "Titre"));
	assert_int_equal(s[0].kind, ENT_KIND_HEADING);
	assert_true(ent_str_is(s[1].text, "Un."));
	assert_int_equal(s[1].paragraph, 2);
	assert_true(ent_str_is(s[2].text, "Deux."));
	assert_int_equal(s[2].kind, ENT_KIND_ITEM);
	ent_arena_free(arena);
	ent_segmenter_free(segmenter);
}

static void too_little_memory_is_an_error(void **state)
{
	(void)state;
	ent_segmenter *segmenter = open_for("fr");
	ent_arena *arena = ent_arena_new(1);
	const ent_boundary *bounds = NULL;
	uint32_t n = 7;
	ent_error err;
	assert_int_equal(ent_segment_text(&bounds, &n, segmenter, ENT_STR("Un. Deux."),
					  arena, &err),
			 ENT_ELIMIT);
	assert_null(bounds);
	assert_int_equal(n, 7);
	ent_arena_free(arena);
	ent_segmenter_free(segmenter);
}

static void word_lists_are_read_and_corrected(void **state)
{
	(void)state;
	struct tables *t;
	ent_error err;
	assert_int_equal(ent_tables_new(&t, NULL), 0);
	assert_int_equal(
		ent_tables_read(
			t,
			ENT_STR("\xEF\xBB\xBFxyz., p. ex. # no\n[final]\netc.\r\n"
				"[openers]\nL’, Le\n[ambiguous]\nxyz\n[number]\nvol"),
			NULL),
		0);
	assert_int_equal(ent_tables_find(t, ENT_STR("xyz")), WORD_AMBIGUOUS);
	assert_int_equal(ent_tables_find(t, ENT_STR("p. ex")), WORD_NEVER);
	assert_int_equal(ent_tables_find(t, ENT_STR("L'")), WORD_OPENER);
	assert_int_equal(ent_tables_find(t, ENT_STR("no")), 0);
	assert_int_equal(ent_tables_find_abbreviation(t, ENT_STR("Etc")), WORD_FINAL);
	assert_int_equal(ent_tables_find_abbreviation(t, ENT_STR("VOL")),
			 WORD_ORDINARY);
	assert_int_equal(ent_tables_find_abbreviation(t, ENT_STR("Le")), 0);
	assert_int_equal(ent_tables_read(t, ENT_STR("a\n[x]\n"), &err), ENT_EFORMAT);
	assert_int_equal(err.line, 2);
	assert_int_equal(ent_tables_read(t, ENT_STR("\n\xFF"), &err), ENT_EENCODING);
	/* more words than the first scratch holds */
	for (int k = 0; k < 3000; k++) {
		char word[16];
		snprintf(word, sizeof(word), "w%d", k);
		assert_int_equal(ent_tables_add(t, ent_str_of(word), WORD_STAY, NULL),
				 0);
	}
	assert_int_equal(ent_tables_find(t, ENT_STR("w2999")), WORD_STAY);
	assert_int_equal(ent_tables_find(t, ENT_STR("xyz")), WORD_AMBIGUOUS);
	ent_tables_free(t);
}

static struct facts facts_of(const char *pattern)
{
	UChar wide[128];
	int32_t n;
	UErrorCode uerr = U_ZERO_ERROR;
	struct facts f;
	u_strFromUTF8(wide, 128, &n, pattern, -1, &uerr);
	ent_pattern_facts(&f, wide, n);
	return f;
}

static void the_possible_matches_of_a_pattern_are_known(void **state)
{
	(void)state;
	struct facts f = facts_of("\\b(Mr|Dr)\\.[ \\t]?");
	assert_true(ent_charset_has(&f.first, 'M') && ent_charset_has(&f.first, 'D'));
	assert_false(ent_charset_has(&f.first, 'r'));
	assert_true(ent_charset_has(&f.last, '.') && ent_charset_has(&f.last, '\t'));
	assert_false(ent_charset_has(&f.last, 'r') || f.empty);
	f = facts_of("a{2,3}|b*");
	assert_true(f.empty);
	assert_int_equal(f.max, UINT32_MAX);
	f = facts_of("(?i)k");
	assert_true(ent_charset_has(&f.first, 'K') &&
		    ent_charset_has(&f.first, 0x212A));
	f = facts_of("(?<name>x)"); /* not read: anything goes */
	assert_true(f.empty && ent_charset_has(&f.first, 'z'));
	f = facts_of("[^a-c]+!");
	assert_false(ent_charset_has(&f.first, 'b'));
	assert_true(ent_charset_has(&f.first, 'd') && ent_charset_has(&f.all, '!'));
	assert_false(ent_charset_has(&f.need, 'd'));
}

static void expect_pattern(void (*rewrite)(ent_buf *, ent_str),
			   const char *pattern,
			   const char *want)
{
	ent_buf got = ENT_BUF_INIT;
	rewrite(&got, ent_str_of(pattern));
	assert_string_equal(got.p, want);
	ent_buf_release(&got);
}

static void patterns_of_java_are_rewritten(void **state)
{
	(void)state;
	expect_pattern(ent_pattern_from_java, "\\s[\\d.]\\W\\\\s",
		       "[\\u0009-\\u000D\\u0020][0-9.][^a-zA-Z_0-9]\\\\s");
	expect_pattern(ent_pattern_repair, "(?<=a*[*])b+", "(?<=a{0,100}[*])b+");
	expect_pattern(ent_pattern_repair, "(?iu)a(?u:b)", "(?i)a(?:b)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(boundaries_are_after_white_space),
		cmocka_unit_test(doubtful_boundaries_are_marked),
		cmocka_unit_test(segments_of_a_document_are_trimmed),
		cmocka_unit_test(too_little_memory_is_an_error),
		cmocka_unit_test(word_lists_are_read_and_corrected),
		cmocka_unit_test(the_possible_matches_of_a_pattern_are_known),
		cmocka_unit_test(patterns_of_java_are_rewritten),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
