/* SPDX-License-Identifier: Apache-2.0 */
/* places.c - rows of the concordance's index: drawn here, written and read.
 *
 *   number  word:26 | 0:6 | first text:31          order of rows = order of texts
 *   bytes   packed blocks : 1 byte | blocks | tail
 *   block   widths of d, c, p : 3 bytes | bytes after them : 2 | what the texts
 *           grow by : 4 | 128 differences d of texts | 128 counts c, less one |
 *           all positions p, text after text; each kind packed, whole bytes
 *   tail    for each text  d << 1 | more than one position
 *           [count] | first position | differences of the next ...
 *           as bytes of seven bits, low bits first, the high bit: more follow
 *
 * The difference of the first text of a row is 0. So 128 texts are read without a
 * branch for each, or skipped unread; a word that occurs in one text takes two or three
 * bytes.  Packed blocks with a tail of variable bytes are the postings of Lucene
 * (Białecki, Muir, Ingersoll, "Apache Lucene 4", SIGIR 2012 Workshop on Open Source
 * Information Retrieval, 17-24); see also postings.c.
 */
#include <string.h>

#include "index/load_word.h"
#include "index/places.h"
#include "index/unpack.h"

enum { HEAD = 9, FULL = ENT_ROW_BLOCK, PACKED_MAX = 255 };

int ent_place_cmp(const void *pa, const void *pb)
{
	const ent_word_place *a = pa, *b = pb;
	if (a->text != b->text)
		return a->text < b->text ? -1 : 1;
	return (a->position > b->position) - (a->position < b->position);
}

/* ---- writing ------------------------------------------------------------------ */

/* Places k and on that belong to one text. */
static size_t same_text(const ent_word_place *places, size_t k, size_t n)
{
	size_t end = k + 1;
	while (end < n && places[end].text == places[k].text)
		end++;
	return end;
}

static unsigned width_of(uint32_t all)
{
	return all ? 32u - (unsigned)__builtin_clz(all) : 0;
}

struct packer {
	unsigned char *to;
	uint64_t bits;
	unsigned held;
};

static void pack(struct packer *p, uint32_t value, unsigned width)
{
	p->bits |= (uint64_t)value << p->held;
	for (p->held += width; p->held >= 8; p->held -= 8, p->bits >>= 8)
		*p->to++ = (unsigned char)p->bits;
}

static void pack_end(struct packer *p)
{
	if (p->held)
		*p->to++ = (unsigned char)p->bits;
	p->bits = p->held = 0;
}

/* The block of 128 texts that begins at places[0], into a buffer of ENT_ROW_BYTES;
 * *n_places what it holds.  Returns its bytes; 0 when there are not so many texts,
 * or they do not fit. */
static size_t write_block(unsigned char *out,
			  size_t *n_places,
			  uint32_t before,
			  const ent_word_place *places,
			  size_t n)
{
	uint32_t d[FULL], c[FULL], all[3] = { 0, 0, 0 };
	size_t k = 0;
	uint32_t texts = 0, last = before;
	for (; k < n && texts < FULL; texts++) {
		size_t end = same_text(places, k, n);
		all[0] |= d[texts] = places[k].text - last;
		all[1] |= c[texts] = (uint32_t)(end - k) - 1;
		last = places[k].text;
		for (; k < end; k++)
			all[2] |= places[k].position;
	}
	const unsigned w[3] = { width_of(all[0]), width_of(all[1]), width_of(all[2]) };
	size_t bits[3] = { (size_t)FULL * w[0], (size_t)FULL * w[1], k * w[2] };
	size_t bytes = (bits[0] + 7) / 8 + (bits[1] + 7) / 8 + (bits[2] + 7) / 8;
	if (texts < FULL || HEAD + bytes > ENT_ROW_BYTES)
		return 0;
	for (int i = 0; i < 3; i++)
		out[i] = (unsigned char)w[i];
	out[3] = (unsigned char)bytes;
	out[4] = (unsigned char)(bytes >> 8);
	for (unsigned i = 0; i < 4; i++)
		out[5 + i] = (unsigned char)((last - before) >> 8 * i);
	struct packer p = { out + HEAD, 0, 0 };
	for (uint32_t i = 0; i < FULL; i++)
		pack(&p, d[i], w[0]);
	pack_end(&p);
	for (uint32_t i = 0; i < FULL; i++)
		pack(&p, c[i], w[1]);
	pack_end(&p);
	for (size_t i = 0; i < k; i++)
		pack(&p, places[i].position, w[2]);
	pack_end(&p);
	*n_places = k;
	return HEAD + bytes;
}

static void write_number(ent_buf *out, uint64_t v)
{
	for (; v >= 128; v >>= 7)
		ent_buf_add_char(out, (char)(v | 128));
	ent_buf_add_char(out, (char)v);
}

