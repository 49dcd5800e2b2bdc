/* SPDX-License-Identifier: Apache-2.0 */
/* fixed_clock.c - preloaded: the date is always the same, so that two runs of a command
 * write the same rows.  Clocks that only measure how long something takes go on. */
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { NOON = 1790000000 }; /* in September 2026 */

time_t time(time_t *out)
{
	if (out)
		*out = NOON;
	return NOON;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
	(void)zone;
	*out = (struct timeval){ .tv_sec = NOON };
	return 0;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
	if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)
		return (int)syscall(SYS_clock_gettime, clock, out);
	*out = (struct timespec){ .tv_sec = NOON };
	return 0;
}
