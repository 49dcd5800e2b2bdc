/* SPDX-License-Identifier: Apache-2.0 */
/* concord_known.c - what a lexicon knows of a phrase and its counterpart.
 *
 * Cost: O(words of one x words of the other x links of a word).
 */
#include "memory/concord_known.h"
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
	size_t n = 0;
	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	if (ent_str_eq(a, b) || n >= LIKE_MIN)
		return true;
	if (!lexicon)
		return false;
	const uint32_t x = ent_lexicon_word(lexicon, 0, a, ent_word_hash(a)),
		       y = ent_lexicon_word(lexicon, 1, b, ent_word_hash(b));
	return x != ENT_NO_WORD && y != ENT_NO_WORD &&
	       (is_linked(lexicon, least, 0, x, y) ||
		is_linked(lexicon, least, 1, y, x));
}

ent_known_words ent_words_known(const ent_lexicon *lexicon,
				uint32_t least,
				ent_str phrase,
				ent_str counterpart)
{
	ent_words source = ENT_WORDS_INIT, target = ENT_WORDS_INIT;
	ent_known_words out = { 0, 0 };
	ent_word x, y;
	ent_words_start(&target, counterpart);
	while (ent_words_next(&y, &target)) {
		bool found = false;
		if (y.kind == ENT_TOKEN_MARK ||
		    ent_is_function_word(ent_str_slice(counterpart, y.start, y.end)))
			continue;
		ent_words_start(&source, phrase);
		while (!found && ent_words_next(&x, &source))
			found = x.kind != ENT_TOKEN_MARK &&
				correspond(lexicon, least, x.form, y.form);
		out.words++;
		out.known += found;
	}
	ent_words_release(&source);
	ent_words_release(&target);
	return out;
}
