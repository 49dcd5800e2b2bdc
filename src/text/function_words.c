/* SPDX-License-Identifier: Apache-2.0 */
/* function_words.c - the function words of English and French.
 *
 * A closed class, listed here.  Both languages are in one list: a word that is a
 * function word of only one of them ("a", "me", "on") is short, and a concordance loses
 * nothing by treating it as one.  Cost: a binary search.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "text/function_words.h"

enum { LONGEST = 8 };

/* In the order of their bytes; words of one letter are all in the class. */
static const char words[][LONGEST + 1] = {
	"about",    "ai",     "aient",   "ainsi",   "ait",     "am",    "among",
	"an",       "and",    "any",     "are",     "as",      "at",    "au",
	"aura",     "auront", "aux",     "avaient", "avait",   "avec",  "avez",
	"avoir",    "avons",  "ayant",   "be",      "been",    "being", "between",
	"but",      "by",     "can",     "car",     "ce",      "ceci",  "cela",
	"ces",      "cet",    "cette",   "chez",    "comme",   "could", "dans",
	"de",       "des",    "devait",  "devra",   "devront", "did",   "do",
	"does",     "doit",   "doivent", "donc",    "dont",    "du",    "each",
	"elle",     "elles",  "en",      "entre",   "est",     "et",    "fait",
	"faut",     "font",   "for",     "from",    "furent",  "fut",   "had",
	"has",      "have",   "he",      "her",     "here",    "him",   "his",
	"ici",      "if",     "il",      "ils",     "in",      "into",  "is",
	"it",       "its",    "je",      "la",      "le",      "les",   "leur",
	"leurs",    "lui",    "là",      "ma",      "mais",    "may",   "me",
	"mes",      "might",  "mon",     "must",    "même",    "ne",    "ni",
	"no",       "nor",    "nos",     "not",     "notre",   "nous",  "of",
	"on",       "ont",    "onto",    "or",      "ou",      "our",   "où",
	"par",      "pas",    "peut",    "peuvent", "plus",    "pour",  "pourra",
	"pourront", "qu",     "que",     "qui",     "quoi",    "sa",    "sans",
	"se",       "sera",   "serait",  "seront",  "ses",     "shall", "she",
	"should",   "si",     "so",      "soient",  "soit",    "some",  "son",
	"sont",     "sous",   "such",    "sur",     "ta",      "te",    "tes",
	"than",     "that",   "the",     "their",   "them",    "there", "these",
	"they",     "this",   "those",   "to",      "ton",     "tous",  "tout",
	"toute",    "toutes", "un",      "une",     "upon",    "us",    "va",
	"vers",     "vont",   "vos",     "votre",   "vous",    "was",   "we",
	"were",     "what",   "when",    "where",   "which",   "who",   "whom",
	"whose",    "will",   "with",    "without", "would",   "you",   "your",
	"à",        "ça",     "étaient", "était",   "été",     "être"
};

static int compare(const void *key, const void *item)
{
	return strcmp(key, item);
}

bool ent_is_function_word(ent_str word)
{
	char lower[LONGEST + 1];
	if (!word.n || word.n > LONGEST)
		return false;
	if (word.n == 1)
		return ent_is_letter(word.p[0]);
	for (size_t k = 0; k < word.n; k++) {
		const unsigned char c = (unsigned char)word.p[k];
		/* U+00C0 to U+00DE are the bytes C3 80 to C3 9E */
		const bool capital = ent_is_capital(word.p[k]) ||
				     (k && (unsigned char)word.p[k - 1] == 0xC3 &&
				      c >= 0x80 && c <= 0x9E);
		lower[k] = (char)(capital ? c | 32 : c);
	}
	lower[word.n] = 0;
	return bsearch(lower, words, sizeof(words) / sizeof(*words), sizeof(*words),
		       compare);
}
