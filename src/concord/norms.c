/* SPDX-License-Identifier: Apache-2.0 */
/* norms.c - words of counterparts as numbers that inflections share.
 *
 * Contractions are one with what they contain, so that "au nom de", "au nom du" and "au
 * nom des" are one string of words.  Cost: folding, and a look-up; a stem for each
 * different word.
 */
#include <stdlib.h>
#include <string.h>

#include "align/words.h"
#include "base/array.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "concord/string_evidence.h"
#include "text/function_words.h"
#include "text/inflect.h"

/* ---- classes -------------------------------------------------------------------- */

/* Small letters, with accents. */
struct class_row {
	const char *word;
	ent_word_class class_of;
};

static const struct class_row french[] = {
	{ "le", ENT_CLASS_ARTICLE },       { "la", ENT_CLASS_ARTICLE },
	{ "les", ENT_CLASS_ARTICLE },      { "l", ENT_CLASS_ARTICLE },
	{ "un", ENT_CLASS_ARTICLE },       { "une", ENT_CLASS_ARTICLE },
	{ "ce", ENT_CLASS_ARTICLE },       { "cet", ENT_CLASS_ARTICLE },
	{ "cette", ENT_CLASS_ARTICLE },    { "ces", ENT_CLASS_ARTICLE },
	{ "son", ENT_CLASS_ARTICLE },      { "sa", ENT_CLASS_ARTICLE },
	{ "ses", ENT_CLASS_ARTICLE },      { "leur", ENT_CLASS_ARTICLE },
	{ "leurs", ENT_CLASS_ARTICLE },    { "votre", ENT_CLASS_ARTICLE },
	{ "vos", ENT_CLASS_ARTICLE },      { "notre", ENT_CLASS_ARTICLE },
	{ "nos", ENT_CLASS_ARTICLE },      { "de", ENT_CLASS_LINK },
	{ "du", ENT_CLASS_LINK },          { "des", ENT_CLASS_LINK },
	{ "d", ENT_CLASS_LINK },           { "à", ENT_CLASS_LINK },
	{ "au", ENT_CLASS_LINK },          { "aux", ENT_CLASS_LINK },
	{ "en", ENT_CLASS_PREPOSITION },   { "dans", ENT_CLASS_PREPOSITION },
	{ "sur", ENT_CLASS_PREPOSITION },  { "sous", ENT_CLASS_PREPOSITION },
	{ "sans", ENT_CLASS_PREPOSITION }, { "par", ENT_CLASS_PREPOSITION },
	{ "pour", ENT_CLASS_PREPOSITION }, { "avec", ENT_CLASS_PREPOSITION },
	{ "dès", ENT_CLASS_PREPOSITION },  { "chez", ENT_CLASS_PREPOSITION },
	{ "vers", ENT_CLASS_PREPOSITION }, { "entre", ENT_CLASS_PREPOSITION },
	{ "fait", ENT_CLASS_VERB },        { "font", ENT_CLASS_VERB },
	{ "faire", ENT_CLASS_VERB },       { "faisant", ENT_CLASS_VERB },
	{ "fasse", ENT_CLASS_VERB },       { "et", ENT_CLASS_AND },
	{ "ou", ENT_CLASS_AND },           { "que", ENT_CLASS_JOIN },
	{ "qu", ENT_CLASS_JOIN },          { "qui", ENT_CLASS_JOIN },
	{ "dont", ENT_CLASS_JOIN },        { "où", ENT_CLASS_JOIN },
};

