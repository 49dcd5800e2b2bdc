/* SPDX-License-Identifier: Apache-2.0 */
/* example.c - two releases become a memory, the memory an answer.
 * usage: example EN FR MEMORY QUERY
 * build: cc example.c $(pkg-config --cflags --libs entente) */
#include <stdio.h>

#include "entente/lexicon.h"
#include "entente/lookup.h"
#include "entente/memory.h"
#include "entente/segment.h"

struct side {
	ent_document document;
	const ent_segment *segments;
	uint32_t n;
};

static ent_status
read_side(struct side *out, const char *path, const char *lang, ent_arena *a, ent_error *e)
{
	ent_segmenter *segmenter;
	ent_status s = ent_read_document(&out->document, path, NULL, a, e);
	if (s || (s = ent_segmenter_new(&segmenter, ent_str_of(lang), NULL, e)))
		return s;
	s = ent_segment_document(&out->segments, &out->n, segmenter, &out->document, a, e);
	ent_segmenter_free(segmenter);
	return s;
}

static ent_status run(char **argv, ent_memory **memory, ent_lexicon **lexicon,
		      ent_arena *a, ent_error *e)
{
	struct side en, fr;
	ent_alignment beads;
	ent_change change;
	const ent_match *matches;
	uint32_t n = 0;
	ent_status s;
	if ((s = read_side(&en, argv[1], "en", a, e)) ||
	    (s = read_side(&fr, argv[2], "fr", a, e)) ||
	    (s = ent_lexicon_open(lexicon, NULL, ENT_STR("en"), ENT_STR("fr"), e)))
		return s;
	ent_align_options how = ENT_ALIGN_OPTIONS_DEFAULT;
	how.lexicon = *lexicon;
	if ((s = ent_align(&beads, en.segments, en.n, fr.segments, fr.n, &how, a, e)) ||
	    (s = ent_memory_open(memory, argv[3], ENT_OPEN_CREATE, e)))
		return s;
	ent_aligned_pair pair = { .source = &en.document,
				  .target = &fr.document,
				  .source_segments = en.segments,
				  .target_segments = fr.segments,
				  .n_src = en.n,
				  .n_tgt = fr.n,
				  .alignment = &beads };
	ent_lookup_options ask = ENT_LOOKUP_OPTIONS_DEFAULT;
	ask.from = ENT_STR("en");
	ask.to = ENT_STR("fr");
	if ((s = ent_memory_add_pair(&change, *memory, &pair, e)) ||
	    (s = ent_memory_lookup(&matches, &n, *memory, ent_str_of(argv[4]), &ask, a, e)))
		return s;
	for (uint32_t k = 0; k < n; k++)
		printf("%u %%\t%.*s\n", matches[k].score,
		       (int)matches[k].found.target.text.n, matches[k].found.target.text.p);
	return ENT_OK;
}

int main(int argc, char **argv)
{
	ent_error err;
	char text[512];
	ent_memory *memory = NULL;
	ent_lexicon *lexicon = NULL;
	ent_arena *arena = ent_arena_new(0);
	ent_status s = argc == 5 && arena ? run(argv, &memory, &lexicon, arena, &err) :
					    ENT_EINVAL;
	if (s)
		fprintf(stderr, "example: %s\n",
			argc == 5 ? ent_error_text(&err, text, sizeof(text)) :
				    "usage: example EN FR MEMORY QUERY");
	ent_memory_close(memory);
	ent_lexicon_close(lexicon);
	ent_arena_free(arena);
	return ent_status_exit_code(s);
}
