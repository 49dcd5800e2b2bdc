/* SPDX-License-Identifier: Apache-2.0 */
/* Boundaries of any bytes ascend, are inside the text and end at its end; in text, they
 * are between characters.  The first byte chooses the language. */
#include <stdlib.h>

#include "base/utf8.h"
#include "entente/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const ent_boundary *b, uint32_t n, ent_str text, bool valid)
{
	size_t last = 0;
	if ((n == 0) != (text.n == 0) || (n && b[n - 1].end != text.n))
		abort();
	for (uint32_t k = 0; k < n; k++) {
		if (b[k].end <= last || b[k].end > text.n)
			abort();
		last = b[k].end;
		if (valid && last < text.n &&
		    ((unsigned char)text.p[last] & 0xC0) == 0x80)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { "fr", "en", "de", "" };
	if (!size)
		return 0;
	ent_segmenter *segmenter;
	ent_arena *arena = ent_arena_new(0);
	const ent_boundary *bounds;
	uint32_t n;
	ent_error err;
	ent_str text = { (const char *)data + 1, size - 1 };
	ent_str lang = ent_str_of(langs[data[0] % 4]);
	if (!arena || ent_segmenter_new(&segmenter, lang, NULL, &err))
		abort();
	if (!ent_segment_text(&bounds, &n, segmenter, text, arena, &err))
		check(bounds, n, text, ent_utf8_valid(text, NULL));
	ent_segmenter_free(segmenter);
	ent_arena_free(arena);
	return 0;
}
