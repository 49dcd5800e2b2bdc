/* SPDX-License-Identifier: Apache-2.0 */
/* review_file.c - a person's verdicts, from a file that `entente review` wrote.
 *
 *	@ in/a.en.html<TAB>in/a.fr.html<TAB>9f86d081884c7d65<TAB>en<TAB>fr
 *	? 12-13 = 11   0.31 length,numbers
 *	    en 12 | text
 *
 * A line that begins with '@' names two documents, what their contents were, and their
 * languages, which may be missing: earlier programs did not write them.  Names are
 * written as fields of TSV.
 * One that begins with a verdict gives segments of the source, "=" and segments
 * of the target, 1-based, "-" for none, and whatever follows them.  Verdicts: "?"
 * left, "a" accept, "r" reject, "l" relink.  All other lines begin with a blank or
 * '#', or are empty, and are for the reader.  One pass, constant memory but for
 * the decisions of one pair.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/fail.h"
#include "base/tsv_field.h"
#include "memory/review_file.h"

enum { MAX_DECISIONS = 65536 }; /* of one pair of documents */

static ent_status wrong(ent_error *err, const char *what)
{
	return ent_fail(err, ENT_EFORMAT, "%s", ent_translated(what));
}

/* Digits up to something else; false for none or a number over 10^9. */
static bool read_number(uint32_t *out, ent_str *rest)
{
	uint32_t v = 0;
	size_t k = 0;
	for (; k < rest->n && k < 10 && ent_is_digit(rest->p[k]); k++)
		v = v > 100000000 ? 1000000001 : v * 10 + (uint32_t)(rest->p[k] - '0');
	*rest = ent_str_slice(*rest, k, rest->n);
	*out = v;
	return k && v <= 1000000000;
}

static void skip_blanks(ent_str *rest)
{
	while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t'))
		*rest = ent_str_slice(*rest, 1, rest->n);
}

/* "7", "3-4" or "-". */
static bool read_range(uint32_t *first, uint32_t *n, ent_str *rest)
{
	uint32_t a, b;
	skip_blanks(rest);
	if (rest->n && rest->p[0] == '-') {
		*rest = ent_str_slice(*rest, 1, rest->n);
		*first = *n = 0;
		return true;
	}
	if (!read_number(&a, rest) || !a)
		return false;
	b = a;
	if (rest->n && rest->p[0] == '-') {
		*rest = ent_str_slice(*rest, 1, rest->n);
		if (!read_number(&b, rest) || b < a)
			return false;
	}
	*first = a - 1;
	*n = b - a + 1;
	return true;
}

static bool read_hash(uint64_t *out, ent_str s)
{
	uint64_t v = 0;
	for (size_t k = 0; k < s.n; k++) {
		const char *digit = strchr("0123456789abcdef", s.p[k]);
		if (!s.p[k] || !digit)
			return false;
		v = v << 4 | (uint64_t)strtoul((char[]){ s.p[k], 0 }, NULL, 16);
	}
	*out = v;
	return s.n > 0 && s.n <= 16;
}

static ent_status read_pair(ent_decision *d, ent_str rest, ent_error *err)
{
	rest = ent_str_slice(rest, rest.n && rest.p[0] == ' ', rest.n);
	ent_str source = ent_str_cut(&rest, '\t');
	ent_str target = ent_str_cut(&rest, '\t');
	ent_str digits = ent_str_trim(ent_str_cut(&rest, '\t'));
	ent_str from = ent_str_trim(ent_str_cut(&rest, '\t'));
	uint64_t hash;
	if (!source.n || !target.n || !read_hash(&hash, digits))
		return wrong(err, "expected '@ SOURCE<TAB>TARGET<TAB>HASH'");
	*d = (ent_decision){ .source_document = source,
			     .target_document = target,
			     .hash = hash,
			     .source_lang = from,
			     .target_lang = ent_str_trim(rest) };
	return ENT_OK;
}

static ent_status read_verdict(ent_decision *d,
			       char verdict,
			       ent_str rest,
			       ent_error *err)
{
	d->verdict = verdict == 'a'   ? ENT_ACCEPT
		     : verdict == 'r' ? ENT_REJECT
				      : ENT_RELINK;
	if (!read_range(&d->src, &d->n_src, &rest))
		return wrong(err, "expected segments of the source: 7, 3-4 or -");
	skip_blanks(&rest);
	if (!rest.n || rest.p[0] != '=')
		return wrong(err, "expected '=' between source and target");
	rest = ent_str_slice(rest, 1, rest.n);
	if (!read_range(&d->tgt, &d->n_tgt, &rest) ||
	    (rest.n && rest.p[0] != ' ' && rest.p[0] != '\t'))
		return wrong(err, "expected segments of the target: 7, 3-4 or -");
	if (!d->n_src && !d->n_tgt)
		return wrong(err, "no segments on either side");
	return ENT_OK;
}

