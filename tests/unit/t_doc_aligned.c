/* SPDX-License-Identifier: Apache-2.0 */
/* Beads of two documents as units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/segments.h"
#include "entente/bead.h"

struct sent {
	char text[200];
	int n;
};

static ent_status note_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct sent *s = data;
	(void)err;
	snprintf(s->text + strlen(s->text), sizeof(s->text) - strlen(s->text),
		 "%.*s=%.*s@%.*s;", (int)unit->source.text.n, unit->source.text.p,
		 (int)unit->target.text.n, unit->target.text.p, (int)unit->place.n,
		 unit->place.p);
	s->n++;
	return ENT_OK;
}

static void a_bead_is_a_unit_of_joined_segments(void **state)
{
	(void)state;
	const ent_document source = { .name = ENT_STR("a"), .lang = ENT_STR("en") },
			   target = { .name = ENT_STR("b"), .lang = ENT_STR("fr") };
	const ent_segment from[] = { { .text = ENT_STR("A."), .paragraph = 0 },
				     { .text = ENT_STR("B."), .paragraph = 4 },
				     { .text = ENT_STR("C."), .paragraph = 4 } };
	const ent_segment to[] = { { .text = ENT_STR("X."), .paragraph = 2 },
				   { .text = ENT_STR("Y."),
				     .paragraph = ENT_NO_PARAGRAPH } };
	const ent_bead beads[] = { { .src = 0, .tgt = 0, .n_src = 1, .n_tgt = 1 },
				   { .src = 1, .tgt = 1, .n_src = 2, .n_tgt = 0 },
				   { .src = 3, .tgt = 1, .n_src = 0, .n_tgt = 1 } };
	const ent_alignment alignment = { beads, 3, 1 };
	const ent_aligned_pair pair = { .source = &source,
					.target = &target,
					.source_segments = from,
					.target_segments = to,
					.n_src = 3,
					.n_tgt = 2,
					.alignment = &alignment };
	struct sent sent = { .n = 0 };
	assert_int_equal(ent_aligned_units(&pair, note_unit, &sent, NULL), ENT_OK);
	assert_string_equal(sent.text, "A.=X.@1;B. C.=@5;=Y.@2;");
}

/* The place of a document with pages names the page too. */
static void a_place_names_the_page(void **state)
{
	(void)state;
	const ent_paragraph paragraphs[] = { { .line = 1 }, { .line = 7 } };
	const ent_document source = { .name = ENT_STR("a"),
				      .part = ENT_STR("page"),
				      .paragraphs = paragraphs,
				      .n_paragraphs = 2 },
			   target = { .name = ENT_STR("b") };
	const ent_segment from[] = { { .text = ENT_STR("A."), .paragraph = 1 },
				     { .text = ENT_STR("B."), .paragraph = 9 } };
	const ent_segment to[] = { { .text = ENT_STR("X."), .paragraph = 3 } };
	const ent_bead beads[] = { { .n_src = 1, .n_tgt = 1 },
				   { .src = 1, .tgt = 1, .n_src = 1 } };
	const ent_alignment alignment = { beads, 2, 1 };
	const ent_aligned_pair pair = { .source = &source,
					.target = &target,
					.source_segments = from,
					.target_segments = to,
					.n_src = 2,
					.n_tgt = 1,
					.alignment = &alignment };
	struct sent sent = { .n = 0 };
	assert_int_equal(ent_aligned_units(&pair, note_unit, &sent, NULL), ENT_OK);
	/* a paragraph that the document does not have has a number only */
	assert_string_equal(sent.text, "A.=X.@2, page 7;B.=@10;");
}

static ent_status refuse(void *data, const ent_unit *unit, ent_error *err)
{
	(void)unit, (void)err;
	return ++*(int *)data == 2 ? ENT_ECANCELLED : ENT_OK;
}

static void a_refusal_ends_the_units(void **state)
{
	(void)state;
	const ent_document document = { .name = ENT_STR("a") };
	const ent_segment segments[4] = { { .text = ENT_STR("A.") } };
	const ent_bead beads[] = { { .n_src = 1 }, { .n_src = 1 }, { .n_src = 1 } };
	const ent_alignment alignment = { beads, 3, 1 };
	const ent_aligned_pair pair = { .source = &document,
					.target = &document,
					.source_segments = segments,
					.target_segments = segments,
					.n_src = 4,
					.n_tgt = 4,
					.alignment = &alignment };
	int n = 0;
	assert_int_equal(ent_aligned_units(&pair, refuse, &n, NULL), ENT_ECANCELLED);
	assert_int_equal(n, 2);
}

static void segments_are_joined_by_spaces(void **state)
{
	(void)state;
	const ent_segment segments[] = { { .text = ENT_STR("A.") },
					 { .text = ENT_STR("B.") },
					 { .text = ENT_STR("C.") } };
	ent_buf out = ENT_BUF_INIT;
	ent_segments_join(&out, segments, 0, 3);
	assert_string_equal(out.p, "A. B. C.");
	ent_segments_join(&out, segments, 1, 1); /* replaces what was there */
	assert_string_equal(out.p, "B.");
	ent_segments_join(&out, segments, 2, 0);
	assert_int_equal(out.n, 0);
	ent_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bead_is_a_unit_of_joined_segments),
		cmocka_unit_test(a_place_names_the_page),
		cmocka_unit_test(a_refusal_ends_the_units),
		cmocka_unit_test(segments_are_joined_by_spaces),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
