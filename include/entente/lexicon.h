/* SPDX-License-Identifier: Apache-2.0 */
/* entente/lexicon.h - which words translate which, and how likely.
 *
 * A lexicon gives p(target word | source word) and the reverse, for one pair
 * of languages.  It is read-only once made and may be shared by threads.
 */
#ifndef ENTENTE_LEXICON_H
#define ENTENTE_LEXICON_H

#include "entente/error.h"
#include "entente/progress.h"
#include "entente/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_lexicon ent_lexicon;

/* Maps a lexicon file.  With path NULL the one that ships for these languages:
 * *out is NULL, with ENT_OK, when none does.  A file for the reverse direction
 * is used with its sides swapped.  The caller owns *out.  ENT_EFORMAT for what is not
 * a lexicon, ENT_EINVAL for one of other languages. */
ent_status ent_lexicon_open(ent_lexicon **out,
			    const char *path,
			    ent_str from,
			    ent_str to,
			    ent_error *err);
void ent_lexicon_close(ent_lexicon *lexicon); /* NULL is allowed */

/* Writes a file that ent_lexicon_open() reads; replaces it in one step. */
ent_status ent_lexicon_write(const ent_lexicon *lexicon,
			     const char *path,
			     ent_error *err);

typedef struct ent_lexicon_info {
	ent_str from, to;  /* language codes, lent by the lexicon */
	uint32_t words[2]; /* of the source and of the target language */
	uint32_t links[2]; /* from them to words of the other */
	uint64_t bytes;    /* of the file */
} ent_lexicon_info;

/* Languages and sizes of a lexicon. */
void ent_lexicon_describe(ent_lexicon_info *out, const ent_lexicon *lexicon);

/* One counterpart of a word. */
typedef struct ent_translation {
	ent_str word;      /* lent by the lexicon */
	float probability; /* 0..1 */
} ent_translation;

typedef ent_status (*ent_translation_fn)(void *data,
					 const ent_translation *what,
					 ent_error *err);

/* Sends the counterparts of one word, the most probable first, at most limit of them
 * (0 for all). side: 0 for a word of the source language, 1 of the target.  The word
 * is compared without case and accents.  ENT_ENOTFOUND when it is not known; a status
 * of fn other than ENT_OK ends it and is returned. */
ent_status ent_lexicon_translations(const ent_lexicon *lexicon,
				    int side,
				    ent_str word,
				    uint32_t limit,
				    ent_translation_fn fn,
				    void *data,
				    ent_error *err);

/* ---- learning ------------------------------------------------------------ */

/* Learns a lexicon from aligned segments (IBM Model 1, both directions). */
typedef struct ent_trainer ent_trainer;

typedef struct ent_trainer_options {
	uint32_t min_count;           /* rarer words are left out */
	uint32_t max_links;           /* most links that a word keeps */
	float min_p;                  /* 0..1; less probable links are left out */
	float seed_weight;            /* of the seed, in occurrences of a word */
	bool passages_once;           /* a passage that occurs in several pairs, on both
				       * sides, counts once */
	const ent_progress *progress; /* NULL for none */
} ent_trainer_options;

/* Sources of the values: src/align/trainer.c. */
#define ENT_TRAINER_OPTIONS_DEFAULT                                                    \
	((ent_trainer_options){                                                        \
		.min_count = 2, .max_links = 16, .min_p = 0.01f, .seed_weight = 5 })

/* A trainer for two languages, which the caller frees; regions are ignored.
 * ENT_EINVAL for what is not a language code. */
ent_status ent_trainer_new(ent_trainer **out, ent_str from, ent_str to, ent_error *err);
void ent_trainer_free(ent_trainer *trainer); /* NULL is allowed */

/* Sets options other than the default; opt->progress must live as long as the
 * trainer. */
void ent_trainer_tune(ent_trainer *trainer, const ent_trainer_options *opt);

/* Adds one pair of texts with its weight (0..1, a confidence).  Both are copied.
 * A pair that was added before is counted as repeated and not added again. */
ent_status ent_trainer_add(ent_trainer *trainer,
			   ent_str source,
			   ent_str target,
			   float weight,
			   ent_error *err);

/* Adds a term and its translation, which a person chose: it counts although it
 * is met once. */
ent_status ent_trainer_add_term(ent_trainer *trainer,
				ent_str source,
				ent_str target,
				ent_error *err);

/* Adds the names of countries, languages, currencies, months and days that ICU
 * knows in both languages, as terms.  ENT_EINVAL if it knows none. */
ent_status ent_trainer_add_names(ent_trainer *trainer, ent_error *err);

typedef struct ent_trainer_counts {
	uint64_t pairs;    /* that count */
	uint64_t repeated; /* that were added before */
	uint64_t words[2]; /* running words of the pairs that count, of each side */
} ent_trainer_counts;

/* What was added so far. */
void ent_trainer_count(ent_trainer_counts *out, const ent_trainer *trainer);

/* Runs the iterations. seed (NULL allowed) is the start: its links stay, and change
 * with the evidence.  More may be added to the trainer, and it may be run again.  The
 * caller owns *out.  ENT_ECANCELLED when the progress callback asks to stop. */
ent_status ent_trainer_run(ent_lexicon **out,
			   ent_trainer *trainer,
			   const ent_lexicon *seed,
			   ent_error *err);

struct ent_units_options;

/* Reads a glossary, any file that ent_read_units() reads (TBX, TSV, ...), and gives
 * a lexicon in which its terms override what seed (NULL allowed) says.  opt names
 * the languages; it must not be NULL.  ENT_EFORMAT when the file has no term of them,
 * ENT_EINVAL for what is not a language code.  The caller owns *out. */
ent_status ent_glossary_open(ent_lexicon **out,
			     const char *path,
			     const struct ent_units_options *opt,
			     const ent_lexicon *seed,
			     ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
