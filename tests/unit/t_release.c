/* SPDX-License-Identifier: Apache-2.0 */
/* Releases in text, HTML and XML become paragraphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "entente/read.h"
#include "format/release/date.h"
#include "unit/with_arena.h"

static ent_document doc;
static ent_error err;
static char logged[256];

static void keep_log(void *data, ent_log_level level, const ent_error *what)
{
	(void)data, (void)level;
	ent_error_text(what, logged, sizeof(logged));
}

static const ent_progress progress = { NULL, keep_log, NULL };

static ent_status read_with(ent_str bytes, ent_read_options opt)
{
	logged[0] = '\0';
	opt.progress = &progress;
	ent_arena_clear(arena);
	return ent_read_document_bytes(&doc, bytes, ENT_STR("x"), &opt, arena, &err);
}

/* The paragraphs as "KIND:text|KIND:text", KIND one letter. */
static char *shown(void)
{
	ent_buf buf = ENT_BUF_INIT;
	for (uint32_t k = 0; k < doc.n_paragraphs; k++) {
		ent_buf_addf(&buf, "%s%c:", k ? "|" : "",
			     ent_kind_name(doc.paragraphs[k].kind)[0]);
		ent_buf_add(&buf, doc.paragraphs[k].text);
	}
	ent_buf_add(&buf, ENT_STR(""));
	ent_str copy = ent_arena_str(arena, ent_buf_str(&buf));
	ent_buf_release(&buf);
	return (char *)(uintptr_t)copy.p;
}

static void expect(const char *bytes, const char *want)
{
	assert_int_equal(read_with(ent_str_of(bytes), ENT_READ_OPTIONS_DEFAULT),
			 ENT_OK);
	assert_string_equal(shown(), want);
}

static void wrapped_lines_are_joined(void **state)
{
	(void)state;
	expect("A title of the release\r\n\r\n"
	       "This is the first line of a paragraph that was wrapped by a mail\r\n"
	       "program at a width of seventy characters, as most of them do, and\r\n"
	       "it ends here.\r\n\r\nA second one.",
	       "h:A title of the release|"
	       "b:This is the first line of a paragraph that was wrapped by a mail "
	       "program at a width of seventy characters, as most of them do, and it "
	       "ends here.|b:A second one.");
	/* lines of any length are paragraphs */
	expect("One.\nA much longer line that says rather more than the others do here.\n"
	       "Two.\nThree and a bit.",
	       "b:One.|b:A much longer line that says rather more than the others do "
	       "here.|b:Two.|b:Three and a bit.");
	/* two lines of a title are two, though the first is long */
	expect("The Institute and the Forum join forces to promote peace\n"
	       "Memorandum signed in Geneva\n\nText.",
	       "b:The Institute and the Forum join forces to promote peace|b:Memorandum "
	       "signed in Geneva|b:Text.");
	/* a wrapped block among many short lines */
	expect("a\nb\nc\nd\ne\nf\ng\nh\n\n"
	       "If you try to visit a file that is larger than this one is, and\n"
	       "larger than that one too, you will see a warning message that is\n"
	       "quite clear.\n\ni\nj",
	       "b:a|b:b|b:c|b:d|b:e|b:f|b:g|b:h|b:If you try to visit a file that is larger "
	       "than this one is, and larger than that one too, you will see a warning message "
	       "that is quite clear.|b:i|b:j");
	/* wrapped by hand */
	expect("A line that somebody ended where he liked to end it, and this\n"
	       "one much earlier than the other ones around\n"
	       "it, so that no width comes out of them at all; yet\n"
	       "they are a paragraph.",
	       "b:A line that somebody ended where he liked to end it, and this one much "
	       "earlier than the other ones around it, so that no width comes out of them "
	       "at all; yet they are a paragraph.");
	/* entries of a glossary in small letters */
	expect("fanion : Marque flottante qui indique un chenal.\n"
	       "cargaison : Marchandises que transporte un navire.\n"
	       "dragage : Enlèvement de la vase du fond d'un port.\n"
	       "marée : Montée et descente de la mer.\n"
	       "mouillage : Lieu où les navires sont à l'ancre.\n"
	       "phare : Tour munie d'une lumière qui guide les navires.\n"
	       "quai : Mur le long duquel les navires sont amarrés.",
	       "b:fanion : Marque flottante qui indique un chenal.|"
	       "b:cargaison : Marchandises que transporte un navire.|"
	       "b:dragage : Enlèvement de la vase du fond d'un port.|"
	       "b:marée : Montée et descente de la mer.|"
	       "b:mouillage : Lieu où les navires sont à l'ancre.|"
	       "b:phare : Tour munie d'une lumière qui guide les navires.|"
	       "b:quai : Mur le long duquel les navires sont amarrés.");
	/* a title over two lines */
	expect("             The Council adopts a resolution that took it\n"
	       "                twelve years and three weeks to write\n\n"
	       "This is the first line of a paragraph that was wrapped by a mail\n"
	       "program at a width of seventy characters, as most of them do, and\n"
	       "that goes on for quite a few lines, so that the width is certain\n"
	       "beyond doubt.",
	       "h:The Council adopts a resolution that took it twelve years and three weeks to "
	       "write|b:This is the first line of a paragraph that was wrapped by a mail "
	       "program at a width of seventy characters, as most of them do, and that goes on "
	       "for quite a few lines, so that the width is certain beyond doubt.");
	/* an address in wrapped text stays as its author broke it */
	expect("This is the first line of a paragraph that was wrapped by a mail\n"
	       "program at a width of seventy characters, as most of them do, and\n"
	       "that goes on for quite a few lines, so that the width is certain\n"
	       "beyond doubt.\n\nPress Service\n12, quai des Bateliers\nGeneva",
	       "b:This is the first line of a paragraph that was wrapped by a mail "
	       "program at a width of seventy characters, as most of them do, and that "
	       "goes on for quite a few lines, so that the width is certain beyond "
	       "doubt.|b:Press Service|b:12, quai des Bateliers|b:Geneva");
}

