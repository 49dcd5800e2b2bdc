/* SPDX-License-Identifier: Apache-2.0 */
/* units_ahead.h - units are read by a thread of its own while others are stored. */
#ifndef ENT_FORMAT_UNITS_UNITS_AHEAD_H
#define ENT_FORMAT_UNITS_UNITS_AHEAD_H

#include "entente/read.h"

/* As ent_read_units(): units, problems and messages come in the order of the file, in
 * the caller's thread; the thread reads some hundred units ahead.  The progress
 * callback's steps are not called.  When no thread can be started it is
 * ent_read_units(). */
ent_status ent_read_units_ahead(const char *path,
				const ent_units_options *opt,
				const char **format,
				ent_unit_fn fn,
				void *data,
				ent_error *err);

#endif
