/* SPDX-License-Identifier: Apache-2.0 */
/* pages.c - memory in pages of its own, which the system gets back when it is freed. */
#include <sys/mman.h>

#include "base/pages.h"

void *ent_pages_new(size_t bytes)
{
	void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return pages == MAP_FAILED ? NULL : pages;
}

void ent_pages_free(void *pages, size_t bytes)
{
	if (pages)
		munmap(pages, bytes);
}
