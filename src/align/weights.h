/* SPDX-License-Identifier: Apache-2.0 */
/* weights.h - the logistic regressions that confidences are computed by. */
#ifndef ENT_ALIGN_WEIGHTS_H
#define ENT_ALIGN_WEIGHTS_H

#include "entente/bead.h"

typedef enum ent_regression {
	ENT_OF_PAIR,    /* a bead with two sides */
	ENT_OF_MOVED,   /* out of order, with a lexicon; after the one above */
	ENT_OF_ALONE,   /* a segment without counterpart */
	ENT_OF_CONTEXT, /* a pair among its neighbours (context.h) */
	ENT_REGRESSIONS
} ent_regression;

/* The terms of a pair. */
enum {
	ENT_PAIR_CONSTANT,
	ENT_PAIR_POSTERIOR,   /* its logit */
	ENT_PAIR_WEAKER,      /* gain outside the bead of the side that gains less */
	ENT_PAIR_STRONGER,    /* of the other one */
	ENT_PAIR_UNEXPLAINED, /* how far the weaker gain is below a margin, times */
	ENT_PAIR_LENGTH,      /* deviate of the lengths */
	ENT_PAIR_WORDS,       /* logarithm of the words */
	ENT_PAIR_UNKNOWN,     /* share of words of which nothing is known */
	ENT_PAIR_SIZE,        /* three segments or more */
	ENT_PAIR_LARGE,       /* five or more */
	ENT_PAIR_MOVED,       /* out of order */
	ENT_PAIR_NUMBERS,     /* each side has a value that the other lacks */
	ENT_PAIR_NUMBER,      /* one side has */
	ENT_PAIR_LOST_NAMES,  /* share of the names that have no counterpart */
	ENT_PAIR_NEGATION,    /* only one side has a word of negation */
	ENT_PAIR_STRANGERS,   /* how much more the words are like those of strangers */
	ENT_PAIR_PARAGRAPHS,  /* paragraphs begin and end alike */
	ENT_PAIR_NEAR_NULL,   /* next to a segment without a counterpart */
	ENT_PAIR_SHORT,       /* few words on a side */
	ENT_PAIR_TERMS
};

enum { ENT_MOVED_CONSTANT, ENT_MOVED_PAIR /* logit of the pair */, ENT_MOVED_TERMS };

/* The terms of a segment without counterpart. */
enum {
	ENT_ALONE_CONSTANT,
	ENT_ALONE_POSTERIOR, /* its logit */
	ENT_ALONE_RUN,       /* logarithm of the segments of its run */
	ENT_ALONE_LESS,   /* logit of the less sure of the pairs before and after it */
	ENT_ALONE_MORE,   /* of the other one */
	ENT_ALONE_WANTED, /* it has a number that a bead has on the other side only */
	ENT_ALONE_TERMS
};

enum {
	ENT_CONTEXT_CONSTANT,
	ENT_CONTEXT_OWN,       /* logit of the pair */
	ENT_CONTEXT_TEXTS,     /* of the texts */
	ENT_CONTEXT_TEXTS_LOW, /* the same, below 0 */
	ENT_CONTEXT_NEAR,      /* mean logit of the neighbours */
	ENT_CONTEXT_NO_NEAR,   /* it has none */
	ENT_CONTEXT_TERMS
};

typedef struct ent_weights {
	double of[ENT_REGRESSIONS][ENT_PAIR_TERMS];
	/* gets the terms of each bead, for fitting; may be NULL */
	void (*see)(void *data,
		    ent_regression which,
		    const ent_bead *bead,
		    const double *terms);
	void *data;
} ent_weights;

/* What the library computes confidences by. */
extern const ent_weights ent_weights_shipped;

/* A logit. */
double ent_weigh(const ent_weights *weights,
		 ent_regression which,
		 const ent_bead *bead,
		 const double *terms);

#endif
