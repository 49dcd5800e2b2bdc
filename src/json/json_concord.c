/* SPDX-License-Identifier: Apache-2.0 */
/* json_concord.c - hits of a concordance, their counts, and fragments of a query. */
#include "json/json.h"

void json_spans(ent_buf *out, const ent_span *spans, uint32_t n)
{
	ent_buf_add_char(out, '[');
	for (uint32_t k = 0; k < n; k++)
		ent_buf_addf(out, "%s[%u,%u]", k ? "," : "", spans[k].start,
			     spans[k].end);
	ent_buf_add_char(out, ']');
}

void json_hit(ent_buf *out, const ent_hit *hit)
{
	ent_buf_add_char(out, '{');
	json_unit(out, &hit->found);
	ent_buf_addf(out, ",\"unit\":%llu,\"spans\":", (unsigned long long)hit->unit);
	json_spans(out, hit->spans, hit->n_spans);
	ent_buf_add(out, ENT_STR(",\"counterparts\":"));
	json_spans(out, hit->counterparts, hit->n_counterparts);
	ent_buf_add_char(out, '}');
}

void json_count(ent_buf *out, const ent_count *count, ent_count_by by)
{
	ent_buf_addf(out, "{\"%s\":", ent_count_by_name(by));
	ent_buf_add_json(out, count->name);
	ent_buf_addf(out, ",\"hits\":%llu}", (unsigned long long)count->hits);
}

static void json_rendering(ent_buf *out, const ent_concord_rendering *r)
{
	ent_buf_add(out, ENT_STR("{\"text\":"));
	ent_buf_add_json(out, r->text);
	ent_buf_addf(out, ",\"count\":%llu,\"years\":{", (unsigned long long)r->count);
	for (uint32_t k = 0; k < r->n_years; k++) {
		json_comma(out, k);
		ent_buf_add_json(out, r->years[k].name);
		ent_buf_addf(out, ":%llu", (unsigned long long)r->years[k].hits);
	}
	ent_buf_add(out, ENT_STR("},\"first\":"));
	ent_buf_add_json(out, r->first);
	ent_buf_add(out, ENT_STR(",\"last\":"));
	ent_buf_add_json(out, r->last);
	ent_buf_add(out, ENT_STR(",\"documents\":["));
	for (uint32_t k = 0; k < r->n_documents; k++) {
		json_comma(out, k);
		ent_buf_add_json(out, r->documents[k]);
	}
	ent_buf_add(out, ENT_STR("]}"));
}

void json_renderings(ent_buf *out, const ent_concord_group *r)
{
	ent_buf_add(out, ENT_STR("{\"phrase\":"));
	ent_buf_add_json(out, r->phrase);
	ent_buf_addf(out, ",\"hits\":%llu,\"renderings\":[",
		     (unsigned long long)r->hits);
	for (uint32_t k = 0; k < r->n; k++) {
		json_comma(out, k);
		json_rendering(out, &r->list[k]);
	}
	ent_buf_addf(out, "],\"unmarked\":%llu}", (unsigned long long)r->unmarked);
}

void json_fragments(ent_buf *out, const ent_fragment *f, uint32_t n)
{
	ent_buf_add_char(out, '[');
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_addf(out, "%s{\"span\":[%u,%u],\"total\":%llu,\"hits\":[",
			     k ? "," : "", f[k].start, f[k].end,
			     (unsigned long long)f[k].total);
		for (uint32_t i = 0; i < f[k].n_hits; i++) {
			json_comma(out, i);
			json_hit(out, &f[k].hits[i]);
		}
		ent_buf_add(out, ENT_STR("]}"));
	}
	ent_buf_add_char(out, ']');
}
