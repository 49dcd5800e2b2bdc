/* SPDX-License-Identifier: Apache-2.0 */
/* json_batch.c - what became of a pair of releases. */
#include "json/json.h"

void json_batch_event(ent_buf *out, const ent_batch_event *e)
{
	ent_buf_addf(out,
		     "{\"outcome\":\"%s\",\"source\":", ent_outcome_name(e->outcome));
	ent_buf_add_json(out, e->source);
	if (e->target.n) {
		ent_buf_add(out, ENT_STR(",\"target\":"));
		ent_buf_add_json(out, e->target);
		ent_buf_addf(out, ",\"by\":\"%s\"", ent_pair_by_name(e->by));
	}
	if (e->newer.n) {
		ent_buf_add(out, ENT_STR(",\"newer\":"));
		ent_buf_add_json(out, e->newer);
	}
	if (e->since.n) {
		ent_buf_add(out, ENT_STR(",\"since\":"));
		ent_buf_add_json(out, e->since);
	}
	if (e->pairing > 0)
		ent_buf_addf(out, ",\"pairing\":%.4g", (double)e->pairing);
	if (e->units || e->confidence > 0)
		ent_buf_addf(out, ",\"confidence\":%.4g,\"units\":%u,\"doubtful\":%u",
			     (double)e->confidence, e->units, e->doubtful);
	if (e->why) {
		ent_buf_add(out, ENT_STR(",\"error\":"));
		ent_buf_add_json(out, ent_str_of(e->why->message));
		ent_buf_add(out, ENT_STR(",\"file\":"));
		ent_buf_add_json(out, ent_str_of(e->why->file));
		ent_buf_addf(out, ",\"line\":%u", e->why->line);
	}
	ent_buf_add_char(out, '}');
}