static const struct class_row english[] = {
	{ "the", ENT_CLASS_ARTICLE },
	{ "a", ENT_CLASS_ARTICLE },
	{ "an", ENT_CLASS_ARTICLE },
	{ "this", ENT_CLASS_ARTICLE },
	{ "these", ENT_CLASS_ARTICLE },
	{ "its", ENT_CLASS_ARTICLE },
	{ "their", ENT_CLASS_ARTICLE },
	{ "his", ENT_CLASS_ARTICLE },
	{ "her", ENT_CLASS_ARTICLE },
	{ "your", ENT_CLASS_ARTICLE },
	{ "our", ENT_CLASS_ARTICLE },
	{ "my", ENT_CLASS_ARTICLE },
	{ "of", ENT_CLASS_LINK },
	{ "to", ENT_CLASS_LINK },
	{ "in", ENT_CLASS_PREPOSITION },
	{ "on", ENT_CLASS_PREPOSITION },
	{ "by", ENT_CLASS_PREPOSITION },
	{ "for", ENT_CLASS_PREPOSITION },
	{ "at", ENT_CLASS_PREPOSITION },
	{ "from", ENT_CLASS_PREPOSITION },
	{ "with", ENT_CLASS_PREPOSITION },
	{ "without", ENT_CLASS_PREPOSITION },
	{ "into", ENT_CLASS_PREPOSITION },
	{ "onto", ENT_CLASS_PREPOSITION },
	{ "upon", ENT_CLASS_PREPOSITION },
	{ "about", ENT_CLASS_PREPOSITION },
	{ "among", ENT_CLASS_PREPOSITION },
	{ "between", ENT_CLASS_PREPOSITION },
	{ "as", ENT_CLASS_PREPOSITION },
	{ "and", ENT_CLASS_AND },
	{ "or", ENT_CLASS_AND },
	{ "that", ENT_CLASS_JOIN },
	{ "which", ENT_CLASS_JOIN },
	{ "who", ENT_CLASS_JOIN },
	{ "than", ENT_CLASS_JOIN },
	{ "but", ENT_CLASS_JOIN },
};

/* Of both languages. */
static const char *const auxiliaries[] = {
	"shall",  "may",     "must",   "will",    "would", "should", "can",     "could",
	"might",  "is",      "are",    "was",     "were",  "am",     "be",      "been",
	"being",  "has",     "have",   "had",     "does",  "did",    "do",      "est",
	"sont",   "sera",    "seront", "soit",    "a",     "ont",    "avait",   "aura",
	"doit",   "doivent", "peut",   "peuvent", "ai",    "était",  "étaient", "fut",
	"furent", "devra",   "pourra", "soient",  NULL,
};

/* The class of a word by its folded form; lang without region. */
static ent_word_class find_class(ent_str lang, ent_str form)
{
	const bool is_french = ent_str_is(lang, "fr");
	const struct class_row *rows = is_french ? french : english;
	const size_t n = is_french ? sizeof(french) / sizeof(*french)
				   : sizeof(english) / sizeof(*english);
	if (is_french || ent_str_is(lang, "en"))
		for (size_t k = 0; k < n; k++)
			if (ent_str_is(form, rows[k].word))
				return rows[k].class_of;
	if (!ent_is_function_word(form))
		return ENT_CLASS_CONTENT;
	if (ent_str_is(form, "not") || ent_str_is(form, "no") ||
	    ent_str_is(form, "ne") || ent_str_is(form, "n") || ent_str_is(form, "pas"))
		return ENT_CLASS_NOT;
	if (ent_list_has(auxiliaries, form))
		return ENT_CLASS_AUXILIARY;
	return ENT_CLASS_OTHER;
}

/* ---- numbers -------------------------------------------------------------------- */

/* What a form is counted as, else itself. */
static ent_str whole_form(ent_str lang, ent_str form)
{
	static const char *const rows[][2] = {
		{ "du", "de" },
		{ "des", "de" },
		{ "d", "de" },
		{ "au", "à" },
		{ "aux", "à" },
		{ "l", "le" },
		{ "la", "le" },
		{ "les", "le" },
		{ "qu", "que" },
		{ "fait", "faire" },
		{ "font", "faire" },
		{ "faisant", "faire" },
		{ "fasse", "faire" },
		{ "fassent", "faire" },
		{ "ferait", "faire" },
		{ "feraient", "faire" },
		{ "feront", "faire" },
		{ "faisait", "faire" },
		{ "faisaient", "faire" },
		{ "fera", "faire" },
		{ "faite", "faire" },
		{ "faites", "faire" },
		{ "faits", "faire" },
	};
	if (ent_str_is(lang, "fr"))
		for (size_t k = 0; k < sizeof(rows) / sizeof(*rows); k++)
			if (ent_str_is(form, rows[k][0]))
				return ent_str_of(rows[k][1]);
	if (ent_str_is(lang, "en") && ent_str_is(form, "an"))
		return ENT_STR("a");
	return form;
}

