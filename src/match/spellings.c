/* SPDX-License-Identifier: Apache-2.0 */
/* spellings.c - the words that are written in two ways, as closed lists.
 *
 * "Web site" is "website", but "white house" is not "whitehouse": which words are
 * written in both ways is known word by word, not by a rule.  Whatever is listed here
 * is one token in every text, so that a pair too many costs nothing but a coarser score
 * of texts that have one of its words.
 *
 * Every word of every text is looked up: ent_may_be_listed() is right for four in
 * five by two bits.  A unit test compares the bits with the lists.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "match/spellings.h"

#define ANY "*" /* any word of SECOND_MIN letters */

enum {
	SECOND_MIN = 4,
	SECOND_OF_NON_MIN = 6,
	FIRST_MAX = 16,
	SECOND_MAX = 24,
	ACRONYM_MAX = 5
};

/* Sorted by the first word.  A second word may have a plural's s. */
static const struct pair {
	const char *first;
	const char *spaced;   /* written with a space, a hyphen or neither */
	const char *hyphened; /* with a hyphen or without */
} pairs[] = {
	{ "agro", ANY, "" },
	{ "air", "port craft line space strike lift", "" },
	{ "anti", ANY, "" },
	{ "any", "", "one" },
	{ "audio", "visual visuel visuelle", "" },
	{ "back", "", "log up" },
	{ "bail", "", "out" },
	{ "bench", "mark", "" },
	{ "black", "", "out" },
	{ "book", "keeping keeper", "" },
	{ "bread", "winner", "" },
	{ "break", "", "down through" },
	{ "brush", "fire", "" },
	{ "build", "", "up" },
	{ "bush", "fire", "" },
	{ "buy", "", "out" },
	{ "can", "not", "" },
	{ "care", "giver taker giving", "" },
	{ "case", "load work book", "" },
	{ "cease", "fire", "" },
	{ "check", "list point", "up" },
	{ "child", "care birth", "" },
	{ "city", "wide", "" },
	{ "clear", "cut", "" },
	{ "coast", "line", "" },
	{ "counter", "terrorism terrorist measure part proposal", "" },
	{ "country", "wide", "" },
	{ "court", "house", "" },
	{ "crowd", "funding", "" },
	{ "cut", "", "off back" },
	{ "cyber",
	  "security attack space crime bullying threat defence defense terrorism", "" },
	{ "data", "base bank set", "" },
	{ "day", "care light time", "" },
	{ "decision", "maker making", "" },
	{ "down", "", "load size turn stream" },
	{ "draw", "", "back" },
	{ "drop", "", "out" },
	{ "earth", "quake", "" },
	{ "entre", "", "temps" },
	{ "every", "", "one" },
	{ "farm", "land", "" },
	{ "feed", "", "back" },
	{ "field", "work", "" },
	{ "fire", "arm fighter fighting", "" },
	{ "first", "hand", "" },
	{ "flash", "", "back" },
	{ "flow", "chart", "" },
	{ "follow", "", "up" },
	{ "food", "stuff", "" },
	{ "foot", "note print", "" },
	{ "frame", "work", "" },
	{ "free", "lance hold", "" },
	{ "fund", "raising raiser", "" },
	{ "gate", "way", "" },
	{ "grand", "parent child father mother son daughter children", "" },
	{ "grass", "root", "" },
	{ "green", "house", "" },
	{ "ground", "water work", "" },
	{ "guide", "line book", "" },
	{ "géo", ANY, "" },
	{ "hand", "book", "out" },
	{ "hard", "ware", "" },
	{ "head", "quarter count", "" },
	{ "health", "care", "" },
	{ "help", "desk line", "" },
	{ "hold", "", "up" },
	{ "home", "page owner work land", "" },
	{ "horse", "power", "" },
	{ "house", "hold holder", "" },
	{ "hydro", ANY, "" },
	{ "ice", "breaker", "" },
	{ "in", "", "put" },
	{ "key", "word board stone", "" },
	{ "kick", "", "off" },
	{ "king", "pin", "" },
	{ "land", "fill mine owner mark slide holder lord", "" },
	{ "lap", "top", "" },
	{ "law", "maker making", "" },
	{ "lay", "", "off" },
	{ "life", "guard boat saving time style cycle span", "" },
	{ "light", "house weight", "" },
	{ "lime", "stone", "" },
	{ "line", "", "up" },
	{ "lock", "", "down out" },
	{ "macro", ANY, "" },
	{ "mail", "box", "" },
	{ "main", "stream land", "" },
	{ "make", "", "up" },
	{ "man", "power kind", "" },
	{ "market", "place", "" },
	{ "micro", ANY, "" },
	{ "mille", "", "pattes" },
	{ "mine", "field", "" },
	{ "mono", ANY, "" },
	{ "motor", "cycle", "" },
	{ "multi", ANY, "" },
	{ "narco", ANY, "" },
	{ "nation", "wide", "" },
	{ "needle", "point", "" },
	{ "neo", ANY, "" },
	{ "news", "letter paper", "" },
	{ "night", "time", "" },
	{ "non", ANY, "" },
	{ "note", "book", "" },
	{ "néo", ANY, "" },
	{ "off", "", "line shore site set" },
	{ "on", "", "line site going" },
	{ "out", "", "come put reach" },
	{ "pace", "maker", "" },
	{ "pass", "word port", "" },
	{ "pay", "roll", "out back" },
	{ "peace", "keeping keeper building maker making", "" },
	{ "per", "cent", "" },
	{ "photo", "copy graph", "" },
	{ "piece", "work", "" },
	{ "pipe", "line", "" },
	{ "pique", "nique", "" },
	{ "plate", "forme", "" },
	{ "play", "ground", "back" },
	{ "pluri", ANY, "" },
	{ "police", "man", "" },
	{ "policy", "maker making", "" },
	{ "poly", ANY, "" },
	{ "porte", "monnaie feuille", "" },
	{ "post", "card", "" },
	{ "print", "", "out" },
	{ "proof", "reading reader", "" },
	{ "proto", ANY, "" },
	{ "pseudo", ANY, "" },
	{ "quote", "part", "" },
	{ "rail", "way road", "" },
	{ "rain", "fall forest", "" },
	{ "rate", "payer", "" },
	{ "real", "time", "" },
	{ "record", "keeping", "" },
	{ "road", "block map", "" },
	{ "roll", "", "out back" },
	{ "run", "", "off" },
	{ "school", "teacher", "" },
	{ "score", "card board", "" },
	{ "screen", "shot", "" },
	{ "sea", "food port", "" },
	{ "semi", ANY, "" },
	{ "set", "", "back up" },
	{ "share", "holder", "" },
	{ "ship", "building owner yard", "" },
	{ "short", "", "fall list" },
	{ "shut", "", "down" },
	{ "side", "line walk", "" },
	{ "sky", "scraper", "" },
	{ "slow", "", "down" },
	{ "smart", "phone", "" },
	{ "snow", "mobile", "" },
	{ "socio", ANY, "" },
	{ "soft", "ware", "" },
	{ "some", "", "one" },
	{ "space", "craft", "" },
	{ "spin", "", "off" },
	{ "spread", "sheet", "" },
	{ "stake", "holder", "" },
	{ "stand", "", "by" },
	{ "start", "", "up" },
	{ "steam", "ship", "" },
	{ "stock", "pile holder", "" },
	{ "story", "line", "" },
	{ "street", "car", "" },
	{ "sub", ANY, "" },
	{ "sun", "light", "" },
	{ "system", "wide", "" },
	{ "table", "ware", "" },
	{ "take", "", "over" },
	{ "tax", "payer", "" },
	{ "team", "work", "" },
	{ "text", "book", "" },
	{ "thumb", "nail", "" },
	{ "time", "line frame table scale", "" },
	{ "tool", "kit box", "" },
	{ "touch", "stone", "" },
	{ "trade", "mark", "off" },
	{ "turn", "", "over out" },
	{ "ultra", ANY, "" },
	{ "under", "way", "" },
	{ "up", "", "grade date stream" },
	{ "vice", ANY, "" },
	{ "video", "conference conferencing tape conférence surveillance", "" },
	{ "voice", "mail", "" },
	{ "ware", "house", "" },
	{ "waste", "water", "" },
	{ "watch", "dog", "" },
	{ "water", "shed way fall front proof", "" },
	{ "web", "site page master cast log", "" },
	{ "week", "end", "" },
	{ "wheel", "chair", "" },
	{ "whistle", "blower blowing", "" },
	{ "wild", "life fire", "" },
	{ "wind", "fall mill", "" },
	{ "wood", "land", "" },
	{ "work", "force place shop flow load sheet station", "out" },
	{ "world", "wide", "" },
	{ "wrong", "doing", "" },
	{ "year", "book", "" },
	{ "électro", ANY, "" },
};

