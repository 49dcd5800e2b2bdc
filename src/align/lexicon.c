/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon.c - a lexicon is a file that is used in place, without loading.
 *
 * Nothing is unpacked: a lexicon of 80,000 words and 400,000 links is mapped and
 * ready in the time of reading it once, or at once when it is the one linked into
 * the program, and processes share its pages.  Numbers are little-endian:
 *
 *   header   magic, version, checksum, two language codes, counts
 *            (lexicon_file.h)
 *   then for each of the two sides, of n words and m links:
 *   u32 hash[n]         of each word's form, rising: words are numbered in the
 *                       order of (hash, form)
 *   u32 offset[n + 1]   of the form in `bytes`
 *   u32 first[n + 1]    of the word's links
 *   u32 link[m]         words of the other side, rising within a word
 *   u16 unigram[n]      p = 2^(-v / 2048): 32 octaves, exact to 0.03 %
 *   u16 p[m]            p(link | word) = v / 65535
 *   u8 bytes[]          the forms one after the other
 *   each part begins at a multiple of four, filled up with zeros.
 *
 * A word is found by interpolation over the hashes, which are evenly spread: twice
 * from how far the last guess is off, then step by step (Gonnet, Rogers, "The
 * interpolation-sequential search algorithm", Information Processing Letters 6(4),
 * 1977, 136-139), and by bisection if that was not near.
 *
 * Opening a file checks all that later calls rely on: each part within the file,
 * offsets and firsts rising, links below the other side's count, forms valid UTF-8 with
 * the hash that is beside them.  A damaged or hostile file is refused; no call reads
 * outside its bytes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/lexicon.h"
#include "align/lexicon_file.h"
#include "align/words.h"
#include "base/array.h"
#include "base/data.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "text/lang.h"

struct side {
	uint32_t n;
	const uint32_t *hashes, *offsets, *first, *links;
	const uint16_t *unigrams, *p;
	const char *bytes;
};

struct ent_lexicon {
	struct side sides[2]; /* as the caller sees them */
	bool swapped;         /* the other way round than in the file */
	ent_str bytes;        /* of the file */
	ent_data data;        /* keeps them, or */
	char *owned;          /* they are these */
};

uint64_t ent_lexicon_checksum(ent_str bytes)
{
	/* FNV-1a over words of eight bytes, high bits folded in (see str.c). */
	uint64_t h = 0xCBF29CE484222325u;
	for (size_t at = ENT_LEXICON_UNSUMMED; at < bytes.n; at += 8) {
		uint64_t word = 0;
		size_t left = bytes.n - at;
		memcpy(&word, bytes.p + at, left < 8 ? left : 8);
		h = (h ^ word) * 0x100000001B3u;
		h ^= h >> 29;
	}
	return h;
}

static uint64_t in_fours(uint64_t n)
{
	return (n + 3) & ~(uint64_t)3;
}

struct ent_lexicon_places ent_lexicon_places(const struct ent_lexicon_header *header,
					     int side)
{
	struct ent_lexicon_places at = { .hashes = sizeof(*header) };
	if (side)
		at.hashes = ent_lexicon_places(header, 0).end;
	const uint64_t n = header->n_words[side], m = header->n_links[side];
	at.offsets = at.hashes + 4 * n;
	at.first = at.offsets + 4 * (n + 1);
	at.links = at.first + 4 * (n + 1);
	at.unigrams = at.links + 4 * m;
	at.p = in_fours(at.unigrams + 2 * n);
	at.bytes = in_fours(at.p + 2 * m);
	at.end = in_fours(at.bytes + header->n_bytes[side]);
	return at;
}

static ent_status broken(ent_error *err, const char *what)
{
	return ent_fail(err, ENT_EFORMAT, "damaged lexicon: %s", ent_translated(what));
}

