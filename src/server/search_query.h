/* SPDX-License-Identifier: Apache-2.0 */
/* search_query.h - the parameters of a search, which an export of its hits has too. */
#ifndef ENT_SERVER_SEARCH_QUERY_H
#define ENT_SERVER_SEARCH_QUERY_H

#include "entente/concord.h"
#include "server/http.h"

/* Parameter q, trimmed; ENT_EINVAL without one, ENT_ELIMIT beyond 4,000 bytes. */
ent_status search_read_query(ent_str *out,
			     const struct http_request *request,
			     ent_error *err);

/* What a concordance asks for, by q and its other parameters, and a reader to ask:
 * request->reader.  Texts point into the request. */
ent_status search_read_concord(ent_str *query,
			       ent_concord_options *opt,
			       struct http_request *request,
			       ent_error *err);

#endif
