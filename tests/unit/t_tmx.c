/* SPDX-License-Identifier: Apache-2.0 */
/* TMX as it is found is read, and what is written is read back the same. */
#include "entente/align.h"
#include "unit/units_read.h"

static ent_buf written;
static ent_writer *writer;
static char origin[64], date[64], document[64], attributes[256], extra[256];
static float confidence;
static uint32_t doubts, line;

static void keep(char *scratch, size_t size, ent_str s)
{
	assert_true(s.n < size);
	memcpy(scratch, s.p, s.n);
	scratch[s.n] = '\0';
}

static ent_status take(void *data, const ent_unit *u, ent_error *e)
{
	(void)data;
	ent_buf_addf(&pairs, "%s%.*s:%.*s=%.*s:%.*s", pairs.n ? "|" : "",
		     (int)u->source.lang.n, u->source.lang.p, (int)u->source.text.n,
		     u->source.text.p, (int)u->target.lang.n, u->target.lang.p,
		     (int)u->target.text.n, u->target.text.p);
	if (u->source.markup.n)
		ent_buf_addf(&pairs, "{%.*s}", (int)u->source.markup.n,
			     u->source.markup.p);
	keep(origin, sizeof(origin), u->origin);
	keep(date, sizeof(date), u->date);
	keep(document, sizeof(document), u->document);
	keep(attributes, sizeof(attributes), u->attributes);
	keep(extra, sizeof(extra), u->extra);
	confidence = u->confidence;
	doubts = u->doubts;
	line = u->line;
	return writer ? ent_writer_add(writer, u, e) : ENT_OK;
}

#define HEAD "<tmx version=\"1.4\"><header creationtool=\"T\" srclang=\"en\"/><body>\n"
#define TUV(lang, text) "<tuv xml:lang=\"" lang "\"><seg>" text "</seg></tuv>"
#define TU(en, fr) "<tu>" TUV("en", en) TUV("fr", fr) "</tu>\n"
#define TAIL "</body></tmx>"

static void expect(ent_str bytes, const char *want, const char *trouble)
{
	assert_int_equal(read_bytes(bytes, "en", "fr"), ENT_OK);
	assert_string_equal(pairs.p, want);
	assert_string_equal(problems.p, trouble);
	assert_string_equal(format, "tmx");
}

static void units_without_codes_are_read(void **state)
{
	(void)state;
	expect(ENT_STR(HEAD TU("One", "Un") TU("Two &amp; more", "D&#233;ux<!-- x -->")
			       TAIL),
	       "en:One=fr:Un|en:Two & more=fr:D\xC3\xA9ux", "");
	assert_int_equal(line, 3);
	assert_string_equal(origin, "T");
	assert_float_equal(confidence, 1, 0);
}

static void a_wrong_language_code_is_refused(void **state)
{
	(void)state;
	assert_int_equal(read_bytes(ENT_STR(HEAD TAIL), "12", "fr"), ENT_EINVAL);
}

/* Wherever a character is among the eight that are looked at together. */
static void every_place_is_looked_at(void **state)
{
	(void)state;
	enum { LENGTH = 40 };
	static const char *const marks[] = { "\x1F", "\xEF\xBF\xBE", "\xEF\xBF\xBF",
					     "\r" };
	static const char *const become[] = { "\xEF\xBF\xBD", "\xEF\xBF\xBD",
					      "\xEF\xBF\xBD", "\n" };
	for (size_t m = 0; m < 4; m++)
		for (int at = 1; at < LENGTH; at++) {
			char want[128], unit[512];
			const char *x = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
			snprintf(want, sizeof(want), "en:%.*s%s%.*s=fr:b", at, x,
				 become[m], LENGTH - at, x);
			int n = snprintf(unit, sizeof(unit),
					 HEAD TU("%.*s%s%.*s", "b") TAIL, at, x,
					 marks[m], LENGTH - at, x);
			expect((ent_str){ unit, (size_t)n }, want,
			       m < 3 ? "2/1 characters that XML forbids were replaced: 1"
				     : "");
		}
}

