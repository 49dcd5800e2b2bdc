/* SPDX-License-Identifier: Apache-2.0 */
/* The first byte chooses options, the line after it is a phrase of the concordance, the
 * rest a text: the words that are marked are in the text, in order, and between
 * characters; each hit has some, and all hits are sent. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "concord/concord_parts.h"
#include "entente/concord.h"
#include "entente/memory.h"
#include "new_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_spans(const ent_span *spans, uint32_t n, ent_str text)
{
	size_t last = 0;
	for (uint32_t k = 0; k < n; k++) {
		if (spans[k].start < last || spans[k].end <= spans[k].start ||
		    spans[k].end > text.n ||
		    !ent_utf8_valid(ent_str_slice(text, spans[k].start, spans[k].end),
				    NULL))
			abort();
		last = spans[k].end;
	}
}

static void mark(ent_memory *memory,
		 ent_str phrase,
		 ent_str text,
		 const ent_concord_options *opt,
		 ent_arena *arena)
{
	ent_concord_rules rules;
	ent_pattern *pattern;
	const ent_span *spans;
	uint32_t n;
	ent_error err = { .message = "" };
	if (ent_concord_rules_find(&rules, memory, opt->lang, NULL))
		abort();
	const ent_status status =
		ent_pattern_new(&pattern, phrase, opt, &rules, arena, &err);
	if (status) {
		if (status != ENT_EINVAL || !err.message[0])
			abort();
		return;
	}
	if (ent_pattern_mark(&spans, &n, pattern, text, arena, NULL))
		abort();
	check_spans(spans, n, text);
	if (ent_pattern_mark(&spans, &n, pattern, phrase, arena, NULL))
		abort();
	check_spans(spans, n, phrase);
}

/* The text as a unit: what the index finds is marked, and both ways to ask agree. */
static void ask(ent_memory *memory,
		ent_str phrase,
		ent_str text,
		const ent_concord_options *opt,
		ent_arena *arena)
{
	const ent_hit *hits;
	uint32_t n = 0;
	uint64_t total = 0, id;
	bool added;
	const ent_unit unit = { .source = { .lang = ENT_STR("en"), .text = text },
				.target = { .lang = ENT_STR("fr"),
					    .text = ENT_STR("rien") },
				.confidence = 1 };
	if (ent_memory_begin(memory, NULL))
		abort();
	if (!ent_memory_add_unit(&id, &added, memory, &unit, NULL) &&
	    !ent_memory_concord(&hits, &n, &total, memory, phrase, opt, arena, NULL)) {
		if (n != total)
			abort();
		for (uint32_t k = 0; k < n; k++) {
			if (!hits[k].n_spans)
				abort();
			check_spans(hits[k].spans, hits[k].n_spans,
				    hits[k].found.source.text);
		}
	}
	ent_memory_rollback(memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static ent_memory *memory;
	ent_str rest = { (const char *)data + 1, size ? size - 1 : 0 };
	if (!memory) {
		uint64_t id;
		bool added;
		const ent_unit unit = { .source = { .lang = ENT_STR("en"),
						    .text = ENT_STR("The ports") },
					.target = { .lang = ENT_STR("fr"),
						    .text = ENT_STR("Les ports") },
					.confidence = 1 };
		memory = new_memory();
		if (ent_memory_add_unit(&id, &added, memory, &unit, NULL))
			abort();
	}
	if (size < 2 || size > 4096 || !ent_utf8_valid(rest, NULL))
		return 0;
	const unsigned flags = data[0];
	const ent_str phrase = ent_str_cut(&rest, '\n');
	const ent_str text = rest.p ? rest : phrase;
	const ent_concord_options opt = {
		.lang = flags & 1 ? ENT_STR("en") : ENT_STR(""),
		.mode = flags & 2 ? ENT_CONCORD_ALL : ENT_CONCORD_PHRASE,
		.exact = flags & 4,
		.accents = flags & 8,
		.cased = flags & 16,
	};
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	if (!arena)
		abort();
	mark(memory, phrase, text, &opt, arena);
	ask(memory, phrase, text, &opt, arena);
	ent_arena_free(arena);
	return 0;
}
