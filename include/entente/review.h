/* SPDX-License-Identifier: Apache-2.0 */
/* entente/review.h - a person looks at what the aligner doubts, and decides.
 *
 * A decision names two documents and the texts of their segments.  It is kept
 * with who took it and when, is applied at once, and is an anchor of every later
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
	double rank;     /* the higher, the sooner it is worth a look */
	/* the documents' segments from context before the bead to context after it */
	const ent_str *source, *target;
	uint32_t source_first, source_count; /* index of source[0], and how many */
	uint32_t target_first, target_count;
} ent_place;

typedef struct ent_review_options {
	float below;      /* confidence */
	uint32_t limit;   /* most places; 0 for all */
	uint32_t context; /* segments before and after */
	ent_str document; /* a glob over names of source documents; "" for any */
} ent_review_options;

#define ENT_REVIEW_OPTIONS_DEFAULT                                                     \
	((ent_review_options){ .below = ENT_DOUBTFUL, .limit = 20, .context = 1 })

/* The doubtful places of the whole memory, the one most worth a look first: by
 * (1 - confidence) x square root of the characters that are concerned.  *total:
 * how many there are.  Lives in the arena. */
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

/* "accept", "reject", "relink" */
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

/* Stores decisions of one pair of documents and aligns it again around them, as
 * one transaction.  ENT_ENOTFOUND when there is no such pair, or several and no
 * languages, or its contents are not those of the hash; ENT_EFORMAT when the segments are not there. */
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

/* All of them, in the order in which they were taken. */
ent_status ent_memory_decisions(ent_memory *memory,
				ent_status (*fn)(void *data,
						 const ent_decided *what,
						 ent_error *err),
				void *data,
				ent_error *err);

/* Those that apply to no stored pair of documents any more: their texts are not there. */
ent_status ent_memory_lost_decisions(ent_memory *memory,
				     ent_status (*fn)(void *data,
						      const ent_decided *what,
						      ent_error *err),
				     void *data,
				     ent_error *err);

typedef struct ent_review_result {
	uint32_t accepted, rejected, relinked, left;
} ent_review_result;

/* Reads an edit file, as `entente review` writes it, and applies its verdicts,
 * one transaction for each pair of documents.  who and at are put to each.  An
 * error names the line; decisions of earlier pairs stay applied. */
ent_status ent_memory_review_file(ent_review_result *out,
				  ent_memory *memory,
				  ent_str text,
				  ent_str name,
				  ent_str who,
				  ent_str at,
				  ent_error *err);

/* Aligns all pairs of documents again that were aligned with an older lexicon
 * than the memory has now, around what was decided; *changed counts them. */
ent_status ent_memory_realign(uint32_t *changed,
			      ent_memory *memory,
			      const ent_progress *progress,
			      ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
