/* SPDX-License-Identifier: Apache-2.0 */
/* written.h - the value of an English text written in the place of that of a French
 * one. */
#ifndef TESTS_UNIT_WRITTEN_H
#define TESTS_UNIT_WRITTEN_H

#include "text/value.h"
#include "unit/stored.h"

/* Puts the only value of `from` (English) in the place of that of `to` (French). */
static inline bool write_value(ent_buf *out,
			       const char *from,
			       const char *to,
			       ent_value *is)
{
	const ent_str is_text = ent_str_of(from), text = ent_str_of(to);
	ent_value slot;
	if (ent_values(is, 1, is_text, ENT_STR("en")) != 1 ||
	    ent_values(&slot, 1, text, ENT_STR("fr")) != 1)
		fail_msg("'%s', '%s': not one value each", from, to);
	ent_value_place place = { .slot = &slot, .text = text };
	ent_buf_clear(out);
	if (!ent_value_write(out, &place, is, is_text, &slot))
		return false;
	/* the text around the place stays */
	ent_buf whole = ENT_BUF_INIT;
	assert_true(place.start <= slot.start && place.end >= slot.end);
	ent_buf_add(&whole, ent_str_slice(text, 0, place.start));
	ent_buf_add(&whole, ent_buf_str(out));
	ent_buf_add(&whole, ent_str_slice(text, place.end, text.n));
	ent_buf_clear(out);
	ent_buf_add(out, ent_buf_str(&whole));
	ent_buf_release(&whole);
	return true;
}

static inline void expect_written(const char *from, const char *to, const char *want)
{
	ent_buf out = ENT_BUF_INIT;
	ent_value is;
	const bool ok = write_value(&out, from, to, &is);
	if (ok != (want != NULL) || (want && strcmp(out.p, want)))
		fail_msg("'%s' in '%s' is '%s'", from, to, ok ? out.p : "not written");
	ent_buf_release(&out);
}

#endif
