/* SPDX-License-Identifier: Apache-2.0 */
/* A copy of a unit needs nothing of the unit it is of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/unit.h"
#include "entente/bead.h"

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

/* Each text of a unit, in memory that is overwritten before the copy is looked at. */
static void every_text_is_copied(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	char texts[13][8];
	ent_unit copy, unit = { .confidence = 1 };
	ent_str *const fields[] = {
		&unit.source.lang,   &unit.source.text,  &unit.source.markup,
		&unit.source.extra,  &unit.target.lang,  &unit.target.text,
		&unit.target.markup, &unit.target.extra, &unit.document,
		&unit.place,         &unit.date,         &unit.origin,
		&unit.attributes,
	};
	for (int k = 0; k < 13; k++) {
		snprintf(texts[k], sizeof(texts[k]), "text %d", k);
		*fields[k] = ent_str_of(texts[k]);
	}
	assert_int_equal(ent_unit_copy(&copy, &unit, arena, NULL), ENT_OK);
	memset(texts, 'x', sizeof(texts));
	unit = copy; /* fields[k] is now that of the copy */
	for (int k = 0; k < 13; k++) {
		char want[8];
		snprintf(want, sizeof(want), "text %d", k);
		assert_true(ent_str_is(*fields[k], want));
	}
	ent_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_copied_unit_outlives_its_source),
		cmocka_unit_test(every_text_is_copied),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
