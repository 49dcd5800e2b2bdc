/* SPDX-License-Identifier: Apache-2.0 */
/* valued.h - whether texts of two languages have the same values. */
#ifndef TESTS_UNIT_VALUED_H
#define TESTS_UNIT_VALUED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/value.h"

/* Fails, with both texts, unless they agree, or do not. */
static void expect_agreement(const char *lang_a,
			     const char *a,
			     const char *lang_b,
			     const char *b,
			     bool want)
{
	ent_buf only_a = ENT_BUF_INIT, only_b = ENT_BUF_INIT;
	bool agree = !want;
	assert_true(ent_values_agree(&agree, &only_a, &only_b, ent_str_of(a),
				     ent_str_of(lang_a), ent_str_of(b),
				     ent_str_of(lang_b)));
	if (agree != want)
		fail_msg("%s: %s / %s: %s: agree is %d; only left: %s, only right: %s",
			 lang_a, a, lang_b, b, agree, only_a.n ? only_a.p : "",
			 only_b.n ? only_b.p : "");
	ent_buf_release(&only_a);
	ent_buf_release(&only_b);
}

#endif
