/* SPDX-License-Identifier: Apache-2.0 */
/* stream.c - the texts of a memory in the order of its documents.
 *
 * A passage may run over the end of a unit into the next one of its document, so units
 * are put in order.  Two indexes over the units give that without reading the units
 * themselves.  Places are numbers of units, one document after another, so that what is
 * kept of each is a number for a range.  Memory: 9 bytes a unit, and the sequences.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/fail.h"
#include "base/tasks.h"
#include "reuse/stream.h"

enum { END_UNKNOWN, END_WHOLE, END_MORE };

struct loading {
	ent_stream *stream;
	const ent_unit_filter *filter;
	const uint64_t *excluded;
	uint32_t n_excluded;
	bool failed;
};

/* A part of the texts is read by one thread. */
enum { PARTS_A_READER = 4 };

struct part {
	struct loading *loading;
	int side;
};

struct parts {
	struct loading *loading;
	const ent_readers *readers;
	uint32_t n; /* for each side */
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
	const struct part *part = data;
	const struct loading *l = part->loading;
	ent_stream *s = l->stream;
	const ent_use use = { .unit = row->unit,
			      .direction = row->direction,
			      .confidence = row->confidence,
			      .as_target = part->side == 1,
			      .date = row->date };
	if (row->unit >= s->n_numbers || row->text >= s->n_texts ||
	    !ent_unit_filter_accepts(l->filter, &use))
		return true;
	s->texts[row->unit] = (uint32_t)row->text;
	if (row->date.n)
		s->dates[row->unit] = date_number(row->date);
	return true;
}

/* Numbers that follow those of the last range are added to it. */
static bool add_range(ent_stream *s, uint32_t document, uint32_t first, uint32_t last)
{
	ent_stream_range *r = s->n_ranges ? &s->ranges[s->n_ranges - 1] : NULL;
	if (r && r->document == document && r->last + 1 == first) {
		r->last = last;
	} else {
		if (!ENT_GROW(s->ranges, s->ranges_capacity, s->n_ranges + 1))
			return false;
		s->ranges[s->n_ranges++] =
			(ent_stream_range){ document, first, last, s->n_places };
	}
	s->n_places += (size_t)last - first + 1;
	return true;
}

static bool take_places(void *data, uint64_t document, uint64_t first, uint64_t last)
{
	struct loading *l = data;
	ent_stream *s = l->stream;
	if (l->n_excluded && bsearch(&document, l->excluded, l->n_excluded,
				     sizeof(document), ent_u64_item_cmp))
		return true;
	if (last >= s->n_numbers)
		last = s->n_numbers - 1;
	if (first > last)
		return true;
	if (!add_range(s, (uint32_t)document, (uint32_t)first, (uint32_t)last)) {
		l->failed = true;
		return false;
	}
	for (uint64_t unit = first; unit <= last; unit++) {
		const uint32_t text = s->texts[unit];
		s->wanted[text / 64] |= (uint64_t)(text != 0) << text % 64;
	}
	return true;
}

/* Units of different texts are different, so the parts write different numbers. */
static ent_status load_part(void *data, uint32_t k, uint32_t reader, ent_error *err)
{
	const struct parts *p = data;
	const struct loading *l = p->loading;
	const uint32_t side = k / p->n, i = k % p->n, all = l->stream->n_texts;
	struct part part = { p->loading, (int)side };
	const ent_text_span span =
		p->n == 1 ? ENT_TEXT_SPAN_ALL
			  : (ent_text_span){ (uint64_t)all * i / p->n,
					     (uint64_t)all * (i + 1) / p->n };
	if (!l->filter->sides[side])
		return ENT_OK;
	return ent_store_unit_texts(p->readers->list[reader]->store, side, &span,
				    l->filter->lean[side], take_text, &part, err);
}

/* Without an index to read, each part would read all rows. */
static ent_status load_texts(struct loading *l,
			     const ent_readers *readers,
			     ent_error *err)
{
	struct parts p = { .loading = l, .readers = readers, .n = 1 };
	const ent_unit_filter *f = l->filter;
	const bool lean = (!f->sides[0] || f->lean[0]) && (!f->sides[1] || f->lean[1]);
	if (lean && readers->n > 1)
		p.n = readers->n * PARTS_A_READER;
	const ent_tasks tasks = { .n = 2 * p.n, .run = load_part, .data = &p };
	return ent_tasks_run(&tasks, lean ? readers->n : 1, err);
}

static ent_status load_units(struct loading *l,
			     const ent_readers *readers,
			     ent_error *err)
{
	ent_status status = load_texts(l, readers, err);
	if (!status)
		status = ent_store_unit_order(l->stream->memory->store, take_places, l,
					      err);
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
	s->wanted = calloc((size_t)s->n_texts / 64 + 1, sizeof(*s->wanted));
	s->ends = calloc(s->n_texts, sizeof(*s->ends));
	return s->texts && s->dates && s->wanted && s->ends ? ENT_OK
							    : ent_fail_memory(err);
}

ent_status ent_stream_open(ent_stream *out,
			   const ent_readers *readers,
			   const ent_unit_filter *filter,
			   const uint64_t *excluded,
			   uint32_t n_excluded,
			   ent_error *err)
{
	struct loading l = { .stream = out,
			     .filter = filter,
			     .excluded = excluded,
			     .n_excluded = n_excluded };
	*out = (ent_stream){ .memory = readers->list[0],
			     .forming = ENT_FORM_BUFFER_INIT };
	ent_status status = allocate(out, err);
	return status ? status : load_units(&l, readers, err);
}

