/* SPDX-License-Identifier: Apache-2.0 */
/* batch_lexicon.c - the lexicon that a batch aligns with, made when the first pair
 * needs it: to check what a memory learned costs more than all else in a run that finds
 * nothing new.  Its bytes are read before, since the threads that align ask no memory.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "memory/batch_parts.h"
#include "memory/learn.h"
#include "text/lang.h"

ent_status ent_batch_lexicon_begin(struct ent_batch_run *b)
{
	struct ent_batch_lexicon *l = &b->lexicon;
	ent_lexicon_row row;
	ent_lexicon *seed = NULL;
	if (pthread_mutex_init(&l->lock, NULL))
		return ent_fail_memory(b->err);
	l->begun = true;
	ent_status status = ent_lexicon_open(&seed, b->opt.lexicon, b->langs[0],
					     b->langs[1], b->err);
	if (status)
		return status;
	b->has_seed = seed != NULL;
	if (!b->learns) {
		l->is = seed;
		l->made = true;
		return ENT_OK;
	}
	ent_lexicon_close(seed);
	status = ent_store_lexicon_own(&l->bytes, &row, b->memory->store,
				       ent_lang_base(b->langs[0]),
				       ent_lang_base(b->langs[1]), b->err);
	if (status)
		return status;
	l->n = row.bytes.n;
	b->generation = row.generation;
	return ENT_OK;
}

/* Once: what fails then is the batch's failure, and each pair's. */
static void make(struct ent_batch_run *b)
{
	struct ent_batch_lexicon *l = &b->lexicon;
	char *bytes = l->bytes;
	l->bytes = NULL;
	l->status = ent_memory_lexicon_of(&l->is, bytes, l->n, b->memory, b->langs[0],
					  b->langs[1], &l->err);
	l->made = true;
}

ent_status ent_batch_lexicon(const ent_lexicon **out,
			     struct ent_batch_run *b,
			     ent_error *err)
{
	struct ent_batch_lexicon *l = &b->lexicon;
	pthread_mutex_lock(&l->lock);
	if (!l->made)
		make(b);
	const ent_status status = l->status;
	if (status && err)
		*err = l->err;
	*out = l->is;
	pthread_mutex_unlock(&l->lock);
	return status;
}

ent_status ent_batch_lexicon_failed(struct ent_batch_run *b)
{
	struct ent_batch_lexicon *l = &b->lexicon;
	pthread_mutex_lock(&l->lock);
	const ent_status status = l->status;
	if (status && b->err)
		*b->err = l->err;
	pthread_mutex_unlock(&l->lock);
	return status;
}

void ent_batch_lexicon_learned(struct ent_batch_run *b, ent_lexicon *learned)
{
	ent_lexicon_close(b->lexicon.is);
	b->lexicon.is = learned;
	b->generation = 1;
}

void ent_batch_lexicon_end(struct ent_batch_run *b)
{
	ent_lexicon_close(b->lexicon.is);
	free(b->lexicon.bytes);
	if (b->lexicon.begun)
		pthread_mutex_destroy(&b->lexicon.lock);
}
