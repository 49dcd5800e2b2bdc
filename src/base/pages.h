/* SPDX-License-Identifier: Apache-2.0 */
/* pages.h - memory in pages of its own, which the system gets back when it is freed. */
#ifndef ENT_BASE_PAGES_H
#define ENT_BASE_PAGES_H

#include <stddef.h>

/* Pages of zeros; NULL when memory cannot be allocated.  For what is large and kept
 * long: freed by malloc() it would leave holes between other blocks. */
void *ent_pages_new(size_t bytes);
/* bytes: as many as were asked for.  NULL is allowed. */
void ent_pages_free(void *pages, size_t bytes);

#endif
