/* SPDX-License-Identifier: Apache-2.0 */
/* cues.h - the paragraphs of subtitles. */
#ifndef ENT_FORMAT_RELEASE_CUES_H
#define ENT_FORMAT_RELEASE_CUES_H

#include "format/release/release.h"

typedef struct ent_cues {
	ent_release *release;
	ent_buf text; /* the paragraph at hand */
	uint32_t begun, cue;
	bool references; /* texts have those of XML, and tags may begin with a digit */
} ent_cues;

/* A line of the cue, the first of it or not, without <i>, <font ...>, {\an8}, {y:i}. */
void ent_cues_line(ent_cues *c, ent_str line, bool first);

/* Ends the last paragraph, and releases what the cues hold. */
void ent_cues_end(ent_cues *c);

#endif
