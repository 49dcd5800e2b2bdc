/* SPDX-License-Identifier: Apache-2.0 */
/* t_reuse.c - passages of a new document that a memory has, against brute force. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "entente/reuse.h"
#include "match/automaton.h"

static ent_memory *memory;
static uint32_t jobs = 1; /* of those that compare */
static char path[] = "/tmp/t_reuse.XXXXXX";
static uint64_t seed = 20261130;

static uint32_t draw(uint32_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}

static const char *const vocabulary[] = { "one", "two",  "three", "the",
					  "Act", "of",   "of",    "the",
					  ",",   ".",    "seven", "\xC3\xA9tat",
					  "(",   "12,5", "alpha" };
enum { VOCABULARY = sizeof(vocabulary) / sizeof(*vocabulary), UNITS = 400 };

/* Some words of the vocabulary, now and then one that nothing else has. */
static void add_words(ent_buf *out, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++) {
		if (out->n)
			ent_buf_add_char(out, ' ');
		if (draw(12))
			ent_buf_add(out, ent_str_of(vocabulary[draw(VOCABULARY)]));
		else
			ent_buf_addf(out, "w%c%c", (char)('a' + draw(26)),
				     (char)('a' + draw(26)));
	}
}

static char *texts[UNITS];
static uint32_t documents[UNITS]; /* by unit, UINT32_MAX for none */

/* In the first half documents lie between each other, and some units have none. */
static uint32_t document_of(uint32_t k)
{
	if (k >= UNITS / 2)
		return 7 + k / 40;
	return k % 50 == 49 ? UINT32_MAX : k % 7;
}

static uint32_t next_unit(uint32_t k)
{
	return k < UNITS / 2 ? k + 7 : k + 1;
}

static ent_status add_unit(uint32_t k)
{
	ent_buf source = ENT_BUF_INIT, target = ENT_BUF_INIT;
	char name[20];
	bool added;
	add_words(&source, 1 + draw(k % 3 ? 9 : 2));
	ent_buf_addf(&target, "cible %u", k);
	documents[k] = document_of(k);
	snprintf(name, sizeof(name), "d%u", documents[k]);
	const ent_unit unit = {
		.source = { .lang = ENT_STR("en"), .text = ent_buf_str(&source) },
		.target = { .lang = ENT_STR("fr"), .text = ent_buf_str(&target) },
		.document = ent_str_of(documents[k] == UINT32_MAX ? "" : name),
		.date = ent_str_of(k % 11 ? "2020-05-01" : "2010-05-01"),
		.confidence = 1,
	};
	uint64_t id;
	ent_error err;
	ent_status status = ent_memory_add_unit(&id, &added, memory, &unit, &err);
	if (status)
		print_error("%s\n", err.message);
	texts[k] = source.p;
	ent_buf_release(&target);
	return status;
}

static int open_memory(void **state)
{
	ent_error err;
	(void)state;
	close(mkstemp(path));
	unlink(path);
	if (ent_memory_open(&memory, path, ENT_OPEN_CREATE, &err) ||
	    ent_memory_begin(memory, &err))
		return 1;
	for (uint32_t k = 0; k < UNITS; k++)
		if (add_unit(k))
			return 1;
	return ent_memory_commit(memory, &err);
}

static int close_memory(void **state)
{
	(void)state;
	ent_memory_close(memory);
	for (uint32_t k = 0; k < UNITS; k++)
		free(texts[k]);
	return unlink(path);
}

/* Words without the memory, and runs of its units one after another. */
static void write_document(ent_buf *text)
{
	ent_buf_clear(text);
	for (uint32_t k = 0, n = 1 + draw(6); k < n; k++) {
		if (draw(2)) {
			add_words(text, draw(12));
			continue;
		}
		uint32_t unit = draw(UNITS);
		for (uint32_t i = 0; i < 3 && unit < UNITS;
		     i++, unit = next_unit(unit)) {
			if (text->n)
				ent_buf_add_char(text, draw(5) ? ' ' : '\n');
			ent_buf_add(text, ent_str_of(texts[unit]));
		}
	}
}

