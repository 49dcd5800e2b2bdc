/* SPDX-License-Identifier: Apache-2.0 */
/* t_align_texts_confidence.c - whether two texts translate each other, by their
 * beads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "align/texts_confidence.h"

static const ent_bitext no_numbers; /* without words, so without numbers */
static const ent_evidence no_lexicon = { .bitext = &no_numbers, .no_lexicon = true };
static const ent_evidence lexicon = { .bitext = &no_numbers, .has_lexicon = true };
static const ent_evidence small_lexicon = { .bitext = &no_numbers,
					    .has_lexicon = true,
					    .small_lexicon = true };

/* A bead of one segment with one, ten words on each side, of which the other side
 * explains some. */
struct sample {
	double gain;
	uint32_t seeded;
	float confidence;
	double posterior;
};
static const struct sample good = { 2, 8, .95f, 3 }, bad = { 0, 0, .1f, -1 };
/* Right, but with few words that are explained; and wrong. */
static const struct sample likely = { .5, 5, .8f, 1 }, wrong = { -.3, 0, .1f, -1 };

static void add(ent_texts_sums *sums, const struct sample *s, uint32_t n, bool same)
{
	const ent_bead bead = { .n_src = 1, .n_tgt = 1, .confidence = s->confidence };
	const ent_bead_features f = { .outside = { s->gain, s->gain + .5 },
				      .words = { 10, 10 },
				      .seeded = { s->seeded, s->seeded },
				      .length = .1 };
	for (uint32_t k = 0; k < n; k++)
		ent_texts_add(sums, &bead, &f, s->posterior, same);
}

static double confidence(ent_texts_sums sums, const ent_evidence *evidence)
{
	return ent_texts_confidence(&sums, evidence);
}

static void translations_are_likely_and_others_are_not(void **state)
{
	(void)state;
	ent_texts_sums yes = { .untranslated = 0 }, no = { .untranslated = 0 };
	add(&yes, &good, 20, false);
	add(&no, &bad, 20, false);
	assert_true(confidence(yes, &lexicon) > .95);
	assert_true(confidence(yes, &no_lexicon) > .95);
	assert_true(confidence(no, &lexicon) < .05);
	assert_true(confidence(no, &no_lexicon) < confidence(yes, &no_lexicon));
}

static void texts_without_words_are_not_translations(void **state)
{
	(void)state;
	ent_texts_sums none = { .untranslated = 0 };
	const ent_bead alone = { .n_src = 3 };
	ent_texts_add_alone(&none, &alone);
	assert_true(confidence(none, &lexicon) == 0);
}

static void more_of_the_same_is_surer(void **state)
{
	(void)state;
	const struct sample middling = { 1, 5, .4f, 1 };
	ent_texts_sums few = { .untranslated = 0 }, many = { .untranslated = 0 };
	add(&few, &middling, 3, false);
	add(&many, &middling, 30, false);
	assert_true(confidence(many, &lexicon) > confidence(few, &lexicon));
}

static void segments_without_a_counterpart_make_it_less_sure(void **state)
{
	(void)state;
	const struct sample middling = { 1, 5, .4f, 1 };
	const ent_bead alone[2] = { { .n_src = 1 }, { .n_tgt = 1 } };
	ent_texts_sums whole = { .untranslated = 0 }, one, both;
	add(&whole, &middling, 10, false);
	one = both = whole;
	for (int k = 0; k < 10; k++) {
		ent_texts_add_alone(&one, &alone[0]);
		ent_texts_add_alone(&both, &alone[0]);
		ent_texts_add_alone(&both, &alone[1]);
	}
	assert_true(confidence(one, &lexicon) < confidence(whole, &lexicon));
	assert_true(confidence(both, &lexicon) < confidence(one, &lexicon));
}

static void a_small_lexicon_is_between_both_judgements(void **state)
{
	(void)state;
	const struct sample middling = { .6, 3, .4f, 1 };
	ent_texts_sums sums = { .untranslated = 0 };
	add(&sums, &middling, 8, false);
	const double with = confidence(sums, &lexicon),
		     without = confidence(sums, &no_lexicon),
		     small = confidence(sums, &small_lexicon);
	assert_true(with != without);
	assert_true(small > (with < without ? with : without));
	assert_true(small < (with < without ? without : with));
}

/* Half of each text is translated; the other halves are paired for lack of better. */
static void likely_beads_count_alone_when_they_are_half_of_a_side(void **state)
{
	(void)state;
	ent_texts_sums half = { .untranslated = 0 }, less = { .untranslated = 0 };
	add(&half, &likely, 6, false);
	add(&half, &wrong, 6, false);
	add(&less, &likely, 5, false);
	add(&less, &wrong, 7, false);
	ent_texts_sums unaided = half;
	unaided.sure = (ent_bead_sums){ .beads = 0 };
	assert_true(confidence(half, &lexicon) > confidence(unaided, &lexicon));
	unaided = less;
	unaided.sure = (ent_bead_sums){ .beads = 0 };
	assert_true(confidence(less, &lexicon) == confidence(unaided, &lexicon));
	assert_true(confidence(half, &small_lexicon) < confidence(half, &lexicon));
}

static void two_likely_beads_do_not_count_alone(void **state)
{
	(void)state;
	ent_texts_sums sums = { .untranslated = 0 };
	add(&sums, &likely, 2, false);
	add(&sums, &wrong, 2, false);
	ent_texts_sums unaided = sums;
	unaided.sure = (ent_bead_sums){ .beads = 0 };
	assert_true(confidence(sums, &lexicon) == confidence(unaided, &lexicon));
}

static void equal_text_counts_unless_more_is_untranslated(void **state)
{
	(void)state;
	ent_texts_sums names = { .untranslated = 0 };
	add(&names, &good, 10, true);
	assert_true(confidence(names, &lexicon) > .9);
	names.untranslated = 201; /* the ten beads have 200 words */
	assert_true(confidence(names, &lexicon) == 0);
}

static void the_two_sides_may_be_swapped(void **state)
{
	(void)state;
	const ent_bead beads[2] = { { .n_src = 1, .n_tgt = 2, .confidence = .9f },
				    { .n_src = 2, .n_tgt = 1, .confidence = .9f } };
	ent_texts_sums sums[2] = { { .untranslated = 0 }, { .untranslated = 0 } };
	for (int k = 0; k < 2; k++) {
		const ent_bead_features f = {
			.outside = { k ? 2 : 1, k ? 1 : 2 },
			.words = { k ? 9 : 14, k ? 14 : 9 },
			.seeded = { k ? 4 : 5, k ? 5 : 4 },
		};
		for (int n = 0; n < 6; n++)
			ent_texts_add(&sums[k], &beads[k], &f, 1, false);
	}
	assert_float_equal(confidence(sums[0], &lexicon), confidence(sums[1], &lexicon),
			   1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(translations_are_likely_and_others_are_not),
		cmocka_unit_test(texts_without_words_are_not_translations),
		cmocka_unit_test(more_of_the_same_is_surer),
		cmocka_unit_test(segments_without_a_counterpart_make_it_less_sure),
		cmocka_unit_test(a_small_lexicon_is_between_both_judgements),
		cmocka_unit_test(likely_beads_count_alone_when_they_are_half_of_a_side),
		cmocka_unit_test(two_likely_beads_do_not_count_alone),
		cmocka_unit_test(equal_text_counts_unless_more_is_untranslated),
		cmocka_unit_test(the_two_sides_may_be_swapped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
