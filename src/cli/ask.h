/* SPDX-License-Identifier: Apache-2.0 */
/* ask.h - doubtful places, one by one, at a terminal. */
#ifndef ENT_CLI_ASK_H
#define ENT_CLI_ASK_H

#include "entente/review.h"

/* Shows each place and takes a verdict from standard input, which is stored at
 * once.  Returns the exit code. */
int ask_places(const char *command,
	       ent_memory *memory,
	       const ent_place *places,
	       uint32_t n,
	       ent_str who);

#endif