static void layout_tells_items_headings_and_notes(void **state)
{
	(void)state;
	expect("The States:\n- undertake to meet;\n\xE2\x80\xA2 undertake to pay;\n"
	       "* go home.\n1. First.\n(a) second.\n\nAbout us\n\nText.[1]\n\n[1] A note.",
	       "b:The States:|i:undertake to meet;|i:undertake to pay;|i:go home.|"
	       "i:1. First.|i:(a) second.|h:About us|b:Text.[1]|n:[1] A note.");
	expect("Title\n=====\n\nText.\n\xC2\xA0\n* * *\nMore.",
	       "h:Title|b:Text.|b:More.");
	/* a dialogue keeps its dashes; a form feed ends a line */
	expect("\xE2\x80\x94 Bonjour.\f\xE2\x80\x94 Bonsoir.",
	       "b:\xE2\x80\x94 Bonjour.|b:\xE2\x80\x94 Bonsoir.");
}

static void white_space_is_folded_and_typography_kept(void **state)
{
	(void)state;
	expect("\xEF\xBB\xBF\xC2\xAB\xC2\xA0Non\xE2\x80\xAF!\xC2\xA0\xC2\xBB,  dit\tla reine.",
	       "b:\xC2\xAB\xC2\xA0Non\xE2\x80\xAF!\xC2\xA0\xC2\xBB, dit la reine.");
	expect("\n \n\xC2\xA0\n\xE2\x80\xAF \n", "");
	assert_int_equal(doc.n_paragraphs, 0);
	expect("one\r\ntwo", "b:one|b:two");
	assert_int_equal(doc.paragraphs[1].line, 2);
}

static void each_line_is_a_paragraph_on_request(void **state)
{
	(void)state;
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.lines = true;
	assert_int_equal(read_with(ENT_STR("- one\n\ntwo\n"), opt), ENT_OK);
	assert_string_equal(shown(), "b:- one|b:two");
	assert_int_equal(doc.paragraphs[1].line, 3);
}

