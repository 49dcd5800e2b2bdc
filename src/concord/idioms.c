/* SPDX-License-Identifier: Apache-2.0 */
/* idioms.c - expressions of function words and how they are translated.
 *
 * Why: function words are linked to whatever function words are left, and "il y a" is
 * not "ago" word by word.  The expressions are a small closed set, listed here; the
 * forms of one line mean the same in English and French.  The counterpart is the
 * longest form that the text has, if it is there once.
 *
 * Cost: O(lines + forms of a line x text).
 */
#include <string.h>

#include "base/ascii.h"
#include "concord/idioms.h"

/* Bytes of a phrase that may be one of the forms: the longest has 35 with a no-break
 * space for each space and a curved apostrophe. */
enum { PHRASE_MAX = 48 };

static const char *const lines[] = {
	"ago|il y a|voici",
	"there is|there are|there was|there were|il y a|il y avait|il existe",
	"as well as|ainsi que|de même que",
	"everyone|everybody|tout le monde|chacun",
	"by|d'ici à|d'ici au|d'ici",
	"in order to|afin de|afin d'|pour",
	"so that|afin que|pour que|de sorte que|de manière que",
	"every|each|chaque|tous les|toutes les|chacun des|chacune des",
	"instead of|rather than|au lieu de|au lieu d'|plutôt que",
	"because of|owing to|due to|en raison de|en raison du|en raison des|en raison d'|à cause de|à cause du|à cause des|à cause d'",
	"thanks to|grâce à|grâce au|grâce aux",
	"despite|in spite of|notwithstanding|malgré|en dépit de|en dépit du|en dépit des|nonobstant",
	"although|though|even though|bien que|quoique|bien qu'",
	"while|whereas|tandis que|alors que|tandis qu'|alors qu'",
	"as soon as|dès que|dès qu'|aussitôt que",
	"as long as|tant que|tant qu'|aussi longtemps que",
	"until|till|jusqu'à|jusqu'au|jusqu'aux|jusqu'en|jusqu'à ce que",
	"at least|au moins|au minimum",
	"at most|not more than|no more than|au plus|au maximum",
	"more than|over|plus de|plus d'|plus que",
	"less than|fewer than|moins de|moins d'|moins que",
	"for example|for instance|e.g.|par exemple|p. ex.",
	"that is to say|that is|i.e.|c'est-à-dire|à savoir|soit",
	"namely|à savoir",
	"in addition|furthermore|moreover|besides|en outre|de plus|par ailleurs|de surcroît",
	"however|nevertheless|nonetheless|cependant|toutefois|néanmoins|pourtant",
	"in particular|notably|particularly|especially|notamment|en particulier|surtout",
	"including|y compris|notamment|dont",
	"as for|quant à|quant au|quant aux",
	"according to|selon|d'après|suivant",
	"under|pursuant to|by virtue of|in accordance with|en vertu de|en vertu du|en vertu des|en vertu d'|aux termes de|aux termes du|conformément à|conformément au",
	"with regard to|with respect to|regarding|concerning|as regards|en ce qui concerne|s'agissant de|concernant|à l'égard de|à l'égard des|au sujet de|au sujet du|quant à",
	"about|à propos de|à propos du|à propos des|au sujet de|au sujet du|au sujet des",
	"through|by means of|au moyen de|au moyen d'|par le biais de|grâce à|par l'intermédiaire de|à travers",
	"during|in the course of|au cours de|au cours du|au cours des|durant|pendant|lors de|lors du|lors des",
	"from|as from|as of|à partir de|à partir du|à compter de|à compter du|dès",
	"on behalf of|au nom de|au nom du|au nom des|pour le compte de|pour le compte du",
	"in front of|devant",
	"opposite|en face de|en face du",
	"near|près de|près du|près des|à proximité de",
	"far from|loin de|loin du|loin des",
	"next to|beside|à côté de|à côté du|à côté des",
	"among|amongst|parmi|entre",
	"between|entre",
	"within|au sein de|au sein du|au sein des|dans un délai de|à l'intérieur de",
	"outside|hors de|en dehors de|en dehors du|en dehors des",
	"except|except for|apart from|sauf|excepté|à l'exception de|à l'exception du|à l'exception des|hormis|à part",
	"unless|à moins que|à moins de|sauf si",
	"provided that|on condition that|à condition que|à condition de|pourvu que",
	"if not|sinon",
	"whether or not|que ou non",
	"in case of|in the event of|en cas de|en cas d'",
	"as a result of|à la suite de|à la suite du|à la suite des|par suite de",
	"as a result|consequently|therefore|thus|hence|par conséquent|en conséquence|donc|ainsi|c'est pourquoi",
	"indeed|in fact|en effet|en fait|de fait",
	"again|once again|once more|à nouveau|de nouveau|encore une fois",
	"immediately|at once|right away|tout de suite|immédiatement|sans délai|sur-le-champ",
	"together|ensemble|en commun",
	"together with|along with|avec|conjointement avec",
	"each other|one another|l'un l'autre|les uns les autres|mutuellement",
	"a lot of|lots of|many|much|beaucoup de|beaucoup d'|bien des|de nombreux|de nombreuses|nombre de",
	"several|plusieurs",
	"some|quelques|certains|certaines|du|des",
	"almost|nearly|presque|près de|quasiment",
	"only|seulement|uniquement|ne que",
	"not only|non seulement",
	"but also|mais aussi|mais également|mais encore",
	"also|too|as well|aussi|également",
	"already|déjà",
	"always|toujours",
	"never|jamais|ne jamais",
	"no longer|not any more|ne plus|n'est plus|ne sont plus",
	"not yet|pas encore",
	"now|maintenant|désormais|à présent|actuellement",
	"today|aujourd'hui",
	"tomorrow|demain",
	"yesterday|hier",
	"soon|shortly|bientôt|prochainement|sous peu",
	"later|plus tard|ultérieurement",
	"before|avant|avant de|avant que",
	"after|après|après que",
	"since|depuis|depuis que|puisque",
	"because|parce que|parce qu'|car",
	"why|pourquoi",
	"how many|how much|combien|combien de",
	"that is why|this is why|c'est pourquoi|c'est la raison pour laquelle",
	"most of|la plupart de|la plupart des|la majorité des",
	"all over the world|throughout the world|worldwide|dans le monde entier|partout dans le monde",
	"at the same time|en même temps|à la fois|simultanément",
	"first of all|tout d'abord|d'abord|avant tout",
	"at last|finally|enfin|finalement",
	"on the other hand|en revanche|par contre|d'autre part",
	"on the one hand|d'une part",
	"such as|tel que|telle que|tels que|telles que|comme",
	"as if|as though|comme si",
	"up to|jusqu'à|jusqu'au|jusqu'aux",
	"to each other|l'un à l'autre|les uns aux autres",
};

