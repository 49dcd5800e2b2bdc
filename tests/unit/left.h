/* SPDX-License-Identifier: Apache-2.0 */
/* left.h - what values one of two texts has that the other lacks. */
#ifndef TESTS_UNIT_LEFT_H
#define TESTS_UNIT_LEFT_H

#include "text/value.h"
#include "unit/stored.h"

/* Both sides, and what each has that the other lacks. */
static inline void expect_left(const char *en,
			       const char *fr,
			       const char *only_en,
			       const char *only_fr)
{
	ent_buf a = ENT_BUF_INIT, b = ENT_BUF_INIT;
	bool agree;
	assert_true(ent_values_agree(&agree, &a, &b, ent_str_of(en), ENT_STR("en"),
				     ent_str_of(fr), ENT_STR("fr")));
	if (strcmp(a.n ? a.p : "", only_en) || strcmp(b.n ? b.p : "", only_fr))
		fail_msg("'%s', '%s': '%s', '%s'", en, fr, a.n ? a.p : "",
			 b.n ? b.p : "");
	assert_int_equal(agree, !*only_en && !*only_fr);
	ent_buf_release(&a);
	ent_buf_release(&b);
	/* the other way round the same is left */
	assert_true(ent_values_agree(&agree, &a, &b, ent_str_of(fr), ENT_STR("fr"),
				     ent_str_of(en), ENT_STR("en")));
	assert_string_equal(a.n ? a.p : "", only_fr);
	assert_string_equal(b.n ? b.p : "", only_en);
	ent_buf_release(&a);
	ent_buf_release(&b);
}

#endif
