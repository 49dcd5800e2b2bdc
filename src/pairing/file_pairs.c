/* SPDX-License-Identifier: Apache-2.0 */
/* file_pairs.c - pairs of files as a list gives them, and their order.
 *
 * A list is read in one pass; a line that is not two names stops it, with its
 * number. */
#include <string.h>

#include "base/fail.h"
#include "base/tsv_field.h"
#include "pairing/file_pairs.h"

const char *ent_pair_by_name(ent_pair_by by)
{
	switch (by) {
	case ENT_BY_NOTHING: return "";
	case ENT_BY_LIST: return "list";
	case ENT_BY_NAME: return "name";
	case ENT_BY_MEMORY: return "memory";
	case ENT_BY_LINK: return "link";
	case ENT_BY_IDENTIFIER: return "identifier";
	case ENT_BY_CONTENT: return "content";
	case ENT_BY_VERSION: return "version";
	}
	return "";
}

int ent_file_pair_compare(const void *a, const void *b)
{
	const ent_file_pair *x = a, *y = b;
	const int order = ent_str_cmp(x->source, y->source);
	return order ? order : ent_str_cmp(x->target, y->target);
}

/* A dry run writes names as fields of TSV. */
static ent_str read_name(ent_arena *arena, ent_str field)
{
	ent_buf name = ENT_BUF_INIT;
	if (!memchr(field.p, '\\', field.n))
		return ent_arena_str(arena, field);
	ent_tsv_field_read(&name, field);
	const ent_str copy = name.failed ? (ent_str){ NULL, 0 }
					 : ent_arena_str(arena, ent_buf_str(&name));
	ent_buf_release(&name);
	return copy;
}

ent_status ent_pair_list(ent_pairing *out,
			 ent_str list,
			 ent_str name,
			 ent_arena *arena,
			 ent_error *err)
{
	uint32_t capacity = 0, n = 0, line = 0;
	for (size_t k = 0; k < list.n; k++)
		capacity += list.p[k] == '\n';
	ent_file_pair *pairs = ENT_NEW_ARRAY(arena, ent_file_pair, capacity + 1);
	if (!pairs)
		return ent_fail_memory(err);
	for (ent_str rest = list; rest.p;) {
		ent_str row = ent_str_trim(ent_str_cut(&rest, '\n'));
		line++;
		if (!row.n || row.p[0] == '#')
			continue;
		ent_str source = ent_str_trim(ent_str_cut(&row, '\t'));
		ent_str target = ent_str_trim(ent_str_cut(&row, '\t'));
		if (!source.n || !target.n) {
			ent_fail_line(
				err, ENT_EFORMAT, line,
				"expected two file names with a tab between them");
			return ent_error_in(err, ENT_EFORMAT, name);
		}
		pairs[n] = (ent_file_pair){ .source = read_name(arena, source),
					    .target = read_name(arena, target),
					    .by = ENT_BY_LIST,
					    .confidence = 1 };
		if (!pairs[n].source.p || !pairs[n].target.p)
			return ent_fail_memory(err);
		n++;
	}
	*out = (ent_pairing){ .pairs = pairs, .n_pairs = n };
	return ENT_OK;
}
