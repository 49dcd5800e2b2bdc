/* SPDX-License-Identifier: Apache-2.0 */
/* Sections without counterpart: whole paragraphs, from two on, against a count of
 * them. */
#include "entente/bead.h"
#include "unit/stored.h"

enum { MOST = 60 };

struct found {
	ent_section sections[MOST];
	uint32_t n;
};

static ent_status take_section(void *data, const ent_section *section, ent_error *err)
{
	struct found *f = data;
	(void)err;
	assert_true(f->n < MOST);
	f->sections[f->n++] = *section;
	return ENT_OK;
}

/* One side of a pair: the paragraphs of its segments, and which have a counterpart. */
struct drawn {
	ent_segment segments[MOST];
	bool alone[MOST];
	uint32_t n;
};

static struct drawn draw(uint64_t *seed, bool paragraphs)
{
	struct drawn d = { .n = 0 };
	uint32_t paragraph = 0;
	bool alone = false;
	for (d.n = 0; d.n < MOST; d.n++) {
		if (d.n && !pick(seed, 2))
			paragraph++;
		if (!pick(seed, 4))
			alone = !alone;
		d.segments[d.n] =
			(ent_segment){ .text = ENT_STR("A."),
				       .paragraph = paragraphs ? paragraph
							       : ENT_NO_PARAGRAPH };
		d.alone[d.n] = alone;
	}
	return d;
}

/* The sections of a side, paragraph by paragraph. */
static void expect_sections(const struct found *f, const struct drawn *d, int side)
{
	const bool paragraphs = d->segments[0].paragraph != ENT_NO_PARAGRAPH;
	bool alone[MOST + 1] = { false };
	uint32_t n = 0, at = 0;
	for (uint32_t k = 0; k < d->n; k++) {
		const uint32_t place = paragraphs ? d->segments[k].paragraph : k;
		alone[place] = (place < n ? alone[place] : true) && d->alone[k];
		n = place + 1;
	}
	while (at < f->n && f->sections[at].side != side)
		at++;
	for (uint32_t k = 0; k < n;) {
		uint32_t end = k;
		while (end < n && alone[end])
			end++;
		if (end - k >= (paragraphs ? 2 : 3)) {
			assert_true(at < f->n);
			const ent_section *s = &f->sections[at++];
			assert_int_equal(s->side, side);
			assert_int_equal(s->paragraphs, paragraphs);
			assert_int_equal(s->first, k + 1);
			assert_int_equal(s->last, end);
		}
		k = end + 1;
	}
	assert_true(at == f->n || f->sections[at].side != side);
}

static void sections_are_runs_of_whole_paragraphs(void **state)
{
	(void)state;
	uint64_t seed = 44;
	uint32_t sections = 0;
	for (int round = 0; round < 400; round++) {
		struct drawn sides[2];
		ent_bead beads[2 * MOST];
		uint32_t n = 0, i = 0, k = 0;
		struct found found = { .n = 0 };
		for (int side = 0; side < 2; side++)
			sides[side] = draw(&seed, round % 2);
		/* beads: those alone, and one to one as long as both sides have one */
		while (i < MOST || k < MOST) {
			ent_bead b = { .src = i, .tgt = k };
			if (i < MOST && (sides[0].alone[i] || k == MOST)) {
				sides[0].alone[i++] = true;
				b.n_src = 1;
			} else if (k < MOST && (sides[1].alone[k] || i == MOST)) {
				sides[1].alone[k++] = true;
				b.n_tgt = 1;
			} else {
				i++, k++;
				b.n_src = b.n_tgt = 1;
			}
			beads[n++] = b;
		}
		const ent_alignment alignment = { beads, n, 1 };
		const ent_aligned_pair pair = { .source_segments = sides[0].segments,
						.target_segments = sides[1].segments,
						.n_src = MOST,
						.n_tgt = MOST,
						.alignment = &alignment };
		assert_int_equal(
			ent_unmatched_sections(&pair, take_section, &found, NULL),
			ENT_OK);
		for (int side = 0; side < 2; side++)
			expect_sections(&found, &sides[side], side);
		sections += found.n;
	}
	assert_true(sections > 400);
}

static ent_status refuse(void *data, const ent_section *section, ent_error *err)
{
	(void)section, (void)err;
	++*(int *)data;
	return ENT_ECANCELLED;
}

static void a_refusal_ends_the_sections(void **state)
{
	(void)state;
	ent_segment segments[6];
	int n = 0;
	for (uint32_t k = 0; k < 6; k++)
		segments[k] = (ent_segment){ .paragraph = k };
	const ent_bead bead = { .n_src = 6 };
	const ent_alignment alignment = { &bead, 1, 1 };
	const ent_aligned_pair pair = { .source_segments = segments,
					.n_src = 6,
					.alignment = &alignment };
	assert_int_equal(ent_unmatched_sections(&pair, refuse, &n, NULL),
			 ENT_ECANCELLED);
	assert_int_equal(n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_are_runs_of_whole_paragraphs),
		cmocka_unit_test(a_refusal_ends_the_sections),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
