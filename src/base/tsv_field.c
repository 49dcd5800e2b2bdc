/* SPDX-License-Identifier: Apache-2.0 */
/* tsv_field.c - a field that ent_buf_add_tsv() wrote. */
#include <string.h>

#include "base/tsv_field.h"

static bool is_escaped(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (s.p[k] == '\\' && (++k == s.n || !memchr("tnr\\", s.p[k], 4)))
			return false;
	return true;
}

void ent_tsv_field_read(ent_buf *to, ent_str field)
{
	static const char from[] = "tnr\\", into[] = "\t\n\r\\";
	const bool escaped =
		memchr(field.p ? field.p : "", '\\', field.n) && is_escaped(field);
	if (!escaped) {
		ent_buf_add(to, field);
		return;
	}
	for (size_t k = 0; k < field.n; k++)
		ent_buf_add_char(to, field.p[k] == '\\'
					     ? into[strchr(from, field.p[++k]) - from]
					     : field.p[k]);
}
