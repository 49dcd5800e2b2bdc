/* SPDX-License-Identifier: Apache-2.0 */
/* growing_array.h - arrays that grow: what base/array.h does in the library, which
 * commands do not include. */
#ifndef ENT_CLI_GROWING_ARRAY_H
#define ENT_CLI_GROWING_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* Makes the array at *array hold n items of `size` bytes; *capacity is what it holds
 * now, 0 for NULL.  It doubles.  false without memory: the array stays as it is.  The
 * owner frees it with free(). */
bool grow_array(void *array, size_t *capacity, size_t n, size_t size);

/* Ensures that `array`, a variable or field of pointer type, holds n items. */
#define GROW(array, capacity, n)                                                       \
	((n) <= (capacity) || grow_array(&(array), &(capacity), (n), sizeof(*(array))))

#endif
