/* SPDX-License-Identifier: Apache-2.0 */
/* json_records.c - records of a memory other than units. */
#include "json/json.h"

void json_past(ent_buf *out, const ent_past *past)
{
	ent_buf_add(out, ENT_STR("{\"date\":"));
	ent_buf_add_json(out, past->date);
	json_field(out, "document", past->source);
	json_field(out, "target_document", past->target);
	json_field(out, "reason", past->reason);
	json_field(out, "newer", past->newer);
	json_field(out, "source_lang", past->source_lang);
	json_field(out, "target_lang", past->target_lang);
	ent_buf_add(out, ENT_STR(",\"units\":"));
	ent_buf_add(out, past->units);
	ent_buf_add_char(out, '}');
}

void json_change(ent_buf *out, const ent_unit_change *change)
{
	ent_buf_addf(out, "{\"change\":%llu,\"kind\":\"%s\",\"unit\":%llu",
		     (unsigned long long)change->run,
		     change->deleted ? "deleted" : "edited",
		     (unsigned long long)change->unit);
	json_field(out, "at", change->at);
	json_field(out, "who", change->who);
	if (change->undone.n)
		json_field(out, "undone", change->undone);
	ent_buf_add(out, ENT_STR(",\"was\":{"));
	json_unit(out, change->was);
	ent_buf_add_char(out, '}');
	if (!change->deleted) {
		json_field(out, "source", change->source);
		json_field(out, "target", change->target);
	}
	ent_buf_add_char(out, '}');
}

void json_decided(ent_buf *out, const ent_decided *decided)
{
	ent_buf_addf(out, "{\"verdict\":\"%s\"", ent_verdict_name(decided->verdict));
	json_field(out, "who", decided->who);
	json_field(out, "at", decided->at);
	json_field(out, "document", decided->source_document);
	json_field(out, "target_document", decided->target_document);
	json_field(out, "source", decided->source);
	json_field(out, "target", decided->target);
	json_field(out, "source_lang", decided->source_lang);
	json_field(out, "target_lang", decided->target_lang);
	ent_buf_add_char(out, '}');
}

void json_run(ent_buf *out, const ent_memory_run *run)
{
	ent_buf_addf(out, "{\"import\":%llu,\"kind\":\"%s\",\"units\":%llu",
		     (unsigned long long)run->number, ent_run_kind_name(run->kind),
		     (unsigned long long)run->units);
	json_field(out, "date", run->date);
	json_field(out, "format", run->format);
	json_field(out, "file", run->source);
	if (run->who.n)
		json_field(out, "who", run->who);
	if (run->changes)
		ent_buf_addf(out, ",\"changes\":%llu",
			     (unsigned long long)run->changes);
	ent_buf_add_char(out, '}');
}

void json_cleaning(ent_buf *out, const ent_cleaning *what)
{
	const char *between = "";
	ent_buf_addf(out, "{\"unit\":%llu,\"action\":\"%s\",\"rules\":[",
		     (unsigned long long)what->unit,
		     ent_clean_action_name(what->action));
	for (int k = 0; k < ENT_CLEAN_RULES; k++) {
		if (!(what->rules & (1u << k)))
			continue;
		ent_buf_addf(out, "%s\"%s\"", between,
			     ent_clean_rule_name((ent_clean_rule)(1 << k)));
		between = ",";
	}
	ent_buf_add_char(out, ']');
	json_field(out, "why", what->why);
	if (what->action == ENT_CLEAN_CHANGE) {
		ent_buf_add(out, ENT_STR(",\"texts\":{\"source\":"));
		ent_buf_add_json(out, what->source);
		json_field(out, "target", what->target);
		ent_buf_add_char(out, '}');
	}
	ent_buf_add_char(out, ',');
	json_unit(out, what->found);
	ent_buf_add_char(out, '}');
}

void json_cleaned(ent_buf *out, const ent_clean_result *r, bool dry_run)
{
	const char *between = "";
	ent_buf_addf(out,
		     "{\"changed\":%llu,\"removed\":%llu,\"listed\":%llu,\"rules\":{",
		     (unsigned long long)r->changed, (unsigned long long)r->removed,
		     (unsigned long long)r->listed);
	for (int k = 0; k < ENT_CLEAN_RULES; k++) {
		if (!r->by_rule[k])
			continue;
		ent_buf_addf(out, "%s\"%s\":%llu", between,
			     ent_clean_rule_name((ent_clean_rule)(1 << k)),
			     (unsigned long long)r->by_rule[k]);
		between = ",";
	}
	ent_buf_addf(out, "},\"change\":%llu,\"dry_run\":%s}",
		     (unsigned long long)r->run, dry_run ? "true" : "false");
}

