/* SPDX-License-Identifier: Apache-2.0 */
/* processors.h - how many threads are of use. */
#ifndef CLI_PROCESSORS_H
#define CLI_PROCESSORS_H

#include <stdint.h>

/* One for each processor that the process may use; at least one. */
uint32_t processors(void);

#endif
