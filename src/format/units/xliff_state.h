/* SPDX-License-Identifier: Apache-2.0 */
/* xliff_state.h - which targets of XLIFF are translations. */
#ifndef ENT_FORMAT_UNITS_XLIFF_STATE_H
#define ENT_FORMAT_UNITS_XLIFF_STATE_H

#include "entente/str.h"

/* Why a target is not a translation yet, by the attributes state and state-qualifier
 * of XLIFF 1.2 or those of a segment of XLIFF 2; NULL if it is one.  copy: it equals
 * the source.  Static. */
const char *ent_xliff_unfinished(ent_str attributes, bool copy);

/* The same by the attributes of a trans-unit in MQXLIFF (mq:status, mq:percent) and in
 * MXLIFF of Phrase (m:confirmed, m:trans-origin). */
const char *ent_xliff_unconfirmed_unit(ent_str attributes);

/* The same of the segment with that id by the sdl:seg elements of SDLXLIFF. */
const char *ent_xliff_unconfirmed_segment(ent_str seg_defs, ent_str id);

/* Appends content with tracked changes of SDLXLIFF as accepted: what was deleted is
 * left out.  False, and nothing is appended, when it has none. */
bool ent_xliff_accept_changes(ent_buf *to, ent_str content);

#endif
