/* SPDX-License-Identifier: Apache-2.0 */
/* The first byte chooses options; the lines after it are a query, a phrase of the other
 * side, a pattern of documents and an origin.  A look-up by the index answers as one
 * that scores every unit, and the hits of a phrase, counted by year, add up. */
#include <stdint.h>
#include <stdlib.h>

#include "entente/concord.h"
#include "entente/lookup.h"
#include "entente/memory.h"
#include "new_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const units[][3] = {
	{ "The Council met on 2 May 2024.", "Le Conseil s’est réuni le 2 mai 2024.",
	  "a/one.en.txt" },
	{ "The Council met on 3 June 2025.", "Le Conseil s’est réuni le 3 juin 2025.",
	  "a/two.en.txt" },
	{ "Water is life", "L’eau, c’est la vie", "b/water.en.txt" },
	{ "water-borne diseases", "maladies d’origine hydrique", "b/water.en.txt" },
	{ "It adopted twelve measures.", "Il a adopté douze mesures.", "" },
	{ "It adopted twelve measures.", "Douze mesures ont été adoptées.", "c" },
	{ "1,200 euros (50 %)", "1 200 euros (50 %)", "c" },
	{ "a a a a b a a", "x x x y", "d" },
	{ "WHO", "OMS", "d" },
	{ "who?", "qui ?", "d" },
};

static ent_memory *open_memory(void)
{
	static ent_memory *memory;
	if (memory)
		return memory;
	memory = new_memory();
	for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++) {
		uint64_t id;
		bool added;
		const ent_unit unit = {
			.source = { .lang = ENT_STR("en"),
				    .text = ent_str_of(units[k][0]) },
			.target = { .lang = ENT_STR("fr"),
				    .text = ent_str_of(units[k][1]) },
			.document = ent_str_of(units[k][2]),
			.date = ENT_STR("2024-05-02"),
			.confidence = 1,
		};
		if (ent_memory_add_unit(&id, &added, memory, &unit, NULL))
			abort();
	}
	return memory;
}

static void look_up(ent_memory *memory, const ent_str *lines, unsigned flags)
{
	const ent_match *found[2];
	uint32_t n[2] = { 0, 0 };
	ent_status status[2];
	ent_arena *arena = ent_arena_new(0);
	ent_lookup_options opt = {
		.from = ENT_STR("en"),
		.to = ENT_STR("fr"),
		.min_score = 1 + flags * 7 % 100,
		.score = flags & 1 ? ENT_SCORE_PLAIN : ENT_SCORE_GRADED,
		.adapt = flags & 2,
		.documents = lines[2],
		.origin = lines[3],
		.before = flags & 4 ? lines[1] : ENT_STR(""),
	};
	for (int k = 0; k < 2; k++) {
		opt.exhaustive = k == 1;
		status[k] = ent_memory_lookup(&found[k], &n[k], memory, lines[0], &opt,
					      arena, NULL);
	}
	if (status[0] != status[1] || (!status[0] && n[0] != n[1]))
		abort();
	for (uint32_t k = 0; !status[0] && k < n[0]; k++)
		if (found[0][k].score != found[1][k].score)
			abort();
	ent_arena_free(arena);
}

static void concord(ent_memory *memory, const ent_str *lines, unsigned flags)
{
	const ent_hit *hits;
	const ent_count *counts;
	ent_concord_group group;
	uint32_t n = 0, n_counts = 0;
	uint64_t total = 0, sum = 0;
	ent_arena *arena = ent_arena_new(0);
	const ent_concord_options opt = {
		.lang = flags & 1 ? ENT_STR("en") : ENT_STR(""),
		.mode = (ent_concord_mode)(flags / 2 % 2),
		.accents = flags & 8,
		.cased = flags & 16,
		.other = lines[1],
		.document = lines[2],
		.origin = lines[3],
	};
	ent_status status = ent_memory_concord(&hits, &n, &total, memory, lines[0],
					       &opt, arena, NULL);
	if (!status && n != total)
		abort();
	status = ent_memory_concord_count(&counts, &n_counts, memory, lines[0],
					  ENT_COUNT_YEAR, &opt, arena, NULL);
	for (uint32_t k = 0; !status && k < n_counts; k++)
		sum += counts[k].hits;
	if (!status && sum != total)
		abort();
	(void)!ent_memory_concord_group(&group, memory, lines[0], &opt, arena, NULL);
	ent_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_memory *memory = open_memory();
	ent_buf text = ENT_BUF_INIT;
	if (size < 2 || size > 4096)
		return 0;
	/* texts of callers are valid UTF-8 */
	for (size_t k = 1; k < size; k++)
		ent_buf_add_codepoint(&text, data[k]);
	ent_str lines[4], rest = ent_buf_str(&text);
	for (int k = 0; k < 4; k++)
		lines[k] = rest.p ? ent_str_cut(&rest, '\n') : ENT_STR("");
	look_up(memory, lines, data[0]);
	concord(memory, lines, data[0]);
	ent_buf_release(&text);
	return 0;
}
