/* SPDX-License-Identifier: Apache-2.0 */
/* reuse_stream.h - the texts of a memory in the order of its documents. */
#ifndef ENT_MEMORY_REUSE_STREAM_H
#define ENT_MEMORY_REUSE_STREAM_H

#include "index/sequences.h"
#include "memory/handle.h"
#include "memory/unit_filter.h"

/* A unit in its place. */
typedef struct ent_stream_unit {
	uint32_t unit, document; /* document: 0 for none, then nothing is next to it */
} ent_stream_unit;

/* Units by document and number, with the text of one side, and that of each text which
 * words of the document it has. */
typedef struct ent_stream {
	ent_memory *memory;
	ent_stream_unit *units; /* owned */
	size_t n, capacity;
	uint32_t *texts; /* by number of unit, 0 for one that does not count; owned */
	uint32_t *dates; /* the same, YYYYMMDD, 0 for none; owned */
	uint32_t *index; /* the same, 1 + index among units, 0 for none; owned */
	uint32_t n_numbers;
	uint64_t *wanted; /* a bit for each text; owned */
	uint32_t n_texts;
	ent_sequences sequences;
	uint8_t *ends; /* by text: enum ent_text_end; owned */
	ent_form_buffer forming;
} ent_stream;

/* Reads the units that the filter accepts, without those of the n documents excluded
 * (ascending), and the words of their texts that are among the forms (ascending). */
ent_status ent_stream_open(ent_stream *out,
			   ent_memory *memory,
			   const ent_unit_filter *filter,
			   const uint64_t *excluded,
			   uint32_t n_excluded,
			   const ent_str *forms,
			   uint32_t n_forms,
			   ent_error *err);
void ent_stream_close(ent_stream *stream);

/* Whether the sequence of a text has all of its words, so that what is next to it in
 * its document follows on; else there are others after it.  Remembered. */
ent_status ent_stream_is_whole(bool *out, ent_stream *s, uint32_t text, ent_error *err);

/* Whether a unit follows the one before it in its document. */
static inline bool ent_stream_follows(const ent_stream *s, size_t at)
{
	return at && s->units[at].document &&
	       s->units[at].document == s->units[at - 1].document;
}

/* Words of the text of a unit, as far as its last one that the document has. */
static inline uint32_t ent_stream_words(const ent_stream *s, size_t at)
{
	const uint32_t *first = &s->sequences.first[s->texts[s->units[at].unit]];
	return first[1] - first[0];
}

#endif
