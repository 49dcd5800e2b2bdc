/* SPDX-License-Identifier: Apache-2.0 */
/* t_doc.c - beads as units, copies of units, names of values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/unit.h"
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

static void a_copied_unit_outlives_its_source(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	char text[] = "text";
	ent_unit copy,
		unit = { .source = { .lang = ENT_STR("en"), .text = { text, 4 } },
			 .confidence = .5f,
			 .doubts = ENT_DOUBT_MOVED,
			 .line = 7 };
	assert_int_equal(ent_unit_copy(&copy, &unit, arena, NULL), ENT_OK);
	text[0] = 'x';
	assert_string_equal(copy.source.text.p, "text");
	assert_int_equal(copy.line, 7);
	assert_int_equal(copy.doubts, ENT_DOUBT_MOVED);
	ent_arena_free(arena);
	arena = ent_arena_new(4);
	assert_int_equal(ent_unit_copy(&copy, &unit, arena, NULL), ENT_ELIMIT);
	ent_arena_free(arena);
}

static void values_have_names_of_their_own(void **state)
{
	(void)state;
	for (int k = ENT_KIND_BODY; k <= ENT_KIND_ATTRIBUTE; k++)
		for (int other = ENT_KIND_BODY; other < k; other++)
			assert_string_not_equal(ent_kind_name((ent_kind)k),
						ent_kind_name((ent_kind)other));
	for (int bit = ENT_DOUBT_LENGTH; bit <= ENT_DOUBT_LAST; bit <<= 1)
		for (int other = ENT_DOUBT_LENGTH; other < bit; other <<= 1)
			assert_string_not_equal(ent_doubt_name((ent_doubt)bit),
						ent_doubt_name((ent_doubt)other));
	assert_string_equal(ent_doubt_name((ent_doubt)(1 << 20)), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bead_is_a_unit_of_joined_segments),
		cmocka_unit_test(a_copied_unit_outlives_its_source),
		cmocka_unit_test(values_have_names_of_their_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
