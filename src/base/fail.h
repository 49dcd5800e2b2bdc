/* SPDX-License-Identifier: Apache-2.0 */
/* fail.h - fill an ent_error and return its code in one statement. */
#ifndef ENT_BASE_FAIL_H
#define ENT_BASE_FAIL_H

#include "entente/error.h"
#include "entente/progress.h"
#include "entente/str.h"

/* Writes the message to *err when err is not NULL and clears the place.
 * Returns code, so a failing function ends with:
 * return ent_fail(err, ENT_EFORMAT, "..."); */
ent_status ent_fail(ent_error *err, ent_status code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with a line of the input. */
ent_status ent_fail_line(ent_error *err,
			 ent_status code,
			 uint32_t line,
			 const char *fmt,
			 ...) __attribute__((format(printf, 4, 5)));

/* The text in the language of the process, or itself: LC_MESSAGES and the domain
 * "entente" of gettext.  ent_fail() does it with its format; a text that is one of
 * several parts of a message needs it. */
const char *ent_translated(const char *text) __attribute__((format_arg(1)));

/* A text that is given to ent_translated() elsewhere. */
#define ENT_TEXT(text) text

/* As ent_error_memory(); err may be NULL. */
ent_status ent_fail_memory(ent_error *err);

/* What errno is when an arena reached its limit: this plus the binary logarithm of the
 * limit, above all numbers of the system.  So the message can name the limit wherever
 * the failure is reported, and the library keeps no data of its own for it. */
enum { ENT_ERRNO_ARENA = 1 << 16 };

/* Names the file of an error that has none yet.  Returns err's code. */
ent_status ent_error_in(ent_error *err, ent_status code, ent_str file);

/* Reports done of total (0: unknown) of what `task` names; progress and its step may
 * be NULL.  ENT_ECANCELLED, "stopped", when the caller asks to stop. */
ent_status ent_step(const ent_progress *progress,
		    const char *task,
		    uint64_t done,
		    uint64_t total,
		    ent_error *err);

/* Reports an error that does not end the work; progress and its log may be NULL. */
void ent_log_error(const ent_progress *progress,
		   ent_log_level level,
		   const ent_error *what);

/* The same for a message; line is 0 if unknown. */
void ent_log(const ent_progress *progress,
	     ent_log_level level,
	     ent_str file,
	     uint32_t line,
	     const char *fmt,
	     ...) __attribute__((format(printf, 5, 6)));

#endif