static struct side side_at(ent_str bytes,
			   const struct ent_lexicon_header *header,
			   int k)
{
	const struct ent_lexicon_places at = ent_lexicon_places(header, k);
	return (struct side){
		.n = header->n_words[k],
		.hashes = (const uint32_t *)(bytes.p + at.hashes),
		.offsets = (const uint32_t *)(bytes.p + at.offsets),
		.first = (const uint32_t *)(bytes.p + at.first),
		.links = (const uint32_t *)(bytes.p + at.links),
		.unigrams = (const uint16_t *)(bytes.p + at.unigrams),
		.p = (const uint16_t *)(bytes.p + at.p),
		.bytes = bytes.p + at.bytes,
	};
}

/* n + 1 numbers that rise from 0 to end. */
static bool is_rising(const uint32_t *at, uint32_t n, uint32_t end)
{
	if (at[0] || at[n] != end)
		return false;
	for (uint32_t k = 0; k < n; k++)
		if (at[k] > at[k + 1])
			return false;
	return true;
}

static ent_str form_of(const struct side *s, uint32_t word)
{
	return (ent_str){ s->bytes + s->offsets[word],
			  s->offsets[word + 1] - s->offsets[word] };
}

static bool words_are_sorted(const struct side *s)
{
	for (uint32_t k = 0; k < s->n; k++) {
		ent_str form = form_of(s, k);
		if (!form.n || ent_word_hash(form) != s->hashes[k] ||
		    !ent_utf8_valid(form, NULL))
			return false;
		if (k && (s->hashes[k - 1] > s->hashes[k] ||
			  (s->hashes[k - 1] == s->hashes[k] &&
			   ent_str_cmp(form_of(s, k - 1), form) >= 0)))
			return false;
	}
	return true;
}

static bool links_are_sorted(const struct side *s, uint32_t n_other)
{
	for (uint32_t w = 0; w < s->n; w++)
		for (uint32_t k = s->first[w]; k < s->first[w + 1]; k++)
			if (s->links[k] >= n_other ||
			    (k > s->first[w] && s->links[k - 1] >= s->links[k]))
				return false;
	return true;
}

static ent_status check_side(const struct side *s,
			     const struct ent_lexicon_header *header,
			     int k,
			     ent_error *err)
{
	if (!is_rising(s->offsets, s->n, header->n_bytes[k]))
		return broken(err, "offsets of words");
	if (!is_rising(s->first, s->n, header->n_links[k]))
		return broken(err, "offsets of links");
	if (!words_are_sorted(s))
		return broken(err, "order of words");
	return links_are_sorted(s, header->n_words[!k]) ? ENT_OK : broken(err, "links");
}

static ent_status check_header(ent_str bytes, ent_error *err)
{
	const struct ent_lexicon_header *h = (const void *)bytes.p;
	if (bytes.n < sizeof(*h) || memcmp(h->magic, ENT_LEXICON_MAGIC, 8))
		return ent_fail(err, ENT_EFORMAT, "not a lexicon of entente");
	if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || (uintptr_t)bytes.p % 8)
		return ent_fail(err, ENT_EFORMAT, "lexicons need little-endian bytes");
	if (h->version != ENT_LEXICON_VERSION)
		return ent_fail(err, ENT_EFORMAT, "lexicon of version %u, not %u",
				h->version, ENT_LEXICON_VERSION);
	for (int k = 0; k < 2; k++)
		if (!memchr(h->lang[k], '\0', ENT_LEXICON_LANG))
			return broken(err, "language codes");
	if (ent_lexicon_places(h, 1).end != bytes.n)
		return broken(err, "not of the size that its head says");
	return ENT_OK;
}

static ent_status check_all(ent_str bytes, ent_error *err)
{
	const struct ent_lexicon_header *h = (const void *)bytes.p;
	ent_status status = check_header(bytes, err);
	if (!status && h->checksum != ent_lexicon_checksum(bytes))
		status = broken(err, "its checksum does not fit");
	for (int k = 0; k < 2 && !status; k++) {
		const struct side side = side_at(bytes, h, k);
		status = check_side(&side, h, k, err);
	}
	return status;
}

