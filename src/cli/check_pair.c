/* SPDX-License-Identifier: Apache-2.0 */
/* check_pair.c - `entente check --pair`: the translations of bilingual files. */
#include <stdio.h>

#include "cli/check_pair.h"
#include "cli/language.h"
#include "cli/report.h"
#include "cli/show.h"
#include "entente/proofread.h"
#include "entente/read.h"
#include "json/json.h"

struct checked {
	ent_memory *memory;
	const char *path, *glossary;
	bool json;
	ent_arena *arena;
	ent_buf out;
	uint64_t found;
	uint32_t unit; /* number within the file */
};

static void add_finding(struct checked *c, const ent_unit *unit, const ent_finding *f)
{
	ent_buf *out = &c->out;
	if (c->json) {
		ent_buf_add(out, ENT_STR("{\"file\":"));
		ent_buf_add_json(out, ent_str_of(c->path));
		ent_buf_addf(out, ",\"line\":%u,\"number\":%u,", unit->line, c->unit);
		json_finding(out, f);
		ent_buf_add_char(out, ',');
		json_unit(out, unit);
		ent_buf_add(out, ENT_STR("}\n"));
		return;
	}
	ent_buf_addf(out, "%s:", c->path);
	if (unit->line)
		ent_buf_addf(out, "%u:", unit->line);
	ent_buf_addf(out, _(" unit %u: %s: "), c->unit,
		     _(ent_finding_kind_name(f->kind)));
	ent_buf_add(out, f->message);
	ent_buf_add(out, ENT_STR("\n  "));
	ent_buf_add(out, unit->source.text);
	ent_buf_add(out, ENT_STR("\n  "));
	ent_buf_add(out, unit->target.text);
	ent_buf_add_char(out, '\n');
}

static ent_status check_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct checked *c = data;
	ent_proofread_options opt = ENT_PROOFREAD_OPTIONS_DEFAULT;
	const ent_finding *findings = NULL;
	uint32_t n = 0;
	opt.from = unit->source.lang;
	opt.to = unit->target.lang;
	opt.glossary = ent_str_of(c->glossary);
	opt.source_markup = unit->source.markup;
	opt.target_markup = unit->target.markup;
	ent_arena_clear(c->arena);
	c->unit++;
	ent_status status = ent_proofread(&findings, &n, c->memory, unit->source.text,
					  unit->target.text, &opt, c->arena, err);
	for (uint32_t k = 0; !status && k < n; k++)
		add_finding(c, unit, &findings[k]);
	c->found += n;
	if (!status && !show_flush(&c->out))
		status = out_of_memory(err);
	return status;
}

ent_status check_pair(uint64_t *found,
		      ent_memory *memory,
		      const char *path,
		      ent_str from,
		      ent_str to,
		      const char *glossary,
		      bool json,
		      ent_error *err)
{
	enum { ARENA_LIMIT = 256 << 20 };
	struct checked c = { .memory = memory,
			     .path = path,
			     .glossary = glossary,
			     .json = json,
			     .arena = ent_arena_new(ARENA_LIMIT),
			     .out = ENT_BUF_INIT };
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.from = from;
	opt.to = to;
	ent_status status =
		c.arena ? ent_read_units(path, &opt, NULL, check_unit, &c, err)
			: out_of_memory(err);
	*found += c.found;
	ent_arena_free(c.arena);
	ent_buf_release(&c.out);
	return status;
}
