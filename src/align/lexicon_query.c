/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon_query.c - the entries of one word in a lexicon, for a person to read. */
#include <stdlib.h>

#include "align/lexicon.h"
#include "align/words.h"
#include "base/fail.h"

struct answer {
	uint32_t word;
	uint16_t p;
};

static int compare(const void *a, const void *b)
{
	const struct answer *x = a, *y = b;
	if (x->p != y->p)
		return x->p > y->p ? -1 : 1;
	return (x->word > y->word) - (x->word < y->word);
}

static ent_status send_translations(const ent_lexicon *lx,
				    int side,
				    const ent_links *links,
				    uint32_t limit,
				    ent_translation_fn fn,
				    void *data,
				    ent_error *err)
{
	struct answer *all = calloc((size_t)links->n + 1, sizeof(*all));
	if (!all)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < links->n; k++)
		all[k] = (struct answer){ links->words[k], links->p[k] };
	if (links->n)
		qsort(all, links->n, sizeof(*all), compare);
	ent_status status = ENT_OK;
	const uint32_t n = limit && limit < links->n ? limit : links->n;
	for (uint32_t k = 0; k < n && !status; k++) {
		const ent_translation what = {
			.word = ent_lexicon_form(lx, !side, all[k].word),
			.probability = (float)all[k].p / ENT_LEXICON_ONE,
		};
		status = fn(data, &what, err);
	}
	free(all);
	return status;
}

ent_status ent_lexicon_translations(const ent_lexicon *lexicon,
				    int side,
				    ent_str word,
				    uint32_t limit,
				    ent_translation_fn fn,
				    void *data,
				    ent_error *err)
{
	ent_words words = ENT_WORDS_INIT;
	ent_word w;
	uint32_t number = ENT_NO_WORD;
	ent_words_start(&words, word);
	if (ent_words_next(&w, &words))
		number = ent_lexicon_word(lexicon, side, w.form, w.hash);
	const bool failed = words.failed;
	ent_words_release(&words);
	if (failed)
		return ent_fail_memory(err);
	if (number == ENT_NO_WORD)
		return ent_fail(err, ENT_ENOTFOUND, "not in the lexicon: %.*s",
				(int)word.n, word.p);
	const ent_links links = ent_lexicon_links(lexicon, side, number);
	return send_translations(lexicon, side, &links, limit, fn, data, err);
}
