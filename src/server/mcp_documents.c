/* SPDX-License-Identifier: Apache-2.0 */
/* mcp_documents.c - tools over whole documents: read one, compare a new one, and add
 * a unit. */
#include "entente/read.h"
#include "entente/reuse.h"
#include "server/mcp_tools.h"
#include "json/json.h"

/* ---- document ------------------------------------------------------------------ */

struct listing {
	struct mcp_result *out;
	struct mcp *mcp;
	uint32_t skip, n, limit;
	bool full;
};

static ent_status add_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct listing *l = data;
	(void)err;
	if (l->skip) {
		l->skip--;
		return ENT_OK;
	}
	const size_t at[] = { l->out->structured.n, l->out->text.n };
	if (l->full || l->n == l->limit) {
		l->full = true;
		return ENT_OK;
	}
	if (l->n++)
		ent_buf_add_char(&l->out->structured, ',');
	ent_buf_add_char(&l->out->structured, '{');
	json_unit(&l->out->structured, unit);
	ent_buf_add_char(&l->out->structured, '}');
	mcp_add_line(&l->out->text, "- ", unit->source.text);
	mcp_add_line(&l->out->text, "  = ", unit->target.text);
	l->full = mcp_is_full(l->out, l->mcp, at);
	return ENT_OK;
}

ent_status mcp_read_document(struct mcp_result *out,
			     struct mcp *mcp,
			     const json_t *arguments,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_filter filter = ENT_FILTER_DEFAULT;
	struct listing l = { out, mcp, 0, 0, 50, false };
	(void)arena;
	ent_status status =
		mcp_get_text(&filter.document, arguments, "document", true, err);
	if (!status)
		status = mcp_get_languages(&filter.from, &filter.to, arguments, err);
	if (!status)
		status = mcp_get_number(&l.skip, arguments, "skip", 0, UINT32_MAX, err);
	if (!status)
		status = mcp_get_number(&l.limit, arguments, "limit", 1, 500, err);
	if (status)
		return status;
	filter.limit = (uint64_t)l.skip + l.limit + 1;
	ent_buf_add(&out->structured, ENT_STR("{\"document\":"));
	ent_buf_add_json(&out->structured, filter.document);
	ent_buf_add(&out->structured, ENT_STR(",\"units\":["));
	status = ent_memory_each(mcp->memory, &filter, add_unit, &l, err);
	if (!status && !l.n)
		ent_buf_add(&out->text, ENT_STR("The memory has no unit of a document "
						"of that name.\n"));
	mcp_end_list(out, l.full);
	return status;
}

/* ---- reuse --------------------------------------------------------------------- */

static void add_occurrence(struct mcp_result *out, const ent_occurrence *o)
{
	ent_buf *json = &out->structured;
	ent_buf_addf(json, "{\"unit\":%llu", (unsigned long long)o->unit);
	json_field(json, "document", o->document);
	json_number_field(json, "place", o->place);
	json_field(json, "date", o->date);
	json_field(json, "counterpart", o->counterpart.n ? o->counterpart : o->target);
	ent_buf_addf(json, ",\"confidence\":%.3g}", (double)o->confidence);
	mcp_add_line(&out->text, "  = ", o->counterpart.n ? o->counterpart : o->target);
	ent_buf_add(&out->text, ENT_STR("    ("));
	ent_buf_add(&out->text, o->document);
	ent_buf_add(&out->text, o->date.n ? ENT_STR(", ") : ENT_STR(""));
	ent_buf_add(&out->text, o->date);
	ent_buf_add(&out->text, ENT_STR(")\n"));
}

static bool add_passages(struct mcp_result *out,
			 const struct mcp *mcp,
			 const ent_reuse *reuse)
{
	bool full = false;
	for (uint32_t k = 0; k < reuse->n_passages && !full; k++) {
		const ent_passage *p = &reuse->passages[k];
		const ent_str text = ent_str_slice(reuse->text, p->start, p->end);
		const size_t at[] = { out->structured.n, out->text.n };
		ent_buf_add(&out->structured,
			    k ? ENT_STR(",{\"text\":") : ENT_STR("{\"text\":"));
		ent_buf_add_json(&out->structured, text);
		ent_buf_addf(&out->structured,
			     ",\"words\":%u,\"total\":%llu,\"occurrences\":[", p->words,
			     (unsigned long long)p->total);
		ent_buf_addf(&out->text, "%u words: ", p->words);
		mcp_add_line(&out->text, "", text);
		for (uint32_t i = 0; i < p->n_occurrences; i++) {
			json_comma(&out->structured, i);
			add_occurrence(out, &p->occurrences[i]);
		}
		ent_buf_add(&out->structured, ENT_STR("]}"));
		full = mcp_is_full(out, mcp, at);
	}
	return full;
}

