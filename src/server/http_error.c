/* SPDX-License-Identifier: Apache-2.0 */
/* http_error.c - an error that is made here, not by the library. */
#include <stdarg.h>
#include <stdio.h>

#include "server/http.h"

ent_status http_error(ent_error *err, ent_status code, const char *fmt, ...)
{
	va_list ap;
	*err = (ent_error){ .code = code };
	va_start(ap, fmt);
	vsnprintf(err->message, sizeof(err->message), fmt, ap);
	va_end(ap);
	return code;
}
