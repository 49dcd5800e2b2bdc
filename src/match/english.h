/* SPDX-License-Identifier: Apache-2.0 */
/* english.h - British spellings become American ones. */
#ifndef ENT_MATCH_ENGLISH_H
#define ENT_MATCH_ENGLISH_H

#include "entente/str.h"

enum { ENT_ENGLISH_MAX = 64 }; /* bytes; a longer word stays as it is */

/* An English word in small letters, in American spelling: itself, or in the buffer. */
ent_str ent_american(char buffer[ENT_ENGLISH_MAX], ent_str word);

#endif