ent_status ent_norms_begin(ent_norms *norms, ent_str lang, ent_error *err)
{
	*norms = (ent_norms){ .lang = lang, .forms = ENT_FORM_BUFFER_INIT };
	return ent_stemmer_new(&norms->forms.stemmer, lang, err);
}

void ent_norms_release(ent_norms *norms)
{
	ent_stemmer_free(norms->forms.stemmer);
	norms->forms.stemmer = NULL;
	ent_form_release(&norms->forms);
	ent_vocab_release(&norms->words);
	ent_vocab_release(&norms->keys);
	free(norms->key_of);
	free(norms->classes);
	*norms = (ent_norms){ .forms = ENT_FORM_BUFFER_INIT };
}

/* The stem of a word; that of "exercer" for "exercent"; .p NULL without memory. */
static ent_str stem_of(ent_norms *norms, ent_str form, ent_token_kind kind)
{
	static const char nouns[] = "ment";
	char infinitive[64];
	const size_t ending = sizeof("ent") - 1;
	ent_str bare = ent_form_of(&norms->forms, form, kind, ENT_FORM_BARE);
	if (!bare.p)
		return bare;
	if (!ent_str_is(norms->lang, "fr") || bare.n >= sizeof(infinitive) ||
	    ent_inflection_ending(ENT_INFLECTION_FRENCH, bare) != ending ||
	    bare.p[bare.n - 1] != 't' ||
	    !memcmp(bare.p + bare.n - 4, nouns, sizeof(nouns) - 1))
		return ent_form_of(&norms->forms, form, kind, ENT_FORM_KEY);
	memcpy(infinitive, bare.p, bare.n - ending);
	memcpy(infinitive + bare.n - ending, "er", 2);
	return ent_form_of(&norms->forms, (ent_str){ infinitive, bare.n - 1 }, kind,
			   ENT_FORM_KEY);
}

/* The number of a word that is new; its form is the last in norms->words. */
static uint32_t add_word(ent_norms *norms, ent_token_kind kind)
{
	const uint32_t word = norms->words.n - 1;
	if (!ENT_GROW(norms->key_of, norms->n_keys, norms->words.n) ||
	    !ENT_GROW(norms->classes, norms->n_classes, norms->words.n))
		return ENT_VOCAB_NONE;
	const ent_str form = ent_vocab_form(&norms->words, word);
	norms->classes[word] = kind == ENT_TOKEN_WORD ? find_class(norms->lang, form)
						      : ENT_CLASS_CONTENT;
	const ent_str whole = whole_form(norms->lang, form);
	const ent_str key =
		whole.p != form.p || norms->classes[word] != ENT_CLASS_CONTENT
			? whole
			: stem_of(norms, form, kind);
	if (!key.p)
		return ENT_VOCAB_NONE;
	norms->key_of[word] = ent_vocab_add(&norms->keys, key, ent_word_hash(key));
	return norms->key_of[word];
}

uint32_t ent_norm_of(ent_word_class *class_of,
		     ent_norms *norms,
		     ent_str token,
		     ent_token_kind kind,
		     bool add)
{
	const ent_str form = ent_form_of(&norms->forms, token, kind, ENT_FORM_GRADED);
	if (!form.p) {
		norms->failed = true;
		return ENT_VOCAB_NONE;
	}
	const uint32_t hash = ent_word_hash(form), before = norms->words.n;
	const uint32_t word = add ? ent_vocab_add(&norms->words, form, hash)
				  : ent_vocab_find(&norms->words, form, hash);
	if (word == ENT_VOCAB_NONE)
		return ENT_VOCAB_NONE;
	const uint32_t key =
		norms->words.n > before ? add_word(norms, kind) : norms->key_of[word];
	if (key != ENT_VOCAB_NONE)
		*class_of = norms->classes[word];
	return key;
}
