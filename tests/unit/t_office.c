/* SPDX-License-Identifier: Apache-2.0 */
/* Word and OpenDocument files become paragraphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "entente/read.h"
#include "unit/with_arena.h"

static ent_document doc;
static ent_error err;
static char zip[1 << 16];
static size_t zip_n;

/* Parts: name, content, name, content ..., NULL. */
static void make_zip(const char *const *parts)
{
	struct archive *a = archive_write_new();
	assert_int_equal(archive_write_set_format_zip(a), ARCHIVE_OK);
	assert_int_equal(archive_write_open_memory(a, zip, sizeof(zip), &zip_n),
			 ARCHIVE_OK);
	for (; *parts; parts += 2) {
		struct archive_entry *e = archive_entry_new();
		archive_entry_set_pathname(e, parts[0]);
		archive_entry_set_size(e, (la_int64_t)strlen(parts[1]));
		archive_entry_set_filetype(e, AE_IFREG);
		archive_entry_set_perm(e, 0644);
		assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
		archive_write_data(a, parts[1], strlen(parts[1]));
		archive_entry_free(e);
	}
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
}

static ent_status read_zip(const char *const *parts, bool all)
{
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.all = opt.attributes = all;
	make_zip(parts);
	ent_arena_clear(arena);
	return ent_read_document_bytes(&doc, (ent_str){ zip, zip_n }, ENT_STR("x"),
				       &opt, arena, &err);
}

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

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define TYPE(part, type)                                                               \
	"<Override PartName=\"/" part                                                  \
	"\" ContentType=\"application/vnd.openxmlformats-" type "\"/>"
#define TYPES                                                                          \
	"<Types>" TYPE("word/document2.xml",                                           \
		       "officedocument.wordprocessingml.document.main+xml")            \
		TYPE("word/styles.xml", "officedocument.wordprocessingml.styles+xml")  \
			TYPE("word/footnotes.xml",                                     \
			     "officedocument.wordprocessingml.footnotes+xml")          \
				TYPE("word/header1.xml",                               \
				     "officedocument.wordprocessingml.header+xml")     \
					TYPE("docProps/core.xml",                      \
					     "package.core-properties+xml") "</Types>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"

static const char styles[] =
	"<w:styles " W ">"
	"<w:style w:styleId=\"Titre1\"><w:name w:val=\"heading 1\"/></w:style>"
	"<w:style w:styleId=\"Own\"><w:name w:val=\"My own\"/><w:basedOn w:val=\"Titre1\"/></w:style>"
	"<w:style w:styleId=\"TM1\"><w:name w:val=\"toc 1\"/></w:style>"
	"<w:style w:styleId=\"Puces\"><w:name w:val=\"Bullets\"/><w:pPr><w:numPr><w:numId "
	"w:val=\"3\"/></w:numPr></w:pPr></w:style></w:styles>";
static const char core[] = "<cp:coreProperties><dc:title>The title</dc:title>"
			   "<dc:language>en-GB</dc:language><dcterms:created>"
			   "2024-04-09T10:00:00Z</dcterms:created></cp:coreProperties>";
static const char footnotes[] = "<w:footnotes " W "><w:footnote w:id=\"0\"><w:p>" R(
	"separator") "</w:p></w:footnote>"
		     "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r>" R(
			     " A note.") "</w:p></w:footnote></w:footnotes>";

static void expect_word(const char *body, bool all, const char *want)
{
	ent_buf document = ENT_BUF_INIT;
	ent_buf_addf(&document, "<w:document " W "><w:body>%s</w:body></w:document>",
		     body);
	const char *const parts[] = { "[Content_Types].xml",
				      TYPES,
				      "word/document2.xml",
				      document.p,
				      "word/styles.xml",
				      styles,
				      "word/footnotes.xml",
				      footnotes,
				      "word/header1.xml",
				      "<w:hdr " W
				      "><w:p>" R("Page head") "</w:p></w:hdr>",
				      "docProps/core.xml",
				      core,
				      "word/media/image1.png",
				      "\x89PNG",
				      NULL };
	assert_int_equal(read_zip(parts, all), ENT_OK);
	ent_buf_release(&document);
	assert_string_equal(shown(), want);
}

