/* SPDX-License-Identifier: Apache-2.0 */
/* cat_languages.h - languages, as protocols of CAT tools ask for and list them. */
#ifndef ENT_SERVER_CAT_LANGUAGES_H
#define ENT_SERVER_CAT_LANGUAGES_H

#include "server/http.h"

/* The languages of the memory, without regions, each once, sorted; in the request's
 * arena. */
ent_status cat_languages(const ent_str **out,
			 uint32_t *count,
			 struct http_request *request,
			 ent_error *err);

/* Appends what `add` writes for each of them, as a JSON array.  name: "French" for
 * "fr", or the code itself. */
ent_status cat_add_languages(ent_buf *out,
			     struct http_request *request,
			     void (*add)(ent_buf *out, ent_str code, ent_str name),
			     ent_error *err);

/* "French" for "fr", or the code itself; in the arena. */
ent_str cat_language_name(ent_str code, ent_arena *arena);

/* Two languages between which the memory has units. */
struct cat_pair {
	ent_str from, to; /* without regions */
};

/* All pairs, each in both directions, sorted; in the request's arena. */
ent_status cat_pairs(const struct cat_pair **out,
		     uint32_t *count,
		     struct http_request *request,
		     ent_error *err);

/* Appends what `add` writes for each of them, as a JSON array. */
ent_status cat_add_pairs(ent_buf *out,
			 struct http_request *request,
			 void (*add)(ent_buf *out, const struct cat_pair *pair),
			 ent_error *err);

/* Parameter langpair=FROM|TO.  ENT_EINVAL. */
ent_status cat_read_langpair(ent_str *from,
			     ent_str *to,
			     const struct http_request *request,
			     ent_error *err);

/* The source language for a client that does not give it: one that the memory has with
 * the target language; in the request's arena. */
ent_status cat_source_language(ent_str *out,
			       struct http_request *request,
			       ent_str to,
			       ent_error *err);

/* Appends a code or name of ASCII letters in upper case. */
void cat_add_upper(ent_buf *out, ent_str text);

#endif
