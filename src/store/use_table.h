/* SPDX-License-Identifier: Apache-2.0 */
/* use_table.h - how many units use each text, and which is the newest, in memory. */
#ifndef ENT_STORE_USE_TABLE_H
#define ENT_STORE_USE_TABLE_H

#include "store/store.h"

typedef struct ent_use_table ent_use_table;

/* Reads all units once, about a microsecond each, when `asked` texts were asked for one
 * by one and that took as long.  *out is NULL, without an error, before, and for a
 * memory that is too large for it or open for writing. */
ent_status ent_use_table_read(ent_use_table **out,
			      ent_store *store,
			      uint64_t asked,
			      ent_error *err);
void ent_use_table_free(ent_use_table *table); /* NULL is allowed */

/* Whether the memory is still as it was read; within a reading transaction. */
ent_status ent_use_table_is_current(bool *is,
				    const ent_use_table *table,
				    ent_store *store,
				    ent_error *err);

enum { ENT_USES_MANY = 32767 };

/* The units that use a text. */
typedef struct ent_text_uses {
	uint32_t n;      /* ENT_USES_MANY: not known */
	bool as_target;  /* all have it on this side */
	uint32_t newest; /* place among all units by date and number, from 1 */
} ent_text_uses;

/* The uses of a text; n is 0 for one without. */
ent_text_uses ent_use_table_of(const ent_use_table *table, uint64_t text);

/* Of the unit at a place. */
uint64_t ent_use_table_document(const ent_use_table *table, uint32_t place);
uint32_t ent_use_table_year(const ent_use_table *table, uint32_t place);

/* The year of a date; 0 for none. */
uint32_t ent_date_year(ent_str date);

#endif