static void metadata_come_from_the_text(void **state)
{
	(void)state;
	expect("9 avril 2024\n\nL\xE2\x80\x99institut et le forum s\xE2\x80\x99unissent\n\n"
	       "Le forum est dans la ville et sur la place avec les autres.",
	       "b:9 avril 2024|h:L\xE2\x80\x99institut et le forum s\xE2\x80\x99unissent|"
	       "b:Le forum est dans la ville et sur la place avec les autres.");
	assert_true(ent_str_is(doc.date, "2024-04-09"));
	assert_true(ent_str_starts(doc.title, ENT_STR("L\xE2\x80\x99institut")));
	assert_true(ent_str_is(doc.lang, "fr") && doc.lang_is_guess);
	assert_true(ent_str_is(doc.format, "text"));
	expect("T\n\nGENEVA, 3 June 2024 \xE2\x80\x93 The Council met on 5 May 2023.",
	       "h:T|b:GENEVA, 3 June 2024 \xE2\x80\x93 The Council met on 5 May 2023.");
	assert_true(ent_str_is(doc.date, "2024-06-03"));
}

static void a_wrong_claim_of_language_is_reported(void **state)
{
	(void)state;
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.lang = ENT_STR("fr");
	ent_str text =
		ENT_STR("The Council of the States and the people is in the hall "
			"with the press, and this is what was said by it.");
	assert_int_equal(read_with(text, opt), ENT_OK);
	assert_true(ent_str_is(doc.lang, "fr") && !doc.lang_is_guess);
	assert_non_null(strstr(logged, "'fr' but looks like 'en'"));
}

static void expect_date(const char *text, const char *want)
{
	char got[ENT_DATE_SIZE] = "";
	size_t start, end;
	bool found = ent_date_find(got, &start, &end, ent_str_of(text));
	assert_string_equal(found ? got : "", want);
}

static void dates_are_found(void **state)
{
	(void)state;
	expect_date("le 1er ao\xC3\xBBt 2024", "2024-08-01");
	expect_date("29 F\xC3\x89VRIER 2024", "2024-02-29");
	expect_date("April 9, 2024", "2024-04-09");
	expect_date("the 3rd of May, 2024.", "2024-05-03");
	expect_date("9\xC2\xA0juin\xE2\x80\xAF"
		    "2024",
		    "2024-06-09");
	expect_date("2024-04-09T10:00:00Z", "2024-04-09");
	expect_date("20240521", "2024-05-21");
	expect_date("2006-11-9", "2006-11-09");
	expect_date("31.12.2023", "2023-12-31");
	expect_date("25/04/2024", "2024-04-25");
	expect_date("04/09/2024", ""); /* April or September? */
	expect_date("31 April 2024", "");
	expect_date("tel. 2024 12 34", "");
	expect_date("123456789012", "");
	expect_date("mardi 9 avril", "");
}

