/* SPDX-License-Identifier: Apache-2.0 */
/* json_reuse.c - which parts of a new document a memory has already. */
#include "json/json.h"

static void json_segment(ent_buf *out, const ent_reuse_segment *s)
{
	ent_buf_add(out, ENT_STR("{\"text\":"));
	ent_buf_add_json(out, s->text);
	ent_buf_addf(out,
		     ",\"band\":\"%s\",\"kind\":\"%s\",\"paragraph\":%u,\"start\":%u,"
		     "\"words\":%llu,\"characters\":%llu,\"repeats\":",
		     ent_band_name(s->band), ent_kind_name(s->kind), s->paragraph,
		     s->start, (unsigned long long)s->words,
		     (unsigned long long)s->characters);
	if (s->repeats == ENT_NO_SEGMENT)
		ent_buf_add(out, ENT_STR("null"));
	else
		ent_buf_addf(out, "%u", s->repeats);
	ent_buf_add(out, ENT_STR(",\"internal\":"));
	if (s->internal == ENT_NO_SEGMENT)
		ent_buf_add(out, ENT_STR("null"));
	else
		ent_buf_addf(out, "{\"segment\":%u,\"score\":%u}", s->internal,
			     s->internal_score);
	ent_buf_add(out, ENT_STR(",\"matches\":["));
	for (uint32_t k = 0; k < s->n_matches; k++) {
		json_comma(out, k);
		json_match(out, &s->matches[k], false);
	}
	ent_buf_add(out, ENT_STR("]}"));
}

static void json_occurrence(ent_buf *out, const ent_occurrence *o)
{
	ent_buf_add(out, ENT_STR("{\"document\":"));
	ent_buf_add_json(out, o->document);
	json_field(out, "target_document", o->target_document);
	json_number_field(out, "place", o->place);
	json_field(out, "date", o->date);
	json_field(out, "source", o->source);
	json_field(out, "target", o->target);
	json_field(out, "counterpart", o->counterpart);
	ent_buf_addf(out,
		     ",\"unit\":%llu,\"units\":%u,\"confidence\":%.4g,"
		     "\"span\":[%u,%u],\"counterparts\":",
		     (unsigned long long)o->unit, o->n_units, (double)o->confidence,
		     o->span.start, o->span.end);
	json_spans(out, o->counterparts, o->n_counterparts);
	ent_buf_add_char(out, '}');
}

static void json_passage(ent_buf *out, const ent_reuse *r, const ent_passage *p)
{
	ent_buf_add(out, ENT_STR("{\"text\":"));
	ent_buf_add_json(out, ent_str_slice(r->text, p->start, p->end));
	ent_buf_addf(out,
		     ",\"words\":%u,\"segment\":%u,\"segments\":%u,\"start\":%u,"
		     "\"end\":%u,\"total\":%llu,\"occurrences\":[",
		     p->words, p->segment, p->n_segments, p->start, p->end,
		     (unsigned long long)p->total);
	for (uint32_t k = 0; k < p->n_occurrences; k++) {
		json_comma(out, k);
		json_occurrence(out, &p->occurrences[k]);
	}
	ent_buf_add(out, ENT_STR("],\"renderings\":["));
	for (uint32_t k = 0; k < p->n_renderings; k++) {
		ent_buf_addf(out, "%s{\"count\":%u", k ? "," : "",
			     p->renderings[k].count);
		json_field(out, "text", p->renderings[k].text);
		ent_buf_add_char(out, '}');
	}
	ent_buf_add(out, ENT_STR("]}"));
}

static void json_difference(ent_buf *out,
			    const ent_reuse *r,
			    const ent_quotation *q,
			    const ent_difference *d)
{
	ent_buf_addf(out, "{\"kind\":\"%s\"", ent_difference_name(d->kind));
	json_field(out, "text", ent_str_slice(r->text, d->text.start, d->text.end));
	json_field(
		out, "was",
		d->found.end > d->found.start
			? ent_str_slice(q->found.source, d->found.start, d->found.end)
			: ENT_STR(""));
	ent_buf_addf(out, ",\"span\":[%u,%u],\"source_span\":[%u,%u]}", d->text.start,
		     d->text.end, d->found.start, d->found.end);
}

