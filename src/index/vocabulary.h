/* SPDX-License-Identifier: Apache-2.0 */
/* vocabulary.h - the words of the concordance that begin in some way. */
#ifndef ENT_INDEX_VOCABULARY_H
#define ENT_INDEX_VOCABULARY_H

#include "store/posting_rows.h"

typedef struct ent_vocabulary ent_vocabulary;

/* Calls fn with each word of any language that begins so, in the order of their bytes.
 * *words is for one state of the memory; all are read at once when more than
 * `after` were read one by one. */
enum { ENT_VOCABULARY_AFTER = 1 << 17 };
ent_status ent_vocabulary_prefix(ent_vocabulary **words,
				 ent_store *store,
				 uint64_t after,
				 ent_str prefix,
				 ent_key_fn fn,
				 void *data,
				 ent_error *err);

void ent_vocabulary_free(ent_vocabulary *words); /* NULL is allowed */

#endif
