/* SPDX-License-Identifier: Apache-2.0 */
/* lang_mark.h - what marks a language in file names and identifiers: "en", "fra",
 * "anglais", the letter e. */
#ifndef ENT_PAIRING_LANG_MARK_H
#define ENT_PAIRING_LANG_MARK_H

#include "base/ascii.h"
#include "entente/str.h"

/* Whether a byte belongs to a part of a name: a letter or digit of ASCII, or a byte of
 * any other character.  Other bytes separate parts. */
static inline bool ent_is_name_byte(char c)
{
	return ent_is_letter(c) || ent_is_digit(c) || (unsigned char)c >= 0x80;
}

/* How a language is spelled. */
typedef enum ent_mark_kind {
	ENT_MARK_NONE,
	ENT_MARK_CODE,    /* "fr" */
	ENT_MARK_ISO3,    /* "fra", "fre" */
	ENT_MARK_NAME,    /* "french", "francais", in one of a few languages */
	ENT_MARK_INITIAL, /* "f": weak, for a letter can mean something else */
} ent_mark_kind;

enum { ENT_MAX_SPELLINGS = 12, ENT_MAX_MARKS = 8 };

typedef struct ent_spellings {
	struct {
		char text[24]; /* folded: lower case, without accents */
		ent_mark_kind kind;
	} all[ENT_MAX_SPELLINGS];
	int n;
	bool failed; /* without memory: some are missing */
} ent_spellings;

/* The spellings of a language in releases that are also in the language `other`.
 * There is no initial when both languages have the same. */
void ent_spell_language(ent_spellings *out, ent_str lang, ent_str other);

/* What a part of a name, folded, says of the language. */
ent_mark_kind ent_mark_of(const ent_spellings *lang, ent_str part);

typedef struct ent_lang_mark {
	size_t start, end; /* bytes of the name */
	ent_mark_kind kind;
} ent_lang_mark;

/* The marks of a language in a folded name, first to last, ENT_MAX_MARKS at most:
 * parts between separators, also the letters that follow digits ("018f").  A region
 * after a code belongs to the mark ("fr-ca"). */
int ent_find_marks(ent_lang_mark marks[ENT_MAX_MARKS],
		   ent_str name,
		   const ent_spellings *lang);

#endif
