/* SPDX-License-Identifier: Apache-2.0 */
/* reuse_stream.c - the texts of a memory in the order of its documents.
 *
 * A passage may run over the end of a unit into the next one of its document, so units
 * are put in order.  Two indexes over the units give that without reading the units
 * themselves.  Memory: 21 bytes a unit, and 4 bytes a word of their texts.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/fail.h"
#include "memory/reuse_stream.h"

enum { END_UNKNOWN, END_WHOLE, END_MORE };

struct loading {
	ent_stream *stream;
	const ent_unit_filter *filter;
	const uint64_t *excluded;
	uint32_t n_excluded;
	int side;
	bool failed;
};

static uint32_t date_number(ent_str date)
{
	uint32_t value = 0, digits = 0;
	for (size_t k = 0; k < date.n && digits < 8; k++)
		if (ent_is_digit(date.p[k])) {
			value = value * 10 + (uint32_t)(date.p[k] - '0');
			digits++;
		}
	for (; digits && digits < 8; digits++)
		value *= 10;
	return value;
}

/* ---- which text each unit has ---------------------------------------------------- */

static bool take_text(void *data, const ent_unit_text *row)
{
	struct loading *l = data;
	ent_stream *s = l->stream;
	const ent_use use = { .unit = row->unit,
			      .direction = row->direction,
			      .confidence = row->confidence,
			      .as_target = l->side == 1,
			      .date = row->date };
	if (row->unit >= s->n_numbers || row->text >= s->n_texts ||
	    !ent_unit_filter_accepts(l->filter, &use))
		return true;
	s->texts[row->unit] = (uint32_t)row->text;
	s->dates[row->unit] = date_number(row->date);
	return true;
}

static bool take_unit(struct loading *l, uint64_t document, uint64_t unit)
{
	ent_stream *s = l->stream;
	if (!ENT_GROW(s->units, s->capacity, s->n + 1)) {
		l->failed = true;
		return false;
	}
	s->index[unit] = (uint32_t)s->n + 1;
	s->units[s->n++] = (ent_stream_unit){ (uint32_t)unit, (uint32_t)document };
	s->wanted[s->texts[unit] / 64] |= (uint64_t)1 << s->texts[unit] % 64;
	return true;
}

static bool take_places(void *data, uint64_t document, uint64_t first, uint64_t last)
{
	struct loading *l = data;
	const ent_stream *s = l->stream;
	if (l->n_excluded && bsearch(&document, l->excluded, l->n_excluded,
				     sizeof(document), ent_u64_item_cmp))
		return true;
	for (uint64_t unit = first; unit <= last && unit < s->n_numbers; unit++)
		if (s->texts[unit] && !take_unit(l, document, unit))
			return false;
	return true;
}

static ent_status load_units(struct loading *l, ent_error *err)
{
	ent_store *store = l->stream->memory->store;
	ent_status status = ENT_OK;
	for (l->side = 0; l->side < 2 && !status; l->side++)
		if (l->filter->sides[l->side])
			status = ent_store_unit_texts(store, l->side,
						      l->filter->lean[l->side],
						      take_text, l, err);
	if (!status)
		status = ent_store_unit_order(store, take_places, l, err);
	return !status && l->failed ? ent_fail_memory(err) : status;
}

static ent_status allocate(ent_stream *s, ent_error *err)
{
	uint64_t unit, text;
	ent_status status = ent_store_unit_last(&unit, s->memory->store, err);
	if (!status)
		status = ent_store_text_last(&text, s->memory->store, err);
	if (status)
		return status;
	if (unit >= UINT32_MAX || text > ENT_TEXT_MAX)
		return ent_fail(err, ENT_ELIMIT, "the memory has too many units");
	s->n_numbers = (uint32_t)unit + 1;
	s->n_texts = (uint32_t)text + 1;
	s->texts = calloc(s->n_numbers, sizeof(*s->texts));
	s->dates = calloc(s->n_numbers, sizeof(*s->dates));
	s->index = calloc(s->n_numbers, sizeof(*s->index));
	s->wanted = calloc((size_t)s->n_texts / 64 + 1, sizeof(*s->wanted));
	s->ends = calloc(s->n_texts, sizeof(*s->ends));
	return s->texts && s->dates && s->index && s->wanted && s->ends
		       ? ENT_OK
		       : ent_fail_memory(err);
}

ent_status ent_stream_open(ent_stream *out,
			   ent_memory *memory,
			   const ent_unit_filter *filter,
			   const uint64_t *excluded,
			   uint32_t n_excluded,
			   const ent_str *forms,
			   uint32_t n_forms,
			   ent_error *err)
{
	struct loading l = { .stream = out,
			     .filter = filter,
			     .excluded = excluded,
			     .n_excluded = n_excluded };
	*out = (ent_stream){ .memory = memory, .forming = ENT_FORM_BUFFER_INIT };
	ent_status status = allocate(out, err);
	if (!status)
		status = load_units(&l, err);
	return status ? status
		      : ent_sequences_read(&out->sequences, memory->index, forms,
					   n_forms, out->wanted, out->n_texts, err);
}

void ent_stream_close(ent_stream *s)
{
	ent_sequences_release(&s->sequences);
	ent_form_release(&s->forming);
	free(s->units);
	free(s->texts);
	free(s->dates);
	free(s->index);
	free(s->wanted);
	free(s->ends);
}

/* ---- where a text ends ----------------------------------------------------------- */

static bool count_word(void *data, ent_str form, const ent_token *token)
{
	(void)form, (void)token;
	++*(uint32_t *)data;
	return true;
}

ent_status ent_stream_is_whole(bool *out, ent_stream *s, uint32_t text, ent_error *err)
{
	ent_str bytes;
	ent_status status = ENT_OK;
	if (s->ends[text] == END_UNKNOWN) {
		uint32_t n = 0;
		status = ent_store_text_get(&bytes, NULL, s->memory->store, text, err);
		if (!status && !ent_index_words(&s->forming, bytes, count_word, &n))
			status = ent_fail_memory(err);
		const uint32_t *first = &s->sequences.first[text];
		s->ends[text] = n == first[1] - first[0] ? END_WHOLE : END_MORE;
	}
	*out = s->ends[text] == END_WHOLE;
	return status;
}
