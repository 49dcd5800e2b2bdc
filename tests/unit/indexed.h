/* SPDX-License-Identifier: Apache-2.0 */
/* indexed.h - a memory's file with an index over random texts, for the tests of the
 * index.  Words repeat and inflect, texts share parts, so that many are alike. */
#ifndef TESTS_UNIT_INDEXED_H
#define TESTS_UNIT_INDEXED_H

#include "index/parts.h"
#include "index/sequences.h"
#include "unit/stored.h"

/* More than are held back as recent, so that all are in lists (index.c). */
enum { INDEXED_TEXTS = 400 };

struct indexed {
	ent_index *index;
	uint32_t language;
	char *texts[INDEXED_TEXTS];
	uint64_t ids[INDEXED_TEXTS];
};

static const char *const indexed_words[] = {
	"the",    "minister", "ministers", "signed",  "signs", "a",
	"treaty", "treaties", "on",        "water",   "Water", "and",
	"peace",  "in",       "Geneva",    "2024",    "12",    "committee",
	"report", "reports",  "of",        "women",   "été",   "ete",
	"café",   "young",    "people",    "adopted", "co",    "U.S.",
};
enum { INDEXED_WORDS = sizeof(indexed_words) / sizeof(indexed_words[0]) };

/* A text of up to 14 words with marks and hyphens; frequent words are at the
 * beginning. */
static inline char *indexed_make(uint64_t *seed, char out[400])
{
	const uint32_t n = 1 + pick(seed, 14);
	size_t at = 0;
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t below = pick(seed, 3) ? INDEXED_WORDS : 8;
		at += (size_t)snprintf(out + at, 400 - at, "%s%s%s",
				       !k              ? ""
				       : pick(seed, 8) ? " "
						       : "-",
				       indexed_words[pick(seed, below)],
				       pick(seed, 6) ? "" : ",");
	}
	return out;
}

static inline uint64_t indexed_add(struct stored *st,
				   struct indexed *x,
				   const char *text)
{
	uint64_t id;
	uint32_t weight;
	OK(ent_index_prepare(&weight, x->index, x->language, ent_str_of(text),
			     &st->err));
	const ent_text_key key = ent_text_key_of(x->language, ent_str_of(text));
	OK(ent_store_text_add(&id, st->store, &key, weight, &st->err));
	OK(ent_index_file(x->index, x->language, id, ent_str_of(text), weight,
			  &st->err));
	return id;
}

static inline void indexed_fill(struct stored *st, struct indexed *x)
{
	uint64_t seed = 2024;
	char text[400];
	OK(ent_index_new(&x->index, st->store, &st->err));
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_language(&x->language, st->store, ENT_STR("en"), true, &st->err));
	for (int k = 0; k < INDEXED_TEXTS;) {
		uint64_t known;
		const ent_text_key key = ent_text_key_of(
			x->language, ent_str_of(indexed_make(&seed, text)));
		OK(ent_store_text_find(&known, NULL, st->store, &key, &st->err));
		if (known)
			continue;
		x->texts[k] = strdup(text);
		assert_non_null(x->texts[k]);
		x->ids[k] = indexed_add(st, x, text);
		k++;
	}
	OK(ent_index_flush(x->index, &st->err));
	OK(ent_store_commit(st->store, &st->err));
}

/* Units keep their texts in use, which check and rebuild look at. */
static inline void indexed_units(struct stored *st, struct indexed *x)
{
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k + 1 < INDEXED_TEXTS; k += 2) {
		const ent_unit unit = stored_sample(x->texts[k], x->texts[k + 1]);
		ent_unit_keys keys = { .source = x->ids[k], .target = x->ids[k + 1] };
		uint64_t id;
		bool added;
		OK(ent_store_direction(&keys.direction, st->store, ENT_STR("en"),
				       ENT_STR("en"), &st->err));
		OK(ent_store_unit_add(&id, &added, st->store, &unit, &keys, false,
				      &st->err));
	}
	OK(ent_store_commit(st->store, &st->err));
}

/* Closes the memory, and opens it to read; words and lists that are asked for twice are
 * kept. */
static inline void indexed_reopen(struct stored *st, struct indexed *x)
{
	ent_index_free(x->index);
	ent_store_close(st->store);
	stored_open(st, ENT_OPEN_READ);
	OK(ent_index_new(&x->index, st->store, &st->err));
	x->index->keeps_all = true;
}

/* The places of the words of the texts that begin so, ascending: text << 32 |
 * position. */
struct indexed_places {
	ent_str prefix;
	bool whole; /* the words are the prefix */
	uint64_t id, all[INDEXED_TEXTS * 64];
	size_t n;
	uint32_t position;
};

static inline bool indexed_place(void *data, ent_str form, const ent_token *token)
{
	struct indexed_places *p = data;
	(void)token;
	if (p->whole ? ent_str_eq(form, p->prefix) : ent_str_starts(form, p->prefix))
		p->all[p->n++] = p->id << 32 | p->position;
	p->position++;
	return true;
}

static inline void indexed_read_places(struct indexed_places *p,
				       const struct indexed *x,
				       const char *prefix,
				       bool whole)
{
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	p->prefix = ent_str_of(prefix);
	p->whole = whole;
	p->n = 0;
	for (int k = 0; k < INDEXED_TEXTS; k++) {
		p->id = x->ids[k];
		p->position = 0;
		assert_true(ent_index_words(&buffer, ent_str_of(x->texts[k]),
					    indexed_place, p));
	}
	ent_form_release(&buffer);
}

static inline void indexed_free(struct indexed *x)
{
	for (int k = 0; k < INDEXED_TEXTS; k++)
		free(x->texts[k]);
	ent_index_free(x->index);
}

#endif
