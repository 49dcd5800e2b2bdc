/* SPDX-License-Identifier: Apache-2.0 */
/* lines.c - a text in which each line is a segment, as aligners exchange them.
 *
 * Nothing is joined, cut or left out: line n of the file is segment n - 1.
 * Cost: one pass.
 */
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "entente/read.h"
#include "text/decode.h"

#define LINES_MAX ((uint64_t)1 << 30) /* bytes */

static ent_status cut_lines(const ent_segment **out,
			    uint32_t *count,
			    ent_str text,
			    ent_arena *arena,
			    ent_error *err)
{
	uint32_t n = 0;
	for (ent_str rest = text; rest.n;) {
		ent_str_cut(&rest, '\n');
		n++;
	}
	ent_segment *segments = ENT_NEW_ARRAY(arena, ent_segment, n);
	if (!segments)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n; k++)
		segments[k] =
			(ent_segment){ .text = ent_str_trim(ent_str_cut(&text, '\n')),
				       .paragraph = ENT_NO_PARAGRAPH };
	*out = segments;
	*count = n;
	return ENT_OK;
}

ent_status ent_read_lines(const ent_segment **out,
			  uint32_t *count,
			  const char *path,
			  ent_arena *arena,
			  ent_error *err)
{
	ent_buf bytes = ENT_BUF_INIT, text = ENT_BUF_INIT;
	const char *encoding;
	const ent_str name = ent_file_title(path);
	ent_status status = ent_file_read(&bytes, path, LINES_MAX, err);
	if (!status)
		status = ent_decode(&text, &encoding, NULL, ent_buf_str(&bytes),
				    ENT_STR(""), err);
	ent_buf_release(&bytes);
	if (!status) {
		const ent_str kept = ent_arena_str(arena, ent_buf_str(&text));
		status = kept.p ? cut_lines(out, count, kept, arena, err)
				: ent_fail_memory(err);
	}
	ent_buf_release(&text);
	return ent_error_in(err, status, name);
}