static void html_is_read_like_a_browser_does(void **state)
{
	(void)state;
	expect("<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><title>T | Site</title>"
	       "<meta name=date content=2024-04-09>"
	       "<link rel=alternate hreflang=en href=a.en.html></head><body>"
	       "<header><a href=/>Site</a><nav><ul><li>Menu</ul></nav></header>"
	       "<article><header><h1>T</h1></header><p>Un&nbsp;<b>mot</b><p>Deux"
	       "<ul><li>a;<li>b<p>c</ul><table><tr><td>x<td>y</table>"
	       "<aside>Publicit\xC3\xA9</aside><script>var p='<p>';</script></article>"
	       "<footer><p>\xC2\xA9</p></footer>",
	       "h:T|b:Un\xC2\xA0mot|b:Deux|i:a;|i:b|i:c|c:x|c:y");
	assert_true(ent_str_is(doc.lang, "fr") && !doc.lang_is_guess);
	assert_true(ent_str_is(doc.title, "T"));
	assert_true(ent_str_is(doc.date, "2024-04-09"));
	assert_int_equal(doc.n_alternates, 1);
	assert_true(ent_str_is(doc.alternates[0].href, "a.en.html"));
	expect("<p>one<br>two<br><br>three", "b:one two|b:three");
	expect("<p>don&#146;t</p><p>&euro;&hellip;</p>",
	       "b:don\xE2\x80\x99t|b:\xE2\x82\xAC\xE2\x80\xA6");
	expect("<meta charset=iso-8859-1><p>d\xE9j\xE0 \x93vu\x94",
	       "b:d\xC3\xA9j\xC3\xA0 \xE2\x80\x9Cvu\xE2\x80\x9D");
	expect("<pre>First line of text in a block that was wrapped by a program\n"
	       "and goes on here. </pre><p>x</p>",
	       "b:First line of text in a block that was wrapped by a program and goes "
	       "on here.|b:x");
	expect("<h1 class='x sr-only'>Head</h1><p>Open<span class='sr-only icon'>New "
	       "window</span></p><ol><li>Note. <a role=doc-backlink href='#r'>^</a></ol>"
	       "<div class='sharedaddy sd'>Share</div>",
	       "h:Head|b:Open|i:Note.");
	expect("<div><p translate=no>secret</p><p>use <code translate=no>ls</code></p></div>",
	       "b:use ls");
}

static void all_keeps_what_is_around_the_text(void **state)
{
	(void)state;
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	ent_str page = ENT_STR("<html><body><nav>Menu</nav><p>Text</p></body></html>");
	opt.all = true;
	assert_int_equal(read_with(page, opt), ENT_OK);
	assert_string_equal(shown(), "b:Menu|b:Text");
	expect("<html><body><nav>Menu</nav></body></html>", "b:Menu");
	assert_non_null(strstr(logged, "no text but navigation"));
	/* an application's form around all of the page */
	expect("<html><body><form><p>Text</p></form><form><input>Search</form>",
	       "b:Text");
}

static void places_are_lines(void **state)
{
	(void)state;
	static const char *const pages[] = {
		"<html>\n<body\n class='x'><h1>A</h1>\n\n<p>\n<b>b</b>\n</p>text\n\n<pre>\n"
		"c\nd</pre>\n<p>\n \n\xC3\x89, &amp; e\nf<br><br>g</p></body></html>",
		"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>\n<body\n class='x'><h1>A</h1>\n\n<p>\n<b>b</b>\n</p>text\n\n<pre>\n"
		"c\nd</pre>\n<p>\n \n\xC3\x89, &amp; e\nf<br/><br/>g</p></body></html>",
	};
	static const uint32_t want[] = { 3, 6, 7, 10, 11, 14, 15 };
	for (int k = 0; k < 2; k++) {
		expect(pages[k], "h:A|b:b|b:text|b:c|b:d|b:\xC3\x89, & e f|b:g");
		for (uint32_t n = 0; n < doc.n_paragraphs; n++)
			assert_int_equal(doc.paragraphs[n].line, want[n]);
	}
	/* further than libxml2 counts */
	ent_buf far = ENT_BUF_INIT;
	ent_buf_add(&far, ENT_STR("<r><p>a</p>"));
	for (int k = 0; k < 70000; k++)
		ent_buf_add_char(&far, '\n');
	ent_buf_add(&far, ENT_STR("<p>b</p></r>"));
	expect(far.p, "b:a|b:b");
	assert_int_equal(doc.paragraphs[1].line, 70001);
	ent_buf_release(&far);
}

static void xhtml_is_xml(void **state)
{
	(void)state;
	expect("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xml:lang='fr'>"
	       "<head><title/></head><body><p>a&nbsp;b<a id='x'/>c</p><p/></body></html>",
	       "b:a\xC2\xA0"
	       "bc");
	/* and if it is not well-formed, still a page */
	expect("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>a"
	       "<br>b</p></body></html>",
	       "b:a b");
}

