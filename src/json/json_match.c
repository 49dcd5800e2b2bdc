/* SPDX-License-Identifier: Apache-2.0 */
/* json_match.c - matches of a look-up: score, explanation, adapted target. */
#include "json/json.h"

static const char *op_name(ent_edit_op op)
{
	switch (op) {
	case ENT_EDIT_INSERT: return "insert";
	case ENT_EDIT_DELETE: return "delete";
	case ENT_EDIT_REPLACE: return "replace";
	case ENT_EDIT_MOVE: return "move";
	}
	return "replace";
}

static void json_edit(ent_buf *out, const ent_edit *e)
{
	ent_buf_addf(out,
		     "{\"op\":\"%s\",\"query\":[%u,%u],\"match\":[%u,%u],"
		     "\"cost\":%.3g",
		     op_name(e->op), e->query_start, e->query_end, e->match_start,
		     e->match_end, (double)e->cost);
	if (e->query_code.n || e->match_code.n) {
		ent_buf_add(out, ENT_STR(",\"query_code\":"));
		ent_buf_add_json(out, e->query_code);
		ent_buf_add(out, ENT_STR(",\"match_code\":"));
		ent_buf_add_json(out, e->match_code);
	}
	ent_buf_add_char(out, '}');
}

static void json_adapted(ent_buf *out, const ent_match *m)
{
	ent_buf_add(out, ENT_STR(",\"adapted\":"));
	ent_buf_add_json(out, m->adapted);
	ent_buf_add(out, ENT_STR(",\"substitutions\":["));
	for (uint32_t k = 0; k < m->n_substitutions; k++) {
		const ent_substitution *s = &m->substitutions[k];
		ent_buf_addf(out, "%s{\"kind\":\"%s\",\"span\":[%u,%u],\"was\":",
			     k ? "," : "", ent_substitution_kind_name(s->kind),
			     s->start, s->end);
		ent_buf_add_json(out, s->was);
		ent_buf_add_char(out, '}');
	}
	ent_buf_add(out, ENT_STR("],\"stale\":["));
	for (uint32_t k = 0; k < m->n_stale; k++)
		ent_buf_addf(out, "%s%u", k ? "," : "", m->stale[k]);
	ent_buf_add_char(out, ']');
}

static void json_documents(ent_buf *out, const ent_match *m)
{
	ent_buf_addf(out, ",\"uses\":%u,\"documents\":[", m->uses);
	for (uint32_t k = 0; k < m->n_documents; k++) {
		json_comma(out, k);
		ent_buf_add_json(out, m->documents[k]);
	}
	ent_buf_add_char(out, ']');
}

/* Both sides as stored, with codes; the plain text where there are none. */
static void json_markup(ent_buf *out, const ent_match *m)
{
	static const char *const names[] = { "source_markup", "target_markup" };
	const ent_unit_side *sides[] = { &m->found.source, &m->found.target };
	for (int k = 0; k < 2; k++) {
		ent_buf plain = ENT_BUF_INIT;
		ent_buf_add_xml(&plain, sides[k]->text);
		ent_buf_addf(out, ",\"%s\":", names[k]);
		ent_buf_add_json(out, sides[k]->markup.n ? sides[k]->markup
				      : plain.p          ? ent_buf_str(&plain)
							 : ENT_STR(""));
		out->failed |= plain.failed;
		ent_buf_release(&plain);
	}
	ent_buf_add(out, ENT_STR(",\"carried\":"));
	ent_buf_add_json(out, m->carried);
	ent_buf_addf(out, ",\"codes_missing\":%u,\"codes_sure\":%s", m->codes_missing,
		     m->codes_sure ? "true" : "false");
}

void json_match(ent_buf *out, const ent_match *m, bool markup)
{
	ent_buf_addf(out, "{\"score\":%u,\"similarity\":%.6g,\"kind\":\"%s\",",
		     m->score, m->similarity, ent_match_kind_name(m->kind));
	json_unit(out, &m->found);
	ent_buf_addf(out, ",\"unit\":%llu,\"edits\":[", (unsigned long long)m->unit);
	for (uint32_t k = 0; k < m->n_edits; k++) {
		json_comma(out, k);
		json_edit(out, &m->edits[k]);
	}
	ent_buf_addf(out, "],\"quality\":%u,\"penalty\":%.4g",
		     (unsigned)(m->quality * 100), m->penalty);
	if (m->n_substitutions)
		json_adapted(out, m);
	if (markup)
		json_markup(out, m);
	if (m->documents)
		json_documents(out, m);
	ent_buf_add_char(out, '}');
}
