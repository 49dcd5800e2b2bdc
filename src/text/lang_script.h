/* SPDX-License-Identifier: Apache-2.0 */
/* lang_script.h - the script that a text is written in, against that of its
 * language. */
#ifndef ENT_TEXT_LANG_SCRIPT_H
#define ENT_TEXT_LANG_SCRIPT_H

#include "entente/str.h"

/* "und-Cyrl" (BCP 47; static) when two thirds of the letters of a text are of scripts
 * in which the language is not written: the most frequent of these scripts. "" for any
 * other text, for one with few letters, and for a language that is unknown or written
 * in several scripts. */
ent_str ent_lang_other_script(ent_str text, ent_str lang);

#endif
