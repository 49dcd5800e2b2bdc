/* SPDX-License-Identifier: Apache-2.0 */
/* stored.h - a memory's file for the tests of the store and the index, and numbers that
 * are random and the same in each run. */
#ifndef TESTS_UNIT_STORED_H
#define TESTS_UNIT_STORED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/document_rows.h"
#include "store/identity_rows.h"
#include "store/posting_rows.h"
#include "store/run_rows.h"
#include "store/store.h"
#include "store/unit_rows.h"

struct stored {
	char folder[64], path[96];
	ent_store *store;
	ent_arena *arena;
	ent_error err;
};

/* Passes when the call succeeds; shows its message when it does not. */
#define OK(call)                                                                       \
	do {                                                                           \
		const ent_status ok_status = (call);                                   \
		if (ok_status)                                                         \
			fail_msg("%s: %s", #call, st->err.message);                    \
	} while (0)

/* xorshift64*, S. Vigna, ACM Trans. Math. Softw. 42(4), 2016. */
static inline uint32_t pick(uint64_t *seed, uint32_t below)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (uint32_t)((*seed * 0x2545F4914F6CDD1Dull) >> 33) % below;
}

static inline void stored_open(struct stored *st, ent_open_mode mode)
{
	OK(ent_store_open(&st->store, st->path, mode, &st->err));
}

static inline int stored_begin(void **state)
{
	struct stored *st = calloc(1, sizeof(*st));
	assert_non_null(st);
	snprintf(st->folder, sizeof(st->folder), "/tmp/entente-test-XXXXXX");
	assert_non_null(mkdtemp(st->folder));
	snprintf(st->path, sizeof(st->path), "%s/m.entente", st->folder);
	st->arena = ent_arena_new(0);
	assert_non_null(st->arena);
	stored_open(st, ENT_OPEN_CREATE);
	*state = st;
	return 0;
}

static inline int stored_end(void **state)
{
	struct stored *st = *state;
	static const char *const files[] = { "m.entente", "m.entente-wal",
					     "m.entente-shm", "other.entente" };
	ent_store_close(st->store);
	ent_arena_free(st->arena);
	for (size_t k = 0; k < sizeof(files) / sizeof(files[0]); k++) {
		snprintf(st->path, sizeof(st->path), "%s/%s", st->folder, files[k]);
		unlink(st->path);
	}
	rmdir(st->folder);
	free(st);
	return 0;
}

#define STORED(test) cmocka_unit_test_setup_teardown(test, stored_begin, stored_end)

/* A text of a language, with a weight as if it were indexed. */
static inline uint64_t stored_text(struct stored *st,
				   const char *lang,
				   const char *text)
{
	uint32_t language;
	uint64_t id;
	bool searched;
	OK(ent_store_language(&language, st->store, ent_str_of(lang), true, &st->err));
	OK(ent_store_text_intern(&id, &searched, st->store, language, ent_str_of(text),
				 &st->err));
	return id;
}

/* What is added to `store` from now on belongs to this run, begun by "me". */
static inline void stored_run_begin(struct stored *st,
				    ent_store *store,
				    ent_run_kind kind,
				    const char *source)
{
	const ent_run_row run = { .kind = kind,
				  .source = ent_str_of(source),
				  .who = ENT_STR("me") };
	OK(ent_store_run_begin(store, &run, &st->err));
}

/* The same, of the memory at hand, and the number that it gets. */
static inline uint64_t stored_run(struct stored *st,
				  ent_run_kind kind,
				  const char *source)
{
	uint64_t id;
	stored_run_begin(st, st->store, kind, source);
	OK(ent_store_run_number(&id, st->store, &st->err));
	return id;
}

static inline ent_unit stored_sample(const char *source, const char *target)
{
	return (ent_unit){
		.source = { .lang = ENT_STR("en"), .text = ent_str_of(source) },
		.target = { .lang = ENT_STR("fr"), .text = ent_str_of(target) },
		.origin = ENT_STR("test"),
		.confidence = 1,
	};
}

