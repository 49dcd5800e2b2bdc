/* SPDX-License-Identifier: Apache-2.0 */
/* word_list.h - whether a text is one of a few words, or begins or ends with one.
 *
 * A list is an array that ends in NULL, or one string with a space between the words.
 * The words are looked at one after the other: for some dozens at most.
 */
#ifndef ENT_BASE_WORD_LIST_H
#define ENT_BASE_WORD_LIST_H

#include "entente/str.h"

/* Whether a text is one of a list; the second without regard to the case of ASCII
 * letters. */
bool ent_list_has(const char *const *list, ent_str s);
bool ent_list_has_any_case(const char *const *list, ent_str s);

/* The bytes of the first of a list that a text begins, or ends, with; 0 for none. */
size_t ent_list_start_of(const char *const *list, ent_str s);
size_t ent_list_end_of(const char *const *list, ent_str s);

/* Whether a text is one of the words of a string, a space between two; in the second
 * function the first letter of the text may be a capital. */
bool ent_words_have(const char *words, ent_str s);
bool ent_words_have_capitalised(const char *words, ent_str s);

#endif
