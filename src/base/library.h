/* SPDX-License-Identifier: Apache-2.0 */
/* library.h - a library that only some tasks need, loaded when one does.
 *
 * Each library that the program is linked with adds to the time in which every command
 * starts: its symbols are looked up, and those of the libraries that it brings. */
#ifndef ENT_BASE_LIBRARY_H
#define ENT_BASE_LIBRARY_H

#include <stddef.h>

#include "entente/error.h"

/* Fills `functions`, n pointers to the functions of these names.  The library stays
 * loaded, so that the second time takes microseconds.  ENT_EIO when it is not there,
 * with the package to install. */
ent_status ent_library_load(void *functions,
			    const char *const *names,
			    size_t n,
			    const char *file,
			    const char *package,
			    ent_error *err);

#endif
