/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes either become valid UTF-8 or are refused; tokens and folded forms
 * of what comes out stay within it. */
#include <stdlib.h>

#include "base/utf8.h"
#include "text/decode.h"
#include "text/fold.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_buf text = ENT_BUF_INIT, folded = ENT_BUF_INIT;
	ent_error err;
	ent_str bytes = { (const char *)data, size };
	if (!ent_decode(&text, NULL, NULL, bytes, ENT_STR("iso-8859-2"), &err)) {
		if (!ent_utf8_valid(ent_buf_str(&text), NULL))
			abort();
		ent_token t;
		size_t last = 0;
		for (size_t at = 0; ent_token_next(&t, ent_buf_str(&text), &at);) {
			if (t.start < last || t.end <= t.start || t.end > text.n)
				abort();
			last = t.end;
		}
		ent_fold_add(&folded, ent_buf_str(&text),
			     ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY | ENT_FOLD_ACCENTS);
		if (!folded.failed && !ent_utf8_valid(ent_buf_str(&folded), NULL))
			abort();
	}
	ent_buf_release(&text);
	ent_buf_release(&folded);
	return 0;
}
