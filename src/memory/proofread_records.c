/* SPDX-License-Identifier: Apache-2.0 */
/* proofread_records.c - a translation against what the memory has on record.
 *
 * term       A unit of a glossary (from a TBX file, or of a document that the options
 *            name) is in the source, and none of its translations in the target,
 *            words compared by their stems, and one word by the beginning of its stem,
 *            since an adjective may translate a noun.  The longest terms first; a word
 *            of the source belongs to one term.
 * wording    The whole source is in the memory, and the target is not one of its
 *            translations, case and typography aside.  Short texts are left alone:
 *            headings are worded freely.  So are texts with many translations.
 */
#include <fnmatch.h>

#include "base/fail.h"
#include "entente/lookup.h"
#include "memory/handle.h"
#include "memory/proofread_parts.h"
#include "text/fold.h"
#include "text/lang.h"
#include "text/stem.h"
#include "text/token.h"

enum {
	TERM_WORDS = 6,    /* of a term, at most */
	LOOKED_AT = 120,   /* words of a source in which terms are sought */
	MOST_ANSWERS = 8,  /* translations of one text */
	MOST_WORDINGS = 4, /* with more, no wording is the one on record */
};

ent_status ent_proof_units(const ent_match **out,
			   uint32_t *n,
			   struct ent_proof *p,
			   ent_str text,
			   uint32_t min_score,
			   ent_error *err)
{
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	opt.from = p->opt.from;
	opt.to = p->opt.to;
	opt.min_score = min_score;
	opt.limit = MOST_ANSWERS;
	opt.adapt = false;
	opt.variants = ENT_VARIANTS_NEWEST;
	opt.min_confidence = p->opt.min_confidence;
	return ent_memory_lookup(out, n, p->memory, text, &opt, p->arena, err);
}

uint32_t ent_proof_words(ent_str text)
{
	ent_token t;
	uint32_t n = 0;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		n += t.kind == ENT_TOKEN_WORD;
	return n;
}

/* ---- terms --------------------------------------------------------------------- */

