/* SPDX-License-Identifier: Apache-2.0 */
/* proofread_parts.h - what the checks of a translation share. */
#ifndef ENT_MEMORY_PROOFREAD_PARTS_H
#define ENT_MEMORY_PROOFREAD_PARTS_H

#include "entente/lookup.h"
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

/* proofread_language.c: whether both texts are equal, case and typography aside, and
 * are prose or a date, and not names.  false in *ok without memory. */
bool ent_proof_is_untranslated(bool *ok,
			       const ent_unit_side *source,
			       const ent_unit_side *target);
/* The language that a text seems to be in when that is not `lang`; else "". */
ent_str ent_proof_other_language(ent_str text, ent_str lang);

enum { ENT_PROOF_WORDS = 5 }; /* of a sentence or quotation that is compared */

/* proofread_records.c: what the memory has to say. */
ent_status ent_proof_terms(struct ent_proof *p, ent_error *err);
ent_status ent_proof_wording(struct ent_proof *p, ent_error *err);

/* Units like a text of the language from, best first. */
ent_status ent_proof_units(const ent_match **out,
			   uint32_t *n,
			   struct ent_proof *p,
			   ent_str text,
			   uint32_t min_score,
			   ent_error *err);
uint32_t ent_proof_words(ent_str text);
/* Case and typography folded; in the arena. */
ent_str ent_proof_folded(ent_str text, struct ent_proof *p);
/* Adds a finding at a place of the target: what, and where the text is on record. */
void ent_proof_record(struct ent_proof *p,
		      ent_finding_kind kind,
		      const char *what,
		      const ent_match *m,
		      ent_str text,
		      ent_str place);

/* proofread_quotations.c: of the source, and of a text without its source. */
ent_status ent_proof_quotations(struct ent_proof *p, ent_error *err);
ent_status ent_proof_quotations_alone(struct ent_proof *p, ent_error *err);

#endif
