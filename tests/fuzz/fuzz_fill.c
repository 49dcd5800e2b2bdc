/* SPDX-License-Identifier: Apache-2.0 */
/* Any text is an XLIFF file to fill: without proposals it is unchanged, with them it is
 * valid, and a filled target is no longer empty. */
#include <stdlib.h>

#include "base/utf8.h"
#include "format/fill/xliff_fill.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const ent_unit unit = {
		.source = { .text = ENT_STR("a b"),
			    .markup =
				    ENT_STR("a <bpt i=\"1\">x</bpt>b<ept i=\"1\"/>") },
		.target = { .text = ENT_STR("c & d"),
			    .markup = ENT_STR(
				    "<bpt i=\"1\">x</bpt>c<ept i=\"1\"/> &amp; d") },
	};
	ent_str text = { (const char *)data, size };
	ent_error err;
	ent_fill fill;
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	ent_buf same = ENT_BUF_INIT, filled = ENT_BUF_INIT;
	if (!arena || !ent_utf8_valid(text, NULL) ||
	    ent_fill_read(&fill, text, ENT_STR("fr"), arena, &err))
		goto out;
	ent_fill_write(&same, &fill);
	if (!same.failed && !ent_str_eq(ent_buf_str(&same), text))
		abort();
	for (uint32_t k = 0; k < fill.n_slots; k++)
		fill.slots[k].proposal = (ent_proposal){
			.unit = &unit,
			.content = k % 3 ? ENT_STR("c &amp; d") : fill.slots[k].content,
			.score = 70 + k % 31,
			.exact = k % 2,
			.origin = ENT_STR("m&m"),
		};
	ent_fill_write(&filled, &fill);
	if (!filled.failed && !ent_utf8_valid(ent_buf_str(&filled), NULL))
		abort();
out:
	ent_buf_release(&same);
	ent_buf_release(&filled);
	ent_arena_free(arena);
	return 0;
}
