/* SPDX-License-Identifier: Apache-2.0 */
/* proofread_quotations.c - quotations against what the memory has on record.
 *
 * Given the source: a text between quotation marks in it is a unit of the memory, and
 * none of its translations is in the target.
 *
 * Given a text alone, as LibreOffice sends it: a text between quotation marks is almost
 * a unit of the memory, but not quite.  Where values differ, or more than a few words,
 * it may well be another sentence of the same form: nothing is said.
 */
#include "base/fail.h"
#include "entente/lookup.h"
#include "memory/handle.h"
#include "memory/proofread_parts.h"
#include "text/value.h"

enum { ALIKE = 85 }; /* low enough for a mark at the end more or less */

/* ---- finding them --------------------------------------------------------------- */

static const struct {
	const char *open, *close;
} quotes[] = { { "«", "»" }, { "“", "”" }, { "„", "“" }, { "\"", "\"" } };
enum { QUOTES = sizeof(quotes) / sizeof(quotes[0]) };

static size_t find(ent_str text, size_t at, const char *what)
{
	const size_t n = strlen(what);
	const char *hit =
		at + n <= text.n ? memmem(text.p + at, text.n - at, what, n) : NULL;
	return hit ? (size_t)(hit - text.p) : text.n;
}

/* White space of any kind at both ends: French sets quotation marks off by spaces
 * that do not break. */
static ent_str trim_spaces(ent_str text)
{
	static const char *const spaces[] = { " ", "\t", "\xC2\xA0", "\xE2\x80\xAF",
					      "\xE2\x80\x89" };
	for (size_t k = 0; k < sizeof(spaces) / sizeof(spaces[0]); k++) {
		const ent_str space = ent_str_of(spaces[k]);
		if (text.n && ent_str_starts(text, space)) {
			text = ent_str_slice(text, space.n, text.n);
			k = SIZE_MAX;
		} else if (text.n && ent_str_ends(text, space)) {
			text.n -= space.n;
			k = SIZE_MAX;
		}
	}
	return text;
}

/* The next quotation of at least ENT_PROOF_WORDS words at or after *at; false at the
 * end. */
static bool next_quotation(ent_str *out, ent_str text, size_t *at)
{
	while (*at < text.n) {
		size_t start = text.n, q = 0;
		for (size_t k = 0; k < QUOTES; k++) {
			const size_t here = find(text, *at, quotes[k].open);
			if (here < start) {
				start = here;
				q = k;
			}
		}
		if (start == text.n)
			break;
		const size_t from = start + strlen(quotes[q].open);
		const size_t to = find(text, from, quotes[q].close);
		if (to == text.n)
			break;
		*at = to + strlen(quotes[q].close);
		*out = trim_spaces(ent_str_slice(text, from, to));
		if (ent_proof_words(*out) >= ENT_PROOF_WORDS)
			return true;
	}
	*at = text.n;
	return false;
}

/* A text without the mark that ends a sentence, which a quotation may leave out. */
static ent_str without_end(ent_str text)
{
	while (text.n && strchr(".,;:!?", text.p[text.n - 1]))
		text.n--;
	return trim_spaces(text);
}

/* ---- given the source ----------------------------------------------------------- */

static ent_status check_quotation(struct ent_proof *p,
				  ent_str quotation,
				  ent_error *err)
{
	const ent_match *m = NULL;
	uint32_t n = 0;
	ent_status status = ent_proof_units(&m, &n, p, quotation, ALIKE, err);
	if (status || !n)
		return status;
	const ent_str target = ent_proof_folded(p->target, p);
	const ent_str source = without_end(ent_proof_folded(quotation, p));
	const ent_match *record = NULL;
	for (uint32_t k = 0; k < n; k++) {
		const ent_str quoted =
			without_end(ent_proof_folded(m[k].found.source.text, p));
		const ent_str known =
			without_end(ent_proof_folded(m[k].found.target.text, p));
		if (!ent_str_eq(quoted, source))
			continue;
		if (known.n <= target.n && memmem(target.p, target.n, known.p, known.n))
			return ENT_OK;
		record = record ? record : &m[k];
	}
	if (!record)
		return ENT_OK;
	ent_str place = p->target;
	size_t at = 0;
	if (!next_quotation(&place, p->target, &at))
		place = p->target;
	ent_proof_record(p, ENT_FINDING_QUOTATION,
			 ENT_TEXT("the quotation is translated on record:"), record,
			 record->found.target.text, place);
	return ENT_OK;
}

ent_status ent_proof_quotations(struct ent_proof *p, ent_error *err)
{
	ent_status status = ENT_OK;
	ent_str quotation;
	for (size_t at = 0; !status && next_quotation(&quotation, p->source, &at);)
		status = check_quotation(p, quotation, err);
	return status;
}

/* ---- a text alone --------------------------------------------------------------- */

/* Whether two texts of one language have the same numbers, dates and amounts. */
static bool same_values(struct ent_proof *p, ent_str a, ent_str b)
{
	ent_buf only_a = ENT_BUF_INIT, only_b = ENT_BUF_INIT;
	bool agree = false;
	p->failed |= !ent_values_agree(&agree, &only_a, &only_b, a, p->opt.from, b,
				       p->opt.from);
	ent_buf_release(&only_a);
	ent_buf_release(&only_b);
	return agree;
}

static ent_status check_alone(struct ent_proof *p, ent_str quotation, ent_error *err)
{
	const ent_match *m = NULL;
	uint32_t n = 0;
	ent_status status = ent_proof_units(&m, &n, p, quotation, ALIKE, err);
	const ent_str quoted = without_end(ent_proof_folded(quotation, p));
	for (uint32_t k = 0; k < n && !status; k++)
		if (ent_str_eq(without_end(ent_proof_folded(m[k].found.source.text, p)),
			       quoted))
			return ENT_OK;
	if (status || !n || !same_values(p, quotation, m[0].found.source.text))
		return status;
	ent_proof_record(p, ENT_FINDING_QUOTATION,
			 ENT_TEXT("on record in other words:"), &m[0],
			 m[0].found.source.text, quotation);
	return ENT_OK;
}

static void swap_languages(struct ent_proof *p)
{
	const ent_str from = p->opt.from;
	p->opt.from = p->opt.to;
	p->opt.to = from;
}

ent_status ent_proof_quotations_alone(struct ent_proof *p, ent_error *err)
{
	ent_status status = ENT_OK;
	ent_str quotation;
	swap_languages(p);
	for (size_t at = 0; !status && next_quotation(&quotation, p->target, &at);)
		status = check_alone(p, quotation, err);
	swap_languages(p);
	return status;
}
