/* SPDX-License-Identifier: Apache-2.0 */
/* Four lines are the source, its markup, the target and its markup.  Corrected once, a
 * unit is valid, no rule for white space or control characters finds anything more, and
 * the text of a corrected markup is that of its side. */
#include <stdlib.h>

#include "base/utf8.h"
#include "entente/lookup.h"
#include "memory/clean_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_markup(const ent_unit_side *side)
{
	ent_buf text = ENT_BUF_INIT;
	ent_error err;
	ent_buf_add(&text, ENT_STR(""));
	if (ent_markup_text(&text, side->markup, &err) ||
	    !ent_str_eq(ent_buf_str(&text), side->text))
		abort();
	ent_buf_release(&text);
}

static void check(ent_unit *unit, unsigned rules, ent_arena *arena)
{
	ent_unit_side sides[2], again[2];
	ent_buf why = ENT_BUF_INIT;
	unsigned broken, more, judged;
	const unsigned stable = ENT_CLEAN_WHITESPACE | ENT_CLEAN_CONTROLS;
	if (!ent_clean_texts(sides, &broken, unit, rules, arena))
		abort();
	for (int k = 0; k < 2; k++) {
		const ent_unit_side *was = k ? &unit->target : &unit->source;
		if (!ent_utf8_valid(sides[k].text, NULL) ||
		    !ent_utf8_valid(sides[k].markup, NULL))
			abort();
		if (was->markup.n && !ent_str_eq(was->markup, sides[k].markup))
			check_markup(&sides[k]);
	}
	unit->source = sides[0];
	unit->target = sides[1];
	if (!ent_clean_texts(again, &more, unit, rules & stable, arena))
		abort();
	if ((more & ~(rules & stable)) ||
	    (!unit->source.markup.n && !unit->target.markup.n && more))
		abort();
	if (!ent_clean_judge(&judged, &why, unit, ENT_CLEAN_ALL, arena))
		abort();
	if (judged && !why.n)
		abort();
	ent_buf_release(&why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_str rest = { (const char *)data, size };
	if (size > 4096 || !ent_utf8_valid(rest, NULL))
		return 0;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return 0;
	ent_unit unit = { .source.lang = ENT_STR("en"),
			  .target.lang = ENT_STR("fr"),
			  .origin = size % 2 ? ENT_STR("po") : ENT_STR("tmx") };
	ent_str *const fields[] = { &unit.source.text, &unit.source.markup,
				    &unit.target.text, &unit.target.markup };
	for (int k = 0; k < 4; k++) {
		*fields[k] = ent_str_cut(&rest, '\n');
		if (!fields[k]->p)
			*fields[k] = ENT_STR("");
	}
	for (unsigned rules = 1; rules <= ENT_CLEAN_TEXTS; rules++) {
		ent_unit copy = unit;
		check(&copy, rules, arena);
	}
	ent_arena_free(arena);
	return 0;
}
