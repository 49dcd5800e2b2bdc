/* SPDX-License-Identifier: Apache-2.0 */
/* entente/segment.h - cut paragraphs into segments. */
#ifndef ENTENTE_SEGMENT_H
#define ENTENTE_SEGMENT_H

#include "entente/arena.h"
#include "entente/document.h"
#include "entente/error.h"
#include "entente/unit.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_segmenter ent_segmenter;

typedef struct ent_segmenter_options {
	const char *abbreviations; /* a file of the user's own; NULL for none */
	const char *srx; /* an SRX file that replaces our rules; NULL for none */
	bool srx_java;   /* its patterns were written for Java: \s \w \d are ASCII */
} ent_segmenter_options;

#define ENT_SEGMENTER_OPTIONS_DEFAULT ((ent_segmenter_options){ NULL, NULL, false })

/* A segmenter for a language code such as "fr" or "en-GB".  A language without
 * a table of ours is cut by ICU's rules for it.  opt may be NULL.  The caller
 * owns *out; one thread at a time may use it.  ENT_EINVAL for what is not a language
 * code, ENT_ENOTFOUND, ENT_EIO or ENT_EFORMAT for a file of opt. */
ent_status ent_segmenter_new(ent_segmenter **out,
			     ent_str lang,
			     const ent_segmenter_options *opt,
			     ent_error *err);
void ent_segmenter_free(ent_segmenter *segmenter); /* NULL is allowed */

/* Appends an SRX 2.0 file to out that cuts as our rules do, as far as SRX can express
 * them, for each of the languages, or for French and English when n_langs is 0.
 * abbreviations is a file of the user's own, or NULL.  ENT_EINVAL for a language
 * without a table of ours. */
ent_status ent_segment_export_srx(ent_buf *out,
				  const ent_str *langs,
				  size_t n_langs,
				  const char *abbreviations,
				  ent_error *err);

typedef struct ent_boundary {
	size_t end;     /* offset in bytes just after a segment and its white space */
	bool uncertain; /* an abbreviation that may end a sentence, and the like */
} ent_boundary;

/* The boundaries of one paragraph, the last of them at text.n; none for an
 * empty text.  *out lives in the arena.  ENT_ELIMIT for a text that is too long. */
ent_status ent_segment_text(const ent_boundary **out,
			    uint32_t *count,
			    ent_segmenter *segmenter,
			    ent_str text,
			    ent_arena *arena,
			    ent_error *err);

typedef struct ent_code {
	size_t start, end; /* offsets in bytes; start < end */
	ent_code_kind kind;
} ent_code;

/* The boundaries of a text with its codes in place: they are found in the text
 * alone, and none is within a code, so that the pieces between them, joined, are
 * the text with its codes.  Codes between two segments go to the side
 * that formathandle of the SRX file says: without a file, END to the left, START
 * and ISOLATED to the right, but ISOLATED to the left text that it touches before
 * white space.  codes are in order and do not overlap, else ENT_EINVAL. */
ent_status ent_segment_coded(const ent_boundary **out,
			     uint32_t *count,
			     ent_segmenter *segmenter,
			     ent_str text,
			     const ent_code *codes,
			     uint32_t n_codes,
			     ent_arena *arena,
			     ent_error *err);

/* The same for content of TMX, the `markup` of an ent_unit_side, or of XLIFF.  No
 * boundary is within an element that holds text (hi, g, pc, mrk), so that each
 * piece is well-formed. */
ent_status ent_segment_markup(const ent_boundary **out,
			      uint32_t *count,
			      ent_segmenter *segmenter,
			      ent_str markup,
			      ent_arena *arena,
			      ent_error *err);

/* Cuts both sides of units, each in its language, and makes a unit of each sentence
 * when both sides have the same number of sentences; other units stay as they are. */
typedef struct ent_splitter ent_splitter;

/* The caller owns *out; opt may be NULL, what it points at is lent. */
ent_status ent_splitter_new(ent_splitter **out,
			    const ent_segmenter_options *opt,
			    ent_error *err);
void ent_splitter_free(ent_splitter *splitter); /* NULL is allowed */

/* For an ent_unit_pass of read.h, self being the splitter. */
ent_status ent_splitter_pass(void *splitter,
			     const ent_unit *unit,
			     ent_unit_fn fn,
			     void *data,
			     ent_error *err);

/* All segments of a document in order, none empty, each within one paragraph.  *out
 * lives in the arena and lends the texts of the document. */
ent_status ent_segment_document(const ent_segment **out,
				uint32_t *count,
				ent_segmenter *segmenter,
				const ent_document *document,
				ent_arena *arena,
				ent_error *err);

/* Receives the segments of one line; they live during the call.  Any status but
 * ENT_OK stops the sender, which returns it. */
typedef ent_status (*ent_segments_fn)(void *data,
				      const ent_segment *segments,
				      uint32_t count,
				      ent_error *err);

/* Reads a text of any encoding in which each line is a paragraph, and sends the
 * segments of each line, in order: one call a line, with count 0 for a blank
 * one.  path "-" is standard input; a file over 1 GiB is ENT_ELIMIT. */
ent_status ent_segment_lines(ent_segmenter *segmenter,
			     const char *path,
			     ent_segments_fn fn,
			     void *data,
			     ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