/* Texts of the tail until the row is full; at least one when it has none yet. */
static size_t write_tail(ent_buf *out,
			 uint32_t before,
			 const ent_word_place *places,
			 size_t n,
			 size_t row)
{
	size_t k = 0;
	for (uint32_t texts = 0; k < n && texts < FULL; texts++) {
		size_t end = same_text(places, k, n), start = out->n;
		uint32_t last = 0;
		write_number(out,
			     (uint64_t)(places[k].text - before) << 1 | (end - k > 1));
		if (end - k > 1)
			write_number(out, end - k);
		for (size_t i = k; i < end; last = places[i++].position)
			write_number(out, places[i].position - last);
		if (out->n - row > ENT_ROW_BYTES && start - row > 1) {
			out->n = start; /* it was one too many */
			break;
		}
		before = places[k].text;
		k = end;
	}
	return k;
}

size_t ent_places_write(ent_buf *out, const ent_word_place *places, size_t n)
{
	unsigned char block[ENT_ROW_BYTES];
	size_t row = out->n, k = 0, held = 0;
	unsigned packed = 0;
	uint32_t before = places[0].text;
	ent_buf_add_char(out, 0);
	while (!out->failed && packed < PACKED_MAX) {
		size_t bytes = write_block(block, &held, before, places + k, n - k);
		if (!bytes || out->n - row + bytes > ENT_ROW_BYTES)
			break;
		ent_buf_add(out, (ent_str){ (const char *)block, bytes });
		k += held;
		before = places[k - 1].text;
		packed++;
	}
	/* what is left is a tail when it is short, or does not pack at all */
	size_t tail = k;
	for (uint32_t texts = 0; tail < n && texts < FULL; texts++)
		tail = same_text(places, tail, n);
	if (k < n && (tail == n || !packed))
		k += write_tail(out, before, places + k, n - k, row);
	if (!out->failed)
		out->p[row] = (char)packed;
	return k;
}

/* ---- reading -------------------------------------------------------------------- */

void ent_places_read(ent_places_reader *r, uint64_t number, ent_str bytes)
{
	r->at = (const unsigned char *)bytes.p;
	r->end = r->at + bytes.n;
	r->text = ent_row_first(number);
	r->packed = r->at < r->end ? *r->at++ : 0;
	r->n = r->left = 0;
}

/* Bytes of the packed block that begins here; when it is not whole the row ends. */
static size_t block_size(ent_places_reader *r)
{
	size_t left = (size_t)(r->end - r->at);
	size_t size =
		left < HEAD ? left + 1 : HEAD + r->at[3] + ((size_t)r->at[4] << 8);
	if (size > left || r->at[0] > 31 || r->at[1] > 31 || r->at[2] > 32) {
		r->at = r->end;
		r->packed = 0;
		return 0;
	}
	return size;
}

/* The number of `width` bits that begins at a bit.  No byte after the end is read. */
static uint32_t bits_at(const unsigned char *p,
			const unsigned char *end,
			size_t bit,
			unsigned width)
{
	unsigned char copy[8] = { 0 };
	p += bit / 8;
	if (end - p < 8) {
		memcpy(copy, p, end > p ? (size_t)(end - p) : 0);
		p = copy;
	}
	return (uint32_t)(ent_load_word(p) >> (bit & 7) & (((uint64_t)1 << width) - 1));
}

/* ent_unpack_sums() of numbers that may end where the row does. */
static uint64_t unpack_sums(uint32_t *out,
			    const unsigned char *p,
			    const unsigned char *end,
			    unsigned width,
			    uint64_t sum,
			    unsigned more)
{
	const size_t bytes = FULL * width / 8;
	unsigned char copy[FULL * 31 / 8 + 8];
	if ((size_t)(end - p) < bytes + 8) {
		memcpy(copy, p, bytes);
		memset(copy + bytes, 0, 8);
		p = copy;
	}
	return ent_unpack_sums(out, p, width, sum, more);
}

static bool read_packed(ent_places_reader *r)
{
	size_t size = block_size(r);
	if (!size)
		return false;
	const unsigned w[3] = { r->at[0], r->at[1], r->at[2] };
	const unsigned char *d = r->at + HEAD, *end = r->at + size;
	r->counts = d + FULL * w[0] / 8;
	r->positions = r->counts + FULL * w[1] / 8;
	if (r->positions > end)
		return false;
	const uint64_t text = unpack_sums(r->texts, d, end, w[0], r->text, 0);
	if (text > ENT_TEXT_MAX)
		return false;
	r->at = end;
	r->packed--;
	r->text = (uint32_t)text;
	r->positions_end = end;
	r->count_width = w[1];
	r->width = w[2];
	r->counted = false;
	r->n = FULL;
	return true;
}

/* Fills starts; returns how many positions there should be. */
static uint64_t count_positions(ent_places_reader *r)
{
	r->starts[0] = 0;
	r->counted = true;
	return unpack_sums(r->starts + 1, r->counts, r->positions_end, r->count_width,
			   0, 1);
}

