/* SPDX-License-Identifier: Apache-2.0 */
/* Hits counted by what they have, left out, and put first. */
#include "entente/concord.h"
#include "unit/stored.h"

static void add(ent_memory *memory,
		const char *text,
		const char *document,
		const char *origin,
		float confidence,
		const char *date)
{
	bool added;
	uint64_t id;
	ent_error err;
	const ent_unit unit = {
		.source = { .lang = ENT_STR("en"), .text = ent_str_of(text) },
		.target = { .lang = ENT_STR("fr"), .text = ENT_STR("l’eau") },
		.origin = ent_str_of(origin),
		.document = ent_str_of(document),
		.date = ent_str_of(date),
		.confidence = confidence,
	};
	assert_int_equal(ent_memory_add_unit(&id, &added, memory, &unit, &err), 0);
}

static ent_memory *open_memory(struct stored *st)
{
	ent_memory *memory;
	ent_error err;
	ent_store_close(st->store);
	st->store = NULL;
	assert_int_equal(ent_memory_open(&memory, st->path, ENT_OPEN_WRITE, &err), 0);
	add(memory, "water of one", "one.en", "align", .95f, "2021");
	add(memory, "water of two", "two.en", "align", 1, "2022");
	add(memory, "water of two again", "two.en", "tmx", .3f, "2024");
	add(memory, "water of no document", "", "tmx", .8f, "2023");
	return memory;
}

/* "name=hits " for each. */
static void count(char *out,
		  ent_memory *memory,
		  ent_count_by by,
		  const ent_concord_options *opt)
{
	const ent_count *counts;
	uint32_t n;
	ent_error err;
	ent_arena *arena = ent_arena_new(0);
	assert_int_equal(ent_memory_concord_count(&counts, &n, memory, ENT_STR("water"),
						  by, opt, arena, &err),
			 0);
	ent_buf text = ENT_BUF_INIT;
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_add(&text, counts[k].name);
		ent_buf_addf(&text, "=%d ", (int)counts[k].hits);
	}
	assert_true(text.n < 200);
	memcpy(out, text.p, text.n);
	out[text.n] = '\0';
	ent_buf_release(&text);
	ent_arena_free(arena);
}

static void hits_are_counted(void **state)
{
	static const char *const wanted[] = { "two.en=2 =1 one.en=1 ",
					      "2021=1 2022=1 2023=1 2024=1 ",
					      "0.3=1 0.8=1 0.9=2 ", "align=2 tmx=2 ",
					      "=4 " };
	static const char *const left[] = { "=1 one.en=1 ", "2021=1 2023=1 ",
					    "0.8=1 0.9=1 ", "align=1 tmx=1 ", "=2 " };
	char text[200];
	ent_memory *memory = open_memory(*state);
	ent_concord_options opt = ENT_CONCORD_OPTIONS_DEFAULT;
	for (int by = ENT_COUNT_DOCUMENT; by <= ENT_COUNT_LABEL; by++) {
		opt.exclude = ENT_STR("");
		count(text, memory, (ent_count_by)by, &opt);
		assert_string_equal(text, wanted[by]);
		opt.exclude = ENT_STR("t*.en");
		count(text, memory, (ent_count_by)by, &opt);
		assert_string_equal(text, left[by]);
	}
	ent_memory_close(memory);
}

/* The last letters of the hits' documents and dates, in their order. */
static void order(char *out, ent_memory *memory, const ent_concord_options *opt)
{
	const ent_hit *hits;
	uint32_t n;
	uint64_t total;
	ent_error err;
	ent_arena *arena = ent_arena_new(0);
	assert_int_equal(ent_memory_concord(&hits, &n, &total, memory, ENT_STR("water"),
					    opt, arena, &err),
			 0);
	for (uint32_t k = 0; k < n; k++)
		*out++ = hits[k].found.date.p[3];
	*out = '\0';
	ent_arena_free(arena);
}

static void what_is_preferred_comes_first(void **state)
{
	char text[8];
	ent_memory *memory = open_memory(*state);
	ent_concord_options opt = ENT_CONCORD_OPTIONS_DEFAULT;
	order(text, memory, &opt);
	assert_string_equal(text, "4321");
	opt.prefer = ENT_STR("one*");
	order(text, memory, &opt);
	assert_string_equal(text, "1432");
	opt.surest = true;
	order(text, memory, &opt);
	assert_string_equal(text, "1234");
	opt.prefer = ENT_STR("");
	order(text, memory, &opt);
	assert_string_equal(text, "2134");
	opt.limit = 1;
	opt.exclude = ENT_STR("two.en");
	order(text, memory, &opt);
	assert_string_equal(text, "1");
	ent_memory_close(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(hits_are_counted),
		STORED(what_is_preferred_comes_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
