/* SPDX-License-Identifier: Apache-2.0 */
/* pretranslate_sentences.h - a segment of several sentences, translated one by one. */
#ifndef ENT_MEMORY_PRETRANSLATE_SENTENCES_H
#define ENT_MEMORY_PRETRANSLATE_SENTENCES_H

#include "entente/segment.h"
#include "format/fill/xliff_fill.h"

typedef struct ent_sentence {
	ent_str content;  /* without white space at its ends; a slice */
	ent_str text;     /* of it, in the arena */
	ent_str after_it; /* the white space before the next; a slice */
} ent_sentence;

typedef struct ent_sentences {
	ent_str before, after;    /* tags around all of them; slices */
	const ent_sentence *list; /* none empty */
	uint32_t n;
} ent_sentences;

/* Cuts the content of an XLIFF source; *out lives in the arena and in content.
 * Each sentence is well-formed when the content is. */
ent_status ent_sentences_of(ent_sentences *out,
			    ent_segmenter *segmenter,
			    ent_str content,
			    ent_arena *arena,
			    ent_error *err);

/* One proposal of those of all sentences, with the lowest of their scores. */
ent_status ent_sentences_join(ent_proposal *out,
			      const ent_sentences *sentences,
			      const ent_proposal *parts,
			      ent_arena *arena,
			      ent_error *err);

#endif
