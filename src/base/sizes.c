/* SPDX-License-Identifier: Apache-2.0 */
/* sizes.c - texts that are too long are refused. */
#include "base/sizes.h"
#include "base/fail.h"

ent_status ent_check_length(ent_str text, ent_error *err)
{
	if (text.n <= ENT_OFFSET_MAX)
		return ENT_OK;
	return ent_fail(err, ENT_ELIMIT, "a text has %zu bytes; the limit is %lu bytes",
			text.n, (unsigned long)ENT_OFFSET_MAX);
}
