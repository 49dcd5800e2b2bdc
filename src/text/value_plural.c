/* SPDX-License-Identifier: Apache-2.0 */
/* value_plural.c - the words of a place that follow the number of a value.
 *
 * The noun of a known unit has both its forms (value_words.c); another noun beside a
 * number gets or loses its ending where that is regular.  A verb further on may agree
 * with the number too: then nothing is written.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "text/value_slot.h"

/* ---- verbs further on ----------------------------------------------------------- */

static bool ends_with(ent_str word, const char *end)
{
	const size_t n = strlen(end);
	return word.n > n && !memcmp(word.p + word.n - n, end, n);
}

static bool is_agreeing_verb(ent_str word, ent_value_lang lang)
{
	if (lang == ENT_VALUE_ENGLISH)
		return ent_words_have_capitalised("are were have do is was has does",
						  word);
	return ent_words_have_capitalised(
		       "sont ont font vont est a fait va était fut sera avait "
		       "furent",
		       word) ||
	       (ends_with(word, "ent") && !ends_with(word, "ment") && word.p[0] >= 'a');
}

/* Whether a value may be the subject of its sentence: no preposition is before it. */
static bool may_be_subject(const struct ent_slot_write *w)
{
	static const char prepositions[] =
		"de d du des en à au aux pour par dans sur sous avec sans chez depuis avant "
		"après contre entre durant pendant vers dès que of in on at for to from by "
		"with until before after during under over between than since within per "
		"last lasted past next every each";
	return !ent_words_have_capitalised(prepositions,
					   ent_word_before(w->text, w->slot->start));
}

bool ent_slot_has_verb(const struct ent_slot_write *w, uint32_t at)
{
	if (!may_be_subject(w))
		return false;
	while (at < w->text.n && !strchr(".;:!?", w->text.p[at])) {
		size_t end = at;
		while (end < w->text.n && ent_letter_at(w->text, end))
			end++;
		if (end > at &&
		    is_agreeing_verb(ent_str_slice(w->text, at, end), w->lang))
			return true;
		at = (uint32_t)(end > at ? end : at + 1);
	}
	return false;
}

/* ---- regular nouns -------------------------------------------------------------- */

/* Nouns with one form, or whose plural is not regular. */
static bool is_odd(ent_str noun, ent_value_lang lang)
{
	if (lang == ENT_VALUE_ENGLISH)
		return ent_words_have_capitalised(
			       "series species means news dead injured wounded sheep "
			       "fish aircraft others lives wives knives thieves "
			       "wolves leaves shoes buses gases lenses ties pies "
			       "movies cookies calories",
			       noun) ||
		       ends_with(noun, "ss") || ends_with(noun, "us") ||
		       ends_with(noun, "is") || ends_with(noun, "ves") ||
		       ends_with(noun, "oes") || ends_with(noun, "ices") ||
		       ends_with(noun, "o") || ends_with(noun, "f") ||
		       ends_with(noun, "fe");
	return ent_words_have_capitalised(
		       "cas avis procès accès succès progrès bras corps temps bois "
		       "décès refus abus congrès colis fils repas tapis virus bus "
		       "cours discours secours concours concurs recours parcours "
		       "os dos héros puits poids sens essais palais relais marais "
		       "permis compromis sursis devis dans sans vers mais plus moins "
		       "puis sous hors lors après dès morts blessés",
		       noun) ||
	       ends_with(noun, "ss") || ends_with(noun, "al") ||
	       ends_with(noun, "au") || ends_with(noun, "eu") ||
	       ends_with(noun, "ail") || ends_with(noun, "ou") ||
	       ends_with(noun, "ois") || ends_with(noun, "és") ||
	       ends_with(noun, "ées");
}

static bool make_plural(struct ent_slot_write *w, ent_str noun)
{
	if (ends_with(noun, "s") || ends_with(noun, "x") || ends_with(noun, "z"))
		return false;
	if (w->lang == ENT_VALUE_ENGLISH && ends_with(noun, "y") &&
	    !strchr("aeiou", noun.p[noun.n - 2])) {
		ent_buf_add(w->out, ent_str_slice(noun, 0, noun.n - 1));
		ent_slot_add(w, "ies");
		return true;
	}
	ent_buf_add(w->out, noun);
	ent_slot_add(w, w->lang == ENT_VALUE_ENGLISH &&
					(ends_with(noun, "ch") || ends_with(noun, "sh"))
				? "es"
				: "s");
	return true;
}

static bool make_singular(struct ent_slot_write *w, ent_str noun)
{
	if (!ends_with(noun, "s"))
		return false;
	if (w->lang == ENT_VALUE_ENGLISH && ends_with(noun, "ies")) {
		ent_buf_add(w->out, ent_str_slice(noun, 0, noun.n - 3));
		ent_slot_add(w, "y");
		return true;
	}
	const bool es = w->lang == ENT_VALUE_ENGLISH &&
			(ends_with(noun, "ches") || ends_with(noun, "shes") ||
			 ends_with(noun, "sses") || ends_with(noun, "xes"));
	ent_buf_add(w->out, ent_str_slice(noun, 0, noun.n - (es ? 2 : 1)));
	return true;
}

bool ent_slot_add_regular_noun(struct ent_slot_write *w, ent_str noun, bool singular)
{
	enum { SHORTEST = 4 };
	for (size_t k = 0; k < noun.n; k++)
		if (noun.p[k] >= 'A' && noun.p[k] <= 'Z')
			return false;
	if (noun.n < SHORTEST || is_odd(noun, w->lang))
		return false;
	return singular ? make_singular(w, noun) : make_plural(w, noun);
}
