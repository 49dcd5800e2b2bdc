/* SPDX-License-Identifier: Apache-2.0 */
/* entente/error.h - how entente functions report failure.
 *
 * A function that can fail returns ent_status: ENT_OK (0) or a negative code.
 * If the caller passes an ent_error, the message and, for input, the place
 * (file, line, unit) are written there.  There is no hidden "last error": an
 * ent_error belongs to the caller, so two threads never share one.
 *
 * Messages are English.  In a program that calls setlocale(LC_MESSAGES, "") they are in
 * the language of the user, where gettext finds the domain "entente"; what programs
 * read (JSON, logs of ent_progress, files) should be made without.
 */
#ifndef ENTENTE_ERROR_H
#define ENTENTE_ERROR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_status {
	ENT_OK = 0,
	ENT_ENOMEM = -1,     /* an allocation failed */
	ENT_EIO = -2,        /* a file cannot be read or written */
	ENT_EFORMAT = -3,    /* the input does not conform to its format */
	ENT_EENCODING = -4,  /* the input is not text in any known encoding */
	ENT_ELIMIT = -5,     /* the input is larger than the options allow */
	ENT_ENOTFOUND = -6,  /* no such file, document, unit or memory */
	ENT_EBUSY = -7,      /* the memory is locked by another writer */
	ENT_ECANCELLED = -8, /* the progress callback asked to stop */
	ENT_EINVAL = -9,     /* an option has a value outside its range */
	ENT_ECORRUPT = -10,  /* the memory contradicts itself or is damaged */
} ent_status;

typedef struct ent_error {
	ent_status code;
	uint32_t line;     /* 1-based line of the input; 0 if unknown */
	uint32_t unit;     /* 1-based unit of the input; 0 if unknown */
	char file[160];    /* name of the input, its end if longer; "" if none */
	char message[244]; /* UTF-8, NUL-terminated, one line, no final dot */
} ent_error;

/* Name of a status for logs and JSON, such as "EFORMAT".  Never NULL. */
const char *ent_status_name(ent_status status);

/* Exit code of a program that ends with this status: 0, 1 (bad data or
 * failure) or 2 (usage). */
int ent_status_exit_code(ent_status status);

/* HTTP status of a response that reports this status: 200 to 507. */
int ent_status_http(ent_status status);

/* Fills *err as the library does: one line of valid UTF-8, cut to its size, without a
 * place.  Returns code. */
ent_status ent_error_set(ent_error *err, ent_status code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Fills *err with the reason of the last allocation that failed in this thread, and
 * returns its code: ENT_ELIMIT with the limit that an arena reached, or ENT_ENOMEM. */
ent_status ent_error_memory(ent_error *err);

/* "FILE:LINE: message", with what is known of the place.  Writes at most size
 * bytes with the NUL and returns out. */
char *ent_error_text(const ent_error *err, char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
