/* SPDX-License-Identifier: Apache-2.0 */
/* inflect.c - whether two words are forms of one.
 *
 * A stem of Snowball is shared by more than the forms of a word: "international" and
 * "internal", "university" and "universal" have one stem.  So two words must have the
 * same stem and differ in the endings of one row of a table: those of a noun, of an
 * adjective, of a verb.  Forms of French verbs that Snowball gives several stems
 * ("signer", "signent"; "payer", "paie") need no common stem; nouns that look like them
 * are excepted.  The tables follow grammars; irregular forms (men, yeux) are in
 * irregular.c. In a language without a table the stem alone decides.
 *
 * Cost: O(length x rows), some 100 ns.
 */
#include <string.h>

#include "base/word_list.h"
#include "text/inflect.h"

/* Each row: the endings of one kind of word, between spaces; "-" for no ending, "+"
 * before an ending the last letter once more ("planned", "nouvelle"). */
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

/* Those that need no common stem: for Snowball "loi" and "lois" are two words, and
 * without accents also "premier" and "premiere". */
static const char *const plain[] = {
	" - s ",
	" - x ",
	" er ers ere eres ",
	NULL,
};

/* Verbs whose forms Snowball gives several stems: it treats "-ent" and "-ons" as
 * endings of nouns, and does not know the letter that changes before the ending. */
static const char *const verbs[] = {
	" er e es ent ez ons ant ait aient ee ees era erait eront eraient erent ",
	" re ent ons ez ait aient ant ra rait ront raient ",
	" ir ent ons ez ait aient ant ira irait iront iraient ",
	NULL,
};
static const char *const changing_verbs[] = {
	" ier ie ies iee iees ient iez iait iaient iant iera ierait ieront ierent ",
	" yer ye yes yee yees yent yons yez yait yaient yant yerent ie ies ient iera "
	"ierait ieront ieraient ",
	" ger ge ges gent gee gees geons geait geais geaient gea geant gera gerait gerent ",
	" eler elle elles ellent ellera ellerait elleront elee eles elees elons elait elant ",
	" eter ette ettes ettent ettera etterait etteront etee etes etees etons etait etant ",
	NULL,
};

/* Nouns and adjectives that look like such forms. */
static const char *const not_verbs[] = {
	"absent",      "accent",     "adherent",  "affluent",  "agent",     "aliment",
	"ardent",      "argent",     "bouchons",  "cent",      "ciment",    "client",
	"coherent",    "coincident", "comment",   "competent", "confident", "content",
	"convergent",  "convient",   "coupons",   "couvent",   "deferent",  "dent",
	"dependent",   "devient",    "different", "divergent", "document",  "element",
	"emergent",    "equivalent", "etaient",   "evident",   "excellent", "expedient",
	"ferment",     "fervent",    "foyer",     "fragment",  "garcons",   "glacons",
	"indifferent", "influent",   "inherent",  "insolvent", "jetons",    "lent",
	"loyer",       "moment",     "monument",  "negligent", "noyer",     "parent",
	"patent",      "patient",    "pigeons",   "pigment",   "piment",    "poissons",
	"precedent",   "present",    "president", "provident", "prudent",   "raisons",
	"rayons",      "referent",   "resident",  "revient",   "saisons",   "segment",
	"sergent",     "serment",    "serpent",   "solvent",   "somnolent", "survient",
	"talent",      "torrent",    "tourment",  "trident",   "urgent",    "vent",
	"vient",       "violent",    "violons",   NULL,
};

/* A table, and the letters with which its endings begin: most pairs of words differ in
 * other letters. */
struct table {
	const char *const *rows;
	const char *begins;
};
static const struct table of_english = { english, "sediy" };
static const struct table of_french = { french, "sxeafvio" };
static const struct table of_plain = { plain, "sxe" };
static const struct table of_verbs = { verbs, "eoari" };
static const struct table of_changing_verbs = { changing_verbs, "iyge" };

/* Fewest letters before an ending, the same without a common stem; most of an
 * ending. */
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

/* Whether some row may have an ending; last: the letter before it. */
static bool may_have(const struct table *table, ent_str ending, char last)
{
	return !ending.n || ending.p[0] == last ||
	       (ending.p[0] && strchr(table->begins, ending.p[0]));
}

static bool in_one_row(const struct table *table, ent_str a, ent_str b, char last)
{
	if (!may_have(table, a, last) || !may_have(table, b, last))
		return false;
	for (const char *const *rows = table->rows; *rows; rows++)
		if (row_has(*rows, a, last) && row_has(*rows, b, last))
			return true;
	return false;
}

static bool differ_in_row(const struct table *table, ent_str a, ent_str b, size_t least)
{
	const size_t longer = a.n > b.n ? a.n : b.n;
	for (size_t n = ent_str_common(a, b); n >= least && longer - n <= ENDING_MAX;
	     n--)
		if (in_one_row(table, ent_str_slice(a, n, a.n),
			       ent_str_slice(b, n, b.n), a.p[n - 1]))
			return true;
	return false;
}

static bool ends_in(ent_str word, const char *ending)
{
	const size_t n = strlen(ending);
	return word.n > n && !memcmp(word.p + word.n - n, ending, n);
}

static bool is_not_verb(ent_str word)
{
	return ent_list_has(not_verbs, word);
}

static bool is_person(ent_str word)
{
	return ends_in(word, "ent") || ends_in(word, "ons");
}

size_t ent_inflection_ending(ent_inflection kind, ent_str bare)
{
	static const struct {
		const char *ending;
		size_t own; /* bytes that other forms do not have */
	} rows[] = { { "geons", 4 }, { "ellent", 4 }, { "ettent", 4 }, { "elle", 2 },
		     { "ette", 2 },  { "ient", 4 },   { "yent", 4 },   { "yons", 4 },
		     { "ye", 2 },    { "ent", 3 },    { "ons", 3 } };
	if (kind == ENT_INFLECTION_FRENCH && !is_not_verb(bare))
		for (size_t k = 0; k < sizeof(rows) / sizeof(*rows); k++)
			if (ends_in(bare, rows[k].ending) &&
			    bare.n >= STEM_MIN + rows[k].own)
				return rows[k].own;
	return 0;
}

/* Whether they are forms of one French verb, whatever their stems. */
static bool are_forms_of_verb(ent_str a, ent_str b)
{
	return ((is_person(a) || is_person(b)) &&
		differ_in_row(&of_verbs, a, b, PLAIN_MIN)) ||
	       differ_in_row(&of_changing_verbs, a, b, STEM_MIN);
}

bool ent_is_inflection(bool *sure, ent_inflection kind, ent_str a, ent_str b)
{
	*sure = kind != ENT_INFLECTION_STEM &&
		differ_in_row(&of_plain, a, b, PLAIN_MIN);
	if (!*sure && kind == ENT_INFLECTION_FRENCH)
		*sure = are_forms_of_verb(a, b) && !is_not_verb(a) && !is_not_verb(b);
	if (*sure || kind == ENT_INFLECTION_STEM || ent_str_eq(a, b))
		return true;
	return differ_in_row(kind == ENT_INFLECTION_ENGLISH ? &of_english : &of_french,
			     a, b, STEM_MIN);
}
