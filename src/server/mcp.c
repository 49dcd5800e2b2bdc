/* SPDX-License-Identifier: Apache-2.0 */
/* mcp.c - the Model Context Protocol over lines of JSON-RPC 2.0.
 *
 * What: modelcontextprotocol.io, the revisions 2024-11-05 to 2025-11-25, which
 * begin with a handshake (initialize), and 2026-07-28, which has none: each
 * request names its revision in params._meta, and server/discover says what the
 * server can do.  A message is answered by the revision it names; one that names
 * none belongs to a session that was initialized, or is refused.
 *
 * A client of the new revision probes server/discover first and falls back to
 * initialize on any error, so both kinds find what they expect.
 */
#include <stdlib.h>

#include "server/mcp_tools.h"
#include "server/wire_json.h"

#define META_VERSION "io.modelcontextprotocol/protocolVersion"
#define META_CAPABILITIES "io.modelcontextprotocol/clientCapabilities"
#define META_SERVER "io.modelcontextprotocol/serverInfo"
#define MODERN "2026-07-28"

static const char *const legacy[] = { "2025-11-25", "2025-06-18", "2025-03-26",
				      "2024-11-05" };
enum { N_LEGACY = sizeof(legacy) / sizeof(legacy[0]) };

/* How long a list of tools stays true, in milliseconds. */
enum { TTL_MS = 3600000 };

enum {
	PARSE_ERROR = -32700,
	INVALID_REQUEST = -32600,
	NO_METHOD = -32601,
	INVALID_PARAMS = -32602,
	INTERNAL_ERROR = -32603,
	NO_VERSION = -32022,
};

static const char instructions[] =
	"A translation memory of published documents. Look up a sentence before "
	"translating it, and a phrase or term to see how it was rendered. Each answer "
	"names its document, date, place and the confidence of the alignment; prefer "
	"answers with a confidence of at least 0.9, and cite the document.";

struct request {
	const json_t *id; /* NULL for a notification */
	const char *method;
	const json_t *params; /* NULL when there are none */
	bool modern;
};

/* ---- envelopes ------------------------------------------------------------- */

static void add_id(ent_buf *out, const json_t *id)
{
	char *text = id ? json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
	out->failed |= id && !text;
	ent_buf_add(out, text ? ent_str_of(text) : ENT_STR("null"));
	free(text);
}

static void begin_result(ent_buf *out, const struct request *r)
{
	ent_buf_add(out, ENT_STR("{\"jsonrpc\":\"2.0\",\"id\":"));
	add_id(out, r->id);
	ent_buf_add(out, ENT_STR(",\"result\":{"));
	if (r->modern)
		ent_buf_add(out, ENT_STR("\"resultType\":\"complete\","));
}

static void end_result(ent_buf *out)
{
	ent_buf_add(out, ENT_STR("}}\n"));
}

/* data: JSON, or "" for none. */
static void add_error(ent_buf *out,
		      const json_t *id,
		      int code,
		      const char *message,
		      ent_str data)
{
	ent_buf_add(out, ENT_STR("{\"jsonrpc\":\"2.0\",\"id\":"));
	add_id(out, id);
	ent_buf_addf(out, ",\"error\":{\"code\":%d,\"message\":", code);
	ent_buf_add_json(out, ent_str_of(message));
	if (data.n) {
		ent_buf_add(out, ENT_STR(",\"data\":"));
		ent_buf_add(out, data);
	}
	ent_buf_add(out, ENT_STR("}}\n"));
}

static void add_server_info(ent_buf *out, const struct mcp *mcp)
{
	ent_buf_add(out, ENT_STR("{\"name\":\"entente\",\"version\":"));
	ent_buf_add_json(out, ent_str_of(mcp->version));
	ent_buf_add_char(out, '}');
}

/* ---- methods --------------------------------------------------------------- */

static void discover(ent_buf *out, struct mcp *mcp, const struct request *r)
{
	begin_result(out, r);
	ent_buf_addf(out, "\"supportedVersions\":[\"" MODERN "\"],"
			  "\"capabilities\":{\"tools\":{}},\"instructions\":");
	ent_buf_add_json(out, ent_str_of(instructions));
	ent_buf_addf(out,
		     ",\"ttlMs\":%d,\"cacheScope\":\"private\","
		     "\"_meta\":{\"" META_SERVER "\":",
		     TTL_MS);
	add_server_info(out, mcp);
	ent_buf_add_char(out, '}');
	end_result(out);
}

