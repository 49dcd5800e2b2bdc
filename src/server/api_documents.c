/* SPDX-License-Identifier: Apache-2.0 */
/* api_documents.c - /api/v1: aligned documents, their doubtful places, decisions. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "entente/pairs.h"
#include "entente/review.h"
#include "server/http.h"
#include "server/wire_json.h"
#include "json/json.h"

/* {"total","documents":[...]} */
static ent_status answer_documents(struct http_response *out,
				   struct http_request *request,
				   ent_error *err)
{
	ent_pair_query query = ENT_PAIR_QUERY_DEFAULT;
	const ent_pair_info *pairs = NULL;
	uint32_t n = 0, skip = 0;
	uint64_t total = 0;
	query.contains = http_param(request, "q");
	ent_status status = http_number(&query.limit, request, "limit", 1, 1000, err);
	if (!status)
		status = http_number(&skip, request, "skip", 0, UINT32_MAX - 1, err);
	query.skip = skip;
	if (!status)
		status = http_reader(request, err);
	if (!status)
		status = ent_memory_pairs(&pairs, &n, &total, request->reader, &query,
					  request->arena, err);
	if (status)
		return status;
	ent_buf_addf(&out->body, "{\"total\":%llu,\"documents\":[",
		     (unsigned long long)total);
	for (uint32_t k = 0; k < n; k++) {
		json_comma(&out->body, k);
		json_pair_info(&out->body, &pairs[k]);
	}
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return ENT_OK;
}

/* The number in the path, of a `what`. */
static ent_status read_number(uint64_t *out,
			      const struct http_request *request,
			      const char *what,
			      ent_error *err)
{
	return http_path_number(out, request)
		       ? ENT_OK
		       : http_error(err, ENT_EINVAL,
				    "the number of a %s must be a whole number", what);
}

static ent_status send_pair(struct http_response *out,
			    struct http_request *request,
			    ent_memory *memory,
			    uint64_t number,
			    ent_error *err)
{
	ent_pair pair;
	if (!number)
		return http_error(err, ENT_ENOTFOUND, "no such aligned document");
	ent_status status = ent_memory_pair(&pair, memory, number, request->arena, err);
	if (status)
		return status;
	json_pair(&out->body, &pair);
	ent_buf_add_char(&out->body, '\n');
	return ENT_OK;
}

/* A whole pair by its number. */
static ent_status answer_document(struct http_response *out,
				  struct http_request *request,
				  ent_error *err)
{
	uint64_t number = 0;
	ent_status status = read_number(&number, request, "document", err);
	if (!status)
		status = http_reader(request, err);
	return status ? status : send_pair(out, request, request->reader, number, err);
}

/* The whole pair that a unit came from. */
static ent_status answer_unit_document(struct http_response *out,
				       struct http_request *request,
				       ent_error *err)
{
	uint64_t unit = 0, number = 0;
	ent_status status = read_number(&unit, request, "unit", err);
	if (!status)
		status = http_reader(request, err);
	if (!status)
		status = ent_memory_pair_of_unit(&number, request->reader, unit, err);
	return status ? status : send_pair(out, request, request->reader, number, err);
}

/* The file of one side as it was read, when it is still there and unchanged: nothing
 * is sent that the memory was not made of. */