static const ent_reuse *compare(ent_str text, bool exhaustive, ent_arena *arena)
{
	ent_error err;
	ent_document document;
	const ent_reuse *reuse = NULL;
	ent_reuse_options opt = ENT_REUSE_OPTIONS_DEFAULT;
	ent_read_options read = ENT_READ_OPTIONS_DEFAULT;
	read.lang = ENT_STR("en");
	opt.from = ENT_STR("en");
	opt.to = ENT_STR("fr");
	opt.min_words = 3 + draw(3);
	const ent_str excluded[] = { ENT_STR("d2"), ENT_STR("d13") };
	opt.exclude = excluded;
	opt.n_exclude = draw(3) ? 0 : 2;
	opt.since = draw(3) ? ENT_STR("") : ENT_STR("2015-01-01");
	opt.exhaustive = exhaustive;
	opt.min_score = 100;
	opt.jobs = jobs;
	assert_int_equal(ent_read_document_bytes(&document, text, ENT_STR("new.txt"),
						 &read, arena, &err),
			 ENT_OK);
	const ent_status status =
		ent_memory_reuse(&reuse, memory, &document, &opt, arena, &err);
	if (status)
		print_error("%s\n", err.message);
	assert_int_equal(status, ENT_OK);
	return reuse;
}

static void check_equal(const ent_reuse *a, const ent_reuse *b)
{
	assert_int_equal(a->n_passages, b->n_passages);
	for (uint32_t k = 0; k < a->n_passages; k++) {
		const ent_passage *p = &a->passages[k], *q = &b->passages[k];
		assert_int_equal(p->start, q->start);
		assert_int_equal(p->end, q->end);
		assert_int_equal(p->words, q->words);
		assert_int_equal(p->total, q->total);
		assert_int_equal(p->n_occurrences, q->n_occurrences);
		for (uint32_t i = 0; i < p->n_occurrences; i++) {
			assert_int_equal(p->occurrences[i].unit,
					 q->occurrences[i].unit);
			assert_int_equal(p->occurrences[i].span.start,
					 q->occurrences[i].span.start);
			assert_int_equal(p->occurrences[i].span.end,
					 q->occurrences[i].span.end);
		}
	}
}

/* The words of each, without the case: those of the vocabulary are ASCII but one. */
static void check_occurrences(const ent_reuse *reuse)
{
	for (uint32_t k = 0; k < reuse->n_passages; k++) {
		const ent_passage *p = &reuse->passages[k];
		assert_true(p->n_occurrences > 0);
		assert_true(p->total >= p->n_occurrences);
		for (uint32_t i = 0; i < p->n_occurrences; i++) {
			const ent_occurrence *o = &p->occurrences[i];
			ent_str found =
				ent_str_slice(o->source, o->span.start, o->span.end);
			assert_int_equal(found.n, p->end - p->start);
			for (size_t c = 0; c < found.n; c++) {
				const char x = found.p[c],
					   y = reuse->text.p[p->start + c];
				assert_true(x == y || (x == ' ' && y == '\n'));
			}
		}
	}
}

static void passages_are_those_of_brute_force(void **state)
{
	uint32_t found = 0, crossing = 0;
	ent_buf text = ENT_BUF_INIT;
	ent_arena *arena = ent_arena_new(0);
	(void)state;
	for (int k = 0; k < 1000; k++) {
		ent_arena_clear(arena);
		write_document(&text);
		if (!text.n)
			continue;
		const uint64_t same = seed;
		const ent_reuse *fast = compare(ent_buf_str(&text), false, arena);
		seed = same;
		const ent_reuse *slow = compare(ent_buf_str(&text), true, arena);
		check_equal(fast, slow);
		check_occurrences(fast);
		if (k % 10 == 0) {
			seed = same;
			jobs = 3;
			check_equal(fast, compare(ent_buf_str(&text), false, arena));
			jobs = 1;
		}
		found += fast->n_passages;
		for (uint32_t i = 0; i < fast->n_passages; i++)
			crossing += fast->passages[i].occurrences[0].n_units > 1;
	}
	assert_true(found > 1000);   /* else the documents test nothing */
	assert_true(crossing > 100); /* over the ends of units */
	ent_arena_free(arena);
	ent_buf_release(&text);
}