static void notes_become_paragraphs_after_theirs(void **state)
{
	(void)state;
	expect("<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><teiHeader><fileDesc>"
	       "<titleStmt><title>T</title></titleStmt><publicationStmt>"
	       "<date when='2024-06-03'/></publicationStmt></fileDesc></teiHeader><text><body>"
	       "<head>T</head><p>One<note>A <hi>note</hi>.</note>, two"
	       "<note><p>B.</p><p>C.</p></note>.</p><list><item>i</item></list>"
	       "<p><s>Three.</s> <s>Four.</s></p></body></text></TEI>",
	       "h:T|b:One, two.|n:A note.|n:B.|n:C.|i:i|b:Three. Four.");
	assert_true(ent_str_is(doc.format, "tei"));
	assert_true(ent_str_is(doc.title, "T"));
	assert_true(ent_str_is(doc.date, "2024-06-03"));
}

static void formats_of_the_field_are_known(void **state)
{
	(void)state;
	expect("<nitf><head><title>x</title><docdata><doc-id id-string='A/1'/>"
	       "<date.issue norm='20240521'/></docdata></head><body><body.head><hedline>"
	       "<hl1>Head</hl1></hedline><dateline><location>G</location>, "
	       "<story.date>May 21</story.date></dateline></body.head><body.content>"
	       "<block><p>A <em>b</em> c.</p></block></body.content></body></nitf>",
	       "h:Head|b:G, May 21|b:A b c.");
	assert_true(ent_str_is(doc.id, "A/1") && ent_str_is(doc.date, "2024-05-21"));
	expect("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='g1'><itemMeta>"
	       "<provider literal='x'>P</provider></itemMeta><contentMeta><headline>H</headline>"
	       "<by>B</by></contentMeta><contentSet><inlineXML>"
	       "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>T <i>u</i></p></body></html>"
	       "</inlineXML></contentSet></newsItem>",
	       "h:H|b:T u");
	expect("<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><act>"
	       "<meta><identification/>m</meta><body><article><num>1.</num><heading>H</heading>"
	       "<paragraph><num>(a)</num><content><p>See <ref>art. 2</ref>"
	       "<authorialNote><p>N</p></authorialNote>.</p></content></paragraph></article>"
	       "</body></act></akomaNtoso>",
	       "h:1. H|b:(a) See art. 2.|n:N");
	expect("<article xmlns='http://docbook.org/ns/docbook' xml:lang='en'><title>T</title>"
	       "<para>A <emphasis>b</emphasis><footnote><para>N</para></footnote>"
	       "<itemizedlist><listitem><para>i</para></listitem></itemizedlist>c</para>"
	       "<programlisting>x = 1</programlisting></article>",
	       "h:T|b:A b|n:N|i:i|b:c");
	expect("<Statute xml:lang='en'><Identification><ShortTitle>S</ShortTitle>"
	       "<Chapter>C-1</Chapter></Identification><Body><Section><MarginalNote>M"
	       "</MarginalNote><Label>1</Label><Text>A <Emphasis>b</Emphasis></Text>"
	       "<Paragraph><Label>(a)</Label><Text>c</Text></Paragraph></Section></Body>"
	       "</Statute>",
	       "h:S|h:M|b:1 A b|i:(a) c");
}

static void corpora_are_releases_too(void **state)
{
	(void)state;
	/* JRC-Acquis is TEI of the fourth version */
	expect("<TEI.2 id='j1' n='31985R0001' lang='fr'><teiHeader lang='en'><fileDesc><titleStmt>"
	       "<title>The title</title></titleStmt></fileDesc></teiHeader><text><body><head n='1'>"
	       "R\xC3\xA8glement</head><div type='body'><p n='2'>Un.</p><p n='3'>Deux.</p></div>"
	       "<div type='signature'><p n='4'>Fait \xC3\xA0 Paris.</p></div></body></text></TEI.2>",
	       "h:R\xC3\xA8glement|b:Un.|b:Deux.|b:Fait \xC3\xA0 Paris.");
	assert_true(ent_str_is(doc.lang, "fr"));
	/* OPUS: sentences, with words of their own */
	expect("<document id='d'><p><s id='1'>One <b>two</b>.</s><s id='2'><w>Three</w> <w>four</w>"
	       "<w>.</w></s></p></document>",
	       "b:One two.|b:Three four.");
	assert_true(ent_str_is(doc.format, "opus"));
	/* a flat OpenDocument */
	expect("<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
	       "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>"
	       "<text:h>A</text:h><text:p>B<text:tab/>c</text:p></office:text></office:body>"
	       "</office:document>",
	       "h:A|b:B c");
	assert_true(ent_str_is(doc.format, "odt"));
}

