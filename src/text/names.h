/* SPDX-License-Identifier: Apache-2.0 */
/* names.h - names of countries, languages, currencies, months and days, which
 * ICU holds in every language (Unicode's Common Locale Data Repository). */
#ifndef ENT_TEXT_NAMES_H
#define ENT_TEXT_NAMES_H

#include "entente/error.h"
#include "entente/str.h"

/* Receives one name in both languages; both live during the call.  Any status
 * but ENT_OK stops the sender, which returns it. */
typedef ent_status (*ent_name_fn)(void *data, ent_str a, ent_str b, ent_error *err);

/* Sends what has a name in both languages, in a fixed order.  ENT_EINVAL when ICU
 * does not know one of them. */
ent_status ent_names_each(ent_str lang_a,
			  ent_str lang_b,
			  ent_name_fn fn,
			  void *data,
			  ent_error *err);

#endif
