/* SPDX-License-Identifier: Apache-2.0 */
/* inflect.c - whether two words are forms of one.
 *
 * A stem of Snowball is shared by more than the forms of a word: "international" and
 * "internal", "university" and "universal" have one.  So two words must have the same
 * stem and differ in the endings of one row of a table: those of a noun, of an adjective,
 * of a verb.  The table is written down from grammars; irregular forms (men, yeux) are
 * not in it.  A language without a table takes the stem alone.
 *
 * Cost: O(length x rows), some 100 ns.
 */
#include <string.h>

#include "text/inflect.h"

/* Each row: the endings of one kind of word, between spaces; "-" for no ending, "+" before
 * an ending the last letter once more ("planned", "nouvelle"). */
static const char *const english[] = {
	" - s es ed d ing +ed +ing ",
	" e es ed ing ",
	" y ies ied ying ",
	NULL,
};

static const char *const french[] = {
	" - s x e es +e +es ",
	" al aux ale ales ",
	" f fs ve ves ",
	" x se ses ",
	" er e es ent ez ons ant a ai as ait ais aient ee ees era erai eras eront erons "
	"erez erait eraient erent ",
	" ir i is it ie ies ira irai iras iront irait iraient issons issez issent issant "
	"issait issaient irent ",
	NULL,
};

/* Those that need no common stem: Snowball takes "loi" and "lois", without accents
 * "premier" and "premiere" for two words. */
static const char *const plain[] = {
	" - s ",
	" - x ",
	" er ers ere eres ",
	NULL,
};

/* Fewest letters before an ending, the same without a common stem; most of an ending. */
enum { STEM_MIN = 2, PLAIN_MIN = 3, ENDING_MAX = 8 };

ent_inflection ent_inflection_of(ent_str language)
{
	if (ent_str_is(language, "en"))
		return ENT_INFLECTION_ENGLISH;
	if (ent_str_is(language, "fr"))
		return ENT_INFLECTION_FRENCH;
	return ENT_INFLECTION_STEM;
}

ent_str ent_inflection_stem(ent_stemmer *stemmer, ent_inflection kind, ent_str bare)
{
	/* the one ending that Snowball does not know without its accent */
	static const char accented[] = "\xC3\xA8rent", bare_ending[] = "erent";
	enum { LONGEST = 40, ENDING = sizeof(bare_ending) - 1 };
	char word[LONGEST + sizeof(accented)];
	if (kind == ENT_INFLECTION_FRENCH && bare.n > ENDING + 1 && bare.n < LONGEST &&
	    !memcmp(bare.p + bare.n - ENDING, bare_ending, ENDING)) {
		size_t n = bare.n - ENDING;
		memcpy(word, bare.p, n);
		memcpy(word + n, accented, sizeof(accented) - 1);
		bare = (ent_str){ word, n + sizeof(accented) - 1 };
	}
	return ent_stem(stemmer, bare);
}

/* Whether a row has an ending; last: the letter before it. */
static bool row_has(const char *row, ent_str ending, char last)
{
	char name[ENDING_MAX + 4];
	size_t n = 0;
	if (ending.n > ENDING_MAX)
		return false;
	name[n++] = ' ';
	if (ending.n) {
		memcpy(name + n, ending.p, ending.n);
		n += ending.n;
	} else {
		name[n++] = '-';
	}
	name[n++] = ' ';
	name[n] = '\0';
	if (strstr(row, name))
		return true;
	if (ending.n < 2 || ending.p[0] != last)
		return false;
	name[1] = '+';
	return strstr(row, name) != NULL;
}

static bool in_one_row(const char *const *rows, ent_str a, ent_str b, char last)
{
	for (; *rows; rows++)
		if (row_has(*rows, a, last) && row_has(*rows, b, last))
			return true;
	return false;
}

static bool differ_in_row(const char *const *rows, ent_str a, ent_str b, size_t least)
{
	size_t shared = 0;
	while (shared < a.n && shared < b.n && a.p[shared] == b.p[shared])
		shared++;
	for (size_t n = shared; n >= least && shared - n < ENDING_MAX; n--)
		if (in_one_row(rows, ent_str_slice(a, n, a.n), ent_str_slice(b, n, b.n),
			       a.p[n - 1]))
			return true;
	return false;
}

bool ent_is_inflection(bool *sure, ent_inflection kind, ent_str a, ent_str b)
{
	*sure = kind != ENT_INFLECTION_STEM && differ_in_row(plain, a, b, PLAIN_MIN);
	if (*sure || kind == ENT_INFLECTION_STEM || ent_str_eq(a, b))
		return true;
	return differ_in_row(kind == ENT_INFLECTION_ENGLISH ? english : french, a, b,
			     STEM_MIN);
}
