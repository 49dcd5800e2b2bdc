/* SPDX-License-Identifier: Apache-2.0 */
/* A number and the format of its cell, on two lines: what is shown is valid UTF-8 when
 * both are, not without end, and the number itself where the format says nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/units/number_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const ent_str all = { (const char *)data, size };
	ent_str code = all;
	const ent_str number = ent_str_cut(&code, '\n');
	ent_buf shown = ENT_BUF_INIT;
	ent_number_show(&shown, number, code, size & 1);
	const ent_str out = ent_buf_str(&shown);
	if (shown.failed)
		abort();
	if (ent_utf8_valid(all, NULL) && !ent_utf8_valid(out, NULL)) {
		fprintf(stderr, "not UTF-8\n");
		abort();
	}
	/* a letter of a code stands for 9 of "septembre" at most, a digit for one */
	if (out.n > number.n + 16 * code.n + 64) {
		fprintf(stderr, "too long\n");
		abort();
	}
	if (!code.n && !ent_str_eq(out, number)) {
		fprintf(stderr, "not the number\n");
		abort();
	}
	ent_buf_release(&shown);
	return 0;
}
