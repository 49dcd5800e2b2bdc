/* SPDX-License-Identifier: Apache-2.0 */
/* english.c - British spellings become American ones.
 *
 * Both are in documents of one organisation.  The result is compared, never shown: that
 * "promise" becomes "promize" does no harm, because it does so everywhere.
 */
#include <string.h>

#include "match/english.h"

/* A word that begins with the first begins with the second instead; the longer of two
 * is before the shorter. */
static const char *const beginnings[][2] = {
	{ "acknowledgement", "acknowledgment" },
	{ "aluminium", "aluminum" },
	{ "analogue", "analog" },
	{ "anaesthe", "anesthe" },
	{ "artefact", "artifact" },
	{ "armour", "armor" },
	{ "ageing", "aging" },
	{ "anaemi", "anemi" },
	{ "behaviour", "behavior" },
	{ "centimetre", "centimeter" },
	{ "catalogue", "catalog" },
	{ "centring", "centering" },
	{ "counsell", "counsel" },
	{ "channell", "channel" },
	{ "candour", "candor" },
	{ "clamour", "clamor" },
	{ "centred", "centered" },
	{ "calibre", "caliber" },
	{ "cancell", "cancel" },
	{ "colour", "color" },
	{ "centre", "center" },
	{ "dialogue", "dialog" },
	{ "defence", "defense" },
	{ "encyclopaedi", "encyclopedi" },
	{ "endeavour", "endeavor" },
	{ "enroll", "enrol" },
	{ "flavour", "flavor" },
	{ "fervour", "fervor" },
	{ "fulfill", "fulfil" },
	{ "favour", "favor" },
	{ "foetus", "fetus" },
	{ "foetal", "fetal" },
	{ "fibre", "fiber" },
	{ "fuell", "fuel" },
	{ "grey", "gray" },
	{ "harbour", "harbor" },
	{ "honour", "honor" },
	{ "humour", "humor" },
	{ "haemo", "hemo" },
	{ "judgement", "judgment" },
	{ "jewellery", "jewelry" },
	{ "kilometre", "kilometer" },
	{ "leukaemi", "leukemi" },
	{ "licence", "license" },
	{ "labour", "labor" },
	{ "labell", "label" },
	{ "levell", "level" },
	{ "litre", "liter" },
	{ "millimetre", "millimeter" },
	{ "manoeuvre", "maneuver" },
	{ "modell", "model" },
	{ "metre", "meter" },
	{ "mould", "mold" },
	{ "neighbour", "neighbor" },
	{ "oestrogen", "estrogen" },
	{ "offence", "offense" },
	{ "odour", "odor" },
	{ "paediatric", "pediatric" },
	{ "programme", "program" },
	{ "pretence", "pretense" },
	{ "practise", "practice" },
	{ "plough", "plow" },
	{ "rumour", "rumor" },
	{ "rigour", "rigor" },
	{ "splendour", "splendor" },
	{ "saviour", "savior" },
	{ "skilful", "skillful" },
	{ "sulphur", "sulfur" },
	{ "sceptic", "skeptic" },
	{ "signall", "signal" },
	{ "savour", "savor" },
	{ "sombre", "somber" },
	{ "theatre", "theater" },
	{ "travell", "travel" },
	{ "tumour", "tumor" },
	{ "vigour", "vigor" },
	{ "vapour", "vapor" },
	{ "valour", "valor" },
	{ "wilful", "willful" },
};

/* The same at the end of a word of LETTERS_MIN letters. */
static const char *const endings[][2] = {
	{ "ise", "ize" },         { "ised", "ized" },         { "ises", "izes" },
	{ "ising", "izing" },     { "iser", "izer" },         { "isers", "izers" },
	{ "isation", "ization" }, { "isations", "izations" }, { "yse", "yze" },
	{ "ysed", "yzed" },       { "ysing", "yzing" },
};

enum { LETTERS_MIN = 6 };

static ent_str replace(char *buffer, ent_str s, size_t at, size_t n, const char *by)
{
	const size_t new_n = strlen(by);
	memcpy(buffer, s.p, at);
	memcpy(buffer + at, by, new_n);
	memcpy(buffer + at + new_n, s.p + at + n, s.n - at - n);
	return (ent_str){ buffer, s.n - n + new_n };
}

ent_str ent_american(char buffer[ENT_ENGLISH_MAX], ent_str word)
{
	if (word.n < 4 || word.n + 2 > ENT_ENGLISH_MAX)
		return word;
	for (size_t k = 0; k < sizeof(beginnings) / sizeof(beginnings[0]); k++)
		if (word.p[0] == beginnings[k][0][0] &&
		    ent_str_starts(word, ent_str_of(beginnings[k][0])))
			return replace(buffer, word, 0, strlen(beginnings[k][0]),
				       beginnings[k][1]);
	for (size_t k = 0; k < sizeof(endings) / sizeof(endings[0]); k++) {
		const ent_str end = ent_str_of(endings[k][0]);
		if (word.n >= LETTERS_MIN && ent_str_ends(word, end))
			return replace(buffer, word, word.n - end.n, end.n,
				       endings[k][1]);
	}
	return word;
}