/* Whether a packed block has positions first..end-1. */
static bool has_positions(const ent_places_reader *r, uint32_t first, uint32_t end)
{
	const size_t bits = (size_t)(r->positions_end - r->positions) * 8;
	return end > first && end <= ENT_ROW_BYTES * 8u &&
	       (size_t)end * r->width <= bits;
}

/* Which positions of a packed block are those of texts[k]; none where it is wrong. */
static void find_positions(ent_places_reader *r, uint32_t k)
{
	uint32_t end = k + 1;
	r->next = k;
	if (r->count_width) {
		if (!r->counted)
			count_positions(r);
		r->next = r->starts[k];
		end = r->starts[k + 1];
	}
	r->left = has_positions(r, r->next, end) ? end - r->next : 0;
}

bool ent_places_unpack(uint32_t *out, uint32_t most, ent_places_reader *r)
{
	if (r->width == ENT_PLACES_TAIL)
		return false;
	const uint64_t n = count_positions(r); /* the starts ascend up to it */
	const unsigned width = r->width;
	if (n + 7 > most || !has_positions(r, 0, (uint32_t)n))
		return false;
	const unsigned char *p = r->positions;
	uint32_t k = ent_unpack_numbers(out, p, (size_t)(r->positions_end - p), width,
					(uint32_t)n);
	for (; k < n; k++)
		out[k] = bits_at(p, r->positions_end, (size_t)k * width, width);
	return true;
}

static bool read_number(uint64_t *out,
			const unsigned char **at,
			const unsigned char *end)
{
	uint64_t v = 0;
	for (unsigned shift = 0; *at < end && shift < 63; shift += 7) {
		unsigned char byte = *(*at)++;
		v |= (uint64_t)(byte & 127) << shift;
		if (byte < 128) {
			*out = v;
			return true;
		}
	}
	return false;
}

static bool pass_numbers(const unsigned char **at, const unsigned char *end, uint64_t n)
{
	for (; n && *at < end; ++*at)
		n -= **at < 128;
	return !n;
}

static bool read_tail(ent_places_reader *r)
{
	const unsigned char *at = r->at;
	uint64_t text = r->text, head, count;
	uint32_t n = 0;
	for (; n < FULL && at < r->end; n++) {
		count = 1;
		if (!read_number(&head, &at, r->end))
			break;
		text += head >> 1;
		const unsigned char *start = at;
		if ((head & 1 && !read_number(&count, &at, r->end)) ||
		    !pass_numbers(&at, r->end, count) || text > ENT_TEXT_MAX)
			break;
		r->texts[n] = (uint32_t)text;
		/* the lowest bit says whether a count precedes the positions */
		r->starts[n] = (uint32_t)(start - r->at) << 1 | (head & 1);
		r->text = (uint32_t)text;
	}
	r->positions = r->at;
	r->positions_end = r->end;
	r->width = ENT_PLACES_TAIL;
	r->n = n;
	r->at = r->end;
	return n > 0;
}

bool ent_places_block(ent_places_reader *r)
{
	r->n = r->left = 0;
	if (r->packed) {
		if (read_packed(r))
			return true;
		r->at = r->end;
		r->packed = 0;
		r->n = 0;
		return false;
	}
	return r->at < r->end && read_tail(r);
}

void ent_places_skip(ent_places_reader *r, uint32_t text)
{
	while (r->packed) {
		size_t size = block_size(r);
		if (!size)
			return;
		uint64_t last = (uint64_t)r->text +
				((uint32_t)r->at[5] | (uint32_t)r->at[6] << 8 |
				 (uint32_t)r->at[7] << 16 | (uint32_t)r->at[8] << 24);
		if (last >= text)
			return;
		r->text = (uint32_t)last;
		r->at += size;
		r->packed--;
	}
}

void ent_places_of(ent_places_reader *r, uint32_t k)
{
	uint64_t count = 1;
	r->position = 0;
	if (r->width != ENT_PLACES_TAIL) {
		find_positions(r, k);
		return;
	}
	const unsigned char *at = r->positions + (r->starts[k] >> 1);
	if (r->starts[k] & 1)
		read_number(&count, &at, r->positions_end);
	r->next = (uint32_t)(at - r->positions);
	r->left = (uint32_t)count;
}

bool ent_places_next(ent_places_reader *r)
{
	uint64_t more;
	if (!r->left)
		return false;
	r->left--;
	if (r->width != ENT_PLACES_TAIL) {
		r->position = bits_at(r->positions, r->positions_end,
				      (size_t)r->next++ * r->width, r->width);
		return true;
	}
	const unsigned char *at = r->positions + r->next;
	if (!read_number(&more, &at, r->positions_end)) {
		r->left = 0;
		return false;
	}
	r->next = (uint32_t)(at - r->positions);
	r->position += (uint32_t)more;
	return true;
}
