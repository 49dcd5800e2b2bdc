/* SPDX-License-Identifier: Apache-2.0 */
/* entente/write.h - units become files, streaming, the same bytes every time. */
#ifndef ENTENTE_WRITE_H
#define ENTENTE_WRITE_H

#include <stdio.h>

#include "entente/error.h"
#include "entente/unit.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A format of units: "tmx" (level 2: with inline codes), "tmx1" (level 1: without),
 * "tsv", "safe-tsv" (for spreadsheets), "jsonl", "html" (side by side), "xliff" (1.2),
 * "xliff2" (2.1). */
typedef struct ent_unit_format ent_unit_format;

/* *out: the format of that name, static.  ENT_EINVAL, with the possible names, for any
 * other. */
ent_status ent_unit_format_named(const ent_unit_format **out,
				 const char *name,
				 ent_error *err);

/* The variant of a format that keeps all fields of a unit, so that a unit that is read
 * again is equal: for "tsv" one with more columns after the usual five, for others the
 * format itself.  HTML and XLIFF leave some fields out.  Static. */
const ent_unit_format *ent_unit_format_whole(const ent_unit_format *format);

/* The name of the format number k, from 0 on; NULL when there are no more. */
const char *ent_unit_format_name(size_t k);

typedef struct ent_writer ent_writer;

/* Starts a file on `to`, which stays the caller's.  source and target are the
 * languages; title is what an HTML page or XLIFF file is called.  The caller
 * owns *out. */
ent_status ent_writer_new(ent_writer **out,
			  const ent_unit_format *format,
			  FILE *to,
			  ent_str source,
			  ent_str target,
			  ent_str title,
			  ent_error *err);

/* Writes a unit; an ent_unit_fn, data being the writer.  In HTML and JSON Lines a
 * unit may have an empty side; other formats leave such units out.  ENT_EIO when
 * writing fails, ENT_ECORRUPT for a unit whose fields are not well-formed. */
ent_status ent_writer_add(void *writer, const ent_unit *unit, ent_error *err);

/* Ends the file; ENT_EIO when any write failed. */
ent_status ent_writer_finish(ent_writer *writer, ent_error *err);
void ent_writer_free(ent_writer *writer); /* NULL is allowed */

#ifdef __cplusplus
}
#endif

#endif
