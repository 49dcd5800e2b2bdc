/* SPDX-License-Identifier: Apache-2.0 */
/* align - processor milliseconds to align two texts of a segment a line, with the
 * lexicon mapped before.  usage: align EN FR */
#include <stdio.h>
#include <time.h>

#include "entente/align.h"
#include "entente/lexicon.h"
#include "entente/read.h"

enum { TIMES = 100 };

int main(int argc, char **argv)
{
	const ent_segment *segments[2];
	uint32_t n[2];
	ent_lexicon *lexicon = NULL;
	ent_arena *texts = ent_arena_new(0), *arena = ent_arena_new(0);
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_alignment out;
	ent_error err;
	char text[512];
	ent_status status = argc == 3 && texts && arena
				    ? ent_lexicon_open(&lexicon, NULL, ENT_STR("en"),
						       ENT_STR("fr"), &err)
				    : ENT_EINVAL;
	for (int k = 0; k < 2 && !status; k++)
		status = ent_read_lines(&segments[k], &n[k], argv[k + 1], texts, &err);
	opt.lexicon = lexicon;
	const clock_t start = clock();
	for (int k = 0; k < TIMES && !status; k++) {
		ent_arena_clear(arena);
		status = ent_align(&out, segments[0], n[0], segments[1], n[1], &opt,
				   arena, &err);
	}
	if (status)
		fprintf(stderr, "align: %s\n",
			argc == 3 ? ent_error_text(&err, text, sizeof(text)) : "usage");
	else
		printf("%u x %u segments, lexicon mapped: %.2f ms\n", n[0], n[1],
		       (double)(clock() - start) * 1e3 / CLOCKS_PER_SEC / TIMES);
	ent_lexicon_close(lexicon);
	ent_arena_free(texts);
	ent_arena_free(arena);
	return status != ENT_OK;
}