static void unknown_xml_has_a_sound_default(void **state)
{
	(void)state;
	expect("<r xml:lang='en'><a><b>Title here</b></a><p>One <x>two</x> three</p>"
	       "<p><x>four</x></p></r>",
	       "b:Title here|b:One two three|b:four");
	assert_true(ent_str_is(doc.lang, "en") && !doc.lang_is_guess);
}

static void its_in_the_document_counts(void **state)
{
	(void)state;
	expect("<r xmlns:its='http://www.w3.org/2005/11/its'><its:rules version='2.0'>"
	       "<its:translateRule selector='//code' translate='no'/>"
	       "<its:withinTextRule selector='//fn' withinText='nested'/></its:rules>"
	       "<p>A<fn>note</fn> b</p><code>x</code>"
	       "<code its:translate='yes'>y</code>"
	       "<p xml:space='preserve'>l1.\n\nl2.</p></r>",
	       "b:A b|n:note|b:y|b:l1.|b:l2.");
}

static void attributes_are_text_when_a_rule_says_so(void **state)
{
	(void)state;
	/* rules in the document; a later one takes it back */
	expect("<!DOCTYPE r [<!ENTITY e 'ent'>]><r xmlns:its='http://www.w3.org/2005/11/its'>"
	       "<its:rules version='2.0'><its:translateRule selector='//@alt|//@x' "
	       "translate='yes'/><its:translateRule selector='//no/@alt' translate='no'/>"
	       "</its:rules><p alt='of p'>A <i alt=' of  &e; i'/>b<no alt='never'/></p>"
	       "<q x='of q'/><p>c</p></r>",
	       "b:A b|a:of p|a:of ent i|a:of q|b:c");
	static const char page[] =
		"<html><body title='t0'><h1 title='T&#146;s'>Head</h1><p>See <img alt='A "
		"picture' src='x.png'>.<img alt='' src='y.png'></p><p translate=no>"
		"<img alt='never'></p><nav title='left out'><img alt='so'></nav>"
		"<script type='application/its+xml'>%s</script></body></html>";
	ent_buf with = ENT_BUF_INIT;
	ent_buf_addf(&with, page, "");
	expect(with.p, "h:Head|b:See .");
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.attributes = true;
	assert_int_equal(read_with(ent_buf_str(&with), opt), ENT_OK);
	assert_string_equal(shown(),
			    "a:t0|h:Head|a:T\xE2\x80\x99s|b:See .|a:A picture");
	/* HTML brings rules along in a script */
	ent_buf_clear(&with);
	ent_buf_addf(
		&with, page,
		"<its:rules xmlns:its='http://www.w3.org/2005/11/its' "
		"xmlns:h='http://www.w3.org/1999/xhtml' version='2.0'>"
		"<its:translateRule selector='//h:img/@alt' translate='yes'/></its:rules>");
	expect(with.p, "h:Head|b:See .|a:A picture");
	assert_string_equal(logged, "");
	ent_buf_clear(&with);
	ent_buf_addf(&with, page, "nonsense");
	expect(with.p, "h:Head|b:See .");
	assert_non_null(strstr(logged, "not XML"));
	ent_buf_release(&with);
}

