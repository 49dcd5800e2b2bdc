/* SPDX-License-Identifier: Apache-2.0 */
/* proofread_parts.h - what the checks of a translation share. */
#ifndef ENT_MEMORY_PROOFREAD_PARTS_H
#define ENT_MEMORY_PROOFREAD_PARTS_H

#include "entente/proofread.h"

struct ent_proof {
	ent_str source, target;
	ent_proofread_options opt; /* languages in normal form */
	ent_memory *memory;        /* NULL for none */
	ent_arena *arena;
	ent_finding *findings; /* in the arena; [capacity] */
	uint32_t n, capacity;
	bool failed; /* no memory */
};

/* Adds a finding; message and what it names are copied. */
void ent_proof_add(struct ent_proof *p, const ent_finding *finding);

/* proofread_codes.c: tags and placeholders. */
void ent_proof_codes(struct ent_proof *p);

/* proofread_language.c: whether both texts are equal, case and typography aside, and are prose
 * and not names.  false in *ok without memory. */
bool ent_proof_is_untranslated(bool *ok, ent_str source, ent_str target);
/* The language that a text seems to be in when that is not `lang`; else "". */
ent_str ent_proof_other_language(ent_str text, ent_str lang);

/* proofread_records.c: what the memory has to say. */
ent_status ent_proof_terms(struct ent_proof *p, ent_error *err);
ent_status ent_proof_wording(struct ent_proof *p, ent_error *err);
ent_status ent_proof_quotations(struct ent_proof *p, ent_error *err);

#endif
