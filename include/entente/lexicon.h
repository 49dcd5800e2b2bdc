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
 * is used with its sides swapped.  The caller owns *out. */
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

/* The likeliest counterparts of one word, in order: fn receives them while it returns
 * true.  side: 0 for a word of the source language, 1 of the target.  The word is
 * compared without case and accents.  ENT_ENOTFOUND when it is not known. */
ent_status ent_lexicon_translations(const ent_lexicon *lexicon,
				    int side,
				    ent_str word,
				    bool (*fn)(void *data, ent_str word, float p),
				    void *data,
				    ent_error *err);

/* ---- learning ------------------------------------------------------------ */

/* Learns a lexicon from aligned segments (IBM Model 1, both directions). */
typedef struct ent_trainer ent_trainer;

typedef struct ent_trainer_options {
	uint32_t min_count;           /* words met less often are left out */
	uint32_t max_links;           /* most that are kept of a word */
	float min_p;                  /* links below it are left out */
	float seed_weight;            /* of the seed, in occurrences of a word */
	bool passages_once;           /* a passage that another pair has on both sides
				       * too teaches nothing again */
	const ent_progress *progress; /* NULL for none */
} ent_trainer_options;

/* Sources of the values: src/align/trainer.c. */
#define ENT_TRAINER_OPTIONS_DEFAULT                                                    \
	((ent_trainer_options){                                                        \
		.min_count = 2, .max_links = 16, .min_p = 0.01f, .seed_weight = 5 })

/* A trainer for two languages, which the caller frees.  ENT_EINVAL for a code that is
 * not a language code. */
ent_status ent_trainer_new(ent_trainer **out, ent_str from, ent_str to, ent_error *err);
void ent_trainer_free(ent_trainer *trainer); /* NULL is allowed */

/* Takes other options than the usual ones; opt->progress must live as long. */
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
	uint64_t pairs, repeated; /* taken, and met again */
	uint64_t words[2];        /* running words of those taken */
} ent_trainer_counts;

/* What was added so far. */
void ent_trainer_count(ent_trainer_counts *out, const ent_trainer *trainer);

/* Runs the iterations.  seed (NULL allowed) is blended in: what it knows stays, and
 * moves with evidence.  The trainer may be added to and run again.  The caller owns
 * *out. */
ent_status ent_trainer_run(ent_lexicon **out,
			   ent_trainer *trainer,
			   const ent_lexicon *seed,
			   ent_error *err);

struct ent_units_options;

/* Reads a glossary, any file that ent_read_units() reads (TBX, TSV, ...), and gives
 * a lexicon in which its terms override what seed (NULL allowed) says.  opt names
 * the languages.  ENT_EFORMAT when it holds no term of them.  The caller owns
 * *out. */
ent_status ent_glossary_open(ent_lexicon **out,
			     const char *path,
			     const struct ent_units_options *opt,
			     const ent_lexicon *seed,
			     ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
