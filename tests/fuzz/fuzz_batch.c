/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a list of pairs and as an edit file of decisions: what is read is inside
 * them, and what is refused is named with its line. */
#include <stdlib.h>
#include <string.h>

#include "memory/review_file.h"
#include "pairing/file_pairs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_list(ent_str text)
{
	ent_pairing pairing = { .n_pairs = 0 };
	ent_error err;
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	if (!arena)
		abort();
	ent_status status = ent_pair_list(&pairing, text, ENT_STR("list"), arena, &err);
	if (status == ENT_EFORMAT && !err.line)
		abort();
	for (uint32_t k = 0; k < pairing.n_pairs; k++)
		if (!pairing.pairs[k].source.n || !pairing.pairs[k].target.n)
			abort();
	ent_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const ent_str text = { (const char *)data, size };
	ent_error err;
	for (ent_str rest = text; rest.p;) {
		ent_review_line kind;
		ent_decision d = { .n_src = 0 };
		ent_str line = ent_str_cut(&rest, '\n');
		if (ent_review_read_line(&kind, &d, line, &err)) {
			if (!err.message[0])
				abort();
			continue;
		}
		if (kind == ENT_LINE_VERDICT && !d.n_src && !d.n_tgt)
			abort();
		if (kind == ENT_LINE_PAIR &&
		    (!d.source_document.n || !d.target_document.n))
			abort();
	}
	read_list(text);
	return 0;
}
