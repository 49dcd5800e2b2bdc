/* SPDX-License-Identifier: Apache-2.0 */
/* decode.c - bytes of any encoding in the wild become valid UTF-8.
 *
 * Why the bytes count before the declaration: files declare UTF-16 and are UTF-8,
 * declare nothing and are windows-1252, declare ISO-8859-1 and hold the quotes of
 * windows-1252 (which is what the WHATWG Encoding Standard, section 4.2, reads for that
 * label).  UTF-8 that is valid by accident is very rare, so validity outweighs a
 * declaration of an 8-bit encoding, and a few wrong bytes among many valid characters
 * are repaired, not read in another encoding.
 *
 * Time O(n); memory: the output, at most three times the input.
 */
#include <string.h>
#include <strings.h>

#include <unicode/ucnv.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "text/decode.h"
#include "text/repair.h"

const char *ent_encoding_sniff(ent_str bytes, size_t *bom)
{
	static const struct {
		const char *name, *mark;
		size_t n;
	} marks[] = {
		{ "UTF-8", "\xEF\xBB\xBF", 3 },    { "UTF-32LE", "\xFF\xFE\0\0", 4 },
		{ "UTF-32BE", "\0\0\xFE\xFF", 4 }, { "UTF-16LE", "\xFF\xFE", 2 },
		{ "UTF-16BE", "\xFE\xFF", 2 },
	};
	for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++)
		if (bytes.n >= marks[k].n &&
		    !memcmp(bytes.p, marks[k].mark, marks[k].n)) {
			*bom = marks[k].n;
			return marks[k].name;
		}
	*bom = 0;
	/* Latin, Greek and Cyrillic text in UTF-16 has a zero in most units, always on
	 * the same side; a file of another kind has zeros on both. */
	size_t n = (bytes.n < 4096 ? bytes.n : 4096) / 2, even = 0, odd = 0;
	for (size_t k = 0; k < n; k++) {
		even += bytes.p[2 * k] == 0;
		odd += bytes.p[2 * k + 1] == 0;
	}
	if (n >= 4 && odd * 10 >= n * 4 && even * 50 <= n)
		return "UTF-16LE";
	if (n >= 4 && even * 10 >= n * 4 && odd * 50 <= n)
		return "UTF-16BE";
	return NULL;
}

static uint32_t line_of(ent_str bytes, size_t at)
{
	uint32_t line = 1;
	for (size_t k = 0; k < at; k++)
		line += bytes.p[k] == '\n';
	return line;
}

/* Zero bytes or many control characters: a picture or a program, not text. */
static ent_status check_is_text(ent_str text, ent_error *err)
{
	const uint64_t ones = UINT64_MAX / 255;
	size_t controls = 0, first = 0;
	for (size_t k = 0; k < text.n; k++) {
		/* eight bytes at once, none of which is under 32 */
		for (uint64_t w; text.n - k > sizeof(w); k += sizeof(w)) {
			memcpy(&w, text.p + k, sizeof(w));
			if ((w - ones * 32) & ~w & (ones * 0x80))
				break;
		}
		unsigned char c = (unsigned char)text.p[k];
		if (c == 0)
			return ent_fail_line(err, ENT_EENCODING, line_of(text, k),
					     "not text: a zero byte");
		if (c < 32 && !(c >= '\t' && c <= '\r') && c != 0x1B && !controls++)
			first = k;
	}
	if (controls > 8 && controls * 100 > text.n)
		return ent_fail_line(err, ENT_EENCODING, line_of(text, first),
				     "not text: %zu control characters", controls);
	return ENT_OK;
}

static ent_status convert(ent_buf *out, const char *name, ent_str bytes, ent_error *err)
{
	enum { CHUNK = 8192 };
	UErrorCode uerr = U_ZERO_ERROR;
	UConverter *from = ucnv_open(name, &uerr);
	UConverter *to = ucnv_open("UTF-8", &uerr);
	const char *in = bytes.p, *end = bytes.p + bytes.n;
	UChar pivot[1024], *pivot_from = pivot, *pivot_to = pivot;
	UBool reset = 1;
	do {
		char chunk[CHUNK], *at = chunk;
		if (uerr == U_BUFFER_OVERFLOW_ERROR)
			uerr = U_ZERO_ERROR;
		ucnv_convertEx(to, from, &at, chunk + CHUNK, &in, end, pivot,
			       &pivot_from, &pivot_to, pivot + 1024, reset, 1, &uerr);
		reset = 0;
		if (U_SUCCESS(uerr) || uerr == U_BUFFER_OVERFLOW_ERROR)
			ent_buf_add(out, (ent_str){ chunk, (size_t)(at - chunk) });
	} while (uerr == U_BUFFER_OVERFLOW_ERROR && !out->failed);
	ucnv_close(from);
	ucnv_close(to);
	if (U_FAILURE(uerr))
		return ent_fail(err, ENT_EENCODING, "cannot be read as %s", name);
	return ENT_OK;
}