static void names_of_elements_of_unknown_xml_are_used(void **state)
{
	(void)state;
	expect("<communique xmlns='urn:x' langue='fr' id='P1' date='2024-04-09'><entete>"
	       "<titre>Le titre</titre></entete><corps><Para><emph>Tout.</emph> <emph>Encore."
	       "</emph></Para><Para>Les points :<LISTE><puce>un;</puce><puce>deux.</puce>"
	       "</LISTE>et la suite.<br/>Ligne</Para><tableau><x><cellule>1</cellule></x>"
	       "</tableau></corps></communique>",
	       "h:Le titre|b:Tout. Encore.|b:Les points :|i:un;|i:deux.|b:et la suite. "
	       "Ligne|c:1");
	assert_true(ent_str_is(doc.title, "Le titre") && ent_str_is(doc.lang, "fr") &&
		    ent_str_is(doc.date, "2024-04-09") && ent_str_is(doc.id, "P1"));
	/* a list by what it is, a name that is not one */
	expect("<r><q>So:<pts><pt>a</pt><pt>b</pt></pts>by <n><f>J</f> <l>D</l></n>.</q></r>",
	       "b:So:|b:a|b:b|b:by J D.");
	expect("<r><q>See <title>The Book</title>.</q></r>", "b:See The Book.");
	expect("<concept><p>XLIFF<fn>A format</fn> is read.</p></concept>",
	       "b:XLIFF is read.|n:A format");
}

static void html_in_xml_is_html(void **state)
{
	(void)state;
	expect("<rss><item hidden='0'><title>T</title>\n<d><![CDATA[\n<h2>H</h2>\n<p>One <b>bold</b> "
	       "&amp; more.</p> loose<ul><li>a<li>b</ul><nav>no</nav>]]></d>\n"
	       "<e>&lt;p&gt;Esc &amp;amp; x.&lt;/p&gt;</e><f>&lt;b> is a tag, &lt;/b> too.</f>"
	       "<g>one&lt;br />two &lt;a href='x'>three&lt;/a></g></item></rss>",
	       "h:T|h:H|i:One bold & more.|i:loose|i:a|i:b|i:Esc & x.|i:<b> is a tag, </b> "
	       "too.|i:one two three");
	assert_int_equal(doc.paragraphs[1].line, 3);
	assert_int_equal(doc.paragraphs[2].line, 4);
	assert_int_equal(doc.paragraphs[6].line, 5);
	/* where code is shown it is code */
	expect("<article xmlns='http://docbook.org/ns/docbook'><para>&lt;p&gt;x&lt;/p&gt;"
	       "</para></article>",
	       "b:<p>x</p>");
}

static void its_rules_have_parameters(void **state)
{
	(void)state;
	/* a prefix that is declared above the rules */
	expect("<r xmlns:its='http://www.w3.org/2005/11/its' xmlns:x='urn:x'><its:rules "
	       "version='2.0'><its:translateRule selector='//x:m' translate='no'/></its:rules>"
	       "<x:m>no</x:m><m>yes</m></r>",
	       "b:yes");
	expect("<r xmlns:its='http://www.w3.org/2005/11/its'><its:rules version='2.0'>"
	       "<its:param name='code'>409</its:param><its:translateRule selector='/r' "
	       "translate='no'/><its:translateRule selector='//m[@c=$code]' translate='yes'/>"
	       "</its:rules><m c='409'>yes</m><m c='407'>nein</m></r>",
	       "b:yes");
}

static void entities_read_no_file_and_do_not_explode(void **state)
{
	(void)state;
	expect("<!DOCTYPE r [<!ENTITY u 'Universe'>]><r><p>The &u; &eacute;&try;&a.b;</p></r>",
	       "b:The Universe \xC3\xA9try");
	expect("<!DOCTYPE r [<!ENTITY f SYSTEM '/etc/passwd'>]><r><p>x&f;y</p></r>",
	       "b:xfy");
	ent_str bomb = ENT_STR(
		"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
		"<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
		"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
		"<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
		"<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
		"<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]>"
		"<r><p>&f;&f;&f;&f;</p></r>");
	if (read_with(bomb, ENT_READ_OPTIONS_DEFAULT) == ENT_OK)
		assert_true(doc.n_paragraphs == 0 ||
			    doc.paragraphs[0].text.n < (size_t)2 << 20);
}

