/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a file of anchors: refused with a line, or with segments that are not
 * there, or every anchor is a bead of the alignment and every segment is in one
 * bead. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bytes_file.h"
#include "cli/align_show.h"
#include "entente/align.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { N_SEGMENTS = 7 };

static const char *const texts[2][N_SEGMENTS] = {
	{ "The port is open.", "It has two quays.", "Ships come in May.",
	  "They leave in June.", "1,200 tonnes of salt", "The town is small.", "End." },
	{ "Le port est ouvert.", "Il a deux quais.", "Des navires viennent en mai.",
	  "Ils partent en juin.", "1 200 tonnes de sel", "La ville est petite.",
	  "Fin." },
};

static bool is_bead(const ent_alignment *alignment, const ent_anchor *a)
{
	for (uint32_t k = 0; k < alignment->count; k++) {
		const ent_bead *b = &alignment->beads[k];
		if (b->n_src == a->n_src && b->n_tgt == a->n_tgt &&
		    (!a->n_src || b->src == a->src) && (!a->n_tgt || b->tgt == a->tgt))
			return true;
	}
	return false;
}

static void check(const ent_alignment *alignment, const ent_align_options *opt)
{
	unsigned seen[2][N_SEGMENTS] = { { 0 } };
	for (uint32_t k = 0; k < alignment->count; k++) {
		const ent_bead *b = &alignment->beads[k];
		for (uint32_t s = b->src; s < b->src + b->n_src; s++)
			if (s >= N_SEGMENTS || seen[0][s]++)
				abort();
		for (uint32_t t = b->tgt; t < b->tgt + b->n_tgt; t++)
			if (t >= N_SEGMENTS || seen[1][t]++)
				abort();
	}
	for (int k = 0; k < N_SEGMENTS; k++)
		if (!seen[0][k] || !seen[1][k])
			abort();
	for (uint32_t k = 0; k < opt->n_anchors; k++)
		if (!is_bead(alignment, &opt->anchors[k]))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_error err;
	ent_alignment alignment;
	ent_segment segments[2][N_SEGMENTS];
	char path[BYTES_PATH_SIZE];
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	const int fd = bytes_file(path, (ent_str){ (const char *)data, size });
	for (int side = 0; side < 2; side++)
		for (int k = 0; k < N_SEGMENTS; k++)
			segments[side][k] =
				(ent_segment){ .text = ent_str_of(texts[side][k]),
					       .paragraph = (uint32_t)k / 2 };
	if (!arena)
		abort();
	const ent_status status = read_anchors(&opt, path, arena, &err);
	if (status == ENT_EFORMAT && !err.line)
		abort();
	if (!status && !ent_align(&alignment, segments[0], N_SEGMENTS, segments[1],
				  N_SEGMENTS, &opt, arena, NULL))
		check(&alignment, &opt);
	ent_arena_free(arena);
	close(fd);
	return 0;
}
