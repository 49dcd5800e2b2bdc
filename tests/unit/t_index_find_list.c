/* SPDX-License-Identifier: Apache-2.0 */
/* Places beside a word whose list is kept: the same marks as looking at every pair. */
#include <stdlib.h>

#include "index/find_parts.h"
#include "unit/stored.h"

enum { TEXTS = 3 << 16, POSITIONS = 40, MOST = 6000, SHIFT_MIN = 5 };

struct made {
	uint32_t places[MOST], starts[(TEXTS >> SHIFT_MIN) + 1];
	uint64_t texts[MOST],
		found[MOST]; /* of the list; text << 32 | row's beginning */
	unsigned char marks[MOST];
	ent_list list;
};

static uint32_t draw(uint64_t *seed, uint32_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % n;
}

static int number_cmp(const void *pa, const void *pb)
{
	const uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;
	return (a > b) - (a < b);
}

/* n different places, sorted; few texts, so that many are shared. */
static size_t make_places(uint64_t *out, uint64_t *seed, size_t n, bool in_a_row)
{
	size_t kept = 0;
	for (size_t k = 0; k < n; k++) {
		const uint64_t text = (uint64_t)draw(seed, 400) * (TEXTS / 400);
		out[k] = text << 32 | (in_a_row ? draw(seed, POSITIONS) : 0);
		if (in_a_row && !draw(seed, 50))
			out[k] |= 0xfff0 + draw(seed, 16); /* at the end of what fits */
	}
	qsort(out, n, sizeof(*out), number_cmp);
	for (size_t k = 0; k < n; k++)
		if (!k || out[k] != out[kept - 1])
			out[kept++] = out[k];
	return kept;
}

static void make_list(struct made *m, uint64_t *seed, size_t n, uint32_t shift)
{
	size_t starts = 0;
	m->list = (ent_list){
		.places = m->places, .starts = m->starts, .n_blocks = 3, .shift = shift
	};
	m->list.n = make_places(m->texts, seed, n, true);
	for (size_t k = 0; k < m->list.n; k++) {
		const uint32_t text = (uint32_t)(m->texts[k] >> 32);
		while (starts <= text >> shift)
			m->starts[starts++] = (uint32_t)k;
		m->places[k] = text << 16 | (uint32_t)(m->texts[k] & 0xffff);
	}
	while (starts <= (size_t)TEXTS >> shift)
		m->starts[starts++] = (uint32_t)m->list.n;
}

static unsigned char wanted_of(const struct made *m,
			       const ent_find_word *w,
			       uint64_t found,
			       bool in_a_row)
{
	unsigned char mark = 0;
	for (size_t k = 0; k < m->list.n; k++) {
		const int64_t from = (int64_t)(m->texts[k] & 0xffffffff) -
				     (int64_t)(found & 0xffffffff);
		if (m->texts[k] >> 32 != found >> 32)
			continue;
		if (!in_a_row)
			return ENT_FIND_HERE;
		if (from >= w->low && from <= w->high)
			mark |= from == w->offset ? ENT_FIND_HERE : ENT_FIND_NEAR;
	}
	return mark;
}

static void check(struct made *m,
		  const ent_find_word *w,
		  size_t n_found,
		  size_t n_list,
		  bool in_a_row,
		  uint32_t shift,
		  uint64_t seed)
{
	ent_find f = {
		.in_a_row = in_a_row, .word = w, .found = m->found, .marks = m->marks
	};
	uint32_t marked = 0;
	make_list(m, &seed, n_list, shift);
	f.n = make_places(m->found, &seed, n_found, in_a_row);
	memset(m->marks, 0, sizeof(m->marks));
	ent_find_in_list(&f, &m->list);
	for (size_t k = 0; k < f.n; k++) {
		const unsigned char wanted = wanted_of(m, w, m->found[k], in_a_row);
		/* a place where the word is need not say that it is near too */
		if (wanted & ENT_FIND_HERE)
			assert_true(m->marks[k] & ENT_FIND_HERE);
		else
			assert_int_equal(m->marks[k], wanted);
		marked += wanted != 0;
	}
	assert_true(marked > 0);
}

static void marks_are_those_of_every_pair(void **state)
{
	/* offset, low, high: no hyphen, one after or before, two, and the hyphen
	 * itself */
	static const ent_find_word words[] = {
		{ .offset = 1, .low = 1, .high = 1 },
		{ .offset = 0, .low = 0, .high = 0 },
		{ .offset = 1, .low = 1, .high = 2 },
		{ .offset = 0, .low = -1, .high = 0 },
		{ .offset = 2, .low = 1, .high = 2 },
		{ .offset = 3, .low = 1, .high = 5 },
		{ .offset = 0, .low = 1, .high = 1 },
		{ .offset = 0, .low = 1, .high = 2 },
		{ .offset = 0, .low = -1, .high = 1 },
	};
	static const size_t sizes[][2] = {
		{ 3000, 3000 }, { 300, 3000 }, { 3000, 300 }, { 60, 5000 }, { 5000, 60 }
	};
	struct made *m = calloc(1, sizeof(*m));
	(void)state;
	assert_non_null(m);
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			for (int row = 0; row < 2; row++)
				for (uint32_t shift = SHIFT_MIN; shift <= 16; shift++)
					check(m, &words[k], sizes[s][0], sizes[s][1],
					      row, shift, s * 100 + k);
	free(m);
}

static void an_empty_list_marks_nothing(void **state)
{
	uint64_t found[] = { 5, (uint64_t)1 << 49 };
	unsigned char marks[] = { 0, 0 };
	uint32_t starts[] = { 0, 0 };
	const ent_find_word word = { .offset = 1, .low = 1, .high = 2 };
	const ent_list list = { .starts = starts, .n_blocks = 1, .shift = 16 };
	ent_find f = {
		.in_a_row = true, .word = &word, .found = found, .marks = marks, .n = 2
	};
	(void)state;
	ent_find_in_list(&f, &list);
	assert_int_equal(marks[0] + marks[1], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_are_those_of_every_pair),
		cmocka_unit_test(an_empty_list_marks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
