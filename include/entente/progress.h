/* SPDX-License-Identifier: Apache-2.0 */
/* entente/progress.h - progress and log messages of long tasks.
 *
 * The library prints nothing: it calls back, and the caller decides whether that
 * becomes a bar, a log line or nothing.
 */
#ifndef ENTENTE_PROGRESS_H
#define ENTENTE_PROGRESS_H

#include <stdint.h>

#include "entente/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_log_level { ENT_LOG_INFO, ENT_LOG_WARNING } ent_log_level;

/* step: done of total (0 when the total is unknown) of the task that `task` names; a
 *   return value other than 0 cancels the work with ENT_ECANCELLED.
 * log: one notice for a person; its message is one line and lives only during the
 *   call, its file and line are set when they are known.
 * Either may be NULL.  Both are called in the thread of the caller. */
typedef struct ent_progress {
	int (*step)(void *data, const char *task, uint64_t done, uint64_t total);
	void (*log)(void *data, ent_log_level level, const ent_error *what);
	void *data;
} ent_progress;

#ifdef __cplusplus
}
#endif

#endif
