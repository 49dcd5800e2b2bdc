/* SPDX-License-Identifier: Apache-2.0 */
/* stream.h - the texts of a memory in the order of its documents. */
#ifndef ENT_REUSE_STREAM_H
#define ENT_REUSE_STREAM_H

#include "index/sequences.h"
#include "memory/readers.h"
#include "memory/unit_filter.h"

/* Numbers in a row, of which those of units belong to one document; 0 for none, then
 * no unit is next to another. */
typedef struct ent_stream_range {
	uint32_t document, first, last;
	size_t place; /* of the first */
} ent_stream_range;

/* A unit in its place. */
typedef struct ent_stream_unit {
	size_t place;
	uint32_t unit, text, document;
	bool follows; /* the one chosen before it, in its document */
} ent_stream_unit;

/* What a text has in common with a document: words and numbers of the longest runs at
 * its ends, as far as they are counted, and whether some run of it is long enough. */
enum { ENT_TEXT_MANY = 127 };
typedef struct ent_text_part {
	uint8_t begin, end;
	bool whole : 1; /* the run at its beginning is all of its sequence */
	bool has_run : 1;
} ent_text_part;

/* Numbers of units by document, each in its place.  Not every place has a unit that
 * counts: those that the filter does not accept have none. */
typedef struct ent_stream {
	ent_memory *memory;       /* the first of the readers */
	ent_stream_range *ranges; /* owned */
	size_t n_ranges, ranges_capacity, n_places;
	uint32_t *texts; /* by number of unit, 0 for one that does not count; owned */
	uint32_t *dates; /* the same, YYYYMMDD, 0 for none; owned */
	uint32_t n_numbers;
	uint64_t *wanted; /* a bit for each text; owned */
	uint32_t n_texts;
	ent_sequences sequences; /* of the texts that are wanted */
	ent_stream_unit *units;  /* chosen, in order; owned */
	size_t n, capacity;
	uint8_t *ends; /* by text: enum ent_text_end; owned */
	ent_form_buffer forming;
} ent_stream;

/* Reads which units the filter accepts, without those of the n documents excluded
 * (ascending), by a thread for each reader. */
ent_status ent_stream_open(ent_stream *out,
			   const ent_readers *readers,
			   const ent_unit_filter *filter,
			   const uint64_t *excluded,
			   uint32_t n_excluded,
			   ent_error *err);
void ent_stream_close(ent_stream *stream);

/* Chooses the units that can have part of a run of so many words and numbers; parts: by
 * text, NULL to choose all. */
bool ent_stream_choose(ent_stream *s, const ent_text_part *parts, uint32_t least);

/* Whether the sequence of a text has all of its words, so that what is next to it in
 * its document follows on; else there are others after it.  Remembered. */
ent_status ent_stream_is_whole(bool *out, ent_stream *s, uint32_t text, ent_error *err);

/* The unit at a place, 0 when none that counts is there. */
uint32_t ent_stream_unit_at(const ent_stream *s, size_t place);

/* Goes to the next unit of the document, or the one before; false when there is
 * none. */
bool ent_stream_next(const ent_stream *s, size_t *place);
bool ent_stream_before(const ent_stream *s, size_t *place);

/* Finds the place of a unit that counts; false when it does not. */
bool ent_stream_find(size_t *place, const ent_stream *s, uint64_t unit);

/* Words of the text of a unit, as far as its last one that the document has. */
uint32_t ent_stream_words(const ent_stream *s, size_t place);

#endif
