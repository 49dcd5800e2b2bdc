/* SPDX-License-Identifier: Apache-2.0 */
/* cat_ask.h - one search for all protocols of CAT tools. */
#ifndef ENT_SERVER_CAT_ASK_H
#define ENT_SERVER_CAT_ASK_H

#include "entente/lookup.h"
#include "server/http.h"

/* What a client asks for.  Codes may be written as it likes: en, eng, en_US, EN-01. */
struct ask {
	ent_str text, from, to;
	uint32_t min_score, limit;
};

/* The best matches, in the request's arena.  Languages that the memory does not have
 * give none; a code that is not one is ENT_EINVAL. */
ent_status ask_matches(const ent_match **out,
		       uint32_t *count,
		       struct http_request *request,
		       const struct ask *ask,
		       ent_error *err);

/* How a client writes the inline codes of a text. */
enum ask_text {
	ASK_PLAIN,  /* text, perhaps with tags between it: & stands for itself */
	ASK_MARKUP, /* XML or HTML: text is escaped */
};

/* One translation for a protocol that knows neither scores nor several answers: the
 * target of the best match at or above --mt-score, with the numbers, dates and names
 * of the text where that is sure, and with all of its tags.  "" when there is none,
 * or when a tag has no place in it.  In the request's arena. */
ent_status ask_translation(ent_str *out,
			   struct http_request *request,
			   ent_str text,
			   ent_str from,
			   ent_str to,
			   enum ask_text kind,
			   ent_error *err);

/* The text that answers with a match: with the values of the query where that is
 * sure. */
ent_str ask_text_of(const ent_match *match);
/* 0 to 100: protocols know no score above that of equal texts. */
uint32_t ask_percent(const ent_match *match);
/* ENT_ENOTFOUND: no match at --mt-score or more. */
ent_status ask_no_match(const struct http_request *request, ent_error *err);
/* Shows an error as {"NAME":"message"} with an HTTP status. */
void ask_fail(struct http_response *out,
	      int status,
	      const char *name,
	      const ent_error *err);

#endif