static ent_status answer_original(struct http_response *out,
				  struct http_request *request,
				  ent_error *err)
{
	uint64_t number;
	ent_pair pair;
	char chunk[65536];
	size_t n;
	const bool target = ent_str_is(request->parts[1], "target");
	if (!target && !ent_str_is(request->parts[1], "source"))
		return http_error(err, ENT_ENOTFOUND, "no such path");
	ent_status status = read_number(&number, request, "document", err);
	if (!status)
		status = http_reader(request, err);
	if (!status)
		status = ent_memory_pair(&pair, request->reader, number, request->arena,
					 err);
	if (status)
		return status;
	const ent_pair_side *side = target ? &pair.info.target : &pair.info.source;
	const ent_str path = ent_arena_str(request->arena, side->name);
	FILE *in = path.p ? fopen(path.p, "rb") : NULL;
	while (in && (n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		ent_buf_add(&out->body, (ent_str){ chunk, n });
	if (in)
		fclose(in);
	if (!in || ent_str_hash(ent_buf_str(&out->body)) != side->hash) {
		ent_buf_clear(&out->body);
		return http_error(err, ENT_ENOTFOUND,
				  "the original file no longer exists, or has changed");
	}
	out->type = "application/octet-stream";
	http_set_header(out, request, "Content-Disposition", ENT_STR("attachment"));
	return ENT_OK;
}

/* {"total","places":[...]}, the most important one first */
static ent_status answer_review(struct http_response *out,
				struct http_request *request,
				ent_error *err)
{
	ent_review_options opt = ENT_REVIEW_OPTIONS_DEFAULT;
	const ent_place *places = NULL;
	uint32_t n = 0;
	uint64_t total = 0;
	opt.context = 0;
	opt.document = http_param(request, "document");
	ent_status status = http_number(&opt.limit, request, "limit", 1, 1000, err);
	if (!status)
		status = http_fraction(&opt.below, request, "below", 0, 1, err);
	if (!status)
		status = http_reader(request, err);
	if (!status)
		status = ent_memory_review(&places, &n, &total, request->reader, &opt,
					   request->arena, err);
	if (status)
		return status;
	ent_buf_addf(&out->body, "{\"total\":%llu,\"places\":[",
		     (unsigned long long)total);
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_addf(&out->body, "%s{\"number\":%llu,\"place\":", k ? "," : "",
			     (unsigned long long)places[k].number);
		json_place(&out->body, &places[k]);
		ent_buf_add_char(&out->body, '}');
	}
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return ENT_OK;
}

/* ---- decisions ------------------------------------------------------------------ */

static ent_status read_range(uint32_t *first,
			     uint32_t *n,
			     const json_t *decision,
			     const char *name,
			     ent_error *err)
{
	const json_t *pair = json_object_get(decision, name);
	const json_t *a = json_array_get(pair, 0), *b = json_array_get(pair, 1);
	if (!json_is_integer(a) || !json_is_integer(b) || json_integer_value(a) < 0 ||
	    json_integer_value(b) < 0 || json_integer_value(a) > UINT32_MAX / 2 ||
	    json_integer_value(b) > UINT32_MAX / 2)
		return http_error(err, ENT_EINVAL,
				  "member '%s' of a decision must be [first, count]",
				  name);
	*first = (uint32_t)json_integer_value(a);
	*n = (uint32_t)json_integer_value(b);
	return ENT_OK;
}

static ent_status read_verdict(ent_verdict *out, ent_str name, ent_error *err)
{
	for (int k = ENT_ACCEPT; k <= ENT_RELINK; k++)
		if (ent_str_is(name, ent_verdict_name((ent_verdict)k))) {
			*out = (ent_verdict)k;
			return ENT_OK;
		}
	return http_error(err, ENT_EINVAL,
			  "member 'verdict' of a decision must be accept, reject or "
			  "relink");
}

/* What a body of decisions says besides them. */
struct decisions {
	ent_decision *list;
	uint32_t n;
	char at[40];
};

static ent_status read_decisions(struct decisions *out,
				 struct http_request *request,
				 const ent_pair *pair,
				 ent_error *err)
{
	const json_t *root = request->object;
	const json_t *list = json_object_get(root, "decisions");
	const size_t n = json_array_size(list);
	const ent_str hash = wire_text(root, "hash");
	struct timespec now;
	struct tm tm;
	ent_status status = ENT_OK;
	if (!n || n > 10000)
		return http_error(err, ENT_EINVAL,
				  "member 'decisions' must be a list of 1 to 10000");
	if (hash.n && strtoull(hash.p, NULL, 16) != pair->hash)
		return http_error(err, ENT_ENOTFOUND,
				  "the documents have changed; load them again");
	/* to the millisecond: of two decisions in a second the later one counts */
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	strftime(out->at, sizeof(out->at), "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(out->at + strlen(out->at), sizeof(out->at) - strlen(out->at), ".%03dZ",
		 (int)(now.tv_nsec / 1000000));
	out->list = ENT_NEW_ARRAY(request->arena, ent_decision, n);
	if (!out->list)
		return http_error(err, ENT_ENOMEM, "out of memory");
	for (size_t k = 0; k < n && !status; k++) {
		const json_t *from = json_array_get(list, k);
		ent_decision *d = &out->list[k];
		*d = (ent_decision){
			.source_document = pair->info.source.name,
			.target_document = pair->info.target.name,
			.hash = pair->hash,
			.who = wire_text(root, "who"),
			.at = ent_str_of(out->at),
			.source_lang = pair->info.source.lang,
			.target_lang = pair->info.target.lang,
			.note = wire_text(from, "note"),
		};
		if (!d->who.n)
			d->who = ENT_STR("unknown");
		status = read_verdict(&d->verdict, wire_text(from, "verdict"), err);
		if (!status)
			status = read_range(&d->src, &d->n_src, from, "source", err);
		if (!status)
			status = read_range(&d->tgt, &d->n_tgt, from, "target", err);
	}
	out->n = (uint32_t)n;
	return status;
}

/* Applies decisions to a pair, which is aligned again around them, and sends it as it
 * is then. */
static ent_status answer_decisions(struct http_response *out,
				   struct http_request *request,
				   ent_error *err)
{
	uint64_t number;
	ent_pair pair;
	struct decisions decisions = { .n = 0 };
	ent_status status = read_number(&number, request, "document", err);
	if (!status)
		status = http_writer(request, err);
	if (!status)
		status = ent_memory_pair(&pair, request->writer, number, request->arena,
					 err);
	if (!status)
		status = read_decisions(&decisions, request, &pair, err);
	if (!status)
		status = ent_memory_decide(request->writer, decisions.list, decisions.n,
					   err);
	if (!status)
		status = ent_memory_pair_named(
			&number, request->writer, pair.info.source.name,
			pair.info.target.name, pair.info.source.lang,
			pair.info.target.lang, err);
	return status ? status : send_pair(out, request, request->writer, number, err);
}

static const struct http_route routes[] = {
	{ "GET", "/api/v1/documents", HTTP_READS, HTTP_NO_BODY, answer_documents },
	{ "GET", "/api/v1/documents/{}", HTTP_READS, HTTP_NO_BODY, answer_document },
	{ "GET", "/api/v1/documents/{}/original/{}", HTTP_READS, HTTP_NO_BODY,
	  answer_original },
	{ "POST", "/api/v1/documents/{}/decisions", HTTP_WRITES, HTTP_OBJECT,
	  answer_decisions },
	{ "GET", "/api/v1/units/{}/document", HTTP_READS, HTTP_NO_BODY,
	  answer_unit_document },
	{ "GET", "/api/v1/review", HTTP_READS, HTTP_NO_BODY, answer_review },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table api_documents_table;
const struct http_table api_documents_table = { .routes = routes };
