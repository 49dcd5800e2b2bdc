/* SPDX-License-Identifier: Apache-2.0 */
/* by_statement.h - which releases belong together, by what they themselves state. */
#ifndef ENT_PAIRING_BY_STATEMENT_H
#define ENT_PAIRING_BY_STATEMENT_H

#include "entente/document.h"
#include "pairing/file_pairs.h"

/* What a release states of itself. */
typedef struct ent_head {
	ent_str path; /* of the file */
	ent_str lang; /* stated or guessed; "" for a file that cannot be read */
	ent_str id, date;
	const ent_alternate *alternates;
	uint32_t n_alternates;
} ent_head;

/* A copy in the arena. */
ent_status ent_head_read(ent_head *out,
			 const ent_document *document,
			 ent_str path,
			 ent_arena *arena,
			 ent_error *err);

typedef struct ent_stated_pair {
	uint32_t source, target; /* indices of heads */
	ent_pair_by by;          /* ENT_BY_LINK or ENT_BY_IDENTIFIER */
	float confidence;
} ent_stated_pair;

/* Pairs heads in the one language with heads in the other; each is in one
 * pair at most.  *out, in order of the sources, lives in the arena. */
ent_status ent_pair_stated(const ent_stated_pair **out,
			   uint32_t *count,
			   const ent_head *heads,
			   uint32_t n,
			   ent_str from,
			   ent_str to,
			   ent_arena *arena,
			   ent_error *err);

/* An identifier without what marks a language in it, its parts in lower case
 * with a '-' between: "SC/PR/2025/31-EN" is "sc-pr-2025-31". */
void ent_identifier_key(ent_buf *out, ent_str id, ent_str from, ent_str to);

#endif
