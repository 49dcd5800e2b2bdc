/* SPDX-License-Identifier: Apache-2.0 */
/* pick_lexicon.h - the lexicon that a command line asks for. */
#ifndef ENT_CLI_PICK_LEXICON_H
#define ENT_CLI_PICK_LEXICON_H

#include "entente/lexicon.h"

/* The lexicon of a file, or the one that ships with file NULL, with the terms of a
 * glossary (NULL for none) over it.  *out is NULL when there is neither. */
ent_status pick_lexicon(ent_lexicon **out,
			const char *file,
			const char *glossary,
			ent_str from,
			ent_str to,
			ent_error *err);

#endif