static void json_quotation(ent_buf *out, const ent_reuse *r, const ent_quotation *q)
{
	ent_buf_add(out, ENT_STR("{\"text\":"));
	ent_buf_add_json(out, ent_str_slice(r->text, q->start, q->end));
	ent_buf_addf(out,
		     ",\"verdict\":\"%s\",\"words\":%u,\"start\":%u,\"end\":%u,"
		     "\"introduced\":%s,\"similarity\":%.4g,\"differences\":[",
		     ent_quote_verdict_name(q->verdict), q->words, q->start, q->end,
		     q->introduced ? "true" : "false", q->similarity);
	for (uint32_t k = 0; k < q->n_differences; k++) {
		json_comma(out, k);
		json_difference(out, r, q, &q->differences[k]);
	}
	ent_buf_add(out, ENT_STR("],\"found\":"));
	if (q->verdict == ENT_QUOTE_UNKNOWN)
		ent_buf_add(out, ENT_STR("null"));
	else
		json_occurrence(out, &q->found);
	ent_buf_add_char(out, '}');
}

/* {"ice":{"segments","words","characters"},...} */
static void add_analysis(ent_buf *out, const ent_band_count bands[ENT_BANDS])
{
	ent_buf_add_char(out, '{');
	for (int band = 0; band < ENT_BANDS; band++)
		ent_buf_addf(out,
			     "%s\"%s\":{\"segments\":%llu,\"words\":%llu,"
			     "\"characters\":%llu}",
			     band ? "," : "", ent_band_name((ent_band)band),
			     (unsigned long long)bands[band].segments,
			     (unsigned long long)bands[band].words,
			     (unsigned long long)bands[band].characters);
	ent_buf_add_char(out, '}');
}

static void json_sources(ent_buf *out, const ent_reuse *r)
{
	ent_buf_add_char(out, '[');
	for (uint32_t k = 0; k < r->n_sources; k++) {
		const ent_reuse_source *s = &r->sources[k];
		ent_buf_addf(out, "%s{\"words\":%llu,\"passages\":%u", k ? "," : "",
			     (unsigned long long)s->words, s->passages);
		json_field(out, "document", s->document);
		json_field(out, "date", s->date);
		ent_buf_add_char(out, '}');
	}
	ent_buf_add_char(out, ']');
}

void json_reuse(ent_buf *out, const ent_reuse *r)
{
	ent_buf_add(out, ENT_STR("{\"file\":"));
	ent_buf_add_json(out, r->name);
	json_field(out, "from", r->from);
	json_field(out, "to", r->to);
	ent_buf_addf(out, ",\"words\":%llu,\"words_in_passages\":%llu,\"segments\":[",
		     (unsigned long long)r->words,
		     (unsigned long long)r->words_in_passages);
	for (uint32_t k = 0; k < r->n_segments; k++) {
		json_comma(out, k);
		json_segment(out, &r->segments[k]);
	}
	ent_buf_add(out, ENT_STR("],\"passages\":["));
	for (uint32_t k = 0; k < r->n_passages; k++) {
		json_comma(out, k);
		json_passage(out, r, &r->passages[k]);
	}
	ent_buf_add(out, ENT_STR("],\"quotations\":["));
	for (uint32_t k = 0; k < r->n_quotations; k++) {
		json_comma(out, k);
		json_quotation(out, r, &r->quotations[k]);
	}
	ent_buf_add(out, ENT_STR("],\"sources\":"));
	json_sources(out, r);
	ent_buf_add(out, ENT_STR(",\"analysis\":"));
	add_analysis(out, r->analysis);
	ent_buf_add_char(out, '}');
}
