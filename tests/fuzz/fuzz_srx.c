/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes are an SRX file or are refused; the facts of a pattern hold for the matches
 * of ICU; repairing a pattern and reading it as Java's stay within bounds; a text is
 * split by any rules, completely and in time, or the rule is named. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "entente/segment.h"
#include "format/srx_read.h"
#include "segment/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The beginning, end and length of a match of ICU must agree with the facts. */
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

static void check_boundaries(ent_segmenter *segmenter, ent_arena *arena)
{
	static const char text[] = "M. Dupont (1) dit: «Oui…» A\xC2\xA0"
				   "b, etc. aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! Z9_-";
	const ent_boundary *bounds;
	uint32_t n;
	size_t last = 0;
	ent_error err;
	if (ent_segment_text(&bounds, &n, segmenter, ent_str_of(text), arena, &err)) {
		if (!err.line) /* of the rule */
			abort();
		return;
	}
	for (uint32_t k = 0; k < n; last = bounds[k++].end)
		if (bounds[k].end <= last)
			abort();
	if (last != sizeof(text) - 1)
		abort();
}

/* Splits a text by an SRX file, or by one with the bytes as a pattern. */
static void check_cut(ent_str bytes, bool is_srx, ent_arena *arena)
{
	ent_buf file = ENT_BUF_INIT;
	char path[40];
	ent_segmenter *segmenter;
	ent_segmenter_options opt = ENT_SEGMENTER_OPTIONS_DEFAULT;
	if (is_srx) {
		ent_buf_add(&file, bytes);
	} else {
		ent_buf_addf(&file, "<srx><body><languagerules><languagerule "
				    "languagerulename=\"a\"><rule><beforebreak>");
		ent_buf_add_xml(&file, bytes);
		ent_buf_addf(&file, "</beforebreak></rule></languagerule>"
				    "</languagerules><maprules><languagemap "
				    "languagepattern=\".*\" languagerulename=\"a\"/>"
				    "</maprules></body></srx>");
	}
	int fd = memfd_create("srx", 0);
	if (fd < 0 || file.failed || write(fd, file.p, file.n) != (ssize_t)file.n)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	opt.srx = path;
	opt.srx_java = bytes.n % 2;
	if (!ent_segmenter_new(&segmenter, ENT_STR("en"), &opt, NULL)) {
		check_boundaries(segmenter, arena);
		ent_segmenter_free(segmenter);
	}
	close(fd);
	ent_buf_release(&file);
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
		check_cut(bytes, true, arena);
	} else if (size < 512 && ent_utf8_valid(bytes, NULL)) {
		check_pattern(bytes);
		check_cut(bytes, false, arena);
	}
	ent_arena_free(arena);
	return 0;
}
