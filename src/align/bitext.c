/* SPDX-License-Identifier: Apache-2.0 */
/* bitext.c - two texts made ready for alignment: words as numbers.
 *
 * The probability of a word without regard to the other side is its share of this
 * text, smoothed by the lexicon's as if PRIOR words had been seen before: a short
 * text knows little of how rare its words are.
 *
 * Cost: one pass over the text and one look-up in the lexicon a different word.
 */
#include <string.h>

#include "align/bitext.h"
#include "align/vocab.h"
#include "align/words.h"
#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"

/* Words; of 200, 500 and 2,000 the groups of dev (model.c) are within .002 of each
 * other but perturbed, .967, .968 and .964. */
#define PRIOR 500.
/* Share of a word that the lexicon does not have: its rarest have that. */
#define UNKNOWN_SHARE 1e-6
/* Words that have a smaller share carry content: "report", but not "under". */
#define RARE .002

enum {
	WORDS_FIRST = 4096, /* of a side, before the array grows */
	ROMAN_MAX = 5,      /* letters of a label such as xviii */
	NUMBER_MAX = 4, /* digits of a number that is a label without a mark after */
};

static bool is_roman(ent_str form)
{
	for (size_t k = 0; k < form.n; k++)
		if (!strchr("ivxlc", form.p[k]))
			return false;
	return form.n <= ROMAN_MAX;
}

static bool is_mark(const ent_vocable *v, const char *mark)
{
	return v->kind == ENT_TOKEN_MARK && ent_str_is(v->form, mark);
}

/* The label with which a segment of n words begins: "(a)", "b)", "IV.", "12". */
static uint32_t label_of(const ent_vocable *vocables, const uint32_t *words, uint32_t n)
{
	const bool bracket = n && is_mark(&vocables[words[0]], "(");
	if (n < 2u + bracket)
		return 0;
	const ent_vocable *label = &vocables[words[bracket]],
			  *after = &vocables[words[bracket + 1]];
	const bool closed = is_mark(after, ")") || (!bracket && is_mark(after, "."));
	if (label->kind == ENT_TOKEN_NUMBER)
		return closed || (!bracket && label->form.n <= NUMBER_MAX)
			       ? label->hash | 1
			       : 0;
	const bool short_word = label->kind == ENT_TOKEN_WORD &&
				(label->form.n == 1 || is_roman(label->form));
	return closed && short_word ? label->hash | 1 : 0;
}

/* What is read of one side before its words are known. */
struct reading {
	ent_vocab vocab;
	ent_buf kinds; /* of its words, a byte each */
	ent_words words;
	ent_arena *arena;
};

static uint32_t number_word(struct reading *r, const ent_word *word)
{
	const uint32_t v = ent_vocab_add(&r->vocab, word->form, word->hash);
	if (v == r->kinds.n)
		ent_buf_add_char(&r->kinds, (char)word->kind);
	return v;
}

static ent_status read_words(ent_side *side, struct reading *r, ent_error *err)
{
	uint32_t *start = ENT_NEW_ARRAY(r->arena, uint32_t, (size_t)side->n + 1);
	uint32_t *chars = ENT_NEW_ARRAY(r->arena, uint32_t, (size_t)side->n + 1);
	uint32_t *all = NULL;
	size_t n = 0, capacity = 0;
	uint64_t total = 0;
	ent_word word;
	if (!start || !chars || !ENT_ARENA_GROW(r->arena, all, capacity, WORDS_FIRST))
		return ent_fail_memory(err);
	for (uint32_t s = 0; s < side->n; s++) {
		const ent_str text = side->segments[s].text;
		ent_status status = ent_check_length(text, err);
		if (status)
			return status;
		total += ent_str_chars(text);
		if (total >= ENT_OFFSET_MAX)
			return ent_fail(err, ENT_ELIMIT,
					"a side has more characters than the limit of "
					"%lu",
					(unsigned long)ENT_OFFSET_MAX);
		chars[s + 1] = (uint32_t)total;
		for (ent_words_start(&r->words, text);
		     ent_words_next(&word, &r->words);) {
			if (!ENT_ARENA_GROW(r->arena, all, capacity, n + 1))
				return ent_fail_memory(err);
			all[n++] = number_word(r, &word);
		}
		start[s + 1] = (uint32_t)n;
	}
	if (r->words.failed || r->vocab.failed || r->kinds.failed)
		return ent_fail_memory(err);
	side->start = start;
	side->chars = chars;
	side->words = all;
	return ENT_OK;
}

