/* SPDX-License-Identifier: Apache-2.0 */
/* entente/read.h - files become documents or units.
 *
 * The format is found from the content, never from the name alone.  Nothing
 * outside the file is ever read: no DTD, no external entity, no network.
 */
#ifndef ENTENTE_READ_H
#define ENTENTE_READ_H

#include "entente/arena.h"
#include "entente/document.h"
#include "entente/error.h"
#include "entente/progress.h"
#include "entente/unit.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_read_options {
	ent_str lang;      /* of the document when it states none; "" to guess */
	bool lines;        /* plain text: every line is a paragraph */
	bool all;          /* keep navigation, banners and footers too */
	bool attributes;   /* alt, title and the like are paragraphs too */
	uint64_t max_size; /* bytes; a larger file is ENT_ELIMIT */
	const ent_progress *progress; /* warnings; NULL for none */
} ent_read_options;

#define ENT_READ_OPTIONS_DEFAULT ((ent_read_options){ .max_size = (uint64_t)256 << 20 })

/* Reads a release in one of the formats of doc/formats.md.  path "-" is standard input.
 * opt may be NULL.  *out lives in the arena.  ENT_EFORMAT for a file that is damaged or
 * of no such format, ENT_EENCODING for bytes that are not text, ENT_ELIMIT for one that
 * is too large; the error has file and line. */
ent_status ent_read_document(ent_document *out,
			     const char *path,
			     const ent_read_options *opt,
			     ent_arena *arena,
			     ent_error *err);

/* The same from bytes in memory; name is for messages and the document. */
ent_status ent_read_document_bytes(ent_document *out,
				   ent_str bytes,
				   ent_str name,
				   const ent_read_options *opt,
				   ent_arena *arena,
				   ent_error *err);

/* Reads plain text of any encoding in which each line is a segment, blank lines
 * included; their paragraph is ENT_NO_PARAGRAPH.  path "-" is standard input; a
 * file over 1 GiB is ENT_ELIMIT.  *out lives in the arena. */
ent_status ent_read_lines(const ent_segment **out,
			  uint32_t *count,
			  const char *path,
			  ent_arena *arena,
			  ent_error *err);

/* A unit that was read but refused, or accepted with a change. */
typedef struct ent_problem {
	uint32_t line, unit; /* 1-based; 0 if unknown */
	bool refused;        /* false: accepted, with the change that reason names */
	ent_str reason;      /* one line, in the language of the process; lives during
			      * the call */
} ent_problem;

/* What units pass through before they are sent: it sends to fn what replaces a unit. */
typedef struct ent_unit_pass {
	ent_status (*pass)(void *self,
			   const ent_unit *unit,
			   ent_unit_fn fn,
			   void *data,
			   ent_error *err);
	void *self;
} ent_unit_pass;

typedef struct ent_units_options {
	ent_str from, to;   /* languages wanted; to "" with from "": as the file says */
	const char *second; /* a file whose lines translate those of the first, as
			     * Moses has them; NULL: the file holds units itself */
	const char *folder; /* of the documents that an OPUS alignment names; NULL:
			     * the folder of the alignment */
	bool update; /* of an import: a unit that looks like a new version of one from
		      * an earlier import replaces it, instead of being reported */
	ent_str who; /* of an import: for the history; "" if unknown */
	ent_str source; /* of an import: what the memory calls the file; "": its path */
	ent_str label;  /* of an import: its units can be chosen by it; "" for none */
	bool unconfirmed;    /* accept targets of XLIFF that nobody has confirmed */
	const char *columns; /* of tables, "1,3" or "A,C": source and target; NULL: by
			      * their header */
	const ent_unit_pass *pass; /* NULL: units are sent as they are read */
	uint64_t max_size;         /* bytes of one file, unpacked */
	void (*problem)(void *data, const ent_problem *what); /* NULL allowed */
	void *problem_data;
	const ent_progress *progress;
} ent_units_options;

#define ENT_UNITS_OPTIONS_DEFAULT                                                      \
	((ent_units_options){ .max_size = (uint64_t)16 << 30 })

/* Reads a file of units in one of the formats of doc/formats.md, plain or in gzip or
 * zip, and sends each pair of the wanted languages to fn, in the order of the file
 * and in constant memory. path "-" is standard input. opt may be NULL.  *format (NULL
 * allowed) receives a static name such as "tmx", "" when none was recognised.  A unit
 * that is refused is reported to opt->problem.  ENT_EFORMAT and ENT_EENCODING for the
 * file, ENT_EINVAL for wrong languages; a status of fn other than ENT_OK ends it and
 * is returned. */
ent_status ent_read_units(const char *path,
			  const ent_units_options *opt,
			  const char **format,
			  ent_unit_fn fn,
			  void *data,
			  ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
