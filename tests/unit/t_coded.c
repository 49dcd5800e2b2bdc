/* SPDX-License-Identifier: Apache-2.0 */
/* Texts with inline codes: where they go, and that no text or code is lost, written
 * twice, or changes a boundary, for random texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "entente/segment.h"

static ent_segmenter *open_for(const char *lang, const char *srx)
{
	ent_segmenter *segmenter = NULL;
	ent_segmenter_options opt = ENT_SEGMENTER_OPTIONS_DEFAULT;
	opt.srx = srx;
	assert_int_equal(ent_segmenter_new(&segmenter, ent_str_of(lang), &opt, NULL),
			 ENT_OK);
	return segmenter;
}

/* Codes are written <b> </b> <x/> <n/> (a line break) in these texts. */
static uint32_t find_codes(ent_code *out, ent_str text)
{
	uint32_t n = 0;
	for (size_t k = 0; k < text.n; k++) {
		if (text.p[k] != '<')
			continue;
		size_t end =
			(size_t)((const char *)memchr(text.p + k, '>', text.n - k) -
				 text.p) +
			1;
		out[n++] = (ent_code){ k, end,
				       text.p[k + 1] == '/'     ? ENT_CODE_END
				       : text.p[end - 2] != '/' ? ENT_CODE_START
				       : text.p[k + 1] == 'n'   ? ENT_CODE_LINE
								: ENT_CODE_ISOLATED };
		k = end - 1;
	}
	return n;
}

/* Fails unless the segments of a text, with its codes if they are given as such, end at
 * the bars in `want`. */
static void expect_in(ent_segmenter *segmenter, bool markup, const char *want)
{
	char text[512];
	size_t n = 0, start = 0;
	ent_code codes[32];
	ent_arena *arena = ent_arena_new(0);
	ent_buf got = ENT_BUF_INIT;
	const ent_boundary *bounds;
	uint32_t count;
	for (const char *c = want; *c; c++)
		if (*c != '|')
			text[n++] = *c;
	ent_str raw = { text, n };
	const ent_status status =
		markup ? ent_segment_markup(&bounds, &count, segmenter, raw, arena,
					    NULL)
		       : ent_segment_coded(&bounds, &count, segmenter, raw, codes,
					   find_codes(codes, raw), arena, NULL);
	assert_int_equal(status, ENT_OK);
	for (uint32_t k = 0; k < count; start = bounds[k++].end) {
		if (k)
			ent_buf_add_char(&got, '|');
		ent_buf_add(&got, ent_str_slice(raw, start, bounds[k].end));
	}
	assert_string_equal(got.p, want);
	ent_buf_release(&got);
	ent_arena_free(arena);
}

static void expect(ent_segmenter *segmenter, const char *want)
{
	expect_in(segmenter, false, want);
}

static void codes_go_to_their_side(void **state)
{
	(void)state;
	ent_segmenter *s = open_for("en", NULL);
	expect(s, "<b>One.</b> |Two.");
	expect(s, "One. |<b>Two.</b> |Three.");
	expect(s, "One.|<b> Two.</b>");        /* an opening code goes right */
	expect(s, "<b>One. </b>|Two.");        /* a closing one left */
	expect(s, "<b>One. <x/></b>|Two.");    /* with all that is before it */
	expect(s, "One. |<b></b>Two.");        /* a pair is not parted */
	expect(s, "<i>One. </i>|<b>Two.</b>"); /* each to its side */
	expect(s, "One.<x/> |Two.");           /* like the call of a note */
	expect(s, "One. |<x/>Two.");
	expect(s, "One.<n/>|Two.<n/><n/>|Three."); /* a line break is white space */
	expect(s, "No code in D<b>r</b>. Smith.");
	expect(s, "M<b>r.</b> <i>Smith</i> left. <x/>");
	expect(s, "<x/>");
	ent_segmenter_free(s);
}

static void srx_says_where_codes_go(void **state)
{
	(void)state;
	char path[] = "/tmp/ent-coded-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	dprintf(fd, "<srx><header cascade='no'><formathandle type='start' "
		    "include='yes'/><formathandle type='end' include='no'/>"
		    "<formathandle type='isolated' include='yes'/></header><body>"
		    "<languagerules><languagerule languagerulename='a'><rule>"
		    "<beforebreak>\\.</beforebreak><afterbreak>\\s</afterbreak></rule>"
		    "</languagerule></languagerules><maprules><languagemap "
		    "languagepattern='.*' languagerulename='a'/></maprules></body>"
		    "</srx>");
	close(fd);
	ent_segmenter *s = open_for("en", path);
	expect(s, "One. <b>|Two.");
	expect(s, "<b>One.|</b> Two.");
	expect(s, "One. <x/>|Two.");
	ent_segmenter_free(s);
	unlink(path);
}