static void initialize(ent_buf *out, struct mcp *mcp, const struct request *r)
{
	const char *wanted =
		json_string_value(json_object_get(r->params, "protocolVersion"));
	const char *version = legacy[0];
	for (int k = 0; wanted && k < N_LEGACY; k++)
		if (!strcmp(wanted, legacy[k]))
			version = legacy[k];
	mcp->initialized = true;
	begin_result(out, r);
	ent_buf_addf(out,
		     "\"protocolVersion\":\"%s\",\"capabilities\":{\"tools\":{}},"
		     "\"serverInfo\":",
		     version);
	add_server_info(out, mcp);
	ent_buf_add(out, ENT_STR(",\"instructions\":"));
	ent_buf_add_json(out, ent_str_of(instructions));
	end_result(out);
}

static void ping(ent_buf *out, struct mcp *mcp, const struct request *r)
{
	(void)mcp;
	begin_result(out, r);
	if (r->modern)
		out->n--; /* the comma after resultType */
	end_result(out);
}

static void list_tools(ent_buf *out, struct mcp *mcp, const struct request *r)
{
	const char *comma = "";
	begin_result(out, r);
	ent_buf_add(out, ENT_STR("\"tools\":["));
	for (size_t k = 0; k < n_mcp_tools; k++) {
		const struct mcp_tool *tool = &mcp_tools[k];
		if (tool->writes && !mcp->write)
			continue;
		ent_buf_addf(out, "%s{\"name\":\"%s\",\"title\":", comma, tool->name);
		ent_buf_add_json(out, ent_str_of(tool->title));
		ent_buf_add(out, ENT_STR(",\"description\":"));
		ent_buf_add_json(out, ent_str_of(tool->description));
		ent_buf_addf(out,
			     ",\"inputSchema\":%s,\"annotations\":"
			     "{\"readOnlyHint\":%s,\"openWorldHint\":false}}",
			     tool->input, tool->writes ? "false" : "true");
		comma = ",";
	}
	ent_buf_add_char(out, ']');
	if (r->modern)
		ent_buf_addf(out, ",\"ttlMs\":%d,\"cacheScope\":\"private\"", TTL_MS);
	end_result(out);
}

static void add_content(ent_buf *out, ent_str text, ent_str structured, bool is_error)
{
	ent_buf_add(out, ENT_STR("\"content\":[{\"type\":\"text\",\"text\":"));
	ent_buf_add_json(out, text);
	ent_buf_add(out, ENT_STR("}]"));
	if (structured.n) {
		ent_buf_add(out, ENT_STR(",\"structuredContent\":"));
		ent_buf_add(out, structured);
	}
	ent_buf_addf(out, ",\"isError\":%s", is_error ? "true" : "false");
}

static const struct mcp_tool *find_tool(const struct mcp *mcp, const char *name)
{
	for (size_t k = 0; name && k < n_mcp_tools; k++)
		if (!strcmp(name, mcp_tools[k].name) &&
		    (mcp->write || !mcp_tools[k].writes))
			return &mcp_tools[k];
	return NULL;
}

static void run_tool(ent_buf *out,
		     struct mcp *mcp,
		     const struct request *r,
		     const struct mcp_tool *tool,
		     const json_t *arguments)
{
	enum { ARENA_LIMIT = 256 << 20 };
	struct mcp_result result = { ENT_BUF_INIT, ENT_BUF_INIT };
	ent_error err;
	ent_arena *arena = ent_arena_new(ARENA_LIMIT);
	begin_result(out, r); /* first: what was written must be answered for */
	ent_status status = arena && !out->failed
				    ? tool->call(&result, mcp, arguments, arena, &err)
				    : ent_error_memory(&err);
	if (!status && (result.structured.failed || result.text.failed))
		status = ent_error_memory(&err);
	if (status)
		add_content(out, ent_str_of(err.message), ENT_STR(""), true);
	else
		add_content(out, ent_buf_str(&result.text),
			    ent_buf_str(&result.structured), false);
	end_result(out);
	ent_buf_release(&result.structured);
	ent_buf_release(&result.text);
	ent_arena_free(arena);
}