static void hostile_units_are_refused(void **state)
{
	(void)state;
	ent_buf file = ENT_BUF_INIT;
	ent_buf_add(&file, ENT_STR(HEAD "<tu>\n\n"));
	for (int k = 0; k < 70; k++)
		ent_buf_add(&file, ENT_STR("<b>\n"));
	for (int k = 0; k < 70; k++)
		ent_buf_add(&file, ENT_STR("</b>"));
	ent_buf_add(&file, ENT_STR("</tu>" TU("a", "b") "<tu>\n"));
	for (int k = 0; k < (1 << 20); k++)
		ent_buf_add(&file, ENT_STR("<b/>"));
	ent_buf_add(&file, ENT_STR("</tu>" TU("c", "d") TAIL));
	expect(ent_buf_str(&file), "en:a=fr:b|en:c=fr:d",
	       "67/1! too many elements in one another|"
	       "76/3! has more than a million tags");
	ent_buf_release(&file);
}

static void expect_refused(ent_str bytes, const char *why)
{
	assert_int_equal(read_bytes(bytes, "en", "fr"), ENT_EFORMAT);
	assert_non_null(strstr(err.message, why));
}

static void what_holds_no_units_is_refused(void **state)
{
	(void)state;
	expect_refused(ENT_STR(""), "is empty");
	expect_refused(ENT_STR("<?xml version=\"1.0\"?><map version=\"1.0\"/>"),
		       "Tiled");
	expect_refused(ENT_STR("<html><p>x</p></html>"), "'html'");
	expect_refused(ENT_STR("%PDF-1.4"), "PDF");
}

static void notes_and_properties_of_units_are_kept(void **state)
{
	(void)state;
	expect(ENT_STR(HEAD
		       "<tu tuid=\"7\" changedate=\"20240409T101112Z\" odd='\"' segtype=\"x\">"
		       "<prop type=\"Txt::Doc. No.\">D/1</prop><note>n &amp; <b>m</b></note>"
		       "<context>c</context><prop>q</prop>" TUV("en", "a")
			       TUV("fr", "b") "</tu>" TAIL),
	       "en:a=fr:b", "");
	assert_string_equal(attributes, "tuid=\"7\" changedate=\"20240409T101112Z\"");
	assert_string_equal(
		extra,
		"<note>n &amp; m</note><prop type=\"x-attribute-odd\">&quot;</prop>"
		"<prop type=\"x-attribute-segtype\">x</prop>"
		"<prop type=\"Txt::Doc. No.\">D/1</prop><prop type="
		"\"x-element-context\">c</prop><prop type=\"x-untyped\">q</prop>");
	assert_string_equal(date, "2024-04-09T10:11:12Z");
	assert_string_equal(document, "D/1");
}

static const ent_unit_format *tmx_format(void)
{
	const ent_unit_format *tmx = NULL;
	assert_int_equal(ent_unit_format_named(&tmx, "tmx", NULL), ENT_OK);
	return tmx;
}

