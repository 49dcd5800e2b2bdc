/* SPDX-License-Identifier: Apache-2.0 */
/* XLIFF, terms, message catalogues and tables are read as units. */
#include "unit/units_read.h"

/* "SOURCE=TARGET@PLACE#DOCUMENT" */
static ent_status take(void *data, const ent_unit *u, ent_error *e)
{
	(void)data, (void)e;
	ent_buf_addf(&pairs, "%s%.*s=%.*s@%.*s#%.*s", pairs.n ? "|" : "",
		     (int)u->source.text.n, u->source.text.p, (int)u->target.text.n,
		     u->target.text.p, (int)u->place.n, u->place.p, (int)u->document.n,
		     u->document.p);
	if (u->source.markup.n)
		ent_buf_addf(&pairs, "{%.*s}", (int)u->source.markup.n,
			     u->source.markup.p);
	if (u->extra.n)
		ent_buf_addf(&pairs, "[%.*s]", (int)u->extra.n, u->extra.p);
	if (u->confidence < 1)
		ent_buf_addf(&pairs, "%d%%", (int)(u->confidence * 100));
	return ENT_OK;
}

static ent_status read_text(const char *text, const char *from, const char *to)
{
	return read_bytes(ent_str_of(text), from, to);
}

static void expect(const char *bytes,
		   const char *kind,
		   const char *want,
		   const char *trouble)
{
	assert_int_equal(read_text(bytes, "en", "fr"), ENT_OK);
	assert_string_equal(pairs.p, want);
	assert_string_equal(problems.p, trouble);
	assert_string_equal(format, kind);
}

#define ONE                                                                            \
	"<xliff version=\"1.2\"><file original=\"d\" source-language=\"en-US\" target-language=\"fr\"><body>"
#define ONE_END "</body></file></xliff>"

static void units_of_xliff_1_keep_codes_and_notes(void **state)
{
	(void)state;
	expect(ONE
	       "<trans-unit id=\"7\"><source>a <g id=\"1\">b</g><x id=\"2\"/></source>"
	       "<target>c</target><note>n</note><alt-trans><source>x</source><target>y</target>"
	       "</alt-trans></trans-unit>\n<trans-unit id=\"8\"><source>d</source></trans-unit>" ONE_END,
	       "xliff",
	       "a b=c@7#d{a <bpt i=\"1001\" type=\"x-g\">&lt;g id=&quot;1&quot;&gt;</bpt>b<ept "
	       "i=\"1001\">&lt;/g&gt;</ept><ph type=\"x-x\">&lt;x id=&quot;2&quot;/&gt;</ph>}"
	       "[<note>n</note>]",
	       "2/2! has no target");
	/* segments by mid, as SDLXLIFF has them */
	expect(ONE
	       "<trans-unit id=\"7\"><source>a. b.</source><seg-source><g id=\"0\"><mrk mtype=\"seg\" "
	       "mid=\"1\">a.</mrk> <mrk mtype=\"seg\" mid=\"2\">b.</mrk> <mrk mtype=\"seg\" mid=\"3\">"
	       "c.</mrk></g></seg-source><target><g id=\"0\"><mrk mtype=\"seg\" mid=\"2\">B.</mrk> "
	       "<mrk mtype=\"seg\" mid=\"1\">A.</mrk></g></target></trans-unit>" ONE_END,
	       "xliff", "a.=A.@7/1#d|b.=B.@7/2#d", "1/1! segment 3 has no target");
	/* what nobody has translated or confirmed is not an unit */
	expect(ONE
	       "<trans-unit id=\"1\"><source>a</source><target state=\"new\">a</target></trans-unit>"
	       "<trans-unit id=\"2\"><source>b</source><target state=\"needs-review-translation\" "
	       "state-qualifier=\"fuzzy-match\">c</target></trans-unit><trans-unit id=\"3\"><source>d"
	       "</source><target state=\"new\">e</target></trans-unit>" ONE_END,
	       "xliff", "",
	       "1/1! its target is a copy of the source that needs translation|1/2! its target is a "
	       "fuzzy match that nobody has confirmed|1/3! its target is in state 'new': not translated yet");
	/* the other direction, another language */
	assert_int_equal(
		read_text(ONE
			  "<trans-unit id=\"7\"><source>a</source><target>b</target>"
			  "</trans-unit>" ONE_END,
			  "fr", "en"),
		ENT_OK);
	assert_string_equal(pairs.p, "b=a@7#d");
	expect("<xliff><file source-language=\"en\" target-language=\"de\"><body><trans-unit id=\"1\">"
	       "<source>a</source><target>b</target></trans-unit>" ONE_END,
	       "xliff", "", "1/1! is a pair 'en' and 'de'");
	expect(ONE "<trans-unit id=\"1\"><source>a</source><target>b</tar", "xliff", "",
	       "1/1! does not end|1/0 the file is cut off: no </xliff>");
}

