/* SPDX-License-Identifier: Apache-2.0 */
/* pages.h - memory in pages of its own, which go back when it is freed. */
#ifndef ENT_BASE_PAGES_H
#define ENT_BASE_PAGES_H

#include <stddef.h>

/* For what is large and kept long: between blocks of malloc() it would leave holes.  All
 * zero; NULL when memory cannot be allocated. */
void *ent_pages_new(size_t bytes);
/* As many bytes as were asked for; NULL is allowed. */
void ent_pages_free(void *pages, size_t bytes);

#endif