void json_quality(ent_buf *out, const ent_quality *what)
{
	ent_buf_addf(out, "{\"kind\":\"%s\",\"unit\":%llu,\"detail\":",
		     ent_quality_kind_name(what->kind), (unsigned long long)what->unit);
	ent_buf_add_json(out, what->detail);
	ent_buf_add_char(out, ',');
	json_unit(out, what->found);
	ent_buf_add_char(out, '}');
}

void json_finding(ent_buf *out, const ent_finding *finding)
{
	ent_buf_addf(out, "\"kind\":\"%s\",\"message\":",
		     ent_finding_kind_name(finding->kind));
	ent_buf_add_json(out, finding->message);
	ent_buf_addf(out, ",\"span\":[%u,%u]", finding->start, finding->end);
	if (finding->replacement.n)
		json_field(out, "replacement", finding->replacement);
	if (finding->unit) {
		ent_buf_addf(out, ",\"evidence\":{\"unit\":%llu",
			     (unsigned long long)finding->unit);
		json_field(out, "document", finding->document);
		json_field(out, "date", finding->date);
		ent_buf_add_char(out, '}');
	}
}

void json_problem(ent_buf *out, const ent_problem *what)
{
	ent_buf_addf(out,
		     "{\"line\":%u,\"unit\":%u,\"refused\":%s,\"reason\":", what->line,
		     what->unit, what->refused ? "true" : "false");
	ent_buf_add_json(out, what->reason);
	ent_buf_add_char(out, '}');
}

void json_import_result(ent_buf *out,
			const char *file,
			const ent_import_result *result,
			ent_str problems,
			const ent_error *err)
{
	ent_buf_add(out, ENT_STR("{\"file\":"));
	ent_buf_add_json(out, ent_str_of(file));
	ent_buf_add(out, ENT_STR(",\"format\":"));
	if (result->format)
		ent_buf_add_json(out, ent_str_of(result->format));
	else
		ent_buf_add(out, ENT_STR("null"));
	ent_buf_addf(out,
		     ",\"units\":%llu,\"stored\":%llu,\"duplicates\":%llu,"
		     "\"refused\":%llu,\"problems\":[",
		     (unsigned long long)result->units,
		     (unsigned long long)(err ? 0 : result->stored),
		     (unsigned long long)result->duplicates,
		     (unsigned long long)result->refused);
	ent_buf_add(out, problems);
	ent_buf_add_char(out, ']');
	if (result->differing)
		ent_buf_addf(out, ",\"differing\":%llu",
			     (unsigned long long)result->differing);
	if (result->several)
		ent_buf_addf(out, ",\"several\":%llu",
			     (unsigned long long)result->several);
	if (result->updated)
		ent_buf_addf(out, ",\"updated\":%llu",
			     (unsigned long long)(err ? 0 : result->updated));
	if (err)
		json_field(out, "error", ent_str_of(err->message));
	ent_buf_add_char(out, '}');
}

static unsigned long long llu(uint64_t v)
{
	return v;
}

void json_removed(ent_buf *out, const ent_delete_result *what, bool dry_run)
{
	ent_buf_addf(out, "{\"removed\":%llu,\"pairs\":%u,", llu(what->units),
		     what->pairs);
	if (what->restored)
		ent_buf_addf(out, "\"restored\":%llu,", llu(what->restored));
	if (what->kept)
		ent_buf_addf(out, "\"kept\":%llu,", llu(what->kept));
	ent_buf_addf(out, "\"dry_run\":%s}", dry_run ? "true" : "false");
}

void json_merged(ent_buf *out, const char *file, uint64_t added)
{
	ent_buf_add(out, ENT_STR("{\"file\":"));
	ent_buf_add_json(out, ent_str_of(file));
	ent_buf_addf(out, ",\"added\":%llu}", llu(added));
}

void json_copied(ent_buf *out, const char *file, uint64_t bytes)
{
	ent_buf_add(out, ENT_STR("{\"file\":"));
	ent_buf_add_json(out, ent_str_of(file));
	ent_buf_addf(out, ",\"file_bytes\":%llu}", llu(bytes));
}

void json_compacted(ent_buf *out, uint64_t before, uint64_t after)
{
	ent_buf_addf(out, "{\"bytes_before\":%llu,\"file_bytes\":%llu}", llu(before),
		     llu(after));
}
