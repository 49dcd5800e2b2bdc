/* SPDX-License-Identifier: Apache-2.0 */
/* mcp_tools.h - the tools that assistants can call. */
#ifndef ENT_SERVER_MCP_TOOLS_H
#define ENT_SERVER_MCP_TOOLS_H

#include <jansson.h>

#include "server/mcp.h"

/* What a tool answers: an object for programs and the same for readers. */
struct mcp_result {
	ent_buf structured; /* JSON */
	ent_buf text;
};

struct mcp_tool {
	const char *name, *title, *description;
	const char *input; /* JSON Schema of the arguments */
	bool writes;
	/* arguments is an object.  What is wrong with them is ENT_EINVAL. */
	ent_status (*call)(struct mcp_result *out,
			   struct mcp *mcp,
			   const json_t *arguments,
			   ent_arena *arena,
			   ent_error *err);
};

/* In the order in which they are listed. */
extern const struct mcp_tool mcp_tools[];
extern const size_t n_mcp_tools;

/* mcp_documents.c: tools over whole documents. */
ent_status mcp_read_document(struct mcp_result *out,
			     struct mcp *mcp,
			     const json_t *arguments,
			     ent_arena *arena,
			     ent_error *err);
ent_status mcp_reuse(struct mcp_result *out,
		     struct mcp *mcp,
		     const json_t *arguments,
		     ent_arena *arena,
		     ent_error *err);
ent_status mcp_add(struct mcp_result *out,
		   struct mcp *mcp,
		   const json_t *arguments,
		   ent_arena *arena,
		   ent_error *err);

/* ---- mcp_answer.c: arguments and answers ----------------------------------------- */

/* A string; "" when it is missing and not required.  ENT_EINVAL. */
ent_status mcp_get_text(ent_str *out,
			const json_t *arguments,
			const char *name,
			bool required,
			ent_error *err);

/* Arguments `from` and `to`; "" for one that is missing.  ENT_EINVAL. */
ent_status mcp_get_languages(ent_str *from,
			     ent_str *to,
			     const json_t *arguments,
			     ent_error *err);

/* A whole number within low..high; *out keeps its value when it is missing. */
ent_status mcp_get_number(uint32_t *out,
			  const json_t *arguments,
			  const char *name,
			  uint32_t low,
			  uint32_t high,
			  ent_error *err);

/* "  (press/1.en.html, place 3, 2024-03-12, confidence 0.98, unit 17)" and a line
 * end. */
void mcp_add_provenance(ent_buf *out, const ent_unit *unit, uint64_t number);
void mcp_add_line(ent_buf *out, const char *before, ent_str text);

/* Whether the answer has grown too large; then what was added since the lengths `at`
 * (structured, text) is taken off. */
bool mcp_is_full(struct mcp_result *out, const struct mcp *mcp, const size_t at[2]);

/* Ends the array and object that are open, and says whether something was left out. */
void mcp_end_list(struct mcp_result *out, bool truncated);

#endif
