/* SPDX-License-Identifier: Apache-2.0 */
/* report_xliff.c - the segments of a new document as XLIFF, filled from the memory.
 *
 * XLIFF 1.2: the target with state and state-qualifier, the match as alt-trans
 * (sections 2.3.1, 2.4.4).  XLIFF 2.1: the state of the segment, the match of the
 * Translation Candidates module (section 5.1).
 */
#include "report/report_parts.h"

static void add_element(ent_buf *out, const char *name, ent_str text)
{
	ent_buf_addf(out, "<%s>", name);
	ent_buf_add_xml(out, text);
	ent_buf_addf(out, "</%s>", name);
}

static void add_origin(ent_buf *out, const ent_match *m)
{
	ent_buf_add(out, ENT_STR(" origin=\""));
	ent_buf_add_xml(out,
			m->found.document.n ? m->found.document : ENT_STR("entente"));
	ent_buf_add_char(out, '"');
}

static const char *state_of(const ent_match *m)
{
	return m->score >= 100 ? "translated\" state-qualifier=\"exact-match"
			       : "needs-review-translation\" "
				 "state-qualifier=\"fuzzy-match";
}

static void add_unit_1(ent_buf *out, const ent_reuse *r, uint32_t k, uint32_t min_score)
{
	const ent_reuse_segment *s = &r->segments[k];
	const ent_match *m = best_match(s, min_score);
	ent_buf_addf(out, "<trans-unit id=\"%u\" xml:space=\"preserve\">", k + 1);
	add_element(out, "source", s->text);
	if (m) {
		ent_buf_addf(out, "<target state=\"%s\">", state_of(m));
		ent_buf_add_xml(out, proposal_of(m));
		ent_buf_addf(out, "</target>\n<alt-trans match-quality=\"%u\"",
			     m->score < 100 ? m->score : 100);
		add_origin(out, m);
		ent_buf_add_char(out, '>');
		add_element(out, "source", m->found.source.text);
		add_element(out, "target", m->found.target.text);
		ent_buf_add(out, ENT_STR("</alt-trans>"));
	}
	ent_buf_add(out, ENT_STR("</trans-unit>\n"));
}

static void add_unit_2(ent_buf *out, const ent_reuse *r, uint32_t k, uint32_t min_score)
{
	const ent_reuse_segment *s = &r->segments[k];
	const ent_match *m = best_match(s, min_score);
	ent_buf_addf(out, "<unit id=\"%u\">", k + 1);
	if (m) {
		ent_buf_addf(out,
			     "\n<mtc:matches><mtc:match ref=\"#s\" "
			     "matchQuality=\"%u.0\"",
			     m->score < 100 ? m->score : 100);
		add_origin(out, m);
		ent_buf_add_char(out, '>');
		add_element(out, "source", m->found.source.text);
		add_element(out, "target", m->found.target.text);
		ent_buf_add(out, ENT_STR("</mtc:match></mtc:matches>\n"));
	}
	ent_buf_addf(out, "<segment id=\"s\" state=\"%s\">",
		     m && m->score >= 100 ? "translated" : "initial");
	add_element(out, "source", s->text);
	if (m)
		add_element(out, "target", proposal_of(m));
	ent_buf_add(out, ENT_STR("</segment></unit>\n"));
}

static void add_head(ent_buf *out, const ent_reuse *r, bool version_2)
{
	ent_buf_add(out, ENT_STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
	if (version_2) {
		ent_buf_add(out, ENT_STR("<xliff xmlns=\"urn:oasis:names:tc:xliff:"
					 "document:2.0\" xmlns:mtc=\"urn:oasis:names:"
					 "tc:xliff:matches:2.0\" version=\"2.1\" "
					 "srcLang=\""));
		ent_buf_add_xml(out, r->from);
		ent_buf_add(out, ENT_STR("\" trgLang=\""));
		ent_buf_add_xml(out, r->to);
		ent_buf_add(out, ENT_STR("\">\n<file id=\"f1\" original=\""));
		ent_buf_add_xml(out, r->name);
		ent_buf_add(out, ENT_STR("\">\n"));
		return;
	}
	ent_buf_add(out,
		    ENT_STR("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" "
			    "version=\"1.2\">\n<file original=\""));
	ent_buf_add_xml(out, r->name);
	ent_buf_add(out, ENT_STR("\" datatype=\"plaintext\" source-language=\""));
	ent_buf_add_xml(out, r->from);
	ent_buf_add(out, ENT_STR("\" target-language=\""));
	ent_buf_add_xml(out, r->to);
	ent_buf_add(out, ENT_STR("\">\n<body>\n"));
}

void ent_report_xliff(ent_buf *out,
		      const ent_reuse *r,
		      bool version_2,
		      uint32_t min_score)
{
	add_head(out, r, version_2);
	for (uint32_t k = 0; k < r->n_segments; k++)
		if (version_2)
			add_unit_2(out, r, k, min_score);
		else
			add_unit_1(out, r, k, min_score);
	if (!version_2)
		ent_buf_add(out, ENT_STR("</body>\n"));
	ent_buf_add(out, ENT_STR("</file>\n</xliff>\n"));
}