ent_status ent_lexicon_of_bytes(ent_lexicon **out, ent_str bytes, ent_error *err)
{
	ent_status status = check_all(bytes, err);
	if (status)
		return status;
	ent_lexicon *lx = calloc(1, sizeof(*lx));
	if (!lx)
		return ent_fail_memory(err);
	const struct ent_lexicon_header *h = (const void *)bytes.p;
	lx->bytes = bytes;
	for (int k = 0; k < 2; k++)
		lx->sides[k] = side_at(bytes, h, k);
	*out = lx;
	return ENT_OK;
}

ent_status ent_lexicon_own(ent_lexicon **out, char *owned, size_t n, ent_error *err)
{
	ent_status status = ent_lexicon_of_bytes(out, (ent_str){ owned, n }, err);
	if (!status)
		(*out)->owned = owned;
	return status;
}

void ent_lexicon_turn(ent_lexicon *lexicon)
{
	const struct side first = lexicon->sides[0];
	lexicon->sides[0] = lexicon->sides[1];
	lexicon->sides[1] = first;
	lexicon->swapped = !lexicon->swapped;
}

/* Turns the sides so that `from` comes first, when the languages are known. */
static ent_status orient(ent_lexicon *lx, ent_str from, ent_str to, ent_error *err)
{
	const struct ent_lexicon_header *h = (const void *)lx->bytes.p;
	ent_str a = ent_str_of(h->lang[0]), b = ent_str_of(h->lang[1]);
	if ((!from.n || ent_lang_matches(a, from)) &&
	    (!to.n || ent_lang_matches(b, to)))
		return ENT_OK;
	if ((from.n && !ent_lang_matches(b, from)) ||
	    (to.n && !ent_lang_matches(a, to)))
		return ent_fail(err, ENT_EINVAL,
				"the lexicon is for %s and %s, not %.*s and %.*s", a.p,
				b.p, (int)from.n, from.p, (int)to.n, to.p);
	ent_lexicon_turn(lx);
	return ENT_OK;
}

static bool is_plain_code(ent_str code)
{
	for (size_t k = 0; k < code.n; k++)
		if (code.p[k] < 'a' || code.p[k] > 'z')
			return false;
	return code.n > 0 && code.n < ENT_LEXICON_LANG;
}

static ent_status open_shipped(ent_data *data, ent_str from, ent_str to, ent_error *err)
{
	char name[64];
	from = ent_lang_base(from);
	to = ent_lang_base(to);
	if (!is_plain_code(from) || !is_plain_code(to))
		return ENT_ENOTFOUND;
	snprintf(name, sizeof(name), "lexicon/%.*s-%.*s.lex", (int)from.n, from.p,
		 (int)to.n, to.p);
	ent_status status = ent_data_open(data, name, err);
	if (status != ENT_ENOTFOUND)
		return status;
	snprintf(name, sizeof(name), "lexicon/%.*s-%.*s.lex", (int)to.n, to.p,
		 (int)from.n, from.p);
	return ent_data_open(data, name, err);
}

/* What is linked in was checked when it was built (t_lexicon.c does it again). */
static ent_status open_data(ent_lexicon **out, ent_data *data, ent_error *err)
{
	if (data->map.base)
		return ent_lexicon_of_bytes(out, data->bytes, err);
	ent_status status = check_header(data->bytes, err);
	ent_lexicon *lx = status ? NULL : calloc(1, sizeof(*lx));
	if (!lx)
		return status ? status : ent_fail_memory(err);
	lx->bytes = data->bytes;
	for (int k = 0; k < 2; k++)
		lx->sides[k] = side_at(data->bytes, (const void *)data->bytes.p, k);
	*out = lx;
	return ENT_OK;
}

