/* SPDX-License-Identifier: Apache-2.0 */
/* folder.h - the files below a folder that may be releases. */
#ifndef ENT_PAIRING_FOLDER_H
#define ENT_PAIRING_FOLDER_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/progress.h"
#include "entente/str.h"

typedef struct ent_folder {
	ent_str *paths; /* in no order, NUL-terminated */
	uint32_t n;
	uint32_t n_unreadable; /* folders below it that cannot be read, each logged */
} ent_folder;

/* The files below a folder.  Hidden files, memories and what comes with web pages
 * (pictures, styles, scripts) are left out; links are followed, but not into a folder
 * that contains them.  An unreadable folder is ENT_EIO only when it is the one that is
 * asked for.  *out lives in the arena. */
ent_status ent_folder_files(ent_folder *out,
			    const char *folder,
			    const ent_progress *progress,
			    ent_arena *arena,
			    ent_error *err);

#endif
