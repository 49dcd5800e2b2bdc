/* SPDX-License-Identifier: Apache-2.0 */
/* mcp_answer.c - what the tools share: arguments, and lists that end before they are
 * too long. */
#include <stdio.h>

#include "server/mcp_tools.h"

/* ---- arguments ----------------------------------------------------------- */

static ent_status wrong(ent_error *err, const char *name, const char *what)
{
	*err = (ent_error){ .code = ENT_EINVAL };
	ent_buf text = ENT_BUF_INIT;
	ent_buf_addf(&text, "argument '%s' %s", name, what);
	if (text.p && text.n < sizeof(err->message))
		memcpy(err->message, text.p, text.n + 1);
	ent_buf_release(&text);
	return ENT_EINVAL;
}

ent_status mcp_get_text(ent_str *out,
			const json_t *arguments,
			const char *name,
			bool required,
			ent_error *err)
{
	const json_t *value = json_object_get(arguments, name);
	*out = ENT_STR("");
	if (value && !json_is_string(value))
		return wrong(err, name, "must be a string");
	if (value)
		*out = (ent_str){ json_string_value(value), json_string_length(value) };
	if (required && !ent_str_trim(*out).n)
		return wrong(err, name, "is missing");
	return ENT_OK;
}

ent_status mcp_get_languages(ent_str *from,
			     ent_str *to,
			     const json_t *arguments,
			     ent_error *err)
{
	ent_status status = mcp_get_text(from, arguments, "from", false, err);
	if (!status)
		status = mcp_get_text(to, arguments, "to", false, err);
	return status;
}

ent_status mcp_get_number(uint32_t *out,
			  const json_t *arguments,
			  const char *name,
			  uint32_t low,
			  uint32_t high,
			  ent_error *err)
{
	const json_t *value = json_object_get(arguments, name);
	if (!value)
		return ENT_OK;
	if (!json_is_integer(value) || json_integer_value(value) < low ||
	    json_integer_value(value) > high) {
		char what[64];
		snprintf(what, sizeof(what), "must be a number from %u to %u", low,
			 high);
		return wrong(err, name, what);
	}
	*out = (uint32_t)json_integer_value(value);
	return ENT_OK;
}

/* ---- answers --------------------------------------------------------------- */

void mcp_add_provenance(ent_buf *out, const ent_unit *unit, uint64_t number)
{
	ent_buf_add(out, ENT_STR("  ("));
	if (unit->document.n) {
		ent_buf_add(out, unit->document);
		ent_buf_add(out, ENT_STR(", "));
	}
	if (unit->place.n) {
		ent_buf_add(out, ENT_STR("place "));
		ent_buf_add(out, unit->place);
		ent_buf_add(out, ENT_STR(", "));
	}
	if (unit->date.n) {
		ent_buf_add(out, unit->date);
		ent_buf_add(out, ENT_STR(", "));
	}
	ent_buf_addf(out, "confidence %.2f, unit %llu)\n", (double)unit->confidence,
		     (unsigned long long)number);
}

void mcp_add_line(ent_buf *out, const char *before, ent_str text)
{
	ent_buf_add(out, ent_str_of(before));
	ent_buf_add(out, text);
	ent_buf_add_char(out, '\n');
}

bool mcp_is_full(struct mcp_result *out, const struct mcp *mcp, const size_t at[2])
{
	if (out->structured.n <= mcp->max_bytes && out->text.n <= mcp->max_bytes)
		return false;
	out->structured.n = at[0];
	out->text.n = at[1];
	return true;
}

void mcp_end_list(struct mcp_result *out, bool truncated)
{
	ent_buf_addf(&out->structured, "],\"truncated\":%s}",
		     truncated ? "true" : "false");
	if (truncated)
		ent_buf_add(
			&out->text,
			ENT_STR("There is more; narrow the question or raise the limit.\n"));
}
