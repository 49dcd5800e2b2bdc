/* SPDX-License-Identifier: Apache-2.0 */
/* http_error.c - an error that is made here, not by the library. */
#include <stdarg.h>
#include <stdio.h>

#include "server/http.h"

ent_status http_error(ent_error *err, ent_status code, const char *fmt, ...)
{
	char message[sizeof(err->message)];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	return ent_error_set(err, code, "%s", message);
}