void ent_stream_close(ent_stream *s)
{
	ent_sequences_release(&s->sequences);
	ent_form_release(&s->forming);
	free(s->units);
	free(s->texts);
	free(s->dates);
	free(s->ranges);
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
		s->ends[text] = n == ent_sequence_length(&s->sequences, text)
					? END_WHOLE
					: END_MORE;
	}
	*out = s->ends[text] == END_WHOLE;
	return status;
}

/* ---- places ---------------------------------------------------------------------- */

struct place_search {
	const ent_stream_range *ranges;
	size_t place;
};

static bool begins_before(const void *data, size_t k)
{
	const struct place_search *s = data;
	return s->ranges[k].place <= s->place;
}

/* The last range that begins at or before a place. */
static const ent_stream_range *range_of(const ent_stream *s, size_t place)
{
	const struct place_search search = { s->ranges, place };
	const size_t n = ent_count_before(s->n_ranges, begins_before, &search);
	return &s->ranges[n ? n - 1 : 0];
}

static uint32_t unit_in(const ent_stream *s, const ent_stream_range *r, size_t place)
{
	const uint32_t unit = r->first + (uint32_t)(place - r->place);
	return s->texts[unit] ? unit : 0;
}

uint32_t ent_stream_unit_at(const ent_stream *s, size_t place)
{
	return unit_in(s, range_of(s, place), place);
}

bool ent_stream_next(const ent_stream *s, size_t *place)
{
	const ent_stream_range *r = range_of(s, *place), *end = s->ranges + s->n_ranges;
	const uint32_t document = r->document;
	for (size_t p = *place + 1; document && p < s->n_places; p++) {
		if (r + 1 < end && p == r[1].place)
			r++;
		if (r->document != document)
			return false;
		if (unit_in(s, r, p)) {
			*place = p;
			return true;
		}
	}
	return false;
}

bool ent_stream_before(const ent_stream *s, size_t *place)
{
	const ent_stream_range *r = range_of(s, *place);
	const uint32_t document = r->document;
	for (size_t p = *place; document && p-- > 0;) {
		if (p < r->place)
			r--;
		if (r->document != document)
			return false;
		if (unit_in(s, r, p)) {
			*place = p;
			return true;
		}
	}
	return false;
}

bool ent_stream_find(size_t *place, const ent_stream *s, uint64_t unit)
{
	if (unit >= s->n_numbers || !s->texts[unit])
		return false;
	for (size_t k = 0; k < s->n_ranges; k++) {
		const ent_stream_range *r = &s->ranges[k];
		if (unit >= r->first && unit <= r->last) {
			*place = r->place + (size_t)(unit - r->first);
			return true;
		}
	}
	return false;
}

uint32_t ent_stream_words(const ent_stream *s, size_t place)
{
	return ent_sequence_length(&s->sequences,
				   s->texts[ent_stream_unit_at(s, place)]);
}

/* ---- units that can have part of a run ------------------------------------------- */

/* The run that may end with the unit before. */
struct chain {
	uint32_t words; /* 0: none */
	size_t from;    /* the place where it begins */
};

static bool choose(ent_stream *s, const ent_stream_range *r, size_t place)
{
	const uint32_t unit = unit_in(s, r, place);
	size_t before = place;
	if (!ENT_GROW(s->units, s->capacity, s->n + 1))
		return false;
	s->units[s->n] =
		(ent_stream_unit){ place, unit, s->texts[unit], r->document,
				   s->n && s->units[s->n - 1].document == r->document &&
					   ent_stream_before(s, &before) &&
					   before == s->units[s->n - 1].place };
	s->n++;
	return true;
}

/* Chooses the units up to a place that were not chosen. */
static bool choose_from(ent_stream *s, size_t from, size_t to)
{
	size_t p = s->n && s->units[s->n - 1].place >= from
			   ? s->units[s->n - 1].place + 1
			   : from;
	for (; p <= to; p++)
		if (ent_stream_unit_at(s, p) && !choose(s, range_of(s, p), p))
			return false;
	return true;
}

static bool reaches(const struct chain *c, const ent_text_part *p, uint32_t least)
{
	return c->words && p->begin &&
	       (c->words + p->begin >= least || c->words >= ENT_TEXT_MANY ||
		p->begin >= ENT_TEXT_MANY);
}

static void go_on(struct chain *c, const ent_text_part *p, size_t place)
{
	if (p->whole && c->words)
		c->words += p->begin;
	else
		*c = (struct chain){ p->end, place };
}

bool ent_stream_choose(ent_stream *s, const ent_text_part *parts, uint32_t least)
{
	struct chain chain = { 0, 0 };
	bool ok = true;
	s->n = 0;
	for (size_t k = 0; k < s->n_ranges && ok; k++) {
		const ent_stream_range *r = &s->ranges[k];
		const size_t end = r->place + (r->last - r->first) + 1;
		if (!k || !r->document || r->document != r[-1].document)
			chain.words = 0;
		for (size_t p = r->place; p < end && ok; p++) {
			const uint32_t unit = unit_in(s, r, p);
			if (!unit)
				continue;
			const ent_text_part *part =
				parts ? &parts[s->texts[unit]] : NULL;
			if (part && r->document && reaches(&chain, part, least))
				ok = choose_from(s, chain.from, p);
			else if (!part || part->has_run)
				ok = choose(s, r, p);
			if (part)
				go_on(&chain, part, p);
		}
	}
	return ok;
}
