/* SPDX-License-Identifier: Apache-2.0 */
/* entente/review.h - doubtful beads, and a person's decisions about them.
 *
 * A decision names two documents and the texts of their segments.  It is stored
 * with its author and time, is applied at once, and is an anchor of every later
 * alignment of the two documents that still has these texts.  Of decisions
 * that contradict each other the latest counts.
 */
#ifndef ENTENTE_REVIEW_H
#define ENTENTE_REVIEW_H

#include "entente/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One bead that deserves a look, with its context. */
typedef struct ent_place {
	uint64_t number;                          /* of the pair of documents */
	ent_str source_document, target_document; /* names */
	ent_str source_lang, target_lang, date;
	uint64_t hash;       /* of both contents: what a decision is checked against */
	uint32_t src, n_src; /* 0-based index of the first segment, and how many */
	uint32_t tgt, n_tgt;
	float confidence;
	uint32_t doubts; /* ENT_DOUBT_... */
	double rank;     /* places are listed by it, highest first */
	/* segments: those of the bead, and `context` on each side of them */
	const ent_str *source, *target;
	uint32_t source_first, source_count; /* index of source[0], and how many */
	uint32_t target_first, target_count;
} ent_place;

typedef struct ent_review_options {
	float below;      /* beads of a confidence below it, 0..1 */
	uint32_t limit;   /* most places; 0 for all */
	uint32_t context; /* segments before and after */
	ent_str document; /* a glob over names of source documents; "" for any */
} ent_review_options;

#define ENT_REVIEW_OPTIONS_DEFAULT                                                     \
	((ent_review_options){ .below = ENT_DOUBTFUL, .limit = 20, .context = 1 })

/* The doubtful places of the whole memory, highest rank first: (1 - confidence) x
 * square root of the characters of both sides.  *total: how many there are. opt may
 * be NULL.  Lives in the arena. */
ent_status ent_memory_review(const ent_place **out,
			     uint32_t *count,
			     uint64_t *total,
			     ent_memory *memory,
			     const ent_review_options *opt,
			     ent_arena *arena,
			     ent_error *err);

typedef enum ent_verdict {
	ENT_ACCEPT = 1, /* these segments correspond */
	ENT_REJECT = 2, /* they do not, and have no counterpart */
	ENT_RELINK = 3, /* as ENT_ACCEPT, for segments that another bead had */
} ent_verdict;

/* "accept", "reject", "relink"; "" for none of them.  Static. */
const char *ent_verdict_name(ent_verdict verdict);

typedef struct ent_decision {
	ent_str source_document, target_document; /* names */
	uint64_t hash;       /* as ent_place has it; 0 not to check */
	uint32_t src, n_src; /* segments; n_src or n_tgt may be 0 */
	uint32_t tgt, n_tgt;
	ent_verdict verdict;
	ent_str who, at; /* a name; ISO 8601 */
	ent_str note;    /* "" for none */
	/* "" when no other pair of languages has these two documents */
	ent_str source_lang, target_lang;
} ent_decision;

/* Stores decisions about one pair of documents and aligns it again around them, in
 * one transaction.  ENT_ENOTFOUND when there is no such pair, or several and no
 * languages, or its contents are not those of the hash; ENT_EFORMAT when it has no
 * such segments. */
ent_status ent_memory_decide(ent_memory *memory,
			     const ent_decision *decisions,
			     uint32_t count,
			     ent_error *err);

/* A decision as it is kept. */
typedef struct ent_decided {
	ent_str source_document, target_document;
	ent_str source, target; /* texts, one segment per line; "" for none */
	ent_verdict verdict;
	ent_str who, at, note;
	ent_str source_lang, target_lang; /* "" where an older program did not say */
} ent_decided;

typedef ent_status (*ent_decided_fn)(void *data,
				     const ent_decided *what,
				     ent_error *err);

/* Sends all decisions in the order in which they were taken; what one points at lives
 * during the call. */
ent_status ent_memory_decisions(ent_memory *memory,
				ent_decided_fn fn,
				void *data,
				ent_error *err);

/* The same for those that no longer apply to a stored pair of documents, because the
 * pair or their texts are not in the memory. */
ent_status ent_memory_lost_decisions(ent_memory *memory,
				     ent_decided_fn fn,
				     void *data,
				     ent_error *err);

typedef struct ent_review_result {
	uint32_t accepted, rejected, relinked, left;
} ent_review_result;

/* Reads an edit file, as `entente review` writes it, and applies its verdicts, in one
 * transaction for each pair of documents.  Each decision gets who and at; name is for
 * messages.  ENT_EFORMAT for a line that cannot be read: the error names it, and
 * decisions of earlier pairs stay applied.  *out is filled on failure too. */
ent_status ent_memory_review_file(ent_review_result *out,
				  ent_memory *memory,
				  ent_str text,
				  ent_str name,
				  ent_str who,
				  ent_str at,
				  ent_error *err);

/* Aligns again all pairs of documents that were aligned with an older lexicon than the
 * memory has now, keeping what was decided; *changed counts them. */
ent_status ent_memory_realign(uint32_t *changed,
			      ent_memory *memory,
			      const ent_progress *progress,
			      ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
