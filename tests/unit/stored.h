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

#endif
