/* SPDX-License-Identifier: Apache-2.0 */
/* chars.c - edit distance over characters, sixty-four at a time.
 *
 * The bit-parallel algorithm of Myers, "A fast bit-vector algorithm for approximate
 * string matching based on dynamic programming", Journal of the ACM 46, 1999, p. 395,
 * in the form of Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau
 * edit distances", Nordic Journal of Computing 10, 2003, p. 29: a column of the table
 * is a vector of +1 and -1, in blocks of 64 rows.  Time O(n m / 64); memory 24 bytes a
 * character and 1 bit a character and kind of character.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "match/chars.h"

struct block {
	uint64_t plus, minus;
};

struct pattern {
	uint32_t n, blocks, kinds, mask;
	uint32_t *codes;  /* hash table of characters; 0 is free */
	uint32_t *number; /* of each slot */
	uint64_t *peq;    /* kinds x blocks: where each kind occurs */
	struct block *column;
};

static uint32_t next_char(ent_str s, size_t *at)
{
	unsigned char c = (unsigned char)s.p[(*at)++];
	uint32_t code = c;
	while (*at < s.n && ((unsigned char)s.p[*at] & 0xC0) == 0x80)
		code = code << 8 | (unsigned char)s.p[(*at)++];
	return code;
}

static uint32_t slot_of(const struct pattern *p, uint32_t code)
{
	uint32_t at = code * 0x9E3779B1u >> 7 & p->mask;
	while (p->codes[at] && p->codes[at] != code)
		at = (at + 1) & p->mask;
	return at;
}

static bool prepare(struct pattern *p, ent_str s, uint32_t n)
{
	uint32_t size = 64;
	while (size < 2 * n)
		size *= 2;
	*p = (struct pattern){ .n = n, .blocks = (n + 63) / 64, .mask = size - 1 };
	p->codes = calloc(size, sizeof(*p->codes));
	p->number = calloc(size, sizeof(*p->number));
	p->column = malloc(p->blocks * sizeof(*p->column));
	if (!p->codes || !p->number || !p->column)
		return false;
	for (size_t at = 0; at < s.n;) {
		uint32_t code = next_char(s, &at), slot = slot_of(p, code);
		if (!p->codes[slot]) {
			p->codes[slot] = code;
			p->number[slot] = p->kinds++;
		}
	}
	p->peq = calloc((size_t)p->kinds * p->blocks + 1, sizeof(*p->peq));
	if (!p->peq)
		return false;
	uint32_t k = 0;
	for (size_t at = 0; at < s.n; k++) {
		uint32_t kind = p->number[slot_of(p, next_char(s, &at))];
		p->peq[(size_t)kind * p->blocks + k / 64] |= (uint64_t)1 << k % 64;
	}
	return true;
}

static void release(struct pattern *p)
{
	free(p->codes);
	free(p->number);
	free(p->peq);
	free(p->column);
}

/* One block of one column; `in` and the result are what crosses its borders. */
static int step(struct block *b, uint64_t eq, int in, uint64_t top)
{
	uint64_t plus = b->plus, minus = b->minus;
	uint64_t x = eq | minus;
	if (in < 0)
		eq |= 1;
	uint64_t d = (((eq & plus) + plus) ^ plus) | eq;
	uint64_t hp = minus | ~(d | plus), hm = d & plus;
	int out = hp & top ? 1 : hm & top ? -1 : 0;
	hp = hp << 1 | (in > 0);
	hm = hm << 1 | (in < 0);
	b->plus = hm | ~(x | hp);
	b->minus = hp & x;
	return out;
}

static uint32_t distance(struct pattern *p, ent_str text)
{
	const uint64_t last = (uint64_t)1 << (p->n - 1) % 64;
	uint32_t d = p->n;
	for (uint32_t k = 0; k < p->blocks; k++)
		p->column[k] = (struct block){ ~(uint64_t)0, 0 };
	for (size_t at = 0; at < text.n;) {
		uint32_t slot = slot_of(p, next_char(text, &at));
		const uint64_t *eq =
			p->codes[slot] ? p->peq + (size_t)p->number[slot] * p->blocks
				       : NULL;
		int carry = 1; /* the row above the first grows by one a column */
		for (uint32_t k = 0; k < p->blocks; k++)
			carry = step(&p->column[k], eq ? eq[k] : 0, carry,
				     k + 1 == p->blocks ? last : (uint64_t)1 << 63);
		d = (uint32_t)((int)d + carry);
	}
	return d;
}

ent_status ent_chars_quality(double *out, ent_str a, ent_str b, ent_error *err)
{
	size_t n = ent_str_chars(a), m = ent_str_chars(b), longer = n > m ? n : m;
	struct pattern p;
	*out = ent_str_eq(a, b);
	if (ent_str_eq(a, b) || !n || !m || longer > ENT_CHARS_MAX)
		return ENT_OK;
	bool ok = prepare(&p, a, (uint32_t)n);
	if (ok)
		*out = 1 - (double)distance(&p, b) / (double)longer;
	release(&p);
	return ok ? ENT_OK : ent_fail_memory(err);
}