static void wrong_codes_are_refused(void **state)
{
	(void)state;
	static const ent_code wrong[][2] = {
		{ { 2, 4, ENT_CODE_START }, { 3, 5, ENT_CODE_END } },
		{ { 0, 1, ENT_CODE_START }, { 5, 5, ENT_CODE_END } },
		{ { 0, 1, ENT_CODE_START }, { 5, 11, ENT_CODE_END } },
	};
	ent_segmenter *s = open_for("en", NULL);
	ent_arena *arena = ent_arena_new(0);
	const ent_boundary *bounds;
	uint32_t n;
	for (size_t k = 0; k < sizeof(wrong) / sizeof(wrong[0]); k++)
		assert_int_equal(ent_segment_coded(&bounds, &n, s,
						   ENT_STR("0123456789"), wrong[k], 2,
						   arena, NULL),
				 ENT_EINVAL);
	ent_arena_free(arena);
	ent_segmenter_free(s);
}

static const char *const words[] = { "One",  ". ",       "two ",
				     "Dr. ", "U.S. ",    "The ",
				     "! ",   "\xC2\xA0", "\xC3\xA9t\xC3\xA9",
				     "1. ",  "(a) ",     "...",
				     " ",    "\"" };
static const char *const tags[] = { "<b>", "</b>", "<x/>", "<i>", "</i>" };

static const char *pick(const char *const *from, size_t n)
{
	return from[(size_t)rand() % n];
}

/* The text that ends at `end` without codes and white space: how far it has come. */
static size_t progress(ent_str text, size_t end)
{
	size_t n = 0;
	bool in = false;
	for (size_t k = 0; k < end; k++) {
		in |= text.p[k] == '<';
		n += !in && text.p[k] != ' ' && text.p[k] != '\xC2' &&
		     text.p[k] != '\xA0';
		in &= text.p[k] != '>';
	}
	assert_false(in); /* no boundary is within a code */
	return n;
}

/* With and without its codes a text has the same boundaries. */
static void check_random(ent_segmenter *s, ent_arena *arena)
{
	ent_buf raw = ENT_BUF_INIT, plain = ENT_BUF_INIT;
	ent_code codes[64];
	const ent_boundary *with, *without;
	uint32_t n_with, n_without;
	for (int k = rand() % 60; k >= 0; k--) {
		bool tag = rand() % 3 == 0;
		const char *piece = tag ? pick(tags, 5) : pick(words, 14);
		ent_buf_add(&raw, ent_str_of(piece));
		if (!tag)
			ent_buf_add(&plain, ent_str_of(piece));
	}
	ent_str text = ent_buf_str(&raw), words_only = ent_buf_str(&plain);
	assert_int_equal(ent_segment_coded(&with, &n_with, s, text, codes,
					   find_codes(codes, text), arena, NULL),
			 ENT_OK);
	assert_int_equal(
		ent_segment_text(&without, &n_without, s, words_only, arena, NULL),
		ENT_OK);
	if (words_only.n) {
		assert_int_equal(n_with, n_without);
		assert_int_equal(with[n_with - 1].end, text.n);
	}
	for (uint32_t k = 0; k < n_with && words_only.n; k++) {
		assert_true(!k || with[k].end > with[k - 1].end);
		assert_int_equal(progress(text, with[k].end),
				 progress(words_only, without[k].end));
		assert_int_equal(with[k].uncertain, without[k].uncertain);
	}
	ent_buf_release(&raw);
	ent_buf_release(&plain);
}

static void codes_never_change_a_boundary(void **state)
{
	(void)state;
	enum { TIMES = 20000 };
	ent_segmenter *s = open_for("en", NULL);
	ent_arena *arena = ent_arena_new(0);
	srand(1);
	for (int k = 0; k < TIMES; k++) {
		ent_arena_clear(arena);
		check_random(s, arena);
	}
	ent_arena_free(arena);
	ent_segmenter_free(s);
}

static void expect_markup(const char *want)
{
	ent_segmenter *s = open_for("en", NULL);
	expect_in(s, true, want);
	ent_segmenter_free(s);
}

static void content_of_tmx_is_cut(void **state)
{
	(void)state;
	expect_markup("<bpt i=\"1\">&lt;b&gt;</bpt>One.<ept i=\"1\">&lt;/b&gt;</ept> "
		      "|<it pos=\"begin\">Not. Cut.</it>Two. |Three.");
	expect_markup("He said &quot;No.&quot; |She left.");
	expect_markup("One.&#160;|Two &amp; three. |Four.");
	expect_markup("<hi>One. Two.</hi> |Three. |<hi/>Four.");
	expect_markup("One.<ph type=\"lb\"/>|Two.<ph>&lt;br/&gt;</ph>|Three.");
	expect_markup(
		"One.<ph>\\n</ph><ph>\\t</ph>|Two.<ph><sub>A. B.</sub></ph> |End");
	expect_markup("Broken <bpt i=\"1\">never closed. Ha.");
	expect_markup("Broken < too. |A & B &nosuch; &#x42; end.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_go_to_their_side),
		cmocka_unit_test(srx_says_where_codes_go),
		cmocka_unit_test(wrong_codes_are_refused),
		cmocka_unit_test(codes_never_change_a_boundary),
		cmocka_unit_test(content_of_tmx_is_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
