/* SPDX-License-Identifier: Apache-2.0 */
/* units.h - what the readers of units have in common. */
#ifndef ENT_FORMAT_UNITS_UNITS_H
#define ENT_FORMAT_UNITS_UNITS_H

#include "entente/arena.h"
#include "format/xml_entities.h"
#include "format/xml_scan.h"
#include "text/lang.h"

/* A reading of one file, or of one file of a zip. */
typedef struct ent_reading {
	const ent_units_options *opt;
	ent_unit_fn fn;
	void *data;
	ent_input *input;
	ent_arena *arena;           /* for what lives as long as the reading */
	ent_str file;               /* for messages */
	ent_str from, to;           /* normal codes; "" until the file says */
	ent_xml_entities *entities; /* that the file declares */
	ent_lang_names *names;      /* of languages, as headings */
	uint32_t unit;              /* of the file, from 1 */
	uint64_t sent;              /* pairs given to fn */
	uint64_t refused;
	struct {
		ent_str raw, normal;
	} langs[64]; /* codes met so far */
	unsigned n_langs;
} ent_reading;

/* Reports a problem of the current unit, or of the file (line 0). */
void ent_reading_problem(ent_reading *reading,
			 uint32_t line,
			 bool refused,
			 const char *fmt,
			 ...) __attribute__((format(printf, 4, 5)));

/* The normal form of a language code, cached; "" for anything else. */
ent_str ent_reading_lang(ent_reading *reading, ent_str code);

/* Whether a pair is in the languages wanted, which the first pair settles; *swap:
 * the other way round.  Refuses it with a problem otherwise. */
bool ent_reading_accepts(ent_reading *reading,
			 ent_str source,
			 ent_str target,
			 uint32_t line,
			 bool *swap);

/* Sends a pair after the checks that hold for every format: both sides have
 * text.  Refuses with a problem otherwise. */
ent_status ent_reading_send(ent_reading *reading, const ent_unit *unit, ent_error *err);

/* Whether a unit of XML is whole and well-formed; reports the problem if not. */
bool ent_reading_check(ent_reading *reading, const ent_xml_item *item);

/* Reports what was replaced in a unit. */
void ent_reading_repairs(ent_reading *reading,
			 uint32_t line,
			 const ent_xml_repairs *repairs);

/* ISO 8601 of a date of TMX ("20240409T101112Z"), into scratch; "" if it is not one. */
ent_str ent_iso_date(char scratch[24], ent_str tmx);

/* ---- readers ---------------------------------------------------------------- */

/* What a reader is chosen by. */
typedef struct ent_units_head {
	ent_str text;     /* the beginning of the file */
	ent_str root;     /* local name of its root element; "" without one */
	ent_str file;     /* its name */
	ent_arena *arena; /* for scratch; fails when out of memory */
} ent_units_head;

/* A format of units, as its own file declares it; units_read.c lists them all. */
typedef struct ent_units_reader {
	const char *name;
	const char *roots; /* its root elements, with spaces between; NULL: see fits */
	bool (*fits)(const ent_units_head *head); /* a format that is not XML */
	/* Reads a file of the format: reading->input is at its beginning. */
	ent_status (*read)(ent_reading *reading, ent_error *err);
} ent_units_reader;

/* Whether a file whose root element is that (with its prefix) holds units. */
bool ent_is_units_root(ent_str root);

/* Whether the first line of a text is an object with both sides of a unit. */
bool ent_is_units_json(ent_str text);

/* Reads the lines of the input and of the options' second file. */
ent_status ent_moses_read(ent_reading *reading, ent_error *err);

/* ---- lines ---------------------------------------------------------------- */

typedef struct ent_lines {
	ent_reading *reading;
	ent_buf window;
	size_t at;
	uint32_t number; /* of the last line given */
	bool ended;
} ent_lines;

/* The next line without its end; lives until the next call.  *more is false at
 * the end of the file.  A line over 16 MiB is ENT_ELIMIT. */
ent_status ent_lines_next(ent_lines *lines, ent_str *out, bool *more, ent_error *err);

/* Calls fn with each line of the input that is not blank, until it fails. */
ent_status ent_reading_lines(
	ent_reading *reading,
	ent_status (*fn)(void *data, ent_str line, uint32_t number, ent_error *err),
	void *data,
	ent_error *err);

/* ---- elements ------------------------------------------------------------- */

/* Calls fn with each item of an XML file, until it fails: its tags, and the elements of
 * those names (the last is NULL) whole.  Reports a file that is cut off. */
ent_status ent_reading_items(ent_reading *reading,
			     const char *const *units,
			     ent_status (*fn)(void *data,
					      const ent_xml_item *item,
					      ent_error *err),
			     void *data,
			     ent_error *err);

/* ---- content of a segment ------------------------------------------------- */

/* Appends to text the readable content of a seg element, and to markup the same as
 * canonical content of TMX level 2 when it has inline codes; *coded: whether it has.
 * shift: add one to x and i. */
void ent_tmx_content(ent_buf *text,
		     ent_buf *markup,
		     bool *coded,
		     ent_str content,
		     bool shift,
		     ent_xml_repairs *repairs);

/* Empties, with a report, those of the fields that writers copy as XML (markup, extra,
 * attributes) that are not as the reader of TMX makes them. */
void ent_tmx_fields_check(ent_reading *reading, ent_unit *unit);

/* The attributes of tu and tuv in the DTD, but languages; end with NULL. */
extern const char *const ent_tmx_tu_attributes[];
extern const char *const ent_tmx_tuv_attributes[];

#endif
