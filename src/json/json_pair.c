/* SPDX-License-Identifier: Apache-2.0 */
/* json_pair.c - aligned documents, and the places in them that are in doubt. */
#include "json/json.h"

static void add_texts(ent_buf *out, const ent_str *texts, uint32_t n)
{
	ent_buf_add_char(out, '[');
	for (uint32_t k = 0; k < n; k++) {
		json_comma(out, k);
		ent_buf_add_json(out, texts[k]);
	}
	ent_buf_add_char(out, ']');
}

/* ,"source":[texts],"source_at":1-based number of the first */
static void add_place_side(ent_buf *out,
			   const char *name,
			   const ent_str *texts,
			   uint32_t at,
			   uint32_t count)
{
	ent_buf_addf(out, ",\"%s\":", name);
	add_texts(out, texts, count);
	ent_buf_addf(out, ",\"%s_at\":%u", name, at + 1);
}

void json_place(ent_buf *out, const ent_place *p)
{
	ent_buf_add(out, ENT_STR("{\"document\":"));
	ent_buf_add_json(out, p->source_document);
	json_field(out, "target_document", p->target_document);
	add_place_side(out, "source", p->source + (p->src - p->source_first), p->src,
		       p->n_src);
	add_place_side(out, "target", p->target + (p->tgt - p->target_first), p->tgt,
		       p->n_tgt);
	ent_buf_addf(out, ",\"confidence\":%.4g,\"rank\":%.4g", (double)p->confidence,
		     p->rank);
	json_field(out, "source_lang", p->source_lang);
	json_field(out, "target_lang", p->target_lang);
	json_doubts(out, p->doubts);
	ent_buf_add_char(out, '}');
}

static void add_side(ent_buf *out, const char *name, const ent_pair_side *side)
{
	ent_buf_addf(out, ",\"%s\":{\"name\":", name);
	ent_buf_add_json(out, side->name);
	json_field(out, "lang", side->lang);
	json_field(out, "title", side->title);
	json_field(out, "date", side->date);
	json_field(out, "format", side->format);
	ent_buf_add_char(out, '}');
}

static void add_info(ent_buf *out, const ent_pair_info *info)
{
	ent_buf_addf(out,
		     "\"number\":%llu,\"confidence\":%.4g,\"beads\":%u,\"doubtful\":%u",
		     (unsigned long long)info->number, (double)info->confidence,
		     info->beads, info->doubtful);
	add_side(out, "source", &info->source);
	add_side(out, "target", &info->target);
}

void json_pair_info(ent_buf *out, const ent_pair_info *info)
{
	ent_buf_add_char(out, '{');
	add_info(out, info);
	ent_buf_add_char(out, '}');
}

static void add_bead(ent_buf *out, const ent_pair_bead *b)
{
	ent_buf_addf(out,
		     "{\"source\":[%u,%u],\"target\":[%u,%u],\"confidence\":%.4g,"
		     "\"unit\":%llu",
		     b->bead.src, b->bead.n_src, b->bead.tgt, b->bead.n_tgt,
		     (double)b->bead.confidence, (unsigned long long)b->unit);
	json_doubts(out, b->bead.doubts);
	if (b->at.n) {
		json_field(out, "who", b->who);
		json_field(out, "at", b->at);
	}
	ent_buf_add_char(out, '}');
}

void json_pair(ent_buf *out, const ent_pair *pair)
{
	ent_buf_add_char(out, '{');
	add_info(out, &pair->info);
	/* a string: numbers over 2^53 are not exact everywhere */
	ent_buf_addf(out, ",\"hash\":\"%016llx\",\"source_segments\":",
		     (unsigned long long)pair->hash);
	add_texts(out, pair->source, pair->source_count);
	ent_buf_add(out, ENT_STR(",\"target_segments\":"));
	add_texts(out, pair->target, pair->target_count);
	ent_buf_add(out, ENT_STR(",\"beads\":["));
	for (uint32_t k = 0; k < pair->bead_count; k++) {
		json_comma(out, k);
		add_bead(out, &pair->beads[k]);
	}
	ent_buf_add(out, ENT_STR("]}"));
}