static void units_of_xliff_2_keep_codes_and_notes(void **state)
{
	(void)state;
	expect("<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"fr\"><file id=\"f\"><unit id=\"u\"><notes>"
	       "<note>n</note></notes><segment id=\"1\"><source>a <pc id=\"1\">b</pc></source><target>c"
	       "</target></segment><ignorable><source> </source></ignorable><segment><source>d</source>"
	       "</segment></unit></file></xliff>",
	       "xliff",
	       "a b=c@u/1#{a <bpt i=\"1001\" type=\"x-pc\">&lt;pc id=&quot;1&quot;&gt;</bpt>b<ept "
	       "i=\"1001\">&lt;/pc&gt;</ept>}[<note>n</note>]",
	       "1/1! has no target");
	expect("<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"fr\"></xliff>", "xliff",
	       "", "0/0 holds no units");
}

static void files_of_older_tools_are_read(void **state)
{
	(void)state;
	expect("<TRADOStag Version=\"2.0\"><FrontMatter><UserSettings SourceLanguage=\"EN-US\" "
	       "TargetLanguage=\"FR-FR\" SourceDocumentPath=\"C:\\a.htm\"/></FrontMatter><Body><Raw>"
	       "<Tu MatchPercent=\"0\"><Tuv Lang=\"EN-US\">In <df Bold=\"on\"><ut>&lt;b&gt;</ut>bold"
	       "</df><ut>&lt;/b&gt;</ut>.</Tuv><Tuv Lang=\"FR-FR\">En gras.</Tuv></Tu>\n<Tu><Tuv "
	       "Lang=\"EN-US\">x</Tuv></Tu></Raw></Body></TRADOStag>",
	       "ttx",
	       "In bold.=En gras.@#C:\\a.htm{In <bpt i=\"1001\" type=\"x-df\">&lt;df "
	       "Bold=&quot;on&quot;&gt;</bpt><ut>&lt;b&gt;</ut>bold<ept i=\"1001\">&lt;/df&gt;"
	       "</ept><ut>&lt;/b&gt;</ut>.}",
	       "2/2! has no target");
	expect("<txml locale=\"EN\" targetlocale=\"FR\" file_name=\"a.doc\"><translatable blockId=\"4\">"
	       "<segment segmentId=\"1\"><source>One.</source><ws> </ws><target>Un.</target></segment>"
	       "<segment segmentId=\"2\" gtmt=\"true\"><source>Two.</source><target>Deux.</target>"
	       "</segment><segment segmentId=\"3\" unconfirmed=\"true\"><source>3</source><target>3"
	       "</target></segment></translatable></txml>",
	       "txml", "One.=Un.@4/1#a.doc",
	       "1/2! its target is a machine's suggestion that nobody has confirmed|1/3! its target is "
	       "not confirmed");
}

#define LANG_SET(lang, terms) "<langSet xml:lang=\"" lang "\">" terms "</langSet>"
#define TIG(term) "<tig><term>" term "</term></tig>"

