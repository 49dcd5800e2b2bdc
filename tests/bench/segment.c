/* SPDX-License-Identifier: Apache-2.0 */
/* segment.c - MB/s of our segmenter and of ICU's iterator, on the same lines. usage:
 * segment LANG FILE [SRX] with SRX, by the rules of that file instead of ours.  Prints
 * "ours MB/s, ICU MB/s, ratio" of processor time, the best of five runs of each. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/file.h"
#include "entente/segment.h"

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t run_ours(ent_segmenter *segmenter, ent_str text, ent_arena *arena)
{
	enum { ENOUGH = 1 << 16 };
	size_t total = 0;
	while (text.n) {
		const ent_boundary *bounds;
		uint32_t n;
		if (ent_arena_used(arena) > ENOUGH)
			ent_arena_clear(arena);
		if (ent_segment_text(&bounds, &n, segmenter, ent_str_cut(&text, '\n'),
				     arena, NULL))
			abort();
		total += n;
	}
	return total;
}

static size_t run_icu(UBreakIterator *iterator, ent_str text)
{
	size_t total = 0;
	while (text.n) {
		ent_str line = ent_str_cut(&text, '\n');
		UErrorCode uerr = U_ZERO_ERROR;
		UText *wrapped = utext_openUTF8(NULL, line.p, (int64_t)line.n, &uerr);
		ubrk_setUText(iterator, wrapped, &uerr);
		while (ubrk_next(iterator) != UBRK_DONE)
			total++;
		utext_close(wrapped);
	}
	return total;
}

static ent_segmenter *open_one(const char *lang, const char *srx)
{
	ent_segmenter *segmenter;
	ent_segmenter_options opt = ENT_SEGMENTER_OPTIONS_DEFAULT;
	ent_error err;
	char text[512];
	opt.srx = srx;
	if (ent_segmenter_new(&segmenter, ent_str_of(lang), &opt, &err)) {
		fprintf(stderr, "%s\n", ent_error_text(&err, text, sizeof(text)));
		exit(1);
	}
	return segmenter;
}

/* Microseconds to open a segmenter. */
static double opening(const char *lang, const char *srx)
{
	int times = srx ? 5 : 500;
	double start = now();
	for (int k = 0; k < times; k++)
		ent_segmenter_free(open_one(lang, srx));
	return (now() - start) * 1e6 / times;
}

/* Microseconds for the first 40 segments of the text, as in a communiqué. */
static double communique(ent_segmenter *segmenter, ent_str text, ent_arena *arena)
{
	enum { SEGMENTS = 40, TIMES = 200 };
	ent_str rest = text;
	const ent_boundary *bounds;
	uint32_t n, total = 0;
	while (rest.n && total < SEGMENTS) {
		if (ent_segment_text(&bounds, &n, segmenter, ent_str_cut(&rest, '\n'),
				     arena, NULL))
			abort();
		total += n;
	}
	ent_str some = ent_str_slice(text, 0, text.n - rest.n);
	double start = now();
	for (int k = 0; k < TIMES; k++)
		run_ours(segmenter, some, arena);
	return (now() - start) * 1e6 / TIMES;
}

int main(int argc, char **argv)
{
	const char *srx = argc > 3 ? argv[3] : NULL;
	int runs = srx ? 1 : 5;
	double ours = 1e9, icu = 1e9;
	size_t n_ours = 0, n_icu = 0;
	ent_buf text = ENT_BUF_INIT;
	ent_error err;
	UErrorCode uerr = U_ZERO_ERROR;
	ent_arena *arena = ent_arena_new(0);
	if (argc < 3 || !arena || ent_file_read(&text, argv[2], 1 << 30, &err))
		return 1;
	ent_segmenter *segmenter = open_one(argv[1], srx);
	UBreakIterator *iterator = ubrk_open(UBRK_SENTENCE, argv[1], NULL, 0, &uerr);
	if (U_FAILURE(uerr))
		return 1;
	for (int k = 0; k < runs; k++) {
		double start = now();
		n_ours = run_ours(segmenter, ent_buf_str(&text), arena);
		double middle = now();
		n_icu = run_icu(iterator, ent_buf_str(&text));
		double end = now();
		ours = middle - start < ours ? middle - start : ours;
		icu = end - middle < icu ? end - middle : icu;
	}
	double mb = (double)text.n / 1e6;
	printf("segment %s: %s %.1f MB/s (%zu segments), ICU %.0f MB/s (%zu), "
	       "ratio %.2f\n",
	       argv[1], srx ? "SRX" : "ours", mb / ours, n_ours, mb / icu, n_icu,
	       icu / ours);
	printf("segment %s: opened in %.0f us; 40 segments in %.0f us\n", argv[1],
	       opening(argv[1], srx), communique(segmenter, ent_buf_str(&text), arena));
	ubrk_close(iterator);
	ent_segmenter_free(segmenter);
	ent_arena_free(arena);
	ent_buf_release(&text);
	return 0;
}
