/* SPDX-License-Identifier: Apache-2.0 */
/* What a batch is made of: the pipeline, decisions that find their segments again,
 * identifiers and versions, lines of an edit file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/pipeline.h"
#include "memory/learn_held_out.h"
#include "memory/review_anchors.h"
#include "memory/review_file.h"

/* ---- pipeline ------------------------------------------------------------------ */

enum { ITEMS = 500 };

struct work {
	uint32_t made[64]; /* by place */
	uint32_t taken, stop_at;
	bool wrong;
};

static void make(void *data, uint32_t index, uint32_t slot, uint32_t worker)
{
	struct work *w = data;
	volatile uint32_t spin = (index * 7919) % 2000; /* of unequal length */
	(void)worker;
	while (spin)
		spin--;
	w->made[slot] = index * 3 + 1;
}

static int take(void *data, uint32_t index, uint32_t slot)
{
	struct work *w = data;
	w->wrong |= index != w->taken || w->made[slot] != index * 3 + 1;
	w->taken++;
	return w->taken == w->stop_at ? 7 : 0;
}

static void items_are_taken_in_order(void **state)
{
	(void)state;
	for (uint32_t jobs = 0; jobs < 6; jobs++) {
		struct work w = { .stop_at = 0 };
		assert_true(ent_pipeline_slots(jobs) <= 64);
		assert_int_equal(ent_pipeline(ITEMS, jobs, make, take, &w), 0);
		assert_int_equal(w.taken, ITEMS);
		assert_false(w.wrong);
		w = (struct work){ .stop_at = 123 };
		assert_int_equal(ent_pipeline(ITEMS, jobs, make, take, &w), 7);
		assert_int_equal(w.taken, 123);
		assert_false(w.wrong);
		w = (struct work){ .stop_at = 0 };
		assert_int_equal(ent_pipeline(0, jobs, make, take, &w), 0);
	}
}

/* ---- decisions ------------------------------------------------------------------- */

static void fill(ent_segment *out, const char *words)
{
	uint32_t n = 0;
	for (ent_str rest = ent_str_of(words); rest.p;)
		out[n++] = (ent_segment){ .text = ent_str_cut(&rest, ' '),
					  .paragraph = ENT_NO_PARAGRAPH };
}

static uint32_t count(const char *words)
{
	uint32_t n = 1;
	for (; *words; words++)
		n += *words == ' ';
	return n;
}

/* decisions, latest first, against two texts of a segment a word; want: "src+n=tgt+n"
 * for each anchor, then how many were lost. */
static void expect_anchors(const ent_decision_row *rows,
			   uint32_t n,
			   const char *source,
			   const char *target,
			   const char *want)
{
	ent_segment segments[2][32];
	const ent_segment *const sides[2] = { segments[0], segments[1] };
	const uint32_t sizes[2] = { count(source), count(target) };
	ent_arena *arena = ent_arena_new(0);
	ent_anchors got;
	ent_error err;
	ent_buf text = ENT_BUF_INIT;
	fill(segments[0], source);
	fill(segments[1], target);
	assert_int_equal(ent_anchors_find(&got, rows, n, sides, sizes, arena, &err), 0);
	for (uint32_t k = 0; k < got.n; k++)
		ent_buf_addf(&text, "%u+%u=%u+%u ", got.list[k].src, got.list[k].n_src,
			     got.list[k].tgt, got.list[k].n_tgt);
	ent_buf_addf(&text, "lost %u", got.lost);
	assert_string_equal(text.p, want);
	ent_buf_release(&text);
	ent_arena_free(arena);
}

static ent_decision_row row(const char *source,
			    uint32_t at,
			    const char *target,
			    uint32_t tgt,
			    int verdict)
{
	return (ent_decision_row){ .source = ent_str_of(source),
				   .source_at = at,
				   .target = ent_str_of(target),
				   .target_at = tgt,
				   .verdict = verdict };
}