static const char with_point[] =
	"mr mrs ms dr st jr sr inc ltd corp vs prof gen col capt sgt lt hon rev gov rep mt "
	"messrs mme mlle mm dept govt assn ave blvd approx etc";

static const char numbered[] = "no nos art fig vol sec para p pp ch";

static const char degrees[] = "phd bsc msc edd llm llb lld mphil dphil bed med pharmd "
			      "beng meng btech bcom mcom barch";

static const char acronyms[] =
	"us it who un la et est or son si ce an in pm aid act ad art "
	"led ram rom sim care nice stem gas gap pas do no as at is "
	"be so am eu du des ne se sa on ou ai";

/* ---- which words may be listed ------------------------------------------------- */

/* By the first letter: the lengths, and the last letters. */
static const uint32_t lengths[26] = { 0x78, 0x38, 0xbc, 0x11c, 0x28, 0x78, 0x78,
				      0x78, 0xc,  0x4,  0x18,  0x3c, 0x7c, 0x7c,
				      0xc,  0x7e, 0x20, 0x58,  0x7c, 0x38, 0x24,
				      0x3c, 0xb8, 0x0,  0x10,  0x0 };
static const uint32_t last_letters[26] = {
	0x18a6110, 0x1000c88, 0x10eac98, 0x14aa001, 0x1000094, 0x4810d8, 0x2c6018,
	0xe098,    0x2014,    0x20000,   0x1000440, 0x1488418, 0xe7910,  0xc6010,
	0x82020,   0x10ec131, 0x10,      0x20a818,  0x14afd1f, 0x883892, 0x28001,
	0x44810,   0x20cda,   0x0,       0x20000,   0x0
};

