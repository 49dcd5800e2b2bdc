/* SPDX-License-Identifier: Apache-2.0 */
/* known.c - what a lexicon knows of a phrase and its counterpart.
 *
 * Cost: O(words of one x words of the other x links of a word).
 */
#include "concord/known.h"
#include "align/words.h"
#include "text/function_words.h"

/* Letters that words which are alike begin with. */
enum { LIKE_MIN = 4 };

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

/* Whether two words translate each other by the lexicon, or begin alike. */
static bool correspond(const ent_lexicon *lexicon, uint32_t least, ent_str a, ent_str b)
{
	if (ent_str_eq(a, b) || ent_str_common(a, b) >= LIKE_MIN)
		return true;
	if (!lexicon)
		return false;
	const uint32_t x = ent_lexicon_word(lexicon, 0, a, ent_word_hash(a)),
		       y = ent_lexicon_word(lexicon, 1, b, ent_word_hash(b));
	return x != ENT_NO_WORD && y != ENT_NO_WORD &&
	       (is_linked(lexicon, least, 0, x, y) ||
		is_linked(lexicon, least, 1, y, x));
}

/* Whether a word translates one of a text, or begins like one. */
static bool is_among(ent_words *words,
		     ent_str text,
		     const ent_lexicon *lexicon,
		     uint32_t least,
		     ent_str word,
		     bool of_target)
{
	ent_word w;
	ent_words_start(words, text);
	while (ent_words_next(&w, words))
		if (w.kind != ENT_TOKEN_MARK &&
		    correspond(lexicon, least, of_target ? w.form : word,
			       of_target ? word : w.form))
			return true;
	return false;
}

static ent_known_words count_known(const ent_lexicon *lexicon,
				   uint32_t least,
				   ent_str of,
				   ent_str in,
				   bool of_target)
{
	ent_words words = ENT_WORDS_INIT, others = ENT_WORDS_INIT;
	ent_known_words out = { 0, 0 };
	ent_word w;
	ent_words_start(&words, of);
	while (ent_words_next(&w, &words)) {
		if (w.kind == ENT_TOKEN_MARK ||
		    ent_is_function_word(ent_str_slice(of, w.start, w.end)))
			continue;
		out.words++;
		out.known += is_among(&others, in, lexicon, least, w.form, of_target);
	}
	ent_words_release(&words);
	ent_words_release(&others);
	return out;
}

ent_known_words ent_words_known(const ent_lexicon *lexicon,
				uint32_t least,
				ent_str phrase,
				ent_str counterpart)
{
	return count_known(lexicon, least, counterpart, phrase, true);
}

ent_known_words ent_phrase_known(const ent_lexicon *lexicon,
				 uint32_t least,
				 ent_str phrase,
				 ent_str counterpart)
{
	return count_known(lexicon, least, phrase, counterpart, false);
}