static void add_summary(struct mcp_result *out, const ent_reuse *reuse)
{
	ent_buf_addf(&out->structured, "{\"words\":%llu,\"words_in_passages\":%llu",
		     (unsigned long long)reuse->words,
		     (unsigned long long)reuse->words_in_passages);
	ent_buf_addf(&out->text, "%.0f %% of the text is in passages of the memory.\n",
		     reuse->words ? 100. * (double)reuse->words_in_passages /
					    (double)reuse->words
				  : 0.);
	ent_buf_add(&out->structured, ENT_STR(",\"quotations\":["));
	for (uint32_t k = 0; k < reuse->n_quotations; k++) {
		const ent_quotation *q = &reuse->quotations[k];
		const ent_str text = ent_str_slice(reuse->text, q->start, q->end);
		ent_buf_add(&out->structured,
			    k ? ENT_STR(",{\"text\":") : ENT_STR("{\"text\":"));
		ent_buf_add_json(&out->structured, text);
		json_field(&out->structured, "verdict",
			   ent_str_of(ent_quote_verdict_name(q->verdict)));
		ent_buf_add_char(&out->structured, '}');
		ent_buf_addf(&out->text,
			     "Quotation (%s): ", ent_quote_verdict_name(q->verdict));
		mcp_add_line(&out->text, "", text);
	}
	ent_buf_add(&out->structured, ENT_STR("],\"passages\":["));
}

ent_status mcp_reuse(struct mcp_result *out,
		     struct mcp *mcp,
		     const json_t *arguments,
		     ent_arena *arena,
		     ent_error *err)
{
	ent_reuse_options opt = ENT_REUSE_OPTIONS_DEFAULT;
	ent_read_options read = ENT_READ_OPTIONS_DEFAULT;
	const ent_reuse *reuse;
	ent_document document;
	ent_str text;
	ent_status status = mcp_get_text(&text, arguments, "text", true, err);
	if (!status)
		status = mcp_get_languages(&opt.from, &opt.to, arguments, err);
	if (!status)
		status = mcp_get_number(&opt.min_words, arguments, "min_words", 2, 50,
					err);
	opt.occurrences = 2;
	read.lang = opt.from;
	if (!status)
		status = ent_read_document_bytes(&document, text, ENT_STR("text"),
						 &read, arena, err);
	if (!status)
		status = ent_memory_reuse(&reuse, mcp->memory, &document, &opt, arena,
					  err);
	if (status)
		return status;
	add_summary(out, reuse);
	mcp_end_list(out, add_passages(out, mcp, reuse));
	return ENT_OK;
}

/* ---- add ------------------------------------------------------------------------- */

/* The unit and what is said of it, or neither. */
static ent_status store_unit(struct mcp_result *out,
			     struct mcp *mcp,
			     const ent_unit *unit,
			     ent_error *err)
{
	uint64_t id = 0;
	bool added = false;
	ent_status status = ent_memory_begin(mcp->memory, err);
	if (status)
		return status;
	status = ent_memory_add_unit(&id, &added, mcp->memory, unit, err);
	ent_buf_addf(&out->structured, "{\"unit\":%llu,\"added\":%s}",
		     (unsigned long long)id, added ? "true" : "false");
	ent_buf_addf(&out->text,
		     added ? "Stored as unit %llu.\n"
			   : "It is there already, as unit %llu.\n",
		     (unsigned long long)id);
	if (!status && (out->structured.failed || out->text.failed))
		status = ent_error_memory(err);
	if (!status)
		return ent_memory_commit(mcp->memory, err);
	ent_memory_rollback(mcp->memory);
	return status;
}

ent_status mcp_add(struct mcp_result *out,
		   struct mcp *mcp,
		   const json_t *arguments,
		   ent_arena *arena,
		   ent_error *err)
{
	ent_unit unit = { .origin = ENT_STR("mcp"), .confidence = 1 };
	(void)arena;
	ent_status status =
		mcp_get_text(&unit.source.text, arguments, "source", true, err);
	if (!status)
		status =
			mcp_get_text(&unit.target.text, arguments, "target", true, err);
	if (!status)
		status = mcp_get_text(&unit.source.lang, arguments, "from", true, err);
	if (!status)
		status = mcp_get_text(&unit.target.lang, arguments, "to", true, err);
	if (!status)
		status =
			mcp_get_text(&unit.document, arguments, "document", false, err);
	return status ? status : store_unit(out, mcp, &unit, err);
}