bool ent_may_be_listed(ent_str word)
{
	if (!word.n || word.n >= FIRST_MAX)
		return false;
	if (word.p[0] & 0x80) /* "électro" */
		return true;
	const unsigned first = (unsigned)((word.p[0] | 32) - 'a');
	const unsigned last = (unsigned)((word.p[word.n - 1] | 32) - 'a');
	return first < 26 && last < 26 && lengths[first] >> word.n & 1 &&
	       last_letters[first] >> last & 1;
}

/* ---- the lists ------------------------------------------------------------------- */

/* A copy with small letters; false when it is too long. */
static bool in_small_letters(ent_str *out, char *copy, size_t size, ent_str word)
{
	if (!word.n || word.n > size)
		return false;
	for (size_t k = 0; k < word.n; k++)
		copy[k] = ent_small_letter(word.p[k]);
	*out = (ent_str){ copy, word.n };
	return true;
}

ent_str ent_spelling_first(size_t k)
{
	return ent_str_of(k < sizeof(pairs) / sizeof(pairs[0]) ? pairs[k].first : "");
}

static int cmp_first(const void *key, const void *pair)
{
	const ent_str *word = key;
	const char *first = ((const struct pair *)pair)->first;
	const size_t n = strlen(first), least = word->n < n ? word->n : n;
	const int order = memcmp(word->p, first, least);
	return order ? order : (word->n > n) - (word->n < n);
}