/* Every run of words of a text, against an automaton of another. */
static void the_automaton_knows_every_run(void **state)
{
	(void)state;
	for (int round = 0; round < 300; round++) {
		uint32_t text[30], other[30], n = draw(30) + 1;
		for (uint32_t k = 0; k < n; k++)
			text[k] = draw(3);
		for (uint32_t k = 0; k < 30; k++)
			other[k] = draw(4) ? draw(3) : 3;
		ent_automaton *a = ent_automaton_new(text, n, 4);
		ent_run run = { ENT_AUTOMATON_ROOT, 0 };
		for (uint32_t end = 1; end <= 30; end++) {
			uint32_t longest = 0;
			ent_automaton_step(&run, a, other[end - 1]);
			for (uint32_t at = 1; at <= n; at++) {
				uint32_t l = 0;
				while (l < at && l < end &&
				       text[at - 1 - l] == other[end - 1 - l])
					l++;
				longest = l > longest ? l : longest;
			}
			assert_int_equal(run.length, longest);
			ent_run shorter = run;
			ent_automaton_shorten(&shorter, a, longest / 2);
			assert_int_equal(shorter.length, longest / 2);
			assert_true(ent_automaton_length(a, shorter.state) >=
				    shorter.length);
		}
		ent_automaton_free(a);
	}
}

/* Another memory in the place of the one that all tests use, which is returned. */
static ent_memory *open_other(char *name)
{
	ent_error err;
	ent_memory *full = memory;
	close(mkstemp(name));
	unlink(name);
	assert_int_equal(ent_memory_open(&memory, name, ENT_OPEN_CREATE, &err), ENT_OK);
	return full;
}

static void close_other(ent_memory *full, const char *name)
{
	ent_memory_close(memory);
	memory = full;
	unlink(name);
}

static void an_empty_memory_has_no_passages(void **state)
{
	char name[] = "/tmp/t_reuse_empty.XXXXXX";
	(void)state;
	ent_memory *full = open_other(name);
	ent_arena *arena = ent_arena_new(0);
	const ent_reuse *reuse = compare(
		ENT_STR("The first sentence of all. The second one."), false, arena);
	assert_int_equal(reuse->n_passages, 0);
	assert_int_equal(reuse->n_segments, 2);
	assert_int_equal(reuse->analysis[ENT_BAND_NEW].words, 8);
	close_other(full, name);
	ent_arena_free(arena);
}

/* More runs than are written down for a document of so few words. */
static void a_passage_that_is_everywhere_has_all_its_places(void **state)
{
	enum { TIMES = 900 };
	static const char *const sources[] = { "one two three the of", "the of",
					       "and one two three the of and one" };
	char name[] = "/tmp/t_reuse_many.XXXXXX";
	ent_error err;
	bool added;
	(void)state;
	ent_memory *full = open_other(name);
	assert_int_equal(ent_memory_begin(memory, &err), ENT_OK);
	for (uint32_t k = 0; k < TIMES; k++) {
		char document[20], target[20];
		uint64_t id;
		snprintf(document, sizeof(document), "d%u", k / 50);
		snprintf(target, sizeof(target), "cible %u", k);
		const ent_unit unit = {
			.source = { .lang = ENT_STR("en"),
				    .text = ent_str_of(sources[k % 7 % 3]) },
			.target = { .lang = ENT_STR("fr"), .text = ent_str_of(target) },
			.document = ent_str_of(document),
			.date = ENT_STR("2020-05-01"),
			.confidence = 1,
		};
		assert_int_equal(ent_memory_add_unit(&id, &added, memory, &unit, &err),
				 ENT_OK);
	}
	assert_int_equal(ent_memory_commit(memory, &err), ENT_OK);
	ent_arena *arena = ent_arena_new(0);
	for (int k = 0; k < 6; k++) {
		const uint64_t same = seed;
		const ent_str text = ENT_STR("One two three the of and one.");
		const ent_reuse *fast = compare(text, false, arena);
		seed = same;
		const ent_reuse *slow = compare(text, true, arena);
		check_equal(fast, slow);
		assert_true(fast->n_passages && fast->passages[0].total > TIMES / 7);
	}
	close_other(full, name);
	ent_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_automaton_knows_every_run),
		cmocka_unit_test(an_empty_memory_has_no_passages),
		cmocka_unit_test(a_passage_that_is_everywhere_has_all_its_places),
		cmocka_unit_test(passages_are_those_of_brute_force),
	};
	return cmocka_run_group_tests(tests, open_memory, close_memory);
}