static void deeply_nested_html_is_read_or_refused_in_time(void **state)
{
	(void)state;
	ent_buf page = ENT_BUF_INIT;
	for (int k = 0; k < 2000; k++)
		ent_buf_addf(&page, "<p><font>%d", k);
	assert_int_equal(read_with(ent_buf_str(&page), ENT_READ_OPTIONS_DEFAULT),
			 ENT_OK);
	assert_int_equal(doc.n_paragraphs, 2000);
	ent_buf_clear(&page);
	for (int k = 0; k < 20000; k++)
		ent_buf_addf(&page, "<b><i>");
	for (int k = 0; k < 20000; k++)
		ent_buf_addf(&page, "</p></em>");
	ent_buf_addf(&page, "end");
	assert_int_equal(read_with(ent_buf_str(&page), ENT_READ_OPTIONS_DEFAULT),
			 ENT_OK);
	assert_string_equal(shown(), "b:end");
	ent_buf_release(&page);
}

static void expect_refused(ent_str bytes, ent_status status, const char *message)
{
	assert_int_equal(read_with(bytes, ENT_READ_OPTIONS_DEFAULT), status);
	assert_non_null(strstr(err.message, message));
	assert_string_equal(err.file, "x");
}

static void what_is_no_release_is_refused_with_a_reason(void **state)
{
	(void)state;
	expect_refused(ENT_STR("%PDF-1.4\n"), ENT_EFORMAT, "PDF");
	expect_refused(ENT_STR("<tmx version='1.4'><body/></tmx>"), ENT_EFORMAT,
		       "units");
	expect_refused(ENT_STR("<r>\n<p>a</q></r>"), ENT_EFORMAT, "well-formed");
	assert_int_equal(err.line, 2);
	expect_refused(ENT_STR("a\nb\0"), ENT_EENCODING, "zero byte");
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.max_size = 3;
	assert_int_equal(read_with(ENT_STR("four"), opt), ENT_ELIMIT);
	/* an arena that is too small is an error, not a crash */
	ent_arena *small = ent_arena_new(256);
	assert_int_equal(ent_read_document_bytes(&doc,
						 ENT_STR("one\n\ntwo\n\nthree\n\nfour"),
						 ENT_STR("x"), NULL, small, &err),
			 ENT_ELIMIT);
	ent_arena_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrapped_lines_are_joined),
		cmocka_unit_test(layout_tells_items_headings_and_notes),
		cmocka_unit_test(white_space_is_folded_and_typography_kept),
		cmocka_unit_test(each_line_is_a_paragraph_on_request),
		cmocka_unit_test(metadata_come_from_the_text),
		cmocka_unit_test(a_wrong_claim_of_language_is_reported),
		cmocka_unit_test(dates_are_found),
		cmocka_unit_test(html_is_read_like_a_browser_does),
		cmocka_unit_test(all_keeps_what_is_around_the_text),
		cmocka_unit_test(places_are_lines),
		cmocka_unit_test(xhtml_is_xml),
		cmocka_unit_test(notes_become_paragraphs_after_theirs),
		cmocka_unit_test(formats_of_the_field_are_known),
		cmocka_unit_test(corpora_are_releases_too),
		cmocka_unit_test(unknown_xml_has_a_sound_default),
		cmocka_unit_test(its_in_the_document_counts),
		cmocka_unit_test(html_in_xml_is_html),
		cmocka_unit_test(its_rules_have_parameters),
		cmocka_unit_test(attributes_are_text_when_a_rule_says_so),
		cmocka_unit_test(names_of_elements_of_unknown_xml_are_used),
		cmocka_unit_test(entities_read_no_file_and_do_not_explode),
		cmocka_unit_test(deeply_nested_html_is_read_or_refused_in_time),
		cmocka_unit_test(what_is_no_release_is_refused_with_a_reason),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
