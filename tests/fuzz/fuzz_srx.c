/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes are an SRX file or are refused; the facts of a pattern hold for what
 * ICU finds; repairing a pattern and reading it as Java's stay within bounds. */
#include <stdlib.h>

#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include "format/srx.h"
#include "segment/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A match that ICU finds must begin, end and be as long as the facts allow. */
static void check_facts(const UChar *pattern, int32_t n)
{
	static const UChar sample[] = u"M. Dupont (1) dit: «Oui…» A\u00A0b, etc. Z9_-";
	UErrorCode uerr = U_ZERO_ERROR;
	struct facts facts;
	ent_pattern_facts(&facts, pattern, n);
	URegularExpression *regex = uregex_open(pattern, n, 0, NULL, &uerr);
	uregex_setTimeLimit(regex, 10, &uerr);
	uregex_setText(regex, sample, -1, &uerr);
	while (U_SUCCESS(uerr) && uregex_findNext(regex, &uerr)) {
		int32_t start = uregex_start(regex, 0, &uerr);
		int32_t end = uregex_end(regex, 0, &uerr);
		if (start == end
			    ? !facts.empty
			    : !ent_charset_has(&facts.first, sample[start]) ||
				      !ent_charset_has(&facts.last, sample[end - 1]))
			abort();
		if ((uint32_t)(end - start) > facts.max)
			abort();
	}
	uregex_close(regex);
}

static void check_pattern(ent_str pattern)
{
	UErrorCode uerr = U_ZERO_ERROR;
	ent_buf java = ENT_BUF_INIT, repaired = ENT_BUF_INIT;
	ent_pattern_from_java(&java, pattern);
	ent_pattern_repair(&repaired, ent_buf_str(&java));
	int32_t n = 0;
	UChar *wide = malloc((repaired.n + 1) * sizeof(*wide));
	if (!wide)
		abort();
	u_strFromUTF8WithSub(wide, (int32_t)repaired.n + 1, &n, repaired.p,
			     (int32_t)repaired.n, 0xFFFD, NULL, &uerr);
	if (U_SUCCESS(uerr) && n)
		check_facts(wide, n);
	free(wide);
	ent_buf_release(&java);
	ent_buf_release(&repaired);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_srx srx;
	ent_error err;
	ent_arena *arena = ent_arena_new(0);
	ent_str bytes = { (const char *)data, size };
	if (!arena)
		abort();
	if (!ent_srx_parse(&srx, bytes, arena, &err)) {
		for (uint32_t k = 0; k < srx.n_rules; k++) {
			check_pattern(srx.rules[k].before);
			check_pattern(srx.rules[k].after);
		}
	} else if (size < 512) {
		check_pattern(bytes);
	}
	ent_arena_free(arena);
	return 0;
}
