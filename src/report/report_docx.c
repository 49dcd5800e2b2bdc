/* SPDX-License-Identifier: Apache-2.0 */
/* report_docx.c - a reuse report as a table in a Word document, to translate in.
 *
 * WordprocessingML (ECMA-376, part 1) in the smallest package that Word and LibreOffice
 * open.  A row a segment: the source, with what differs from the best match marked; the
 * proposed target, with values that were put in marked; where it comes from, or the
 * passages of the segment with their counterparts.  `entente import` reads the first
 * two columns back; the first row names the languages for it (docx_units_read.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "report/report_parts.h"
#include "report/zip_write.h"

/* Passages named beside a segment. */
enum { PASSAGES = 3 };

static const char types[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	"<Default Extension=\"rels\" "
	"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	"<Override PartName=\"/word/document.xml\" ContentType=\"application/"
	"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

static const char relations[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	"<Relationships "
	"xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/"
	"officeDocument/2006/relationships/officeDocument\" "
	"Target=\"word/document.xml\"/></Relationships>";

/* Widths of the columns in twentieths of a point: A4 across, with margins of 2 cm. */
enum { WIDTH_SOURCE = 5700, WIDTH_TARGET = 5700, WIDTH_ORIGIN = 3160 };

/* ---- runs and cells -------------------------------------------------------------- */

static void add_run(ent_buf *out, ent_str text, ent_str lang, const char *properties)
{
	if (!text.n)
		return;
	ent_buf_addf(out, "<w:r><w:rPr>%s", properties);
	if (lang.n) {
		ent_buf_add(out, ENT_STR("<w:lang w:val=\""));
		ent_buf_add_xml(out, lang);
		ent_buf_add(out, ENT_STR("\"/>"));
	}
	ent_buf_add(out, ENT_STR("</w:rPr><w:t xml:space=\"preserve\">"));
	ent_buf_add_xml(out, text);
	ent_buf_add(out, ENT_STR("</w:t></w:r>"));
}

static void open_cell(ent_buf *out, int width, const char *fill)
{
	ent_buf_addf(out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
	if (*fill)
		ent_buf_addf(out,
			     "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>",
			     fill);
	ent_buf_add(out, ENT_STR("</w:tcPr><w:p>"));
}

static void close_cell(ent_buf *out)
{
	ent_buf_add(out, ENT_STR("</w:p></w:tc>"));
}

/* Text with spans, in order, in other properties. */
static void add_marked(ent_buf *out,
		       ent_str text,
		       ent_str lang,
		       const ent_span *spans,
		       uint32_t n,
		       const char *properties)
{
	size_t at = 0;
	for (uint32_t k = 0; k < n; k++) {
		if (spans[k].start < at || spans[k].end > text.n)
			continue;
		add_run(out, ent_str_slice(text, at, spans[k].start), lang, "");
		add_run(out, ent_str_slice(text, spans[k].start, spans[k].end), lang,
			properties);
		at = spans[k].end;
	}
	add_run(out, ent_str_slice(text, at, text.n), lang, "");
}

/* ---- rows ------------------------------------------------------------------------ */

static void add_head_row(ent_buf *out, const ent_reuse *r)
{
	static const char bold[] = "<w:b/>";
	const char *const names[] = { "Source", "Translation" };
	const ent_str langs[] = { r->from, r->to };
	const int widths[] = { WIDTH_SOURCE, WIDTH_TARGET };
	ent_buf_add(out, ENT_STR("<w:tr><w:trPr><w:tblHeader/></w:trPr>"));
	for (int k = 0; k < 2; k++) {
		open_cell(out, widths[k], "E4E7EF");
		ent_buf_addf(out,
			     "<w:r><w:rPr>%s</w:rPr><w:t xml:space=\"preserve\">%s (",
			     bold, names[k]);
		ent_buf_add_xml(out, langs[k]);
		ent_buf_add(out, ENT_STR(")</w:t></w:r>"));
		close_cell(out);
	}
	open_cell(out, WIDTH_ORIGIN, "E4E7EF");
	add_run(out, ENT_STR("Origin"), ENT_STR(""), bold);
	close_cell(out);
	ent_buf_add(out, ENT_STR("</w:tr>"));
}

/* Where the query differs from the match. */
static void add_source(ent_buf *out,
		       const ent_reuse *r,
		       const ent_reuse_segment *s,
		       const ent_match *m)
{
	ent_span *spans = m ? malloc((m->n_edits + 1) * sizeof(*spans)) : NULL;
	uint32_t n = 0;
	for (uint32_t k = 0; spans && k < m->n_edits; k++)
		if (m->edits[k].query_end > m->edits[k].query_start)
			spans[n++] = (ent_span){ m->edits[k].query_start,
						 m->edits[k].query_end };
	out->failed |= m && !spans;
	add_marked(out, s->text, r->from, spans, n,
		   "<w:color w:val=\"9A1B1B\"/><w:u w:val=\"single\"/>");
	free(spans);
}

static void add_target(ent_buf *out, const ent_reuse *r, const ent_match *m)
{
	ent_span *spans = malloc((m->n_substitutions + 1) * sizeof(*spans));
	for (uint32_t k = 0; spans && k < m->n_substitutions; k++)
		spans[k] = (ent_span){ m->substitutions[k].start,
				       m->substitutions[k].end };
	out->failed |= !spans;
	if (spans)
		add_marked(out, proposal_of(m), r->to, spans,
			   m->adapted.n ? m->n_substitutions : 0,
			   "<w:highlight w:val=\"yellow\"/>");
	free(spans);
}

static void add_origin_text(ent_buf *out, ent_str document, ent_str date)
{
	static const char small[] = "<w:color w:val=\"444444\"/><w:sz w:val=\"16\"/>";
	add_run(out, document.n ? document : ENT_STR("no document"), ENT_STR(""),
		small);
	if (date.n) {
		add_run(out, ENT_STR(", "), ENT_STR(""), small);
		add_run(out, date, ENT_STR(""), small);
	}
}

static void add_new_paragraph(ent_buf *out)
{
	ent_buf_add(out, ENT_STR("</w:p><w:p>"));
}

/* The longest passages that begin in a segment without a proposal. */
static void add_passages(ent_buf *out, const ent_reuse *r, uint32_t segment)
{
	static const char small[] = "<w:sz w:val=\"16\"/>";
	uint32_t shown = 0;
	for (uint32_t k = 0; k < r->n_passages && shown < PASSAGES; k++) {
		const ent_passage *p = &r->passages[k];
		if (p->segment != segment || !p->n_occurrences ||
		    !p->occurrences[0].counterpart.n)
			continue;
		if (shown++)
			add_new_paragraph(out);
		add_run(out, ent_str_slice(r->text, p->start, p->end), r->from, small);
		add_run(out, ENT_STR(" = "), ENT_STR(""), small);
		add_run(out, p->occurrences[0].counterpart, r->to,
			"<w:b/><w:sz w:val=\"16\"/>");
		add_new_paragraph(out);
		add_origin_text(out, p->occurrences[0].document,
				p->occurrences[0].date);
	}
}

static void add_row(ent_buf *out, const ent_reuse *r, uint32_t k, uint32_t min_score)
{
	const ent_reuse_segment *s = &r->segments[k];
	const ent_match *m = best_match(s, min_score);
	char score[48];
	const char *fill = !m ? "" : m->score >= 100 ? "E3F4E6" : "FDF6DC";
	ent_buf_add(out, ENT_STR("<w:tr><w:trPr><w:cantSplit/></w:trPr>"));
	open_cell(out, WIDTH_SOURCE, "");
	add_source(out, r, s, m);
	close_cell(out);
	open_cell(out, WIDTH_TARGET, fill);
	if (m)
		add_target(out, r, m);
	close_cell(out);
	open_cell(out, WIDTH_ORIGIN, "");
	if (m) {
		snprintf(score, sizeof(score), "%u %s  ", m->score,
			 ent_match_kind_name(m->kind));
		add_run(out, ent_str_of(score), ENT_STR(""),
			"<w:b/><w:sz w:val=\"16\"/>");
		add_origin_text(out, m->found.document, m->found.date);
	} else if (s->repeats != ENT_NO_SEGMENT) {
		snprintf(score, sizeof(score), "as in segment %u", s->repeats + 1);
		add_run(out, ent_str_of(score), ENT_STR(""), "<w:sz w:val=\"16\"/>");
	} else {
		add_passages(out, r, k);
	}
	close_cell(out);
	ent_buf_add(out, ENT_STR("</w:tr>"));
}

static void add_document(ent_buf *out, const ent_reuse *r, uint32_t min_score)
{
	ent_buf_add(
		out,
		ENT_STR("<?xml version=\"1.0\" encoding=\"UTF-8\" "
			"standalone=\"yes\"?>\n<w:document xmlns:w=\"http://"
			"schemas.openxmlformats.org/wordprocessingml/2006/main\">"
			"<w:body><w:p><w:r><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr>"
			"<w:t xml:space=\"preserve\">"));
	ent_buf_add_xml(out, r->name);
	ent_buf_addf(out,
		     "</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblW w:w=\"%d\" "
		     "w:type=\"dxa\"/><w:tblBorders>"
		     "<w:top w:val=\"single\" w:sz=\"4\" w:color=\"B8BCC8\"/>"
		     "<w:left w:val=\"single\" w:sz=\"4\" w:color=\"B8BCC8\"/>"
		     "<w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"B8BCC8\"/>"
		     "<w:right w:val=\"single\" w:sz=\"4\" w:color=\"B8BCC8\"/>"
		     "<w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"B8BCC8\"/>"
		     "<w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"B8BCC8\"/>"
		     "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
		     "<w:left w:w=\"100\" w:type=\"dxa\"/>"
		     "<w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
		     "<w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/>"
		     "<w:gridCol w:w=\"%d\"/></w:tblGrid>",
		     WIDTH_SOURCE + WIDTH_TARGET + WIDTH_ORIGIN, WIDTH_SOURCE,
		     WIDTH_TARGET, WIDTH_ORIGIN);
	add_head_row(out, r);
	for (uint32_t k = 0; k < r->n_segments; k++)
		add_row(out, r, k, min_score);
	ent_buf_add(out, ENT_STR("</w:tbl><w:p/><w:sectPr><w:pgSz w:w=\"16838\" "
				 "w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar "
				 "w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" "
				 "w:left=\"1134\"/></w:sectPr></w:body></w:document>"));
}

ent_status ent_report_docx(ent_buf *out,
			   const ent_reuse *r,
			   uint32_t min_score,
			   ent_error *err)
{
	ent_buf document = ENT_BUF_INIT;
	add_document(&document, r, min_score);
	const ent_zip_part parts[] = {
		{ "[Content_Types].xml", ent_str_of(types) },
		{ "_rels/.rels", ent_str_of(relations) },
		{ "word/document.xml", ent_buf_str(&document) },
	};
	ent_status status =
		document.failed ? ent_fail_memory(err)
				: ent_zip_write(out, parts,
						sizeof(parts) / sizeof(parts[0]), err);
	ent_buf_release(&document);
	return status;
}
