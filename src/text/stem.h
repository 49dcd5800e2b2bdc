/* SPDX-License-Identifier: Apache-2.0 */
/* stem.h - what the inflections of a word share. */
#ifndef ENT_TEXT_STEM_H
#define ENT_TEXT_STEM_H

#include "entente/error.h"
#include "entente/str.h"

/* For one language and one thread. */
typedef struct ent_stemmer ent_stemmer;

/* *out is NULL, with ENT_OK, when there is no algorithm for the language (a code
 * without region).  The caller owns it. */
ent_status ent_stemmer_new(ent_stemmer **out, ent_str language, ent_error *err);
/* Its language; "" for NULL. */
ent_str ent_stemmer_language(const ent_stemmer *stemmer);
void ent_stemmer_free(ent_stemmer *stemmer); /* NULL is allowed */

/* The stem of a word whose case is folded, without accents; lent until the next call;
 * .p is NULL when out of memory.  Never empty for a word that is not empty. */
ent_str ent_stem(ent_stemmer *stemmer, ent_str word);

#endif