static void word_runs_are_joined(void **state)
{
	(void)state;
	expect_word(
		"<w:p><w:pPr><w:pStyle w:val=\"Titre1\"/></w:pPr>" R("The ti") R(
			"tle") "</w:p>"
			       "<w:p>" R(
				       "Pl") "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">ain &amp; </w:t></w:r>"
					     "<w:hyperlink>" R(
						     "bold") "</w:hyperlink><w:r><w:tab/><w:br/><w:t>end</w:t></w:r></w:p><w:p/>"
							     "<w:p><w:pPr><w:pStyle w:val=\"Own\"/></w:pPr>" R(
								     "Sub") "</w:p>",
		false, "h:The title|b:Plain & bold end|h:Sub");
	assert_true(ent_str_is(doc.format, "docx"));
	assert_true(ent_str_is(doc.title, "The title"));
	assert_true(ent_str_is(doc.lang, "en-GB"));
	assert_true(ent_str_is(doc.date, "2024-04-09"));
}

static void lists_tables_and_notes_of_docx_are_read(void **state)
{
	(void)state;
	expect_word(
		"<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>" R(
			"a") "</w:p>"
			     "<w:p><w:pPr><w:pStyle w:val=\"Puces\"/></w:pPr>" R(
				     "b") "</w:p>"
					  "<w:p><w:pPr><w:pStyle w:val=\"Puces\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>" R("c") "</w:p><w:tbl><w:tr><w:tc><w:tcPr/><w:p>" R(
						  "x") "</w:p></w:tc><w:tc><w:p>" R("y") "</w:p></w:tc></w:tr></w:tbl>"
											 "<w:p>" R("Text") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" R(
												 " more") "</w:p>",
		false, "i:a|i:b|b:c|c:x|c:y|b:Text more|n:A note.");
}

/* The places of the paragraphs, "1 3 3". */
static void expect_places(const char *want)
{
	char places[64] = "";
	size_t n = 0;
	for (uint32_t k = 0; k < doc.n_paragraphs; k++)
		n += (size_t)snprintf(places + n, sizeof(places) - n, "%s%u",
				      k ? " " : "", doc.paragraphs[k].line);
	assert_string_equal(places, want);
}

static void word_paragraphs_are_numbered(void **state)
{
	(void)state;
	expect_word(
		"<w:p>" R("One") "</w:p><w:p/><w:p>" R(
			"Two") "<w:r><w:footnoteReference "
			       "w:id=\"2\"/></w:r><w:r><w:txbxContent><w:p>" R("box") "</w:p><w:p>" R(
				       "box 2") "</w:p></w:txbxContent></w:r></w:p><w:tbl><w:tr><w:tc><w:p>" R("cell") "</w:p></w:tc></w:tr></w:tbl>",
		true, "b:One|b:Two|n:A note.|b:box|b:box 2|c:cell|b:Page head");
	expect_places("1 3 3 3 3 4 0");
}

static void word_changes_are_as_accepted(void **state)
{
	(void)state;
	expect_word(
		"<w:p>" R("Old ") "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>" R(
			"new") "</w:ins></w:p>"
			       /* the end of a paragraph was deleted */
			       "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("One ") "</w:p><w:p>" R(
				       "two") "</w:p>"
					      "<w:moveFrom><w:p>" R(
						      "moved") "</w:p></w:moveFrom>",
		false, "b:Old new|b:One two");
	/* hidden text, instructions of fields, the second copy of a shape */
	expect_word(
		"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE"
		"</w:instrText></w:r>" R("7") "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>" R("Box") "</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>" R(
			"Box") "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>" R(" end") "</w:p>",
		false, "b:7 end|b:Box");
}

static void contents_and_page_heads_of_docx_are_read_on_request(void **state)
{
	(void)state;
	static const char body[] =
		"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj>"
		"</w:sdtPr><w:sdtContent><w:p>" R(
			"Contents") "</w:p></w:sdtContent></w:sdt>"
				    "<w:p><w:pPr><w:pStyle w:val=\"TM1\"/></w:pPr>" R(
					    "1 Intro") "</w:p><w:p>" R("Text") "</w:p>";
	expect_word(body, false, "b:Text");
	expect_word(body, true, "b:Contents|b:1 Intro|b:Text|b:Page head");
	/* a field around all of it, and one that nobody filled */
	static const char around[] =
		"<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p>" R(
			"Text") "</w:p><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery "
				"w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>"
				"<w:sdtContent><w:p>" R(
					"Contents") "</w:p></w:sdtContent></w:sdt>"
						    "<w:p>" R(
							    "By ") "<w:sdt><w:sdtPr><w:showingPlcHdr/>"
								   "</w:sdtPr><w:sdtContent>" R(
									   "Click here") "</w:sdtContent></w:sdt></w:p>"
											 "</w:sdtContent></w:sdt>";
	expect_word(around, false, "b:Text|b:By");
	static const char picture[] = "<w:p>" R(
		"See") "<w:r><wp:inline><wp:docPr id=\"1\" name=\"x\" title=\"T\" "
		       "descr=\"A &amp; b\"/></wp:inline></w:r>" R(" here") "</w:p>";
	expect_word(picture, false, "b:See here");
	expect_word(picture, true, "b:See here|a:T|a:A & b|b:Page head");
}

