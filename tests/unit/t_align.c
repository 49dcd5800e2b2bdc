/* SPDX-License-Identifier: Apache-2.0 */
/* Alignment through the public header: orders, anchors, doubts, cancelling. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/align.h"
#include "entente/lexicon.h"

enum { MOST = 40 };

struct text {
	ent_segment segments[MOST];
	uint32_t n;
};

/* One segment a line; "*" before it: its end is uncertain. */
static struct text cut(const char *lines)
{
	struct text text = { .n = 0 };
	for (ent_str rest = ent_str_of(lines); rest.n && text.n < MOST;) {
		ent_str line = ent_str_cut(&rest, '\n');
		ent_segment *s = &text.segments[text.n++];
		s->paragraph = ENT_NO_PARAGRAPH;
		s->uncertain = line.p[0] == '*';
		s->text = ent_str_slice(line, s->uncertain, line.n);
	}
	return text;
}

static const char english[] = "The Council of the Office met in Geneva on 4 March.\n"
			      "It adopted the report on drinking water.\n"
			      "The budget for 2025 is 12 million francs.\n"
			      "The next session will open in September.\n";
static const char french[] = "Le Conseil de l’Office s’est réuni à Genève le 4 mars.\n"
			     "Il a adopté le rapport sur l’eau potable.\n"
			     "Le budget pour 2025 est de 12 millions de francs.\n"
			     "La prochaine session s’ouvrira en septembre.\n";

struct run {
	ent_arena *arena;
	ent_lexicon *lexicon;
	ent_alignment alignment;
};

static struct run align(const char *source,
			const char *target,
			const ent_align_options *given)
{
	struct run run = { .arena = ent_arena_new(0) };
	const struct text src = cut(source), tgt = cut(target);
	ent_align_options opt = given ? *given : ENT_ALIGN_OPTIONS_DEFAULT;
	assert_int_equal(ent_lexicon_open(&run.lexicon, NULL, ENT_STR("en"),
					  ENT_STR("fr"), NULL),
			 ENT_OK);
	opt.lexicon = run.lexicon;
	assert_int_equal(ent_align(&run.alignment, src.segments, src.n, tgt.segments,
				   tgt.n, &opt, run.arena, NULL),
			 ENT_OK);
	return run;
}

static void done(struct run *run)
{
	ent_lexicon_close(run->lexicon);
	ent_arena_free(run->arena);
}

static void expect(const ent_alignment *a,
		   uint32_t k,
		   uint32_t src,
		   uint32_t n_src,
		   uint32_t tgt,
		   uint32_t n_tgt)
{
	assert_true(k < a->count);
	assert_int_equal(a->beads[k].n_src, n_src);
	assert_int_equal(a->beads[k].n_tgt, n_tgt);
	if (n_src)
		assert_int_equal(a->beads[k].src, src);
	if (n_tgt)
		assert_int_equal(a->beads[k].tgt, tgt);
}

static void beads_of_one_segment_each_are_found(void **state)
{
	(void)state;
	struct run run = align(english, french, NULL);
	assert_int_equal(run.alignment.count, 4);
	for (uint32_t k = 0; k < 4; k++) {
		expect(&run.alignment, k, k, 1, k, 1);
		assert_int_equal(run.alignment.beads[k].doubts, 0);
		assert_true(run.alignment.beads[k].confidence > .8f);
	}
	assert_true(run.alignment.confidence > .9f);
	done(&run);
}

static void a_merged_and_an_omitted_segment_are_found(void **state)
{
	(void)state;
	struct run run = align(
		"The Council of the Office met in Geneva on 4 March.\n"
		"It adopted the report on drinking water.\n"
		"Speaking to journalists, the chair thanked the cities that had sent "
		"engineers, doctors and drivers to the flooded villages in the north of "
		"the country.\n"
		"The next session will open in September.\n",
		"Le Conseil de l’Office s’est réuni à Genève le 4 mars et a adopté le "
		"rapport sur l’eau potable.\n"
		"La prochaine session s’ouvrira en septembre.\n",
		NULL);
	assert_int_equal(run.alignment.count, 3);
	expect(&run.alignment, 0, 0, 2, 0, 1);
	expect(&run.alignment, 1, 2, 1, 0, 0);
	expect(&run.alignment, 2, 3, 1, 1, 1);
	assert_true(run.alignment.beads[1].doubts & ENT_DOUBT_OMITTED);
	done(&run);
}

static void a_moved_segment_is_found_and_marked(void **state)
{
	(void)state;
	struct run run =
		align(english,
		      "La prochaine session s’ouvrira en septembre.\n"
		      "Le Conseil de l’Office s’est réuni à Genève le 4 mars.\n"
		      "Il a adopté le rapport sur l’eau potable.\n"
		      "Le budget pour 2025 est de 12 millions de francs.\n",
		      NULL);
	assert_int_equal(run.alignment.count, 4);
	expect(&run.alignment, 3, 3, 1, 0, 1);
	assert_true(run.alignment.beads[3].doubts & ENT_DOUBT_MOVED);
	assert_false(run.alignment.beads[0].doubts & ENT_DOUBT_MOVED);
	done(&run);
}

static void a_note_in_brackets_of_one_side_stays_alone(void **state)
{
	(void)state;
	static const char note[] = "(Tr.)\n";
	char longer[1024], with[1024];
	snprintf(longer, sizeof(longer), "%s%s", note, english);
	struct run run = align(longer, french, NULL);
	expect(&run.alignment, 0, 0, 1, 0, 0);
	expect(&run.alignment, 1, 1, 1, 0, 1);
	done(&run);
	snprintf(with, sizeof(with), "(N. d. T.) %s", french);
	run = align(longer, with, NULL);
	expect(&run.alignment, 0, 0, 2, 0, 1);
	done(&run);
}

