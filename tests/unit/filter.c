/* SPDX-License-Identifier: Apache-2.0 */
/* filter.c - $ONLY chooses the cases of a unit test by their names, with '*' and '?'.
 * Linked with each of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void __attribute__((constructor)) choose_cases(void)
{
	cmocka_set_test_filter(getenv("ONLY"));
}
