/* SPDX-License-Identifier: Apache-2.0 */
/* texts_numbers.c - what the numbers of two texts say of whether they belong together.
 *
 * Why: without a lexicon, two short texts of as many sentences fit each other by their
 * lengths alone, and what they teach is taught by the wrong pairs.  Numbers need no
 * lexicon: a translation has nearly all of them.  Of 51 pairs each of dev (15 segments,
 * no lexicon), strangers below .5 were 44 and are 45, pairs with a third of foreign
 * text on one side below .5 were 4 and are 3, true ones 1 and 1 (2026-12).
 *
 * Method: the numbers of two digits and more of each side, their other marks aside, and
 * how many of them are on the other side.  Long texts have any number: they are left
 * to the words.
 *
 * Cost: O(n log n) for n numbers.
 */
#include <math.h>
#include <stdlib.h>

#include "align/texts_numbers.h"
#include "base/ascii.h"

enum { MOST = 256, DIGITS = 2, TEN = 10 };

/* Share of the numbers of a text that its translation has, and that another text has;
 * choices: years and round numbers are shared by strangers, and languages write some
 * numbers in words. */
#define IN_TRANSLATION .85
#define IN_ANOTHER .2
#define LEAST (-4.)
#define MOST_GAIN 1.5 /* releases of one house share years */

struct numbers {
	uint64_t of[MOST];
	uint32_t n;
	bool full;
};

static int compare(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static void add_number(struct numbers *to, ent_str form)
{
	uint64_t value = 0;
	uint32_t digits = 0;
	for (size_t k = 0; k < form.n; k++)
		if (ent_is_digit(form.p[k])) {
			value = value * TEN + (uint64_t)(form.p[k] - '0');
			digits++;
		}
	if (digits < DIGITS)
		return;
	to->full |= to->n == MOST;
	if (!to->full)
		to->of[to->n++] = value;
}

static void list_numbers(struct numbers *to, const ent_side *side)
{
	*to = (struct numbers){ .n = 0 };
	for (uint32_t k = 0; k < side->n_vocables && !to->full; k++)
		if (side->vocables[k].kind == ENT_TOKEN_NUMBER)
			add_number(to, side->vocables[k].form);
	qsort(to->of, to->n, sizeof(*to->of), compare);
}

/* found: how many numbers of mine the other side has. */
static double likelihood(const struct numbers *mine,
			 const struct numbers *other,
			 uint32_t *found_out)
{
	uint32_t found = 0;
	for (uint32_t k = 0; k < mine->n; k++)
		found += bsearch(&mine->of[k], other->of, other->n, sizeof(*other->of),
				 compare) != NULL;
	*found_out = found;
	return found * log(IN_TRANSLATION / IN_ANOTHER) +
	       (mine->n - found) * log((1 - IN_TRANSLATION) / (1 - IN_ANOTHER));
}

double ent_texts_numbers(const ent_bitext *bitext)
{
	struct numbers of[2];
	for (int k = 0; k < 2; k++)
		list_numbers(&of[k], &bitext->side[k]);
	if (of[0].full || of[1].full || !of[0].n || !of[1].n)
		return 0;
	uint32_t found;
	const double a = likelihood(&of[0], &of[1], &found),
		     b = likelihood(&of[1], &of[0], &found);
	/* an excerpt has some of the other text, if not all */
	return fmin(fmax(found ? fmax(a, b) : a + b, LEAST), MOST_GAIN);
}