/* A unit with its texts; `document` 0 for none. */
static inline uint64_t stored_unit_of(struct stored *st,
				      const ent_unit *unit,
				      uint64_t document,
				      bool once,
				      bool *added)
{
	uint64_t id;
	ent_unit_keys keys = { .document = document };
	uint32_t language;
	bool searched;
	OK(ent_store_language(&language, st->store, unit->source.lang, true, &st->err));
	OK(ent_store_text_intern(&keys.source, &searched, st->store, language,
				 unit->source.text, &st->err));
	OK(ent_store_language(&language, st->store, unit->target.lang, true, &st->err));
	OK(ent_store_text_intern(&keys.target, &searched, st->store, language,
				 unit->target.text, &st->err));
	OK(ent_store_direction(&keys.direction, st->store, unit->source.lang,
			       unit->target.lang, &st->err));
	OK(ent_store_unit_add(&id, added, st->store, unit, &keys, once, &st->err));
	return id;
}

static inline uint64_t stored_unit(struct stored *st,
				   const char *source,
				   const char *target)
{
	bool added;
	const ent_unit unit = stored_sample(source, target);
	return stored_unit_of(st, &unit, 0, false, &added);
}

/* Two documents of two segments each, aligned one to one; the first bead has a unit. */
static inline uint64_t stored_pair(struct stored *st,
				   const char *source,
				   const char *target,
				   uint64_t hash,
				   uint64_t documents[2])
{
	const ent_document s = { .name = ent_str_of(source),
				 .lang = ENT_STR("en"),
				 .format = ENT_STR("text"),
				 .title = ENT_STR("Title"),
				 .date = ENT_STR("2024-03-12"),
				 .hash = hash };
	const ent_document t = { .name = ent_str_of(target),
				 .lang = ENT_STR("fr"),
				 .format = ENT_STR("text"),
				 .hash = hash + 1 };
	const ent_segment segments[2][2] = {
		{ { .text = ENT_STR("One.") },
		  { .text = ENT_STR("Two."),
		    .paragraph = 1,
		    .kind = ENT_KIND_HEADING } },
		{ { .text = ENT_STR("Un.") },
		  { .text = ENT_STR("Deux."), .paragraph = 1, .uncertain = true } },
	};
	const ent_bead beads[] = {
		{ .n_src = 1, .n_tgt = 1, .confidence = .9f },
		{ .src = 1,
		  .tgt = 1,
		  .n_src = 1,
		  .n_tgt = 1,
		  .doubts = 3,
		  .confidence = .25f },
	};
	const ent_alignment alignment = { beads, 2, .75f };
	const ent_aligned_pair pair = { .source = &s,
					.target = &t,
					.source_segments = segments[0],
					.target_segments = segments[1],
					.n_src = 2,
					.n_tgt = 2,
					.alignment = &alignment,
					.origin = ENT_STR("folder"),
					.options = 7 };
	uint64_t id;
	bool added;
	OK(ent_store_alignment_add(&id, documents, st->store, &pair, &st->err));
	for (int side = 0; side < 2; side++)
		for (uint32_t k = 0; k < 2; k++) {
			const ent_segment *g = &segments[side][k];
			char text[8];
			snprintf(text, sizeof(text), "%.*s", (int)g->text.n, g->text.p);
			OK(ent_store_segment_add(
				st->store, documents[side], k + 1,
				stored_text(st, side ? "fr" : "en", text), g,
				&st->err));
		}
	const ent_unit unit = stored_sample("One.", "Un.");
	const uint64_t first = stored_unit_of(st, &unit, documents[0], false, &added);
	OK(ent_store_bead_add(st->store, id, 1, &beads[0], first, &st->err));
	OK(ent_store_bead_add(st->store, id, 2, &beads[1], 0, &st->err));
	return id;
}

static inline ent_pair_key stored_key(const char *source, const char *target)
{
	return (ent_pair_key){ ent_str_of(source), ent_str_of(target), ENT_STR("en"),
			       ENT_STR("fr") };
}

#endif
