/* SPDX-License-Identifier: Apache-2.0 */
/* known.c - what a lexicon knows of a phrase and its counterpart.
 *
 * Cost: O(words of one x words of the other x links of a word).
 */
#include <stdlib.h>

#include "base/array.h"
#include "concord/known.h"
#include "text/function_words.h"

/* Letters that words which are alike begin with. */
enum { LIKE_MIN = 4 };

/* The number of a word that was not looked up yet. */
#define UNASKED (ENT_NO_WORD - 1)

/* ---- words ----------------------------------------------------------------------- */

static bool read_text(ent_known_reader *r, int side, ent_str text)
{
	ent_known_text *t = &r->texts[side];
	ent_word w;
	t->n = 0;
	ent_buf_clear(&t->forms);
	ent_words_start(&r->words, text);
	while (ent_words_next(&w, &r->words)) {
		if (w.kind == ENT_TOKEN_MARK)
			continue;
		if (!ENT_GROW(t->words, t->capacity, t->n + 1))
			return false;
		const ent_str token = ent_str_slice(text, w.start, w.end);
		t->words[t->n++] = (struct ent_known_word){
			.at = (uint32_t)t->forms.n,
			.n = (uint32_t)w.form.n,
			.hash = w.hash,
			.number = UNASKED,
			.content = !ent_is_function_word(token),
		};
		ent_buf_add(&t->forms, w.form);
	}
	return !r->words.failed && !t->forms.failed;
}

static ent_str form_of(const ent_known_text *t, size_t k)
{
	return (ent_str){ t->forms.p + t->words[k].at, t->words[k].n };
}

static uint32_t number_of(ent_known_text *t,
			  size_t k,
			  const ent_lexicon *lexicon,
			  int side)
{
	struct ent_known_word *w = &t->words[k];
	if (w->number == UNASKED)
		w->number = ent_lexicon_word(lexicon, side, form_of(t, k), w->hash);
	return w->number;
}

/* ---- what is known of them ------------------------------------------------------- */

static bool is_linked(const ent_lexicon *lexicon,
		      uint32_t least,
		      int side,
		      uint32_t a,
		      uint32_t b)
{
	const ent_links links = ent_lexicon_links(lexicon, side, a);
	for (uint32_t k = 0; k < links.n; k++)
		if (links.words[k] == b)
			return links.p[k] >= least;
	return false;
}

/* Whether word a of the phrase and b of the counterpart translate each other by the
 * lexicon, or begin alike. */
static bool correspond(ent_known_text texts[2],
		       const ent_lexicon *lexicon,
		       uint32_t least,
		       size_t a,
		       size_t b)
{
	const ent_str from = form_of(&texts[0], a), to = form_of(&texts[1], b);
	if (ent_str_eq(from, to) || ent_str_common(from, to) >= LIKE_MIN)
		return true;
	if (!lexicon)
		return false;
	const uint32_t x = number_of(&texts[0], a, lexicon, 0);
	const uint32_t y = number_of(&texts[1], b, lexicon, 1);
	return x != ENT_NO_WORD && y != ENT_NO_WORD &&
	       (is_linked(lexicon, least, 0, x, y) ||
		is_linked(lexicon, least, 1, y, x));
}

/* Counts the words of one side. */
static ent_known_words count_known(ent_known_reader *r,
				   int side,
				   const ent_lexicon *lexicon,
				   uint32_t least,
				   ent_str phrase,
				   ent_str counterpart)
{
	ent_known_words out = { 0, 0 };
	if (r->failed || !read_text(r, 0, phrase) || !read_text(r, 1, counterpart)) {
		r->failed = true;
		return out;
	}
	for (size_t k = 0; k < r->texts[side].n; k++) {
		bool known = false;
		if (!r->texts[side].words[k].content)
			continue;
		for (size_t i = 0; i < r->texts[!side].n && !known; i++)
			known = correspond(r->texts, lexicon, least, side ? i : k,
					   side ? k : i);
		out.words++;
		out.known += known;
	}
	return out;
}

ent_known_words ent_words_known(ent_known_reader *reader,
				const ent_lexicon *lexicon,
				uint32_t least,
				ent_str phrase,
				ent_str counterpart)
{
	return count_known(reader, 1, lexicon, least, phrase, counterpart);
}

ent_known_words ent_phrase_known(ent_known_reader *reader,
				 const ent_lexicon *lexicon,
				 uint32_t least,
				 ent_str phrase,
				 ent_str counterpart)
{
	return count_known(reader, 0, lexicon, least, phrase, counterpart);
}

bool ent_known_release(ent_known_reader *r)
{
	const bool right = !r->failed;
	ent_words_release(&r->words);
	for (int side = 0; side < 2; side++) {
		ent_buf_release(&r->texts[side].forms);
		free(r->texts[side].words);
	}
	*r = ENT_KNOWN_READER_INIT;
	return right;
}
