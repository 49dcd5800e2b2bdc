/* SPDX-License-Identifier: Apache-2.0 */
/* growing_array.c - arrays that grow. */
#include <stdlib.h>
#include <string.h>

#include "cli/growing_array.h"

bool grow_array(void *array, size_t *capacity, size_t n, size_t size)
{
	enum { FIRST = 64 };
	void *items;
	size_t wanted = *capacity ? *capacity : FIRST;
	while (wanted < n)
		wanted *= 2;
	/* the pointer has the type of its items: read and written by its bytes */
	memcpy(&items, array, sizeof(items));
	void *more = reallocarray(items, wanted, size);
	if (!more)
		return false;
	memcpy(array, &more, sizeof(more));
	*capacity = wanted;
	return true;
}
