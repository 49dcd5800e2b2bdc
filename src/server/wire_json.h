/* SPDX-License-Identifier: Apache-2.0 */
/* wire_json.h - bodies that are an object or a form with the same names. */
#ifndef ENT_SERVER_WIRE_JSON_H
#define ENT_SERVER_WIRE_JSON_H

#include <jansson.h>

#include "server/http.h"

/* The body as an object, which the caller releases with json_decref(); a form becomes
 * one too.  A name that a form repeats, or that ends in [], is an array.
 * ENT_EINVAL. */
ent_status wire_json(json_t **out, struct http_request *request, ent_error *err);

/* A text as JSON, which the caller releases with json_decref().  ENT_EINVAL, with the
 * reason in where->text, where `where` is not NULL; ENT_ENOMEM. */
ent_status wire_parse(json_t **out,
		      ent_str text,
		      size_t flags,
		      json_error_t *where,
		      ent_error *err);

/* The body as a JSON object.  ENT_EINVAL, ENT_ENOMEM. */
ent_status wire_object(json_t **out,
		       const struct http_request *request,
		       ent_error *err);

/* A member that is a string; "" when it is missing or something else.  Lent. */
ent_str wire_text(const json_t *object, const char *name);

/* A member that is a text or an array of texts: how many there are, 1 for a member
 * that is missing or something else, */
size_t wire_count(const json_t *object, const char *name);
/* and the k-th, lent.  ENT_EINVAL when it is not a text. */
ent_status wire_item(ent_str *out,
		     const json_t *object,
		     const char *name,
		     size_t k,
		     ent_error *err);

#endif