/* The vocables with their places in the lexicon, counted and weighed. */
static ent_status look_up_words(ent_side *side,
				const struct reading *r,
				int which,
				const ent_lexicon *lexicon,
				ent_error *err)
{
	const uint32_t n = r->vocab.n;
	const double all = side->start[side->n];
	ent_vocable *vocables = ENT_NEW_ARRAY(r->arena, ent_vocable, (size_t)n + 1);
	uint32_t *entries = ENT_NEW_ARRAY(r->arena, uint32_t, (size_t)n + 1);
	const ent_str forms = ent_arena_str(r->arena, ent_buf_str(&r->vocab.bytes));
	if (!vocables || !entries || !forms.p)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < side->start[side->n]; k++)
		vocables[side->words[k]].count++;
	for (uint32_t v = 0; v < n; v++) {
		const struct ent_vocab_word *w = &r->vocab.words[v];
		ent_vocable *one = &vocables[v];
		one->form = ent_str_slice(forms, w->at, w->at + w->n);
		one->hash = w->hash;
		one->kind = (ent_token_kind)r->kinds.p[v];
		entries[v] =
			lexicon ? ent_lexicon_word(lexicon, which, one->form, one->hash)
				: ENT_NO_WORD;
		const double q =
			entries[v] == ENT_NO_WORD
				? UNKNOWN_SHARE
				: ent_lexicon_unigram(lexicon, which, entries[v]);
		one->unigram = (float)((one->count + PRIOR * q) / (all + PRIOR));
		one->rare = (lexicon ? q : one->count / all) < RARE;
	}
	side->vocables = vocables;
	side->n_vocables = n;
	side->entries = entries;
	return ENT_OK;
}

static ent_status hash_labels(ent_side *side, ent_arena *arena, ent_error *err)
{
	uint32_t *labels = ENT_NEW_ARRAY(arena, uint32_t, (size_t)side->n + 1);
	if (!labels)
		return ent_fail_memory(err);
	for (uint32_t s = 0; s < side->n; s++)
		labels[s] = label_of(side->vocables, side->words + side->start[s],
				     ent_side_words(side, s, 1));
	side->labels = labels;
	return ENT_OK;
}

/* Whether a segment has words, and the last is not followed by a mark but quotation
 * marks and brackets. */
static bool is_open(const ent_vocable *vocables, const uint32_t *words, uint32_t n)
{
	static const char *const closing[] = { "\"", "'",      ")",      "]",
					       "}",  "\u00bb", "\u201d", "\u2019" };
	enum { CLOSING = sizeof(closing) / sizeof(*closing) };
	for (; n; n--) {
		const ent_vocable *last = &vocables[words[n - 1]];
		size_t k = 0;
		if (last->kind != ENT_TOKEN_MARK)
			return true;
		while (k < CLOSING && !ent_str_is(last->form, closing[k]))
			k++;
		if (k == CLOSING)
			return false;
	}
	return false;
}

/* That a segment is open says something only where most are not: the lines of a list,
 * or of a text without punctuation, are not headings. */
static void mark_headings(const ent_side side[2], uint8_t *const marks[2])
{
	uint64_t n = 0;
	for (int k = 0; k < 2; k++)
		for (uint32_t s = 0; s < side[k].n; s++)
			if (is_open(side[k].vocables, side[k].words + side[k].start[s],
				    ent_side_words(&side[k], s, 1))) {
				marks[k][s] |= ENT_MARK_OPEN;
				n++;
			}
	for (int k = 0; 2 * n > (uint64_t)side[0].n + side[1].n && k < 2; k++)
		for (uint32_t s = 0; s < side[k].n; s++)
			marks[k][s] &= (uint8_t)~ENT_MARK_OPEN;
}

