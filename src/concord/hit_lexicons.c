/* SPDX-License-Identifier: Apache-2.0 */
/* hit_lexicons.c - the lexicons by which the hits of a concordance are linked; they are
 * kept for hits in the same two languages, and turned when the sides change.
 */
#include "align/lexicon.h"
#include "align/links.h"
#include "base/fail.h"
#include "concord/concord_parts.h"
#include "memory/learn.h"
#include "text/lang.h"

/* The lexicon that the memory learned, in either direction, with the one that ships
 * beside it; else only that. */
static ent_status open_lexicon(ent_memory *memory,
			       ent_str from,
			       ent_str to,
			       ent_error *err)
{
	uint32_t generation;
	ent_lexicon *reverse;
	ent_status status = ent_memory_lexicon(&memory->lexicon, &generation, memory,
					       from, to, err);
	if (!status && generation)
		return ent_lexicon_open(&memory->seed, NULL, from, to, err);
	if (status)
		return status;
	status = ent_memory_lexicon(&reverse, &generation, memory, to, from, err);
	if (!status && generation) {
		ent_lexicon_close(memory->lexicon);
		memory->lexicon = reverse;
		status = ent_lexicon_open(&memory->seed, NULL, from, to, err);
	} else if (!status) {
		ent_lexicon_close(reverse);
	}
	return status;
}

/* Turns a lexicon so that its sides are those of the unit. */
static void turn_to(ent_lexicon *lexicon, ent_str from)
{
	ent_lexicon_info info;
	if (!lexicon)
		return;
	ent_lexicon_describe(&info, lexicon);
	if (!ent_lang_matches(info.from, from))
		ent_lexicon_turn(lexicon);
}

/* A linker knows words of one lexicon, in one direction. */
ent_status ent_hit_lexicon(ent_memory *memory, const ent_unit *u, ent_error *err)
{
	const ent_str from = ent_lang_base(u->source.lang),
		      to = ent_lang_base(u->target.lang);
	const bool in_order = ent_str_cmp(from, to) <= 0;
	ent_buf name = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	ent_buf_add(&name, in_order ? from : to);
	ent_buf_add_char(&name, ' ');
	ent_buf_add(&name, in_order ? to : from);
	if (name.failed) {
		ent_buf_release(&name);
		return ent_fail_memory(err);
	}
	if (!memory->lexicon_known ||
	    !ent_str_eq(ent_buf_str(&name), ent_buf_str(&memory->lexicon_for))) {
		ent_lexicon_close(memory->lexicon);
		ent_lexicon_close(memory->seed);
		memory->lexicon = memory->seed = NULL;
		for (int k = 0; k < 2; k++) {
			ent_linker_release(memory->linkers[k]);
			ent_linker_release(memory->seed_linkers[k]);
		}
		status = open_lexicon(memory, from, to, err);
		memory->lexicon_known = !status;
	}
	ent_buf_release(&memory->lexicon_for);
	memory->lexicon_for = name;
	if (!status) {
		memory->turned = !in_order;
		turn_to(memory->lexicon, from);
		turn_to(memory->seed, from);
	}
	return status;
}