/* The stems of a text's words and numbers, each with a space before and after. */
static void add_stems(ent_buf *out, ent_str text, ent_stemmer *stemmer, bool *failed)
{
	ent_buf form = ENT_BUF_INIT;
	ent_token t;
	ent_buf_add_char(out, ' ');
	for (size_t at = 0; ent_token_next(&t, text, &at);) {
		if (t.kind == ENT_TOKEN_MARK)
			continue;
		ent_buf_clear(&form);
		ent_fold_add(&form, ent_str_slice(text, t.start, t.end),
			     ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
		ent_str stem = ent_buf_str(&form);
		if (stemmer && t.kind == ENT_TOKEN_WORD && stem.n)
			stem = ent_stem(stemmer, stem);
		*failed |= stem.n && !stem.p;
		ent_buf_add(out, stem);
		ent_buf_add_char(out, ' ');
	}
	*failed |= form.failed || out->failed;
	ent_buf_release(&form);
}

static bool contains(ent_str text, ent_str part)
{
	return part.n <= 1 ||
	       (part.n <= text.n && memmem(text.p, text.n, part.p, part.n));
}

/* Whether a single word has a relative in the text, "communautaire" for
 * "communauté": two thirds of its stem, five letters or more. */
static bool has_relative(ent_str text, ent_str term)
{
	enum { LEAST = 5 };
	const size_t n = term.n > 2 ? term.n - 2 : 0; /* without the spaces */
	const size_t start = n * 2 / 3 > LEAST ? n * 2 / 3 : LEAST;
	if (n < LEAST || memchr(term.p + 1, ' ', n))
		return false;
	return memmem(text.p, text.n, term.p, 1 + start) != NULL;
}

struct term_search {
	struct ent_proof *p;
	ent_stemmer *stemmers[2]; /* of source and target; NULL for none; owned */
	ent_buf target;           /* stems of the target */
	bool used[LOOKED_AT];
};

static bool is_glossary(struct ent_proof *p, const ent_unit *unit)
{
	if (ent_str_is(unit->origin, "tbx"))
		return true;
	if (!p->opt.glossary.n || !unit->document.n)
		return false;
	const ent_str glob = ent_arena_str(p->arena, p->opt.glossary);
	const ent_str name = ent_arena_str(p->arena, unit->document);
	p->failed |= !glob.p || !name.p;
	return glob.p && name.p && fnmatch(glob.p, name.p, 0) == 0;
}

/* Whether a phrase is the term in another form: "memorandums" for "memorandum". */
static bool same_stems(struct term_search *s, ent_str phrase, ent_str term)
{
	ent_buf a = ENT_BUF_INIT, b = ENT_BUF_INIT;
	add_stems(&a, phrase, s->stemmers[0], &s->p->failed);
	add_stems(&b, term, s->stemmers[0], &s->p->failed);
	const bool same = ent_str_eq(ent_buf_str(&a), ent_buf_str(&b));
	ent_buf_release(&a);
	ent_buf_release(&b);
	return same;
}

static bool is_used(struct term_search *s, const ent_match *m)
{
	ent_buf stems = ENT_BUF_INIT;
	add_stems(&stems, m->found.target.text, s->stemmers[1], &s->p->failed);
	const ent_str target = ent_buf_str(&s->target);
	const bool used = contains(target, ent_buf_str(&stems)) ||
			  has_relative(target, ent_buf_str(&stems));
	ent_buf_release(&stems);
	return used;
}

static void report_term(struct ent_proof *p, const ent_match *m, ent_str term)
{
	ent_buf message = ENT_BUF_INIT;
	ent_buf_addf(&message, ent_translated("the glossary has “%.*s” for “%.*s”"),
		     (int)m->found.target.text.n, m->found.target.text.p, (int)term.n,
		     term.p);
	ent_proof_add(p, &(ent_finding){ .kind = ENT_FINDING_TERM,
					 .end = (uint32_t)p->target.n,
					 .message = ent_buf_str(&message),
					 .unit = m->unit,
					 .document = m->found.document,
					 .date = m->found.date });
	p->failed |= message.failed;
	ent_buf_release(&message);
}

static ent_status check_term(bool *is_term,
			     struct term_search *s,
			     ent_str phrase,
			     ent_error *err)
{
	enum { ALIKE = 70 }; /* low enough for other forms of the words */
	const ent_match *m = NULL;
	const ent_match *first = NULL;
	uint32_t n = 0;
	bool used = false;
	ent_status status = ent_proof_units(&m, &n, s->p, phrase, ALIKE, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		if (!is_glossary(s->p, &m[k].found) ||
		    !same_stems(s, phrase, m[k].found.source.text))
			continue;
		first = first ? first : &m[k];
		used |= is_used(s, &m[k]);
	}
	*is_term = first != NULL;
	if (first && !used)
		report_term(s->p, first, phrase);
	return status;
}

static ent_status search_terms(struct term_search *s,
			       const ent_token *words,
			       uint32_t n,
			       ent_error *err)
{
	ent_status status = ENT_OK;
	for (uint32_t size = TERM_WORDS; size && !status; size--)
		for (uint32_t at = 0; at + size <= n && !status; at++) {
			bool is_free = true, is_term = false;
			for (uint32_t k = 0; k < size; k++)
				is_free &= !s->used[at + k];
			if (is_free)
				status = check_term(
					&is_term, s,
					ent_str_slice(s->p->source, words[at].start,
						      words[at + size - 1].end),
					err);
			for (uint32_t k = 0; is_term && k < size; k++)
				s->used[at + k] = true;
		}
	return status;
}

ent_status ent_proof_terms(struct ent_proof *p, ent_error *err)
{
	struct term_search s = { .p = p, .target = ENT_BUF_INIT };
	ent_token words[LOOKED_AT], t;
	uint32_t n = 0;
	for (size_t at = 0; n < LOOKED_AT && ent_token_next(&t, p->source, &at);)
		if (t.kind != ENT_TOKEN_MARK)
			words[n++] = t;
	ent_status status =
		ent_stemmer_new(&s.stemmers[0], ent_lang_base(p->opt.from), err);
	if (!status)
		status = ent_stemmer_new(&s.stemmers[1], ent_lang_base(p->opt.to), err);
	if (!status) {
		add_stems(&s.target, p->target, s.stemmers[1], &p->failed);
		status = search_terms(&s, words, n, err);
	}
	ent_stemmer_free(s.stemmers[0]);
	ent_stemmer_free(s.stemmers[1]);
	ent_buf_release(&s.target);
	return status;
}

/* ---- wording ------------------------------------------------------------------- */

ent_str ent_proof_folded(ent_str text, struct ent_proof *p)
{
	ent_buf buf = ENT_BUF_INIT;
	ent_fold_add(&buf, text, ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY);
	const ent_str copy = ent_arena_str(p->arena, ent_buf_str(&buf));
	p->failed |= buf.failed || !copy.p;
	ent_buf_release(&buf);
	return copy.p ? copy : ENT_STR("");
}

/* "DATE, DOCUMENT: “TEXT”" */
static void add_record(ent_buf *out, const ent_match *m, ent_str text)
{
	if (m->found.date.n) {
		ent_buf_add(out, m->found.date);
		ent_buf_add(out, m->found.document.n ? ENT_STR(", ") : ENT_STR(": "));
	}
	if (m->found.document.n) {
		ent_buf_add(out, m->found.document);
		ent_buf_add(out, ENT_STR(": "));
	}
	ent_buf_addf(out, ent_translated("“%.*s”"), (int)text.n, text.p);
}

void ent_proof_record(struct ent_proof *p,
		      ent_finding_kind kind,
		      const char *what,
		      const ent_match *m,
		      ent_str text,
		      ent_str place)
{
	const uint32_t start = (uint32_t)(place.p - p->target.p);
	ent_buf message = ENT_BUF_INIT;
	ent_buf_add(&message, ent_str_of(ent_translated(what)));
	ent_buf_add_char(&message, ' ');
	add_record(&message, m, text);
	ent_proof_add(p, &(ent_finding){ .kind = kind,
					 .start = start,
					 .end = start + (uint32_t)place.n,
					 .message = ent_buf_str(&message),
					 .replacement = text,
					 .unit = m->unit,
					 .document = m->found.document,
					 .date = m->found.date });
	p->failed |= message.failed;
	ent_buf_release(&message);
}

ent_status ent_proof_wording(struct ent_proof *p, ent_error *err)
{
	const ent_match *m = NULL;
	uint32_t n = 0;
	if (ent_proof_words(p->source) < ENT_PROOF_WORDS)
		return ENT_OK;
	ent_status status = ent_proof_units(&m, &n, p, p->source, 100, err);
	if (status || !n || n > MOST_WORDINGS)
		return status;
	const ent_str target = ent_proof_folded(p->target, p);
	for (uint32_t k = 0; k < n; k++)
		if (ent_str_eq(ent_proof_folded(m[k].found.target.text, p), target))
			return ENT_OK;
	ent_proof_record(p, ENT_FINDING_WORDING,
			 ENT_TEXT("translated differently on record:"), &m[0],
			 m[0].found.target.text, p->target);
	return ENT_OK;
}
