/* SPDX-License-Identifier: Apache-2.0 */
/* proofread.c - what in a translation deserves a second look.
 *
 * Values are compared by the engine that also puts them into targets
 * (text/value_agree.c); a finding points at the first value of the target that the
 * source does not have, when there is one.
 *
 * Cost: the values of both texts; with a memory some look-ups for each word of the
 * source (proofread_records.c).
 */
#include "base/ascii.h"
#include "base/fail.h"
#include "base/sizes.h"
#include "base/word_list.h"
#include "memory/handle.h"
#include "memory/proofread_parts.h"
#include "text/lang.h"
#include "text/token.h"
#include "text/value.h"

/* ---- values ------------------------------------------------------------------- */

enum { VALUES = 64 };

/* The first value of the target that no value of the source is equal to; the whole
 * target when there is none. */
static void find_value(uint32_t *start, uint32_t *end, const struct ent_proof *p)
{
	ent_value source[VALUES], target[VALUES];
	bool used[VALUES] = { false };
	const uint32_t n = ent_values(source, VALUES, p->source, p->opt.from);
	const uint32_t m = ent_values(target, VALUES, p->target, p->opt.to);
	*start = 0;
	*end = (uint32_t)p->target.n;
	for (uint32_t k = 0; k < m; k++) {
		bool found = false;
		for (uint32_t i = 0; i < n && !found; i++)
			if (!used[i] && ent_value_same(&source[i], p->source,
						       &target[k], p->target))
				found = used[i] = true;
		if (found)
			continue;
		*start = target[k].start;
		*end = target[k].end;
		return;
	}
}

/* Words that write a number which the other side has in digits. */
static bool has_number_word(ent_str text)
{
	static const char *const stems[] = { "cent",  "mille",   "milli",    "vingt",
					     "trent", "quarant", "cinquant", "soixant",
					     "dix",   "douz",    "hundred",  "thousand",
					     "twent", "thirt",   "fort",     "fift",
					     "dozen", NULL };
	ent_token t;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		if (ent_list_start_of(stems, ent_str_slice(text, t.start, t.end)))
			return true;
	return false;
}

static bool is_part_of_name(char c)
{
	return ent_is_digit(c) || ent_is_letter(c) || (c && strchr("/_-", c)) ||
	       (c & 0x80);
}

/* Whether a number is in a text by itself, and not in an address or a name such
 * as DebConf11, which is worded freely. */
static bool is_alone(ent_str text, ent_str number)
{
	for (size_t k = 0; k + number.n <= text.n; k++) {
		const size_t end = k + number.n;
		if (memcmp(text.p + k, number.p, number.n) != 0)
			continue;
		if ((!k || !is_part_of_name(text.p[k - 1])) &&
		    (end == text.n || !is_part_of_name(text.p[end])))
			return true;
	}
	return false;
}

/* Whether one of the numbers, "3, 25", is in the text as it is written here; a
 * number that is written in another way counts as standing alone. */
static bool some_stand_alone(ent_str text, ent_str numbers)
{
	while (numbers.n) {
		ent_str number = ent_str_trim(ent_str_cut(&numbers, ','));
		bool written = false;
		for (size_t k = 0; k + number.n <= text.n && !written; k++)
			written = !memcmp(text.p + k, number.p, number.n);
		if (number.n && (!written || is_alone(text, number)))
			return true;
	}
	return false;
}

/* Whether the two sides may differ in this: a number that one side writes in words, or
 * one inside a name. */
static bool may_differ(const struct ent_proof *p,
		       ent_str only_source,
		       ent_str only_target)
{
	if (!only_target.n)
		return has_number_word(p->target) ||
		       !some_stand_alone(p->source, only_source);
	if (!only_source.n)
		return has_number_word(p->source) ||
		       !some_stand_alone(p->target, only_target);
	return false;
}