const char *ent_encoding_declared(ent_str declared)
{
	char label[64];
	if (!declared.n || declared.n >= sizeof(label))
		return NULL;
	memcpy(label, declared.p, declared.n);
	label[declared.n] = '\0';
	if (!strncasecmp(label, "utf", 3) || !strcasecmp(label, "unicode") ||
	    !strcasecmp(label, "us-ascii") || !strcasecmp(label, "ascii") ||
	    !strcasecmp(label, "iso-8859-1") || !strcasecmp(label, "latin1"))
		return "windows-1252";
	UErrorCode uerr = U_ZERO_ERROR;
	const char *name = ucnv_getStandardName(label, "IANA", &uerr);
	return U_SUCCESS(uerr) ? name : NULL;
}

/* How many wrong bytes a valid character outweighs: a file that declares UTF-8 or
 * nothing may be joined of parts in both encodings; one that declares an
 * 8-bit encoding of another script has valid characters by accident. */
enum { PARTS = 4, ACCIDENTS = 8 };

static bool declares_utf8(ent_str declared)
{
	return declared.n >= 4 && !strncasecmp(declared.p, "utf", 3) &&
	       declared.p[declared.n - 1] == '8';
}

/* Whether the letters beyond ASCII next to small ones are those of Mac OS Roman: its é,
 * è, à, ê, ç, î, ô, û are signs or nothing in windows-1252, whose own small letters
 * begin at 0xE0. */
static bool is_macintosh(ent_str s)
{
	static const char letters[] = "\x88\x8D\x8E\x8F\x90\x94\x99\x9D\x9E";
	enum { LEAST = 3, TIMES = 4 };
	size_t mac = 0, windows = 0;
	for (size_t k = 1; k + 1 < s.n; k++) {
		const unsigned char c = (unsigned char)s.p[k];
		const bool beside = (s.p[k - 1] >= 'a' && s.p[k - 1] <= 'z') ||
				    (s.p[k + 1] >= 'a' && s.p[k + 1] <= 'z');
		if (c < 0x80 || !beside)
			continue;
		mac += strchr(letters, (char)c) != NULL;
		windows += c >= 0xE0;
	}
	return mac >= LEAST && mac > TIMES * windows;
}

const char *ent_encoding_choose(ent_str bytes, bool whole, ent_str declared)
{
	const ent_utf8_count count = ent_utf8_count_of(bytes, whole);
	const char *other = ent_encoding_declared(declared);
	bool utf8 = !count.wrong;
	if (!utf8 && (!other || !strcmp(other, "windows-1252")))
		utf8 = count.good * (declares_utf8(declared) ? PARTS * PARTS : PARTS) >=
		       count.wrong;
	else if (!utf8)
		utf8 = count.good >= count.wrong * ACCIDENTS;
	utf8 = utf8 && (count.good || !count.wrong);
	if (!utf8 && !other && is_macintosh(bytes))
		return "macintosh";
	return utf8 ? "UTF-8" : other ? other : "windows-1252";
}

/* Copies UTF-8, of which what is wrong is repaired. */
static void copy_utf8(ent_buf *out, ent_repaired *repaired, ent_str bytes)
{
	uint32_t line = 1;
	while (bytes.n) {
		size_t good;
		ent_utf8_valid(bytes, &good);
		const ent_str valid = ent_str_slice(bytes, 0, good);
		ent_buf_add(out, valid);
		if (good == bytes.n)
			return;
		line += (uint32_t)ent_str_count(valid, '\n');
		ent_repaired_add(repaired, line);
		bytes = ent_str_slice(bytes, good, bytes.n);
		bytes = ent_str_slice(bytes, ent_utf8_repair(out, bytes), bytes.n);
	}
}

ent_status ent_decode(ent_buf *out,
		      const char **encoding,
		      ent_repaired *repaired,
		      ent_str bytes,
		      ent_str declared,
		      ent_error *err)
{
	size_t bom;
	const char *name = ent_encoding_sniff(bytes, &bom);
	ent_status status = ENT_OK;
	ent_repaired wrong = { .n = 0 };
	ent_buf_clear(out);
	bytes = ent_str_slice(bytes, bom, bytes.n);
	if (!name)
		name = ent_encoding_choose(bytes, true, declared);
	const bool half = !strncmp(name, "UTF-16", 6) && bytes.n % 2;
	bytes.n -= half;
	if (!strcmp(name, "UTF-8"))
		copy_utf8(out, &wrong, bytes);
	else
		status = convert(out, name, bytes, err);
	if (!status && half) {
		wrong.half = true;
		ent_repaired_add(&wrong, line_of(ent_buf_str(out), out->n));
	}
	if (!status && out->failed)
		status = ent_fail_memory(err);
	if (!status)
		status = check_is_text(ent_buf_str(out), err);
	if (!status && encoding)
		*encoding = name;
	if (!status && repaired)
		*repaired = wrong;
	return status;
}