static void call_tool(ent_buf *out, struct mcp *mcp, const struct request *r)
{
	const char *name = json_string_value(json_object_get(r->params, "name"));
	const struct mcp_tool *tool = find_tool(mcp, name);
	const json_t *arguments = json_object_get(r->params, "arguments");
	json_t *none = NULL;
	if (!tool) {
		add_error(out, r->id, INVALID_PARAMS, "no such tool", ENT_STR(""));
		return;
	}
	if (!arguments)
		arguments = none = json_object();
	if (!json_is_object(arguments))
		add_error(out, r->id, INVALID_PARAMS, "arguments must be an object",
			  ENT_STR(""));
	else
		run_tool(out, mcp, r, tool, arguments);
	json_decref(none);
}

static const struct method {
	const char *name;
	void (*run)(ent_buf *out, struct mcp *mcp, const struct request *r);
	bool legacy, modern;
	bool first; /* allowed before a session is initialized */
} methods[] = {
	{ "initialize", initialize, true, false, true },
	{ "server/discover", discover, false, true, false },
	{ "ping", ping, true, true, true },
	{ "tools/list", list_tools, true, true, false },
	{ "tools/call", call_tool, true, true, false },
};

/* ---- dispatch ---------------------------------------------------------------- */

/* Whether a request that names a revision names one that is served, with what that
 * revision demands; else the error is added. */
static bool check_modern(ent_buf *out,
			 const struct request *r,
			 const json_t *meta,
			 const char *version)
{
	if (strcmp(version, MODERN) != 0) {
		ent_buf data = ENT_BUF_INIT;
		ent_buf_add(&data,
			    ENT_STR("{\"supported\":[\"" MODERN "\"],\"requested\":"));
		ent_buf_add_json(&data, ent_str_of(version));
		ent_buf_add_char(&data, '}');
		out->failed |= data.failed;
		add_error(out, r->id, NO_VERSION, "unsupported protocol version",
			  ent_buf_str(&data));
		ent_buf_release(&data);
		return false;
	}
	if (!json_is_object(json_object_get(meta, META_CAPABILITIES))) {
		add_error(out, r->id, INVALID_PARAMS,
			  "params._meta lacks " META_CAPABILITIES, ENT_STR(""));
		return false;
	}
	return true;
}

static void run_method(ent_buf *out, struct mcp *mcp, struct request *r)
{
	const json_t *meta = json_object_get(r->params, "_meta");
	const char *version = json_string_value(json_object_get(meta, META_VERSION));
	r->modern = version != NULL;
	const struct method *method = NULL;
	for (size_t k = 0; k < sizeof(methods) / sizeof(methods[0]); k++)
		if (!strcmp(r->method, methods[k].name))
			method = &methods[k];
	if (version && !check_modern(out, r, meta, version))
		return;
	if (!method ||
	    (version ? !method->modern : !method->legacy && mcp->initialized)) {
		add_error(out, r->id, NO_METHOD, "method not found", ENT_STR(""));
		return;
	}
	if (!version && !method->first && !mcp->initialized) {
		add_error(out, r->id, INVALID_PARAMS,
			  "params._meta lacks " META_VERSION
			  ", and no session was initialized",
			  ENT_STR(""));
		return;
	}
	method->run(out, mcp, r);
}

void mcp_answer(ent_buf *out, struct mcp *mcp, ent_str message)
{
	json_error_t why;
	ent_error err;
	json_t *root = NULL;
	if (wire_parse(&root, message, JSON_REJECT_DUPLICATES, &why, &err) ==
	    ENT_ENOMEM) {
		add_error(out, NULL, INTERNAL_ERROR, err.message, ENT_STR(""));
		return;
	}
	struct request r = {
		.id = json_object_get(root, "id"),
		.method = json_string_value(json_object_get(root, "method")),
		.params = json_object_get(root, "params"),
	};
	const char *rpc = json_string_value(json_object_get(root, "jsonrpc"));
	const bool id_fits = !r.id || json_is_string(r.id) || json_is_number(r.id);
	if (!root)
		add_error(out, NULL, PARSE_ERROR, why.text, ENT_STR(""));
	else if (!rpc || strcmp(rpc, "2.0") != 0 || !r.method || !id_fits)
		add_error(out, id_fits ? r.id : NULL, INVALID_REQUEST,
			  "not a JSON-RPC 2.0 request", ENT_STR(""));
	else if (r.id && r.params && !json_is_object(r.params))
		add_error(out, r.id, INVALID_PARAMS, "params must be an object",
			  ENT_STR(""));
	else if (r.id) /* a notification asks for nothing that is not done anyway */
		run_method(out, mcp, &r);
	json_decref(root);
}