static void check_values(struct ent_proof *p)
{
	ent_buf only_source = ENT_BUF_INIT, only_target = ENT_BUF_INIT;
	ent_buf message = ENT_BUF_INIT;
	bool agree = true;
	ent_finding finding = { .kind = ENT_FINDING_VALUES };
	if (!ent_values_agree(&agree, &only_source, &only_target, p->source,
			      p->opt.from, p->target, p->opt.to))
		p->failed = true;
	if (!agree &&
	    !may_differ(p, ent_buf_str(&only_source), ent_buf_str(&only_target))) {
		if (!only_target.n)
			ent_buf_addf(&message, ent_translated("the source has %s"),
				     only_source.p);
		else if (!only_source.n)
			ent_buf_addf(&message, ent_translated("the target has %s"),
				     only_target.p);
		else
			ent_buf_addf(
				&message,
				ent_translated("the source has %s, the target has %s"),
				only_source.p, only_target.p);
		finding.message = ent_buf_str(&message);
		if (only_target.n)
			find_value(&finding.start, &finding.end, p);
		else
			finding.end = (uint32_t)p->target.n;
		ent_proof_add(p, &finding);
	}
	p->failed |= message.failed;
	ent_buf_release(&message);
	ent_buf_release(&only_source);
	ent_buf_release(&only_target);
}

/* ---- language ------------------------------------------------------------------ */

/* false: nothing more can be said of a target that is not a translation. */
static bool check_language(struct ent_proof *p)
{
	bool ok = true;
	ent_finding finding = { .end = (uint32_t)p->target.n };
	const ent_unit_side source = { .text = p->source, .lang = p->opt.from };
	const ent_unit_side target = { .text = p->target, .lang = p->opt.to };
	if (ent_proof_is_untranslated(&ok, &source, &target)) {
		finding.kind = ENT_FINDING_UNTRANSLATED;
		finding.message = ent_str_of(
			ent_translated("not translated: the target is the source"));
		ent_proof_add(p, &finding);
		return false;
	}
	p->failed |= !ok;
	const ent_str other = ent_proof_other_language(p->target, p->opt.to);
	if (!other.n)
		return true;
	ent_buf message = ENT_BUF_INIT;
	ent_buf_addf(&message,
		     ent_translated("the target seems to be in language '%.*s'"),
		     (int)other.n, other.p);
	finding.kind = ENT_FINDING_LANGUAGE;
	finding.message = ent_buf_str(&message);
	ent_proof_add(p, &finding);
	p->failed |= message.failed;
	ent_buf_release(&message);
	return false;
}

/* ---- all ----------------------------------------------------------------------- */

static ent_status check_records(struct ent_proof *p, ent_error *err)
{
	ent_status status = ent_proof_terms(p, err);
	if (!status)
		status = ent_proof_wording(p, err);
	if (!status)
		status = ent_proof_quotations(p, err);
	return status;
}

/* A stable sort by place; there are few. */
static void sort_findings(ent_finding *f, uint32_t n)
{
	for (uint32_t k = 1; k < n; k++)
		for (uint32_t i = k; i && f[i - 1].start > f[i].start; i--) {
			const ent_finding t = f[i];
			f[i] = f[i - 1];
			f[i - 1] = t;
		}
}

ent_status ent_proofread(const ent_finding **out,
			 uint32_t *count,
			 ent_memory *memory,
			 ent_str source,
			 ent_str target,
			 const ent_proofread_options *opt,
			 ent_arena *arena,
			 ent_error *err)
{
	struct ent_proof p = { .source = source,
			       .target = target,
			       .opt = opt ? *opt : ENT_PROOFREAD_OPTIONS_DEFAULT,
			       .memory = memory,
			       .arena = arena };
	ent_status status = ent_lang_read(&p.opt.from, p.opt.from, arena, err);
	if (!status)
		status = ent_lang_read(&p.opt.to, p.opt.to, arena, err);
	if (!status && (!p.opt.from.n || !p.opt.to.n))
		status = ent_fail(err, ENT_EINVAL, "both languages must be given");
	if (!status)
		status = ent_check_length(source, err);
	if (!status)
		status = ent_check_length(target, err);
	if (status)
		return status;
	const bool has_source = ent_str_trim(source).n,
		   has_target = ent_str_trim(target).n;
	if (memory && has_target && !has_source)
		status = ent_proof_quotations_alone(&p, err);
	if (has_source && has_target && check_language(&p)) {
		check_values(&p);
		ent_proof_codes(&p);
		if (memory)
			status = check_records(&p, err);
	}
	if (!status && p.failed)
		status = ent_fail_memory(err);
	if (status)
		return status;
	sort_findings(p.findings, p.n);
	*out = p.findings;
	*count = p.n;
	return ENT_OK;
}
