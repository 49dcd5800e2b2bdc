/* SPDX-License-Identifier: Apache-2.0 */
/* recode.c - decoding piece by piece, for files that are larger than memory.
 *
 * UTF-8 is checked and copied; what is wrong in it is repaired (repair.h).  All other
 * encodings are converted by ICU, whose converters keep a character that a piece cuts
 * in two.
 *
 * Time O(n); memory: the piece.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/ucnv.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "text/decode.h"
#include "text/recode.h"

enum { PIVOT = 1024, CHUNK = 8192 };

struct ent_recoder {
	UConverter *from, *to; /* NULL for UTF-8 */
	UChar pivot[PIVOT], *pivot_from, *pivot_to;
	UBool reset;
	char rest[4]; /* of a UTF-8 character split between pieces */
	size_t n_rest;
	bool begun, odd; /* odd: half a unit of UTF-16 came last */
	bool wide;       /* UTF-16 */
	uint32_t line;   /* of the next byte */
};

const char *ent_encoding_guess(ent_str head, ent_str declared)
{
	size_t bom;
	const char *name = ent_encoding_sniff(head, &bom);
	return name ? name : ent_encoding_choose(head, false, declared);
}

ent_status ent_recoder_new(ent_recoder **out, const char *encoding, ent_error *err)
{
	ent_recoder *r = calloc(1, sizeof(*r));
	UErrorCode uerr = U_ZERO_ERROR;
	if (!r)
		return ent_fail_memory(err);
	r->pivot_from = r->pivot_to = r->pivot;
	r->reset = 1;
	r->line = 1;
	r->wide = !strncmp(encoding, "UTF-16", 6);
	if (strcmp(encoding, "UTF-8") != 0) {
		r->from = ucnv_open(encoding, &uerr);
		r->to = ucnv_open("UTF-8", &uerr);
	}
	if (U_FAILURE(uerr)) {
		ent_recoder_free(r);
		return ent_fail(err, ENT_EENCODING, "cannot be read as %s", encoding);
	}
	*out = r;
	return ENT_OK;
}

void ent_recoder_free(ent_recoder *r)
{
	if (!r)
		return;
	ucnv_close(r->from);
	ucnv_close(r->to);
	free(r);
}

static ent_status convert(ent_recoder *r,
			  ent_buf *to,
			  ent_str bytes,
			  bool last,
			  ent_error *err)
{
	UErrorCode uerr = U_ZERO_ERROR;
	const char *in = bytes.p ? bytes.p : "", *end = in + bytes.n;
	do {
		char chunk[CHUNK], *at = chunk;
		if (uerr == U_BUFFER_OVERFLOW_ERROR)
			uerr = U_ZERO_ERROR;
		ucnv_convertEx(r->to, r->from, &at, chunk + CHUNK, &in, end, r->pivot,
			       &r->pivot_from, &r->pivot_to, r->pivot + PIVOT, r->reset,
			       last, &uerr);
		r->reset = 0;
		ent_buf_add(to, (ent_str){ chunk, (size_t)(at - chunk) });
	} while (uerr == U_BUFFER_OVERFLOW_ERROR && !to->failed);
	if (U_FAILURE(uerr) && uerr != U_TRUNCATED_CHAR_FOUND)
		return ent_fail(err, ENT_EENCODING, "cannot be decoded: %s",
				u_errorName(uerr));
	return ENT_OK;
}

/* Copies valid UTF-8 and repairs what is not; leaves in r->rest the beginning of
 * a character that the piece cuts, unless it is the last. */
static void copy(ent_recoder *r, ent_buf *to, ent_str s, bool last, ent_repaired *wrong)
{
	while (s.n) {
		size_t good;
		ent_utf8_valid(s, &good);
		ent_buf_add(to, ent_str_slice(s, 0, good));
		r->line += (uint32_t)ent_str_count(ent_str_slice(s, 0, good), '\n');
		s = ent_str_slice(s, good, s.n);
		if (!s.n)
			return;
		size_t need = ent_utf8_length((unsigned char)s.p[0]), have = 1;
		while (have < s.n && have < need &&
		       ((unsigned char)s.p[have] & 0xC0) == 0x80)
			have++;
		if (!last && have == s.n && have < need) {
			memcpy(r->rest, s.p, s.n);
			r->n_rest = s.n;
			return;
		}
		ent_repaired_add(wrong, r->line);
		s = ent_str_slice(s, ent_utf8_repair(to, s), s.n);
	}
}

/* Copies a split character, completed by the next piece, and the rest of that piece.
 * A piece that is shorter than the rest of the character leaves it split. */
static void complete(ent_recoder *r,
		     ent_buf *to,
		     ent_str bytes,
		     bool last,
		     ent_repaired *wrong)
{
	char joined[8];
	const size_t n = r->n_rest, more = bytes.n < 3 ? bytes.n : 3;
	memcpy(joined, r->rest, n);
	memcpy(joined + n, bytes.p ? bytes.p : "", more);
	r->n_rest = 0;
	if (more == bytes.n) {
		copy(r, to, (ent_str){ joined, n + more }, last, wrong);
		return;
	}
	ent_str head = { joined, n };
	while (head.n < n + more && !ent_utf8_valid(head, NULL))
		head.n++;
	if (!ent_utf8_valid(head, NULL))
		head.n = n;
	copy(r, to, head, true, wrong);
	copy(r, to, ent_str_slice(bytes, head.n - n, bytes.n), last, wrong);
}

/* UTF-16: removes the U+FFFD that ICU writes for half a unit at the end. */
static void end_wide(ent_recoder *r,
		     ent_buf *to,
		     size_t before,
		     ent_str bytes,
		     bool last,
		     ent_repaired *wrong)
{
	static const ent_str replacement = { "\xEF\xBF\xBD", 3 };
	r->odd ^= bytes.n % 2;
	r->line += (uint32_t)ent_str_count(
		(ent_str){ to->p ? to->p + before : "", to->n - before }, '\n');
	if (!last || !r->odd)
		return;
	if (to->n > before && ent_str_ends(ent_buf_str(to), replacement))
		to->n -= replacement.n;
	wrong->half = true;
	ent_repaired_add(wrong, r->line);
}

ent_status ent_recoder_add(ent_recoder *r,
			   ent_buf *to,
			   ent_str bytes,
			   bool last,
			   ent_repaired *wrong,
			   ent_error *err)
{
	ent_status status = ENT_OK;
	size_t before = to->n, bom;
	if (r->from) {
		status = convert(r, to, bytes, last, err);
		if (r->wide && !status)
			end_wide(r, to, before, bytes, last, wrong);
	} else if (r->n_rest) {
		complete(r, to, bytes, last, wrong);
	} else {
		copy(r, to, bytes, last, wrong);
	}
	if (!r->begun && to->n > before) {
		ent_str added = { to->p + before, to->n - before };
		r->begun = true;
		const char *name = ent_encoding_sniff(added, &bom);
		if (name && bom == 3) {
			memmove(to->p + before, to->p + before + 3, added.n - 3 + 1);
			to->n -= 3;
		}
	}
	return status ? status : to->failed ? ent_fail_memory(err) : ENT_OK;
}
