/* SPDX-License-Identifier: Apache-2.0 */
/* pair_table.h - a table of pairs: which columns hold what, and its rows as units. */
#ifndef ENT_FORMAT_UNITS_PAIR_TABLE_H
#define ENT_FORMAT_UNITS_PAIR_TABLE_H

#include "format/units/unit_fields.h"
#include "format/units/units.h"

enum { ENT_TABLE_COLUMNS = 64 };

typedef struct ent_pair_table {
	ent_reading *reading;
	const char *origin;          /* of units that state no other */
	bool need_header;            /* rows without one are not units */
	bool begun, named;           /* a row was seen; the first one names columns */
	bool whole;                  /* rows are those of an export of ours */
	int column[ENT_UNIT_FIELDS]; /* of each field; -1 for none */
	int status;                  /* column with the status of a pair; -1 for none */
	ent_str source_lang, target_lang;
} ent_pair_table;

/* Takes the next row.  The first one names the columns when two of its fields are
 * language codes or names of languages, or when one is "source" and one "target"; else
 * they are source, target and what else there is, or those of the options.  ENT_EINVAL
 * when neither the table nor the options name the languages. */
ent_status ent_table_row(ent_pair_table *table,
			 const ent_str *fields,
			 unsigned n,
			 uint32_t line,
			 ent_error *err);

/* Whether a row has both sides of a pair, so that it is not a row of something else. */
bool ent_table_has_both(const ent_pair_table *table, const ent_str *fields, unsigned n);

/* The language that a heading means, by its code or its name; "" for none.  In the
 * arena, or in that of the names. */
ent_str ent_table_lang(ent_str heading, ent_lang_names *names, ent_arena *arena);

/* Whether a file is named after a format (".csv"), also compressed ("a.csv.xz"). */
bool ent_table_is_named(ent_str file, const char *ending);

/* Whether a row is one of an export of ours, with all fields of a unit. */
bool ent_table_is_whole(const ent_str *fields, unsigned n);

/* Whether a row names the columns of a table. */
bool ent_table_is_header(const ent_str *fields, unsigned n, ent_lang_names *names);

#endif
