/* SPDX-License-Identifier: Apache-2.0 */
/* check_pair.h - `entente check --pair`: the translations of bilingual files. */
#ifndef ENT_CLI_CHECK_PAIR_H
#define ENT_CLI_CHECK_PAIR_H

#include "entente/memory.h"

/* Looks at each unit of the file and prints what deserves a second look; *found counts.
 * memory: NULL for none.  glossary: a glob, or NULL. */
ent_status check_pair(uint64_t *found,
		      ent_memory *memory,
		      const char *path,
		      ent_str from,
		      ent_str to,
		      const char *glossary,
		      bool json,
		      ent_error *err);

#endif
