/* SPDX-License-Identifier: Apache-2.0 */
/* clean_rules.c - the rules of a clean-up that look at one unit, and the names of all.
 *
 * Codes are compared by what they are, not by their numbers, which programs give as
 * they like: by the native code that one holds, or by element and type.
 */
#include <stdlib.h>

#include "format/inline_read.h"
#include "memory/clean_parts.h"
#include "memory/proofread_parts.h"
#include "text/fold.h"
#include "text/lang.h"
#include "text/tidy.h"
#include "text/token.h"

const char *ent_clean_rule_name(ent_clean_rule rule)
{
	switch (rule) {
	case ENT_CLEAN_WHITESPACE: return "whitespace";
	case ENT_CLEAN_CONTROLS: return "control-characters";
	case ENT_CLEAN_ENTITIES: return "entities";
	case ENT_CLEAN_EMPTY: return "empty-side";
	case ENT_CLEAN_DUPLICATES: return "duplicates";
	case ENT_CLEAN_CASE: return "case-duplicates";
	case ENT_CLEAN_EQUAL: return "equal-sides";
	case ENT_CLEAN_NUMBERS: return "numbers-only";
	case ENT_CLEAN_LANGUAGE: return "wrong-language";
	case ENT_CLEAN_CODES: return "codes";
	}
	return "unknown";
}

bool ent_clean_rule_named(ent_clean_rule *out, ent_str name)
{
	for (int k = 0; k < ENT_CLEAN_RULES; k++) {
		const ent_clean_rule rule = (ent_clean_rule)(1 << k);
		if (ent_str_is(name, ent_clean_rule_name(rule))) {
			*out = rule;
			return true;
		}
	}
	return false;
}

const char *ent_clean_action_name(ent_clean_action action)
{
	switch (action) {
	case ENT_CLEAN_CHANGE: return "change";
	case ENT_CLEAN_REMOVE: return "remove";
	case ENT_CLEAN_LOOK: return "look";
	}
	return "unknown";
}

static void add_reason(ent_buf *why, const char *reason)
{
	ent_buf_addf(why, "%s%s", why->n ? "; " : "", reason);
}

/* ---- texts ----------------------------------------------------------------------- */

static unsigned judge_empty(ent_buf *why, const ent_unit *unit)
{
	const ent_unit_side *sides[] = { &unit->source, &unit->target };
	bool blank[2];
	for (int k = 0; k < 2; k++)
		blank[k] = ent_tidy_is_blank(sides[k]->text) && !sides[k]->markup.n;
	if (!blank[0] && !blank[1])
		return 0;
	add_reason(why, blank[0] && blank[1] ? "both sides are empty"
			: blank[0]           ? "the source is empty"
					     : "the target is empty");
	return ENT_CLEAN_EMPTY;
}

static bool has_word(ent_str text)
{
	ent_token t;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		if (t.kind == ENT_TOKEN_WORD)
			return true;
	return false;
}

static unsigned judge_numbers(ent_buf *why, const ent_unit *unit)
{
	if (has_word(unit->source.text) || has_word(unit->target.text))
		return 0;
	add_reason(why, "neither side has a word");
	return ENT_CLEAN_NUMBERS;
}

static unsigned judge_equal(ent_buf *why, const ent_unit *unit, bool *ok)
{
	bool same = false;
	if (!has_word(unit->source.text))
		return 0; /* numbers are equal in most languages */
	*ok &= ent_fold_equal(&same, unit->source.text, unit->target.text,
			      ENT_FOLD_TYPOGRAPHY);
	if (!same)
		return 0;
	add_reason(why, ent_proof_is_untranslated(ok, &unit->source, &unit->target)
				? "both sides are equal, and are sentences"
				: "both sides are equal");
	return ENT_CLEAN_EQUAL;
}

/* ---- language -------------------------------------------------------------------- */

static ent_str other_language(const ent_unit_side *side)
{
	return ent_proof_other_language(side->text, side->lang);
}

bool ent_clean_is_swapped(const ent_unit *unit)
{
	const ent_str source = other_language(&unit->source);
	const ent_str target = other_language(&unit->target);
	return source.n && target.n && ent_lang_matches(source, unit->target.lang) &&
	       ent_lang_matches(target, unit->source.lang);
}