/* Reads bytes and writes them as TMX into `written`. */
static void rewrite(ent_str bytes)
{
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);
	assert_int_equal(ent_writer_new(&writer, tmx_format(), to, ENT_STR("en"),
					ENT_STR("fr"), ENT_STR(""), &err),
			 ENT_OK);
	assert_int_equal(read_bytes(bytes, "en", "fr"), ENT_OK);
	assert_int_equal(ent_writer_finish(writer, &err), ENT_OK);
	ent_writer_free(writer);
	writer = NULL;
	fclose(to);
	ent_buf_clear(&written);
	ent_buf_add(&written, (ent_str){ text, n });
	free(text);
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	ent_buf first = ENT_BUF_INIT;
	rewrite(ENT_STR(
		HEAD
		"<tu tuid=\"1\" creationdate=\"20240409T101112Z\"><note>n</note>"
		"<prop type=\"x-entente-document\">a.xml</prop>"
		"<prop type=\"x-entente-confidence\">0.875</prop>"
		"<prop type=\"x-entente-doubts\">length rival</prop>"
		"<prop type=\"other\">&lt;p></prop>"
		"<tuv xml:lang=\"en\" changeid=\"me\"><note>t</note><prop type=\"p\">v</prop>"
		"<seg>a <ph x=\"1\">&lt;</ph>b</seg></tuv>" TUV(
			"fr-CA",
			"\xC2\xAB\xC2\xA0x\xC2\xA0\xC2\xBB") "</tu><tu><prop type=\"x-entente-date\">2024-04-09</prop>" TUV("en",
															    "a")
			TUV("fr", "b") "</tu>" TAIL));
	assert_non_null(strstr(written.p, "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">"));
	assert_non_null(strstr(written.p, "creationdate=\"20240409T000000Z\""));
	assert_non_null(strstr(
		written.p, "<tuv xml:lang=\"en\" changeid=\"me\"><note>t</note><prop "
			   "type=\"p\">v</prop><seg>a <ph x=\"1\">&lt;</ph>b</seg>"));
	assert_string_equal(date, "2024-04-09");
	assert_string_equal(attributes, "");
	ent_buf_add(&first, ent_buf_str(&written));
	ent_buf pairs_before = pairs;
	pairs = ENT_BUF_INIT;
	rewrite(ent_buf_str(&first));
	assert_string_equal(written.p, first.p);
	assert_string_equal(pairs.p, pairs_before.p);
	assert_string_equal(problems.p, "");
	assert_string_equal(date, "2024-04-09");
	assert_string_equal(attributes, "");
	ent_buf_release(&first);
	ent_buf_release(&pairs_before);
}

static void fields_of_ours_come_back(void **state)
{
	(void)state;
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);
	ent_unit u = { .source = { .text = ENT_STR("a & b"), .lang = ENT_STR("en") },
		       .target = { .text = ENT_STR("c"), .lang = ENT_STR("fr") },
		       .document = ENT_STR("d.html"),
		       .target_document = ENT_STR("d.fr.html"),
		       .place = ENT_STR("3"),
		       .date = ENT_STR("2024-04-09"),
		       .origin = ENT_STR("align"),
		       .confidence = 0.1234567f,
		       .doubts = ENT_DOUBT_LENGTH | ENT_DOUBT_NUMBERS };
	assert_int_equal(ent_writer_new(&writer, tmx_format(), to, ENT_STR(""),
					ENT_STR(""), ENT_STR(""), &err),
			 ENT_OK);
	assert_int_equal(ent_writer_add(writer, &u, &err), ENT_OK);
	assert_int_equal(ent_writer_finish(writer, &err), ENT_OK);
	ent_writer_free(writer);
	writer = NULL;
	fclose(to);
	assert_int_equal(read_bytes((ent_str){ text, n }, "", ""), ENT_OK);
	free(text);
	assert_string_equal(pairs.p, "en:a & b=fr:c");
	assert_string_equal(document, "d.html");
	assert_string_equal(origin, "align");
	assert_string_equal(date, "2024-04-09");
	assert_true(confidence == 0.1234567f);
	assert_int_equal(doubts, ENT_DOUBT_LENGTH | ENT_DOUBT_NUMBERS);
	assert_string_equal(extra, "");
}

static int release(void **state)
{
	(void)state;
	ent_buf_release(&pairs);
	ent_buf_release(&problems);
	ent_buf_release(&written);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units_without_codes_are_read),
		cmocka_unit_test(a_wrong_language_code_is_refused),
		cmocka_unit_test(every_place_is_looked_at),
		cmocka_unit_test(hostile_units_are_refused),
		cmocka_unit_test(what_holds_no_units_is_refused),
		cmocka_unit_test(notes_and_properties_of_units_are_kept),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(fields_of_ours_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
