/* SPDX-License-Identifier: Apache-2.0 */
/* log_sum.h - sums of numbers that are given by their logarithms. */
#ifndef ENT_ALIGN_LOG_SUM_H
#define ENT_ALIGN_LOG_SUM_H

#include <math.h>

/* Of two terms whose logarithms differ by more only the larger one counts: e^-20 is far
 * below what matters. */
#define ENT_LOG_NOTHING 20.

/* log(e^a + e^b); -HUGE_VAL stands for 0. */
static inline double ent_log_add(double a, double b)
{
	const double most = a < b ? b : a, least = a < b ? a : b;
	return least == -HUGE_VAL || least < most - ENT_LOG_NOTHING
		       ? most
		       : most + log1p(exp(least - most));
}

#endif