ent_status ent_lexicon_open(ent_lexicon **out,
			    const char *path,
			    ent_str from,
			    ent_str to,
			    ent_error *err)
{
	ent_data data = { { NULL, 0 }, { NULL, 0 } };
	ent_lexicon *lx = NULL;
	ent_status status = path ? ent_file_map(&data.map, path, err)
				 : open_shipped(&data, from, to, err);
	if (!path && status == ENT_ENOTFOUND) {
		*out = NULL;
		return ENT_OK;
	}
	if (status)
		return status;
	if (path)
		data.bytes = (ent_str){ data.map.base, data.map.size };
	status = path ? ent_lexicon_of_bytes(&lx, data.bytes, err)
		      : open_data(&lx, &data, err);
	if (!status)
		status = orient(lx, from, to, err);
	if (status) {
		free(lx);
		ent_data_close(&data);
		return ent_error_in(err, status,
				    path ? ent_str_of(path)
					 : ENT_STR("lexicon of $ENTENTE_DATA"));
	}
	lx->data = data;
	*out = lx;
	return ENT_OK;
}

void ent_lexicon_close(ent_lexicon *lexicon)
{
	if (!lexicon)
		return;
	ent_data_close(&lexicon->data);
	free(lexicon->owned);
	free(lexicon);
}

ent_str ent_lexicon_bytes(const ent_lexicon *lexicon)
{
	return lexicon->bytes;
}

ent_status ent_lexicon_write(const ent_lexicon *lexicon,
			     const char *path,
			     ent_error *err)
{
	return ent_file_replace(path, lexicon->bytes, err);
}

uint32_t ent_lexicon_words(const ent_lexicon *lexicon, int side)
{
	return lexicon->sides[side].n;
}

/* The first word whose hash is not below the one wanted. */
static uint32_t lower_bound(const struct side *s, uint32_t hash)
{
	enum { GUESSES = 2, NEAR = 16 };
	uint32_t low = 0, high = s->n;
	int64_t at = (int64_t)((uint64_t)hash * s->n >> 32);
	for (int k = 0; k < GUESSES && s->n; k++) {
		at += ((int64_t)hash - s->hashes[at]) * s->n / ((int64_t)1 << 32);
		at = at < 0 ? 0 : at < s->n ? at : s->n - 1;
	}
	for (int k = 0; k < NEAR && low < high; k++) {
		if (s->hashes[at] < hash)
			low = (uint32_t)++at;
		else
			high = (uint32_t)at--;
		at = at < low ? low : at;
	}
	return low + (uint32_t)ent_lower_bound_u32(hash, s->hashes + low, high - low);
}

uint32_t ent_lexicon_word(const ent_lexicon *lexicon,
			  int side,
			  ent_str form,
			  uint32_t hash)
{
	const struct side *s = &lexicon->sides[side];
	for (uint32_t k = lower_bound(s, hash); k < s->n && s->hashes[k] == hash; k++)
		if (ent_str_eq(form_of(s, k), form))
			return k;
	return ENT_NO_WORD;
}

ent_str ent_lexicon_form(const ent_lexicon *lexicon, int side, uint32_t word)
{
	return form_of(&lexicon->sides[side], word);
}

ent_lexicon_forms ent_lexicon_all_forms(const ent_lexicon *lexicon, int side)
{
	const struct side *s = &lexicon->sides[side];
	return (ent_lexicon_forms){ s->bytes, s->offsets, s->n };
}

float ent_lexicon_unigram(const ent_lexicon *lexicon, int side, uint32_t word)
{
	return exp2f(-(float)lexicon->sides[side].unigrams[word] / ENT_LEXICON_OCTAVE);
}

ent_links ent_lexicon_links(const ent_lexicon *lexicon, int side, uint32_t word)
{
	const struct side *s = &lexicon->sides[side];
	const uint32_t at = s->first[word];
	return (ent_links){ s->links + at, s->p + at, s->first[word + 1] - at };
}

void ent_lexicon_describe(ent_lexicon_info *out, const ent_lexicon *lexicon)
{
	const struct ent_lexicon_header *h = (const void *)lexicon->bytes.p;
	const int first = lexicon->swapped;
	*out = (ent_lexicon_info){ .from = ent_str_of(h->lang[first]),
				   .to = ent_str_of(h->lang[!first]),
				   .bytes = lexicon->bytes.n };
	for (int side = 0; side < 2; side++) {
		const struct side *s = &lexicon->sides[side];
		out->words[side] = s->n;
		out->links[side] = s->first[s->n];
	}
}
