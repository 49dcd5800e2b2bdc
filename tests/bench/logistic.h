/* SPDX-License-Identifier: Apache-2.0 */
/* logistic.h - logistic regression by Newton's method. */
#ifndef ENT_TESTS_LOGISTIC_H
#define ENT_TESTS_LOGISTIC_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LOGISTIC_MOST = 24, LOGISTIC_STEPS = 30 };

typedef struct logistic {
	uint32_t n;                                 /* terms */
	bool fixed[LOGISTIC_MOST];                  /* their weights are kept */
	double weights[LOGISTIC_MOST];              /* in and out */
	double slope[LOGISTIC_MOST];                /* of the likelihood */
	double curve[LOGISTIC_MOST][LOGISTIC_MOST]; /* its curvature, negated */
} logistic;

static inline void logistic_begin(logistic *l)
{
	static const double ridge = 1e-3;
	memset(l->curve, 0, sizeof(l->curve));
	for (uint32_t i = 0; i < l->n; i++) {
		l->slope[i] = -ridge * l->weights[i];
		l->curve[i][i] = ridge;
	}
}

static inline void logistic_add(logistic *l, const double *x, bool right, double weight)
{
	double logit = 0;
	for (uint32_t i = 0; i < l->n; i++)
		logit += l->weights[i] * x[i];
	const double p = 1 / (1 + exp(-logit));
	for (uint32_t i = 0; i < l->n; i++) {
		if (l->fixed[i] || !x[i])
			continue;
		l->slope[i] += weight * (right - p) * x[i];
		for (uint32_t k = 0; k < l->n; k++)
			if (!l->fixed[k])
				l->curve[i][k] += weight * p * (1 - p) * x[i] * x[k];
	}
}

/* Takes the step of Newton; returns how far it goes. */
static inline double logistic_step(logistic *l)
{
	double far = 0;
	for (uint32_t i = 0; i < l->n; i++)
		for (uint32_t k = i + 1; k < l->n; k++) {
			const double by = l->curve[k][i] / l->curve[i][i];
			for (uint32_t j = i; j < l->n; j++)
				l->curve[k][j] -= by * l->curve[i][j];
			l->slope[k] -= by * l->slope[i];
		}
	for (uint32_t i = l->n; i-- > 0;) {
		for (uint32_t k = i + 1; k < l->n; k++)
			l->slope[i] -= l->curve[i][k] * l->slope[k];
		l->slope[i] /= l->curve[i][i];
	}
	for (uint32_t i = 0; i < l->n; i++) {
		l->weights[i] += l->fixed[i] ? 0 : l->slope[i];
		far = fmax(far, l->fixed[i] ? 0 : fabs(l->slope[i]));
	}
	return far;
}

#endif
