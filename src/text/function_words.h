/* SPDX-License-Identifier: Apache-2.0 */
/* function_words.h - the function words of English and French. */
#ifndef ENT_TEXT_FUNCTION_WORDS_H
#define ENT_TEXT_FUNCTION_WORDS_H

#include "entente/str.h"

/* Articles, prepositions, pronouns, conjunctions and auxiliaries, in either language
 * and in any case of ASCII letters; single letters ("d" of "d'eau") too. */
bool ent_is_function_word(ent_str word);

#endif