static unsigned judge_language(ent_buf *why, const ent_unit *unit)
{
	const ent_str source = other_language(&unit->source);
	const ent_str target = other_language(&unit->target);
	if (!source.n && !target.n)
		return 0;
	if (ent_clean_is_swapped(unit)) {
		add_reason(why, "the sides are swapped");
		return ENT_CLEAN_LANGUAGE;
	}
	ent_buf_addf(why, "%s", why->n ? "; " : "");
	if (source.n)
		ent_buf_addf(why, "the source seems to be in '%.*s'%s", (int)source.n,
			     source.p, target.n ? ", " : "");
	if (target.n)
		ent_buf_addf(why, "the target seems to be in '%.*s'", (int)target.n,
			     target.p);
	return ENT_CLEAN_LANGUAGE;
}

/* ---- codes ----------------------------------------------------------------------- */

static int code_cmp(const void *pa, const void *pb)
{
	const ent_inline *a = pa, *b = pb;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	const int by_type = ent_str_cmp(a->type, b->type);
	return by_type || a->type.n ? by_type : ent_str_cmp(a->native, b->native);
}

/* The codes of a side, sorted; a code without native code counts by its element. */
static bool list_codes(ent_inline **out,
		       uint32_t *n,
		       const ent_unit_side *side,
		       ent_arena *arena)
{
	ent_inlines codes;
	if (!ent_inline_list(&codes, side->markup, arena))
		return false;
	*out = ENT_NEW_ARRAY(arena, ent_inline, codes.n + 1);
	if (!*out)
		return false;
	for (uint32_t k = 0; k < codes.n; k++) {
		ent_inline *c = &(*out)[k];
		ent_xml_token tag;
		size_t at = 0;
		*c = codes.list[k];
		if (c->native.p == c->raw.p && ent_xml_next(&tag, c->raw, &at))
			c->native = tag.name;
	}
	if (codes.n)
		qsort(*out, codes.n, sizeof(**out), code_cmp);
	*n = codes.n;
	return true;
}

static unsigned judge_inline_codes(ent_buf *why,
				   const ent_unit *unit,
				   bool *ok,
				   ent_arena *arena)
{
	ent_inline *a, *b;
	uint32_t n, m;
	if (!list_codes(&a, &n, &unit->source, arena) ||
	    !list_codes(&b, &m, &unit->target, arena)) {
		*ok = false;
		return 0;
	}
	bool same = n == m;
	for (uint32_t k = 0; k < n && same; k++)
		same = !code_cmp(&a[k], &b[k]);
	if (same)
		return 0;
	ent_buf_addf(why, "%s", why->n ? "; " : "");
	if (n == m)
		ent_buf_addf(why, "the inline codes of the two sides differ");
	else
		ent_buf_addf(why, "%u inline code%s in the source, %u in the target", n,
			     n == 1 ? "" : "s", m);
	return ENT_CLEAN_CODES;
}

/* Tags and placeholders in the texts themselves. */
static unsigned judge_codes(ent_buf *why,
			    const ent_unit *unit,
			    bool *ok,
			    ent_arena *arena)
{
	if (unit->source.markup.n || unit->target.markup.n)
		return judge_inline_codes(why, unit, ok, arena);
	struct ent_proof p = { .source = unit->source.text,
			       .target = unit->target.text,
			       .opt = ENT_PROOFREAD_OPTIONS_DEFAULT,
			       .arena = arena };
	ent_proof_codes(&p);
	*ok &= !p.failed;
	if (!p.n || p.failed)
		return 0;
	ent_buf_addf(why, "%s%.*s", why->n ? "; " : "", (int)p.findings[0].message.n,
		     p.findings[0].message.p);
	return ENT_CLEAN_CODES;
}

/* -------------------------------------------------------------------------------- */

bool ent_clean_judge(unsigned *broken,
		     ent_buf *why,
		     const ent_unit *unit,
		     unsigned rules,
		     ent_arena *arena)
{
	bool ok = true;
	*broken = 0;
	if (rules & ENT_CLEAN_EMPTY)
		*broken |= judge_empty(why, unit);
	if (*broken)
		return !why->failed;
	if (rules & ENT_CLEAN_EQUAL)
		*broken |= judge_equal(why, unit, &ok);
	if (rules & ENT_CLEAN_NUMBERS)
		*broken |= judge_numbers(why, unit);
	if (rules & ENT_CLEAN_LANGUAGE)
		*broken |= judge_language(why, unit);
	if (rules & ENT_CLEAN_CODES)
		*broken |= judge_codes(why, unit, &ok, arena);
	return ok && !why->failed;
}
