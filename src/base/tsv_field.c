/* SPDX-License-Identifier: Apache-2.0 */
/* tsv_field.c - a field that ent_buf_add_tsv() wrote. */
#include <string.h>

#include "base/tsv_field.h"

/* The letters after a backslash, and what they stand for. */
static const char letters[] = { 't', 'n', 'r', '\\' };
static const char meanings[] = { '\t', '\n', '\r', '\\' };

static const char *find_letter(char c)
{
	return memchr(letters, c, sizeof(letters));
}

static bool is_escaped(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (s.p[k] == '\\' && (++k == s.n || !find_letter(s.p[k])))
			return false;
	return true;
}

void ent_tsv_field_read(ent_buf *to, ent_str field)
{
	const bool escaped =
		memchr(field.p ? field.p : "", '\\', field.n) && is_escaped(field);
	if (!escaped) {
		ent_buf_add(to, field);
		return;
	}
	for (size_t k = 0; k < field.n; k++)
		ent_buf_add_char(to,
				 field.p[k] == '\\'
					 ? meanings[find_letter(field.p[++k]) - letters]
					 : field.p[k]);
}
