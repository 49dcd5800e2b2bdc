/* SPDX-License-Identifier: Apache-2.0 */
/* term_state.h - which terms of a term base are not to be used. */
#ifndef ENT_FORMAT_TERM_STATE_H
#define ENT_FORMAT_TERM_STATE_H

#include "entente/str.h"

/* Whether a field of a term says that the term is not to be used: "Status" with
 * "forbidden", "administrativeStatus" with "deprecatedTerm-admn-sts", "Forbidden" with
 * "yes".  Both are plain text.  *failed when memory does not suffice. */
bool ent_term_is_avoided(ent_str field, ent_str value, bool *failed);

#endif
