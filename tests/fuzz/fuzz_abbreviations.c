/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a user's file of abbreviations: refused with a line, or a text is cut
 * completely with them, and the SRX file that says the same can be read. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "bytes_file.h"
#include "entente/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] =
	"M. Dupont (cf. art. 2, al. 3) dit : « Oui… » A.B.C. Nr. 5 No. 7 "
	"abc. Def. GHI. jkl.\nxyz. 12. 3 Xx. yy";

static void cut(const ent_segmenter_options *opt, const char *lang, ent_arena *arena)
{
	ent_segmenter *segmenter;
	const ent_boundary *bounds;
	uint32_t n = 0;
	size_t last = 0;
	if (ent_segmenter_new(&segmenter, ent_str_of(lang), opt, NULL))
		abort();
	if (ent_segment_text(&bounds, &n, segmenter, ent_str_of(text), arena, NULL))
		abort();
	for (uint32_t k = 0; k < n; last = bounds[k++].end)
		if (bounds[k].end <= last)
			abort();
	if (last != sizeof(text) - 1)
		abort();
	ent_segmenter_free(segmenter);
}

/* What is written for other programs is a file that we read. */
static void export(const char *path, ent_arena *arena)
{
	const ent_str lang = ENT_STR("fr");
	ent_segmenter_options opt = ENT_SEGMENTER_OPTIONS_DEFAULT;
	ent_buf srx = ENT_BUF_INIT;
	char srx_path[BYTES_PATH_SIZE];
	if (ent_segment_export_srx(&srx, &lang, 1, path, NULL))
		abort();
	const int fd = bytes_file(srx_path, ent_buf_str(&srx));
	opt.srx = srx_path;
	cut(&opt, "fr", arena);
	close(fd);
	ent_buf_release(&srx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { "fr", "en", "pl" };
	ent_segmenter *segmenter;
	ent_segmenter_options opt = ENT_SEGMENTER_OPTIONS_DEFAULT;
	ent_error err;
	char path[BYTES_PATH_SIZE];
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	const int fd = bytes_file(path, (ent_str){ (const char *)data, size });
	if (!arena)
		abort();
	opt.abbreviations = path;
	const ent_status status =
		ent_segmenter_new(&segmenter, ENT_STR("fr"), &opt, &err);
	if (status && !err.line && status != ENT_EENCODING)
		abort();
	if (status && !ent_utf8_valid(ent_str_of(err.message), NULL))
		abort();
	if (!status) {
		ent_segmenter_free(segmenter);
		for (int k = 0; k < 3; k++)
			cut(&opt, langs[k], arena);
		if (size < 300)
			export(path, arena);
	}
	ent_arena_free(arena);
	close(fd);
	return 0;
}