static bool is_one_of(const ent_vocable *v, const char *marks)
{
	return v->kind == ENT_TOKEN_MARK && v->form.n == 1 &&
	       strchr(marks, v->form.p[0]);
}

/* An aside is closed by the bracket that opens it, at its very end but for a full
 * stop. */
static unsigned brackets_of(const ent_vocable *vocables,
			    const uint32_t *words,
			    uint32_t n)
{
	bool some = false, aside = n > 2 && is_one_of(&vocables[words[0]], "([");
	uint32_t depth = 0;
	if (n && is_mark(&vocables[words[n - 1]], "."))
		n--;
	for (uint32_t k = 0; k < n; k++) {
		const bool opens = is_one_of(&vocables[words[k]], "([");
		some |= opens;
		depth += opens;
		depth -= depth && is_one_of(&vocables[words[k]], ")]");
		aside &= depth || k + 1 == n;
	}
	return (some ? ENT_MARK_BRACKETS : 0u) |
	       (aside && !depth ? ENT_MARK_ASIDE : 0u);
}

void ent_side_mark_paragraphs(uint8_t *marks, const ent_segment *segments, uint32_t n)
{
	for (uint32_t s = 0; s < n; s++) {
		const bool placed = segments[s].paragraph != ENT_NO_PARAGRAPH,
			   begins = !s ||
				    segments[s].paragraph != segments[s - 1].paragraph;
		marks[s] &= (uint8_t) ~(ENT_MARK_PLACED | ENT_MARK_BEGINS);
		marks[s] |= (uint8_t)((placed ? ENT_MARK_PLACED : 0) |
				      (begins ? ENT_MARK_BEGINS : 0));
	}
}

/* All marks but those of headings. */
static uint8_t *mark_side(ent_side *side, ent_arena *arena)
{
	uint8_t *marks = ENT_NEW_ARRAY(arena, uint8_t, (size_t)side->n + 1);
	if (!marks)
		return NULL;
	for (uint32_t s = 0; s < side->n; s++)
		marks[s] = (uint8_t)(brackets_of(side->vocables,
						 side->words + side->start[s],
						 ent_side_words(side, s, 1)) |
				     (side->labels[s] ? ENT_MARK_LABEL : 0u) |
				     (side->segments[s].uncertain ? ENT_MARK_UNCERTAIN
								  : 0u));
	ent_side_mark_paragraphs(marks, side->segments, side->n);
	side->marks = marks;
	return marks;
}

static ent_status make_side(ent_side *side,
			    int which,
			    const ent_lexicon *lexicon,
			    ent_arena *arena,
			    ent_error *err)
{
	struct reading r = { .vocab = ENT_VOCAB_INIT,
			     .words = ENT_WORDS_INIT,
			     .arena = arena };
	ent_status status = read_words(side, &r, err);
	if (!status)
		status = look_up_words(side, &r, which, lexicon, err);
	ent_vocab_release(&r.vocab);
	ent_buf_release(&r.kinds);
	ent_words_release(&r.words);
	return status ? status : hash_labels(side, arena, err);
}

ent_status ent_bitext_make(ent_bitext *out,
			   const ent_segment *const segments[2],
			   const uint32_t n[2],
			   const ent_lexicon *lexicon,
			   ent_arena *arena,
			   ent_error *err)
{
	uint8_t *marks[2];
	for (int k = 0; k < 2; k++) {
		out->side[k] = (ent_side){ .n = n[k], .segments = segments[k] };
		const ent_status status =
			make_side(&out->side[k], k, lexicon, arena, err);
		if (status)
			return status;
		marks[k] = mark_side(&out->side[k], arena);
		if (!marks[k])
			return ent_fail_memory(err);
	}
	mark_headings(out->side, marks);
	return ENT_OK;
}