static void decisions_find_their_segments(void **state)
{
	(void)state;
	ent_decision_row one = row("b\nc", 1, "B", 1, ENT_ACCEPT);
	expect_anchors(&one, 1, "a b c d", "A B C D", "1+2=1+1 lost 0");
	/* two lines more at the head */
	expect_anchors(&one, 1, "x y a b c d", "X A B C D", "3+2=2+1 lost 0");
	/* the nearest of several */
	one = row("r", 4, "R", 4, ENT_ACCEPT);
	expect_anchors(&one, 1, "r a r b r c", "R A R B R C", "4+1=4+1 lost 0");
	expect_anchors(&one, 1, "r a b r c d", "R A B R C D", "3+1=3+1 lost 0");
	/* a text that is gone */
	expect_anchors(&one, 1, "a b", "A R", "lost 1");
}

static void the_latest_decision_wins(void **state)
{
	(void)state;
	const ent_decision_row rows[] = {
		row("b", 1, "B", 1, ENT_RELINK),    /* latest */
		row("b\nc", 1, "B", 1, ENT_ACCEPT), /* overruled: same segments */
		row("d", 3, "A", 0, ENT_ACCEPT),    /* overruled: crosses */
		row("d", 3, "D", 3, ENT_ACCEPT),
	};
	expect_anchors(rows, 4, "a b c d", "A B C D", "1+1=1+1 3+1=3+1 lost 0");
}

static void rejected_segments_have_no_counterpart(void **state)
{
	(void)state;
	ent_decision_row rows[] = { row("b", 1, "B", 1, ENT_REJECT),
				    row("c", 2, "", 2, ENT_ACCEPT),
				    row("", 3, "C", 2, ENT_ACCEPT) };
	expect_anchors(rows, 1, "a b c d", "A B C D", "1+1=1+0 2+0=1+1 lost 0");
	expect_anchors(rows, 3, "a b c d", "A B C D",
		       "1+1=1+0 2+0=1+1 2+1=2+0 3+0=2+1 lost 0");
}

static void decided_beads_have_confidence_1(void **state)
{
	(void)state;
	const ent_anchor list[] = { { 0, 1, 0, 2 }, { 1, 2, 2, 0 } };
	const ent_anchors anchors = { .list = list, .n = 2 };
	const ent_bead beads[] = { { 0, 0, 1, 2, ENT_DOUBT_LENGTH, .2f },
				   { 1, 2, 1, 0, ENT_DOUBT_OMITTED, .3f },
				   { 2, 2, 1, 0, ENT_DOUBT_OMITTED, .3f },
				   { 3, 2, 1, 1, ENT_DOUBT_RIVAL, .4f } };
	ent_alignment alignment = { beads, 4, 1 };
	ent_arena *arena = ent_arena_new(0);
	ent_error err;
	assert_int_equal(ent_anchors_settle(&anchors, &alignment, arena, &err), 0);
	for (int k = 0; k < 3; k++) {
		assert_true(alignment.beads[k].confidence >= 1);
		assert_int_equal(alignment.beads[k].doubts, 0);
	}
	assert_int_equal(alignment.beads[3].doubts, ENT_DOUBT_RIVAL);
	assert_true(alignment.beads[3].confidence < .5f);
	ent_arena_free(arena);
}

/* ---- edit files ------------------------------------------------------------------ */

static void lines_of_an_edit_file_are_read(void **state)
{
	(void)state;
	ent_review_line kind;
	ent_decision d = { .n_src = 0 };
	ent_error err;
	assert_int_equal(
		ent_review_read_line(&kind, &d, ENT_STR("l 3-4 = 5 x\r"), &err), 0);
	assert_int_equal(kind, ENT_LINE_VERDICT);
	assert_int_equal(d.verdict, ENT_RELINK);
	assert_int_equal(d.src, 2);
	assert_int_equal(d.n_src, 2);
	assert_int_equal(d.tgt, 4);
	assert_int_equal(d.n_tgt, 1);
	assert_int_equal(ent_review_read_line(&kind, &d, ENT_STR("@ a b\tc\tff"), &err),
			 0);
	assert_int_equal(kind, ENT_LINE_PAIR);
	assert_int_equal(d.hash, 255);
	static const char *const wrong[] = { "x",      "a",       "a 1",
					     "a 1 =",  "a 0 = 1", "a 2-1 = 1",
					     "a 1=1x", "r - = -", "@ a",
					     "@ a\tb", "a1 = 1",  "a 1 = 9999999999" };
	for (size_t k = 0; k < sizeof(wrong) / sizeof(wrong[0]); k++)
		assert_int_equal(
			ent_review_read_line(&kind, &d, ent_str_of(wrong[k]), &err),
			ENT_EFORMAT);
}

