/* SPDX-License-Identifier: Apache-2.0 */
/* number_form.h - a number in one of its spellings becomes the same digits. */
#ifndef ENT_MATCH_NUMBER_FORM_H
#define ENT_MATCH_NUMBER_FORM_H

#include "entente/str.h"

/* The digits of a grouped number without what groups them, with a point before its
 * fraction, in the buffer; false when it is not grouped, or could be read in two ways.
 * The language decides that of "12,500"; "" for an unknown one. */
bool ent_number_form(ent_str *out,
		     char *buffer,
		     size_t size,
		     ent_str s,
		     ent_str language);

#endif