ent_status ent_review_read_line(ent_review_line *kind,
				ent_decision *d,
				ent_str line,
				ent_error *err)
{
	*kind = ENT_LINE_NOTHING;
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	if (!line.n || line.p[0] == '#' || line.p[0] == ' ' || line.p[0] == '\t')
		return ENT_OK;
	const char c = line.p[0];
	ent_str rest = ent_str_slice(line, 1, line.n);
	if (c == '@') {
		*kind = ENT_LINE_PAIR;
		return read_pair(d, rest, err);
	}
	if (!strchr("?arl", c) || !rest.n || (rest.p[0] != ' ' && rest.p[0] != '\t'))
		return wrong(err, "expected a verdict: a, r, l or ?");
	if (c == '?') {
		*kind = ENT_LINE_LEFT;
		return ENT_OK;
	}
	*kind = ENT_LINE_VERDICT;
	return read_verdict(d, c, rest, err);
}

/* ---- the whole file ------------------------------------------------------------- */

struct reading {
	ent_memory *memory;
	ent_review_result *out;
	ent_decision pair;      /* names and hash of the current pair */
	ent_buf source, target; /* the names */
	bool in_pair;
	uint32_t pair_line;
	ent_decision *decisions;
	uint32_t n;
	size_t capacity;
	ent_str name, who, at;
	ent_error *err;
};

/* Applies what was read of the current pair. */
static ent_status apply(struct reading *r)
{
	ent_status status = ent_memory_decide(r->memory, r->decisions, r->n, r->err);
	for (uint32_t k = 0; !status && k < r->n; k++)
		switch (r->decisions[k].verdict) {
		case ENT_ACCEPT: r->out->accepted++; break;
		case ENT_REJECT: r->out->rejected++; break;
		case ENT_RELINK: r->out->relinked++; break;
		}
	r->n = 0;
	if (status && r->err) { /* the place is in the file of verdicts */
		r->err->line = r->pair_line;
		r->err->file[0] = '\0';
	}
	return ent_error_in(r->err, status, r->name);
}

static ent_status add_decision(struct reading *r, const ent_decision *d)
{
	if (!r->in_pair)
		return wrong(r->err, "a verdict before any '@' line");
	if (r->n == MAX_DECISIONS)
		return ent_fail(r->err, ENT_ELIMIT, "too many verdicts on one pair");
	if (!ENT_GROW(r->decisions, r->capacity, r->n + 1))
		return ent_fail_memory(r->err);
	ent_decision *kept = &r->decisions[r->n++];
	*kept = *d;
	kept->source_document = r->pair.source_document;
	kept->target_document = r->pair.target_document;
	kept->hash = r->pair.hash;
	kept->source_lang = r->pair.source_lang;
	kept->target_lang = r->pair.target_lang;
	kept->who = r->who;
	kept->at = r->at;
	return ENT_OK;
}

static ent_status begin_pair(struct reading *r, const ent_decision *d, uint32_t number)
{
	ent_buf_clear(&r->source);
	ent_buf_clear(&r->target);
	ent_tsv_field_read(&r->source, d->source_document);
	ent_tsv_field_read(&r->target, d->target_document);
	r->pair = *d;
	r->pair.source_document = ent_buf_str(&r->source);
	r->pair.target_document = ent_buf_str(&r->target);
	r->in_pair = true;
	r->pair_line = number;
	return r->source.failed || r->target.failed ? ent_fail_memory(r->err) : ENT_OK;
}

static ent_status take_line(struct reading *r, ent_str line, uint32_t number)
{
	ent_review_line kind;
	ent_decision d = { .n_src = 0 };
	ent_status status = ent_review_read_line(&kind, &d, line, r->err);
	if (!status && kind == ENT_LINE_PAIR) {
		status = apply(r);
		if (status)
			return status;
		status = begin_pair(r, &d, number);
	}
	if (!status && kind == ENT_LINE_VERDICT)
		status = add_decision(r, &d);
	r->out->left += !status && kind == ENT_LINE_LEFT;
	if (status && r->err)
		r->err->line = number;
	return ent_error_in(r->err, status, r->name);
}

ent_status ent_memory_review_file(ent_review_result *out,
				  ent_memory *memory,
				  ent_str text,
				  ent_str name,
				  ent_str who,
				  ent_str at,
				  ent_error *err)
{
	struct reading r = { .memory = memory,
			     .out = out,
			     .name = name,
			     .who = who,
			     .at = at,
			     .err = err };
	ent_status status = ENT_OK;
	uint32_t number = 0;
	*out = (ent_review_result){ 0 };
	for (ent_str rest = text; !status && rest.p;)
		status = take_line(&r, ent_str_cut(&rest, '\n'), ++number);
	if (!status)
		status = apply(&r);
	free(r.decisions);
	ent_buf_release(&r.source);
	ent_buf_release(&r.target);
	return status;
}