static void synonyms_of_tbx_are_units_each_with_each(void **state)
{
	(void)state;
	/* synonyms give each with each; another language is not a term of ours */
	expect("<?xml version=\"1.0\"?><martif type=\"TBX\" xml:lang=\"en\"><text><body>"
	       "<termEntry id=\"c1\"><descrip type=\"subjectField\">law</descrip><note>n</note>" LANG_SET(
		       "en", TIG("treaty") TIG("pact")) LANG_SET("fr",
								 TIG("trait\xC3\xA9"))
		       LANG_SET("de",
				TIG("Vertrag")) "</termEntry></body></text></martif>",
	       "tbx",
	       "treaty=trait\xC3\xA9@c1#[<note>n</note><prop type=\"x-descrip-subjectField\">"
	       "law</prop>]|pact=trait\xC3\xA9@c1#[<note>n</note>"
	       "<prop type=\"x-descrip-subjectField\">law</prop>]",
	       "");
	/* the other version of the standard; what must not be used is not given */
	expect("<tbx type=\"TBX-Basic\" xml:lang=\"en\"><text><body>\n<conceptEntry id=\"1\">"
	       "<langSec xml:lang=\"en\"><termSec><term>a</term></termSec><termSec><term>b</term>"
	       "<termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></termSec>"
	       "</langSec><langSec xml:lang=\"fr-CA\"><termSec><term>c</term></termSec></langSec>"
	       "</conceptEntry>\n<conceptEntry id=\"2\"><langSec xml:lang=\"en\"><termSec><term>d"
	       "</term></termSec></langSec></conceptEntry></body></text></tbx>",
	       "tbx", "a=c@1#",
	       "2/1 terms that are not to be used are left out: 1|3/2! has no 'fr' term");
	expect("<martif xml:lang=\"en\"><text><body><termEntry id=\"1\">" LANG_SET(
		       "en", TIG("a")) "<langSet xml:lang=\"fr\"><tig>",
	       "tbx", "", "1/1! does not end|1/0 the file is cut off: no </martif>");
}

static void entries_of_po_are_units_unless_they_are_fuzzy(void **state)
{
	(void)state;
	expect("# A title\nmsgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\n"
	       "#. shown\n#: main.c:7\nmsgctxt \"menu\"\nmsgid \"Open\\n\"\n\"it\"\nmsgstr \"Ouvrir\"\n\n"
	       "#, fuzzy\nmsgid \"x\"\nmsgstr \"y\"\n\nmsgid \"u\"\nmsgstr \"\"\n\n"
	       "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"%d fichier\"\nmsgstr[1] \"%d fichiers\"\n"
	       "\n#~ msgid \"old\"\n#~ msgstr \"vieux\"\n",
	       "po",
	       "Open\nit=Ouvrir@main.c:7#[<note>shown</note><prop type=\"x-msgctxt\">menu</prop>]|"
	       "%d file=%d fichier@#|%d files=%d fichiers@#",
	       "14/2! is marked fuzzy|17/3! is not translated|25/5! is obsolete");
}

static void rows_of_tables_are_units_by_their_columns(void **state)
{
	(void)state;
	expect("a\tb\nc\td\t0.5\tdoc\tp\nonly one\n\ne\\tf\tC:\\dir\n", "tsv",
	       "a=b@#|c=d@p#doc50%|e\tf=C:\\dir@#", "3/3! has too few columns: 1");
	expect("a\tb\t0.5\tdoc\t3\n", "tsv", "a=b@3#doc50%", "");
	expect("a\tb\tacts/x.xml\n", "tsv", "a=b@#acts/x.xml", "");
	expect("fr\ten\tplace\tde\tfile\nb\ta\t7\tx\td\n", "tsv", "a=b@7#d", "");
	expect("source\ttarget\tconfidence\na\tb\t0.25\n", "tsv", "a=b@#25%", "");
	assert_int_equal(read_text("a\tb\n", "", ""), ENT_EINVAL);
	assert_int_equal(read_text("en\tde\na\tb\n", "en", "fr"), ENT_EFORMAT);
	assert_int_equal(read_text("en\tfr\na\tb\n", "", ""), ENT_OK);
	assert_string_equal(pairs.p, "a=b@#");
	/* the codes of librarians; words that look like codes and are not */
	assert_int_equal(read_text("FRE\tENG\na\tb\n", "en", "fr"), ENT_OK);
	assert_string_equal(pairs.p, "b=a@#");
	assert_int_equal(read_text("the\tof\na\tb\n", "en", "fr"), ENT_OK);
	assert_string_equal(pairs.p, "the=of@#|a=b@#");
	assert_int_equal(read_text("no table\n", "en", "fr"), ENT_EFORMAT);
}

static int release(void **state)
{
	(void)state;
	ent_buf_release(&pairs);
	ent_buf_release(&problems);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units_of_xliff_1_keep_codes_and_notes),
		cmocka_unit_test(units_of_xliff_2_keep_codes_and_notes),
		cmocka_unit_test(files_of_older_tools_are_read),
		cmocka_unit_test(synonyms_of_tbx_are_units_each_with_each),
		cmocka_unit_test(entries_of_po_are_units_unless_they_are_fuzzy),
		cmocka_unit_test(rows_of_tables_are_units_by_their_columns),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
