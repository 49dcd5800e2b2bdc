/* SPDX-License-Identifier: Apache-2.0 */
/* place.h - doubtful places as a file to edit, a page, lines of JSON. */
#ifndef ENT_CLI_PLACE_H
#define ENT_CLI_PLACE_H

#include "entente/review.h"

/* Writes n places of `total` to standard output. */
typedef void place_writer(const ent_place *places, uint32_t n, uint64_t total);

place_writer places_as_edit_file, places_as_html, places_as_json;

/* "length, coverage" */
void place_doubts(ent_buf *out, uint32_t doubts);
/* 1-based: "7", "3-4", "-" */
void place_range(ent_buf *out, uint32_t first, uint32_t n);
/* "@ SOURCE<TAB>TARGET<TAB>HASH<TAB>LANG<TAB>LANG", a line of a file to edit. */
void place_pair(ent_buf *out, const ent_place *place);
/* The segments of both sides, marked where they are of the place. */
void place_texts(ent_buf *out, const ent_place *place);

#endif