/* A letter of the text at a place, in small letters, with one kind of apostrophe and of
 * space; *n: its bytes. */
static char plain_at(size_t *n, ent_str s, size_t at)
{
	ent_str rest = ent_str_slice(s, at, s.n);
	*n = 1;
	if (ent_str_starts(rest, ENT_STR("\u2019"))) {
		*n = 3;
		return '\'';
	}
	if (ent_str_starts(rest, ENT_STR("\u00A0"))) {
		*n = 2;
		return ' ';
	}
	return (char)(s.p[at] >= 'A' && s.p[at] <= 'Z' ? s.p[at] | 32 : s.p[at]);
}

static bool is_letter_at(ent_str s, size_t at)
{
	return at < s.n && (ent_is_letter(s.p[at]) || (unsigned char)s.p[at] >= 0xC3) &&
	       (unsigned char)s.p[at] < 0xE0;
}

/* Whether a letter, of one byte or two, ends before a place. */
static bool follows_letter(ent_str s, size_t at)
{
	return at && (ent_is_letter(s.p[at - 1]) ||
		      (at > 1 && is_letter_at(s, at - 2) && (s.p[at - 2] & 0x80)));
}

/* The end of the form at a place; 0 when it is not there. */
static size_t match_at(ent_str text, size_t at, ent_str form)
{
	size_t n;
	for (size_t k = 0; k < form.n; at += n) {
		if (at >= text.n)
			return 0;
		const char c = plain_at(&n, text, at);
		/* "À" */
		const bool capital = k && (unsigned char)form.p[k - 1] == 0xC3 &&
				     (char)(c | 32) == form.p[k];
		if (c != form.p[k] && !capital)
			return 0;
		k++;
	}
	return form.p[form.n - 1] != '\'' && is_letter_at(text, at) ? 0 : at;
}

static bool has_form(ent_str line, ent_str phrase)
{
	while (line.p)
		if (match_at(phrase, 0, ent_str_cut(&line, '|')) == phrase.n)
			return true;
	return false;
}

/* Sets the place of the form when it is longer than what was found before. */
static void find_form(uint32_t *start,
		      uint32_t *end,
		      bool *once,
		      ent_str text,
		      ent_str form)
{
	bool longer = form.n > *end - *start;
	for (size_t at = 0; at < text.n; at++) {
		const size_t stop =
			follows_letter(text, at) ? 0 : match_at(text, at, form);
		if (!stop)
			continue;
		if (longer) {
			*start = (uint32_t)at;
			*end = (uint32_t)stop;
			*once = true;
			longer = false;
		} else if (at != *start && at >= *start && stop - at == *end - *start) {
			*once = false;
		}
	}
}

bool ent_idiom_find(uint32_t *start, uint32_t *end, ent_str phrase, ent_str other)
{
	bool once = false;
	*start = *end = 0;
	if (!phrase.n || phrase.n > PHRASE_MAX)
		return false;
	for (size_t k = 0; k < sizeof(lines) / sizeof(lines[0]); k++) {
		ent_str rest = ent_str_of(lines[k]);
		if (!has_form(rest, phrase))
			continue;
		while (rest.p) {
			ent_str form = ent_str_cut(&rest, '|');
			if (match_at(phrase, 0, form) != phrase.n)
				find_form(start, end, &once, other, form);
		}
	}
	return *end > *start && once;
}
