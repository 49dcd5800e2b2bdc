/* SPDX-License-Identifier: Apache-2.0 */
/* entente/pretranslate.h - fill the empty targets of an XLIFF file from a memory. */
#ifndef ENTENTE_PRETRANSLATE_H
#define ENTENTE_PRETRANSLATE_H

#include <stdio.h>

#include "entente/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_pretranslate_options {
	ent_str from, to;   /* languages; "" for what the file names */
	uint32_t min_score; /* 1..100: a match below is not used */
	/* where only values and names differ, put all of them into the target of a
	 * fuzzy match, not only those that are written the same in both languages */
	bool adapt;
	uint64_t max_size; /* bytes of the file */
	const ent_progress *progress;
} ent_pretranslate_options;

#define ENT_PRETRANSLATE_OPTIONS_DEFAULT                                               \
	((ent_pretranslate_options){ .min_score = 75, .max_size = (uint64_t)256 << 20 })

typedef struct ent_pretranslate_result {
	uint64_t segments; /* that have text */
	uint64_t left;    /* of them: unchanged, because they have a translation or must
			       * not be translated */
	uint64_t exact;   /* filled from an equal text, with all codes in place */
	uint64_t fuzzy;   /* filled from a text that is not equal */
	uint64_t adapted; /* of the fuzzy ones: with values of the text put in */
	uint64_t by_sentence; /* of these two: joined from their sentences */
	uint64_t empty;       /* for which the memory has no match */
} ent_pretranslate_result;

/* Reads XLIFF 1.0 to 1.2, 2.0 or 2.1 from path ("-" is standard input) and writes it
 * to `to`: targets that have no text are filled with the best match, each with its
 * state, score and origin; every other byte is as it was, in the encoding that it
 * had.  A unit that is not cut into segments and has no equal text in the memory is
 * also looked up sentence by sentence, and filled from its sentences when each has a
 * match and the worst of these is better than the match of the whole. name is the
 * origin that is stated. opt may be NULL.  Nothing is written on failure, except when
 * writing fails (ENT_EIO).  ENT_EFORMAT for what is not XLIFF, ENT_EINVAL when
 * neither the file nor opt names both languages. */
ent_status ent_memory_pretranslate(ent_pretranslate_result *out,
				   ent_memory *memory,
				   const char *path,
				   ent_str name,
				   FILE *to,
				   const ent_pretranslate_options *opt,
				   ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
