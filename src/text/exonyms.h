/* SPDX-License-Identifier: Apache-2.0 */
/* exonyms.h - places that English and French name differently. */
#ifndef ENT_TEXT_EXONYMS_H
#define ENT_TEXT_EXONYMS_H

#include "text/value_words.h"

/* The name in the other of English and French; "" when it is unknown here, which for
 * most places means that it is the same. */
ent_str ent_exonym(ent_str name, ent_value_lang lang);

#endif
