/* SPDX-License-Identifier: Apache-2.0 */
/* processors.c - how many threads are of use. */
#include <sched.h>
#include <unistd.h>

#include "cli/processors.h"

uint32_t processors(void)
{
	cpu_set_t set;
	if (!sched_getaffinity(0, sizeof(set), &set) && CPU_COUNT(&set) > 0)
		return (uint32_t)CPU_COUNT(&set);
	const long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : (uint32_t)n;
}