/* ---- learning ----------------------------------------------------------------------
 */

static const char *const pairs[][2] = {
	{ "The harbour is open to ships", "Le port est ouvert aux navires" },
	{ "The ships leave the harbour", "Les navires quittent le port" },
	{ "The bridge is open today", "Le pont est ouvert aujourd’hui" },
	{ "Today the ships are under the bridge",
	  "Aujourd’hui les navires sont sous le pont" },
};
enum { N_PAIRS = sizeof(pairs) / sizeof(pairs[0]) };

/* Learned from each source with the target `shift` lines further on. */
static ent_lexicon *learn(uint32_t shift)
{
	ent_trainer *trainer;
	ent_lexicon *lexicon;
	ent_error err;
	assert_int_equal(ent_trainer_new(&trainer, ENT_STR("en"), ENT_STR("fr"), &err),
			 0);
	for (uint32_t k = 0; k < N_PAIRS; k++)
		assert_int_equal(
			ent_trainer_add(trainer, ent_str_of(pairs[k][0]),
					ent_str_of(pairs[(k + shift) % N_PAIRS][1]), 1,
					&err),
			0);
	assert_int_equal(ent_trainer_run(&lexicon, trainer, NULL, &err), 0);
	ent_trainer_free(trainer);
	return lexicon;
}

static void a_worse_lexicon_explains_less(void **state)
{
	(void)state;
	ent_held_out held = { .arena = NULL };
	ent_error err;
	ent_lexicon *good = learn(0), *garbled = learn(2), *shipped;
	for (uint32_t k = 0; k < N_PAIRS; k++)
		assert_int_equal(ent_held_out_add(&held, ent_str_of(pairs[k][0]),
						  ent_str_of(pairs[k][1]), &err),
				 0);
	assert_int_equal(
		ent_lexicon_open(&shipped, NULL, ENT_STR("en"), ENT_STR("fr"), &err),
		0);
	const ent_lexicon *const lexicons[] = { garbled, good, shipped };
	double score[3];
	for (int k = 0; k < 3; k++)
		assert_int_equal(
			ent_held_out_score(&score[k], &held, lexicons[k], &err), 0);
	assert_true(score[1] > score[0]);
	assert_true(score[2] > score[0]);
	ent_lexicon_close(good);
	ent_lexicon_close(garbled);
	ent_lexicon_close(shipped);
	ent_held_out_release(&held);
}

static void one_in_ten_is_held_out(void **state)
{
	(void)state;
	uint32_t n = 0;
	ent_buf text = ENT_BUF_INIT;
	for (uint32_t k = 0; k < 10000; k++) {
		ent_buf_clear(&text);
		ent_buf_addf(&text, "The %u ships leave.", k);
		n += ent_is_held_out(ent_buf_str(&text));
	}
	assert_in_range(n, 900, 1100);
	ent_buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_taken_in_order),
		cmocka_unit_test(decisions_find_their_segments),
		cmocka_unit_test(the_latest_decision_wins),
		cmocka_unit_test(rejected_segments_have_no_counterpart),
		cmocka_unit_test(decided_beads_have_confidence_1),
		cmocka_unit_test(lines_of_an_edit_file_are_read),
		cmocka_unit_test(a_worse_lexicon_explains_less),
		cmocka_unit_test(one_in_ten_is_held_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
