/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a lexicon: refused, or every query is answered from inside them.  The
 * checksum is corrected first, so that mutations pass it. */
#include <stdlib.h>
#include <string.h>

#include "align/lexicon.h"
#include "align/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static volatile uint64_t sink;

static void ask_all(const ent_lexicon *lx)
{
	for (int side = 0; side < 2; side++)
		for (uint32_t w = 0; w < ent_lexicon_words(lx, side); w++) {
			ent_str form = ent_lexicon_form(lx, side, w);
			ent_links links = ent_lexicon_links(lx, side, w);
			if (ent_lexicon_word(lx, side, form, ent_word_hash(form)) != w)
				abort();
			for (uint32_t k = 0; k < links.n; k++) {
				if (links.words[k] >= ent_lexicon_words(lx, !side))
					abort();
				sink += links.p[k];
			}
			sink += ent_str_hash(form);
			if (!(ent_lexicon_unigram(lx, side, w) <= 1))
				abort();
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_lexicon *lx;
	ent_error err;
	char *copy = malloc(size + 1);
	if (!copy)
		abort();
	memcpy(copy, data, size);
	if (size >= 24) {
		uint64_t sum = ent_lexicon_checksum((ent_str){ copy, size });
		memcpy(copy + 16, &sum, 8);
	}
	if (!ent_lexicon_of_bytes(&lx, (ent_str){ copy, size }, &err)) {
		ask_all(lx);
		ent_lexicon_close(lx);
	}
	free(copy);
	return 0;
}
