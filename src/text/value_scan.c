/* SPDX-License-Identifier: Apache-2.0 */
/* value_scan.c - what the readers of values share: compare a token, append a value. */
#include "text/value_scan.h"
#include "base/ascii.h"

bool ent_scan_is_lower(const struct ent_value_scan *s, uint32_t i, const char *lower)
{
	const ent_str t = ent_scan_token(s, i);
	size_t k = 0;
	for (; k < t.n && lower[k]; k++) {
		const char c = t.p[k];
		if ((c >= 'A' && c <= 'Z' ? c | 32 : c) != lower[k])
			return false;
	}
	return k && k == t.n && !lower[k];
}

int ent_scan_int(const struct ent_value_scan *s, uint32_t i, size_t digits, int max)
{
	ent_str t = ent_scan_token(s, i);
	int value = 0;
	if (!ent_scan_is_number(s, i) || t.n > digits)
		return -1;
	for (size_t k = 0; k < t.n; k++) {
		if (!ent_is_digit(t.p[k]))
			return -1;
		value = value * 10 + (t.p[k] - '0');
	}
	return value <= max ? value : -1;
}

ent_value *ent_scan_add(struct ent_value_scan *s,
			ent_value_kind kind,
			uint32_t first,
			uint32_t last)
{
	if (s->count == s->max)
		return NULL;
	ent_value *v = &s->out[s->count++];
	*v = (ent_value){ .kind = kind,
			  .lang = s->lang,
			  .start = s->tokens[first].start,
			  .end = s->tokens[last].end };
	v->numeral = (ent_value_span){ v->start, v->end };
	return v;
}
