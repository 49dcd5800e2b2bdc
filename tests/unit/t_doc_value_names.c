/* SPDX-License-Identifier: Apache-2.0 */
/* Values of enums have names, each its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/bead.h"

static void values_have_names_of_their_own(void **state)
{
	(void)state;
	for (int k = ENT_KIND_BODY; k <= ENT_KIND_ATTRIBUTE; k++)
		for (int other = ENT_KIND_BODY; other < k; other++)
			assert_string_not_equal(ent_kind_name((ent_kind)k),
						ent_kind_name((ent_kind)other));
	for (int bit = ENT_DOUBT_LENGTH; bit <= ENT_DOUBT_LAST; bit <<= 1)
		for (int other = ENT_DOUBT_LENGTH; other < bit; other <<= 1)
			assert_string_not_equal(ent_doubt_name((ent_doubt)bit),
						ent_doubt_name((ent_doubt)other));
	assert_string_equal(ent_doubt_name((ent_doubt)(1 << 20)), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_have_names_of_their_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