static void numbers_that_differ_are_a_doubt(void **state)
{
	(void)state;
	struct run run =
		align("The budget for 2025 is 12 million francs.\n",
		      "*Le budget pour 2025 est de 13 millions de francs.\n", NULL);
	expect(&run.alignment, 0, 0, 1, 0, 1);
	assert_true(run.alignment.beads[0].doubts & ENT_DOUBT_NUMBERS);
	assert_true(run.alignment.beads[0].doubts & ENT_DOUBT_BOUNDARY);
	done(&run);
}

static void anchors_win_even_out_of_order(void **state)
{
	(void)state;
	const ent_anchor anchors[] = { { 0, 1, 3, 1 }, { 3, 1, 0, 1 } };
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	opt.anchors = anchors;
	opt.n_anchors = 2;
	struct run run = align(english, french, &opt);
	assert_int_equal(run.alignment.count, 4);
	expect(&run.alignment, 0, 0, 1, 3, 1);
	expect(&run.alignment, 1, 1, 1, 1, 1);
	expect(&run.alignment, 2, 2, 1, 2, 1);
	expect(&run.alignment, 3, 3, 1, 0, 1);
	assert_true(run.alignment.beads[0].confidence == 1);
	done(&run);
}

/* Nine lines in random orders: all anchors are kept, and each line is in one bead. */
static void anchors_in_any_order_are_kept(void **state)
{
	(void)state;
	enum { N = 9 };
	const char *const lines = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
	uint32_t random = 1;
	for (int round = 0; round < 300; round++) {
		ent_anchor anchors[N];
		uint32_t order[N], n = 0;
		for (uint32_t k = 0; k < N; k++)
			order[k] = k;
		for (uint32_t k = N - 1; k; k--) {
			random = random * 1103515245 + 12345;
			const uint32_t other = (random >> 16) % (k + 1), was = order[k];
			order[k] = order[other];
			order[other] = was;
		}
		for (uint32_t k = 0; k < N; k++)
			if ((round + k) % 3)
				anchors[n++] = (ent_anchor){ k, 1, order[k], 1 };
		ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
		opt.anchors = anchors;
		opt.n_anchors = n;
		struct run run = align(lines, lines, &opt);
		uint32_t seen[2] = { 0, 0 }, kept = 0;
		for (uint32_t k = 0; k < run.alignment.count; k++) {
			const ent_bead *b = &run.alignment.beads[k];
			for (uint32_t i = 0; i < b->n_src; i++)
				seen[0] += 1u << (b->src + i);
			for (uint32_t i = 0; i < b->n_tgt; i++)
				seen[1] += 1u << (b->tgt + i);
			for (uint32_t i = 0; i < n; i++)
				kept += b->src == anchors[i].src && b->n_src == 1 &&
					b->tgt == anchors[i].tgt && b->n_tgt == 1;
		}
		assert_int_equal(kept, n);
		assert_int_equal(seen[0], (1u << N) - 1);
		assert_int_equal(seen[1], (1u << N) - 1);
		done(&run);
	}
}

static void an_anchor_beyond_the_text_is_refused(void **state)
{
	(void)state;
	const ent_anchor anchors[] = { { 0, 1, 3, 2 } };
	const struct text src = cut(english), tgt = cut(french);
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	ent_alignment out = { .count = 77 };
	ent_error err;
	opt.anchors = anchors;
	opt.n_anchors = 1;
	assert_int_equal(ent_align(&out, src.segments, src.n, tgt.segments, tgt.n, &opt,
				   arena, &err),
			 ENT_EFORMAT);
	assert_int_equal(out.count, 77);
	assert_string_equal(err.message,
			    "anchor 1 to 4: no such segments, or in two anchors");
	ent_arena_free(arena);
}

static int stop(void *data, const char *task, uint64_t at, uint64_t total)
{
	(void)data;
	assert_string_equal(task, "aligning");
	assert_true(at <= total);
	return 1;
}

static void the_caller_can_stop_it(void **state)
{
	(void)state;
	const ent_progress progress = { .step = stop };
	const struct text src = cut(english), tgt = cut(french);
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	ent_alignment out;
	opt.progress = &progress;
	assert_int_equal(ent_align(&out, src.segments, src.n, tgt.segments, tgt.n, &opt,
				   arena, NULL),
			 ENT_ECANCELLED);
	ent_arena_free(arena);
}

static void too_little_space_is_reported(void **state)
{
	(void)state;
	const struct text src = cut(english), tgt = cut(french);
	ent_alignment out;
	for (size_t limit = 1; limit < 60000; limit = limit * 2 + 7) {
		ent_arena *arena = ent_arena_new(limit);
		ent_status status = ent_align(&out, src.segments, src.n, tgt.segments,
					      tgt.n, NULL, arena, NULL);
		assert_true(status == ENT_ELIMIT || status == ENT_OK);
		ent_arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(beads_of_one_segment_each_are_found),
		cmocka_unit_test(a_merged_and_an_omitted_segment_are_found),
		cmocka_unit_test(a_moved_segment_is_found_and_marked),
		cmocka_unit_test(a_note_in_brackets_of_one_side_stays_alone),
		cmocka_unit_test(numbers_that_differ_are_a_doubt),
		cmocka_unit_test(anchors_win_even_out_of_order),
		cmocka_unit_test(anchors_in_any_order_are_kept),
		cmocka_unit_test(an_anchor_beyond_the_text_is_refused),
		cmocka_unit_test(the_caller_can_stop_it),
		cmocka_unit_test(too_little_space_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
