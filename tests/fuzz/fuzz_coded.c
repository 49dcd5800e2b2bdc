/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as TMX content, and as a text whose bytes below 8 are codes: boundaries
 * ascend, end at the end, and none is inside a code.  A unit with that content on both
 * sides is split into sentences that together have exactly its text.  The first byte
 * chooses the language. */
#include <stdlib.h>

#include "base/utf8.h"
#include "entente/lookup.h"
#include "entente/memory.h"
#include "entente/segment.h"
#include "format/inline_read.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const ent_boundary *b, uint32_t n, ent_str text)
{
	size_t last = 0;
	if ((n == 0) != (text.n == 0) || (n && b[n - 1].end != text.n))
		abort();
	for (uint32_t k = 0; k < n; last = b[k++].end)
		if (b[k].end <= last || b[k].end > text.n)
			abort();
}

static void check_codes(ent_segmenter *s, ent_str text, ent_arena *arena)
{
	const ent_boundary *bounds;
	uint32_t n, n_codes = 0;
	ent_code *codes = malloc((text.n + 1) * sizeof(*codes));
	if (!codes)
		abort();
	for (size_t k = 0; k < text.n; k++)
		if ((unsigned char)text.p[k] < 8) {
			size_t end = k + 1;
			while (end < text.n && end < k + 4 &&
			       (unsigned char)text.p[end] >= 8)
				end++;
			codes[n_codes++] =
				(ent_code){ k, end, (ent_code_kind)(text.p[k] % 4) };
			k = end - 1;
		}
	if (!ent_segment_coded(&bounds, &n, s, text, codes, n_codes, arena, NULL)) {
		check(bounds, n, text);
		for (uint32_t k = 0, c = 0; k < n; k++) {
			while (c < n_codes && codes[c].end <= bounds[k].end)
				c++;
			if (c < n_codes && codes[c].start < bounds[k].end)
				abort();
		}
	}
	free(codes);
}

static ent_status add_ink(void *data, const ent_unit *unit, ent_error *err)
{
	(void)err;
	uint32_t *ink = data;
	if (!ent_str_eq(unit->source.text, unit->target.text))
		abort();
	*ink += ent_token_ink(unit->source.text);
	return ENT_OK;
}

/* Markup that an import may have brought: tags that match, no control characters. */
static bool is_markup(ent_str s)
{
	ent_error err;
	ent_buf plain = ENT_BUF_INIT;
	bool ok = ent_utf8_valid(s, NULL);
	for (size_t k = 0; k < s.n && ok; k++)
		ok = (unsigned char)s.p[k] >= ' ' || s.p[k] == '\n';
	ok = ok && !ent_markup_text(&plain, s, &err);
	ent_buf_release(&plain);
	return ok;
}

static void check_split(ent_str lang, ent_str content, ent_arena *arena)
{
	ent_splitter *splitter;
	ent_inlines codes;
	uint32_t ink = 0;
	if (ent_splitter_new(&splitter, NULL, NULL) ||
	    !ent_inline_list(&codes, content, arena))
		abort();
	ent_unit unit = { .source = { .lang = lang, .markup = content } };
	unit.target = unit.source;
	ent_error err;
	if (ent_splitter_pass(splitter, &unit, add_ink, &ink, &err) ||
	    (ink && ink != codes.ink))
		abort();
	ent_splitter_free(splitter);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { "fr", "en", "de", "" };
	ent_segmenter *segmenter;
	ent_error err;
	const ent_boundary *bounds;
	uint32_t n;
	if (!size)
		return 0;
	ent_str text = { (const char *)data + 1, size - 1 };
	ent_arena *arena = ent_arena_new(0);
	if (!arena ||
	    ent_segmenter_new(&segmenter, ent_str_of(langs[data[0] % 4]), NULL, &err))
		abort();
	if (!ent_segment_markup(&bounds, &n, segmenter, text, arena, &err))
		check(bounds, n, text);
	check_codes(segmenter, text, arena);
	if (is_markup(text))
		check_split(ent_str_of(langs[data[0] % 4]), text, arena);
	ent_segmenter_free(segmenter);
	ent_arena_free(arena);
	return 0;
}