#define OD                                                                             \
	"xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "           \
	"xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "               \
	"xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "            \
	"xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "      \
	"xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""

static void paragraphs_of_odt_are_read_without_deletions(void **state)
{
	(void)state;
	const char *const parts[] = {
		"mimetype",
		"application/vnd.oasis.opendocument.text",
		"content.xml",
		"<office:document-content " OD "><office:body><office:text>"
		"<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
		"</text:deletion></text:changed-region></text:tracked-changes>"
		"<text:h>Head</text:h><text:p>One<draw:frame><svg:desc>A map</svg:desc>"
		"</draw:frame><text:s text:c=\"3\"/><text:span>two</text:span>"
		"<text:line-break/>three<text:note><text:note-citation>1</text:note-citation>"
		"<text:note-body><text:p>The note.</text:p></text:note-body></text:note>.</text:p>"
		"<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"
		"<table:table><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell>"
		"</table:table-row></table:table></office:text></office:body></office:document-content>",
		"meta.xml",
		"<office:document-meta " OD "><office:meta><dc:title>T</dc:title>"
		"<dc:language>fr-FR</dc:language><meta:creation-date>2024-04-09T00:00:00"
		"</meta:creation-date></office:meta></office:document-meta>",
		NULL
	};
	assert_int_equal(read_zip(parts, false), ENT_OK);
	assert_string_equal(shown(), "h:Head|b:One two three.|n:The note.|i:a|c:c");
	expect_places("1 2 2 3 4");
	assert_int_equal(read_zip(parts, true), ENT_OK);
	assert_string_equal(shown(),
			    "h:Head|b:One two three.|a:A map|n:The note.|i:a|c:c");
	expect_places("1 2 2 2 3 4");
	assert_true(ent_str_is(doc.format, "odt"));
	assert_true(ent_str_is(doc.lang, "fr-FR"));
	assert_true(ent_str_is(doc.title, "T") && ent_str_is(doc.date, "2024-04-09"));
}

static void other_zips_are_refused(void **state)
{
	(void)state;
	const char *const sheet[] = {
		"[Content_Types].xml",
		"<Types>" TYPE(
			"xl/workbook.xml",
			"officedocument.spreadsheetml.sheet.main+xml") "</Types>",
		NULL
	};
	const char *const drawing[] = { "mimetype",
					"application/vnd.oasis.opendocument.graphics",
					NULL };
	const char *const other[] = { "a.txt", "text", NULL };
	assert_int_equal(read_zip(sheet, false), ENT_EFORMAT);
	assert_non_null(strstr(err.message, "no text document"));
	assert_int_equal(read_zip(drawing, false), ENT_EFORMAT);
	assert_non_null(strstr(err.message, "opendocument.graphics"));
	assert_int_equal(read_zip(other, false), ENT_EFORMAT);
	assert_non_null(strstr(err.message, "unpack it"));
	assert_int_equal(ent_read_document_bytes(&doc, (ent_str){ zip, 40 },
						 ENT_STR("x"), NULL, arena, &err),
			 ENT_EFORMAT);
	assert_non_null(strstr(err.message, "damaged"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(word_runs_are_joined),
		cmocka_unit_test(lists_tables_and_notes_of_docx_are_read),
		cmocka_unit_test(word_paragraphs_are_numbered),
		cmocka_unit_test(word_changes_are_as_accepted),
		cmocka_unit_test(contents_and_page_heads_of_docx_are_read_on_request),
		cmocka_unit_test(paragraphs_of_odt_are_read_without_deletions),
		cmocka_unit_test(other_zips_are_refused),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
