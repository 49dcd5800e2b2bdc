/* SPDX-License-Identifier: Apache-2.0 */
/* entente/proofread.h - what in a translation deserves a second look, given its source.
 *
 * Only what is sure enough is reported: after a few false warnings a translator stops
 * reading them.
 */
#ifndef ENTENTE_PROOFREAD_H
#define ENTENTE_PROOFREAD_H

#include "entente/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_finding_kind {
	ENT_FINDING_VALUES,       /* a number, date, time or amount differs */
	ENT_FINDING_UNTRANSLATED, /* the target is the source */
	ENT_FINDING_LANGUAGE,     /* the target is in another language */
	ENT_FINDING_CODES,        /* a tag or placeholder is missing or extra */
	ENT_FINDING_TERM,         /* a term of a glossary is translated otherwise */
	ENT_FINDING_WORDING,      /* the memory translates the sentence otherwise */
	ENT_FINDING_QUOTATION,    /* a quotation is not the translation on record */
} ent_finding_kind;

/* "values", "untranslated", ...; "unknown" for none of them.  Static. */
const char *ent_finding_kind_name(ent_finding_kind kind);

typedef struct ent_finding {
	ent_finding_kind kind;
	uint32_t start, end; /* bytes of the target; all of it when no part is meant */
	ent_str message;     /* a line in the language of the process, no final dot */
	ent_str replacement; /* for start..end; "" for none */
	uint64_t unit;       /* of the memory, on which it is based; 0 for none */
	ent_str document, date; /* of that unit; "" for none */
} ent_finding;

typedef struct ent_proofread_options {
	ent_str from, to;     /* languages of the two texts */
	ent_str glossary;     /* a glob over documents whose units are terms, besides
				  * units that came from TBX files; "" for none */
	float min_confidence; /* 0..1: of the units on which findings are based */
	/* the two texts with their inline codes, as content of TMX or XLIFF; "" when
	 * the codes are part of the texts, or there are none */
	ent_str source_markup, target_markup;
} ent_proofread_options;

#define ENT_PROOFREAD_OPTIONS_DEFAULT ((ent_proofread_options){ .min_confidence = .9f })

/* Findings in the order of the target, in the arena.  memory may be NULL: then only the
 * two texts are compared.  When source is "" only the quotations of the target are
 * compared, with the texts of its language in the memory.  opt may not be NULL, because
 * it names the languages.  ENT_EINVAL for languages that are missing or wrong,
 * ENT_ELIMIT for a text that is too long. */
ent_status ent_proofread(const ent_finding **out,
			 uint32_t *count,
			 ent_memory *memory,
			 ent_str source,
			 ent_str target,
			 const ent_proofread_options *opt,
			 ent_arena *arena,
			 ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