static bool has_second(const char *list, ent_str first, ent_str second)
{
	if (!strcmp(list, ANY)) {
		const bool non = ent_str_is(first, "non");
		return ent_str_chars(second) >=
			       (non ? SECOND_OF_NON_MIN : SECOND_MIN) &&
		       !ent_str_is(second, "seulement");
	}
	return ent_words_have(list, second) ||
	       (second.n > 1 && second.p[second.n - 1] == 's' &&
		ent_words_have(list, (ent_str){ second.p, second.n - 1 }));
}

ent_spelling_join ent_spelling_joins(ent_str first, ent_str second)
{
	char small_first[FIRST_MAX], small_second[SECOND_MAX];
	ent_str a, b;
	if (!ent_may_be_listed(first) ||
	    !in_small_letters(&a, small_first, sizeof(small_first), first))
		return ENT_JOIN_NEVER;
	const struct pair *pair = bsearch(&a, pairs, sizeof(pairs) / sizeof(pairs[0]),
					  sizeof(pairs[0]), cmp_first);
	if (!pair)
		return ENT_JOIN_NEVER;
	if (!in_small_letters(&b, small_second, sizeof(small_second), second))
		return strcmp(pair->spaced, ANY) ? ENT_JOIN_NEVER : ENT_JOIN_SPACE;
	if (has_second(pair->spaced, a, b))
		return ENT_JOIN_SPACE;
	return has_second(pair->hyphened, a, b) ? ENT_JOIN_HYPHEN : ENT_JOIN_NEVER;
}

static bool is_listed(const char *list, ent_str word)
{
	char small[FIRST_MAX];
	ent_str w;
	return in_small_letters(&w, small, sizeof(small), word) &&
	       ent_words_have(list, w);
}

/* "MM." are two of "M.", but "mm" are millimetres. */
bool ent_may_have_point(ent_str word)
{
	return ent_may_be_listed(word) && is_listed(with_point, word) &&
	       (ent_is_capital(word.p[0]) || ent_str_is(word, "vs") ||
		ent_str_is(word, "etc") || ent_str_is(word, "approx"));
}

bool ent_may_have_point_before_number(ent_str word)
{
	return ent_may_be_listed(word) && is_listed(numbered, word);
}

bool ent_is_degree(ent_str first, ent_str second)
{
	char both[FIRST_MAX];
	if (first.n + second.n > sizeof(both) || !first.n || !second.n ||
	    !ent_is_capital(first.p[0]) || !ent_is_capital(second.p[0]))
		return false;
	memcpy(both, first.p, first.n);
	memcpy(both + first.n, second.p, second.n);
	return is_listed(degrees, (ent_str){ both, first.n + second.n });
}

/* Whether letters are there, all of them capitals. */
static bool has_only_capitals(ent_str s)
{
	bool capitals = false;
	for (size_t k = 0; k < s.n; k++) {
		if (ent_is_letter(s.p[k]) && !ent_is_capital(s.p[k]))
			return false;
		capitals |= ent_is_capital(s.p[k]);
	}
	return capitals;
}

bool ent_are_word_and_acronym(ent_str a,
			      ent_str text_of_a,
			      ent_str b,
			      ent_str text_of_b)
{
	char small[ACRONYM_MAX];
	if (a.n < 2 || b.n < 2 || (a.n > sizeof(small) && b.n > sizeof(small)))
		return false;
	const bool first = has_only_capitals(a);
	const ent_str word = first ? b : a;
	if (first == has_only_capitals(b) || word.n > sizeof(small))
		return false;
	for (size_t k = 0; k < word.n; k++)
		small[k] = ent_small_letter(word.p[k]);
	return ent_words_have(acronyms, (ent_str){ small, word.n }) &&
	       !has_only_capitals(first ? text_of_a : text_of_b);
}
