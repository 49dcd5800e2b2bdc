/* SPDX-License-Identifier: Apache-2.0 */
/* release.h - a document while it is being read, and the readers of releases. */
#ifndef ENT_FORMAT_RELEASE_RELEASE_H
#define ENT_FORMAT_RELEASE_RELEASE_H

#include "entente/read.h"
#include "format/sniff.h"

/* What a reader fills.  Everything it keeps lives in the arena; the paragraphs
 * move when they grow.  A failed allocation sets failed, and what is added from
 * then on is ignored. */
typedef struct ent_release {
	ent_arena *arena;
	const ent_read_options *opt;
	ent_document doc; /* what is stated; paragraphs are set at the end */
	ent_paragraph *paragraphs;
	uint32_t n;
	size_t capacity;
	ent_alternate *alternates;
	uint32_t n_alternates;
	size_t alternates_capacity;
	ent_str written; /* when the file was made: its date when it states no other */
	ent_str styles;  /* of an OpenDocument package: its styles.xml */
	bool numbered;   /* paragraphs are counted, because there are no lines */
	bool failed;
} ent_release;

/* Appends text to buf with each run of ASCII white space as one space; with an
 * empty buf, or one that ends with a space, leading white space is left out. */
void ent_fold_space(ent_buf *buf, ent_str text);

/* Whether a text has no visible character: white space of any kind, zero-width and byte
 * order marks. */
bool ent_is_blank(ent_str text);

/* Adds a paragraph unless it is blank; its white space is folded. */
void ent_release_add(ent_release *release, ent_str text, ent_kind kind, uint32_t line);
void ent_release_alternate(ent_release *release, ent_str lang, ent_str href);

/* Takes what front matter states. */
void ent_front_read(ent_release *release, ent_str front);

/* A copy in the arena with folded white space. */
ent_str ent_release_text(ent_release *release, ent_str text);

/* Plain text, of which `line` is the first line's number.  Each paragraph that the
 * layout does not show to be an item gets that kind; none becomes a heading. */
void ent_plain_read_as(ent_release *release,
		       ent_str text,
		       uint32_t line,
		       ent_kind kind);

/* ---- readers ---------------------------------------------------------------- */

/* What a reader is chosen by. */
typedef struct ent_release_head {
	ent_str bytes; /* of the file, as they are */
	ent_str text;  /* the same decoded; "" while a reader of bytes is looked for */
	ent_markup markup; /* of text */
	ent_str name;      /* of the file, a hint */
} ent_release_head;

/* A format of releases, as its own file declares it; release_read.c lists them all.
 * `from` is valid UTF-8, or the bytes of the file for a reader of bytes. */
typedef struct ent_release_reader {
	const char *name;
	bool bytes; /* reads the bytes of the file, not its text */
	bool (*fits)(const ent_release_head *head);
	ent_status (*read)(ent_release *release, ent_str from, ent_error *err);
} ent_release_reader;

/* Markdown is read through it. */
extern const ent_release_reader ent_html_reader;

/* Whether a text begins with front matter or with the tags of a template language. */
bool ent_has_preamble(ent_str text);

/* Appends the text without front matter and without such tags, line ends kept; what the
 * front matter states goes to the release. */
void ent_strip_preamble(ent_buf *to, ent_release *release, ent_str text);

/* Creates what libxml2 keeps for the whole process: to be called by one thread before
 * several threads read. */
ent_status ent_markup_prepare(ent_error *err);

/* HTML or XML that is valid UTF-8.  as_html: read like a browser does. */
ent_status ent_markup_read(ent_release *release,
			   ent_str text,
			   bool as_html,
			   ent_error *err);

#endif
