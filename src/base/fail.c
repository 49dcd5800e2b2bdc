/* SPDX-License-Identifier: Apache-2.0 */
/* fail.c - error values: made, placed, named, printed. */
#include <errno.h>
#include <libintl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"

const char *ent_status_name(ent_status status)
{
	switch (status) { /* no default: -Wswitch-enum finds a missing code */
	case ENT_OK: return "OK";
	case ENT_ENOMEM: return "ENOMEM";
	case ENT_EIO: return "EIO";
	case ENT_EFORMAT: return "EFORMAT";
	case ENT_EENCODING: return "EENCODING";
	case ENT_ELIMIT: return "ELIMIT";
	case ENT_ENOTFOUND: return "ENOTFOUND";
	case ENT_EBUSY: return "EBUSY";
	case ENT_ECANCELLED: return "ECANCELLED";
	case ENT_EINVAL: return "EINVAL";
	case ENT_ECORRUPT: return "ECORRUPT";
	}
	return "EUNKNOWN";
}

int ent_status_exit_code(ent_status status)
{
	switch (status) {
	case ENT_OK: return 0;
	case ENT_EINVAL: return 2;
	case ENT_ENOMEM:
	case ENT_EIO:
	case ENT_EFORMAT:
	case ENT_EENCODING:
	case ENT_ELIMIT:
	case ENT_ENOTFOUND:
	case ENT_EBUSY:
	case ENT_ECANCELLED:
	case ENT_ECORRUPT: return 1;
	}
	return 1;
}

int ent_status_http(ent_status status)
{
	switch (status) {
	case ENT_OK: return 200;
	case ENT_EFORMAT:
	case ENT_EENCODING:
	case ENT_EINVAL: return 400;
	case ENT_ENOTFOUND: return 404;
	case ENT_ELIMIT: return 413;
	case ENT_EBUSY:
	case ENT_ECANCELLED: return 503;
	case ENT_ENOMEM: return 507;
	case ENT_EIO:
	case ENT_ECORRUPT: return 500;
	}
	return 500;
}

/* Removes bytes that are not a whole character: messages quote what was wrong, or the
 * beginning of it, which may end inside a character. */
static void drop_cut_characters(char *text)
{
	ent_str rest = ent_str_of(text);
	char *to = text;
	while (rest.n) {
		size_t good;
		ent_utf8_valid(rest, &good);
		memmove(to, rest.p, good);
		to += good;
		rest = ent_str_slice(rest, good < rest.n ? good + 1 : good, rest.n);
	}
	*to = '\0';
}

static ent_status fail(ent_error *err,
		       ent_status code,
		       uint32_t line,
		       const char *fmt,
		       va_list ap) __attribute__((format(printf, 4, 0)));

static ent_status fail(ent_error *err,
		       ent_status code,
		       uint32_t line,
		       const char *fmt,
		       va_list ap)
{
	if (err) {
		memset(err, 0, sizeof(*err));
		err->code = code;
		err->line = line;
		vsnprintf(err->message, sizeof(err->message), fmt, ap);
		for (char *c = err->message; *c; c++)
			if ((unsigned char)*c < ' ')
				*c = ' ';
		drop_cut_characters(err->message);
	}
	return code;
}

ent_status ent_error_set(ent_error *err, ent_status code, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fail(err, code, 0, fmt, ap);
	va_end(ap);
	return code;
}

const char *ent_translated(const char *text)
{
	return dgettext("entente", text);
}

ent_status ent_fail(ent_error *err, ent_status code, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fail(err, code, 0, ent_translated(fmt), ap);
	va_end(ap);
	return code;
}

ent_status ent_fail_line(ent_error *err,
			 ent_status code,
			 uint32_t line,
			 const char *fmt,
			 ...)
{
	va_list ap;
	va_start(ap, fmt);
	fail(err, code, line, ent_translated(fmt), ap);
	va_end(ap);
	return code;
}

ent_status ent_fail_memory(ent_error *err)
{
	const int shift = errno - ENT_ERRNO_ARENA;
	if (shift < 0 || shift > 63)
		return ent_fail(err, ENT_ENOMEM, "out of memory");
	static const char *const units[] = { "bytes", "KiB", "MiB", "GiB" };
	const int unit = shift / 10 < 3 ? shift / 10 : 3;
	return ent_fail(err, ENT_ELIMIT,
			"needs more memory than the limit of %llu %s for one task",
			1ULL << (shift - 10 * unit), units[unit]);
}

ent_status ent_error_memory(ent_error *err)
{
	return ent_fail_memory(err);
}

/* The end of a long name says more than its beginning. */
static void set_file(ent_error *err, ent_str file)
{
	const size_t capacity = sizeof(err->file) - 1;
	if (file.n <= capacity) {
		memcpy(err->file, file.p ? file.p : "", file.n);
		err->file[file.n] = '\0';
		return;
	}
	size_t from = file.n - (capacity - 3);
	while (from < file.n && ((unsigned char)file.p[from] & 0xC0) == 0x80)
		from++;
	memcpy(err->file, "...", 3);
	memcpy(err->file + 3, file.p + from, file.n - from);
	err->file[3 + file.n - from] = '\0';
}

ent_status ent_error_in(ent_error *err, ent_status code, ent_str file)
{
	if (err && code && !err->file[0])
		set_file(err, file);
	return code;
}

void ent_log(const ent_progress *progress,
	     ent_log_level level,
	     ent_str file,
	     uint32_t line,
	     const char *fmt,
	     ...)
{
	if (!progress || !progress->log)
		return;
	ent_error what;
	va_list ap;
	va_start(ap, fmt);
	fail(&what, ENT_OK, line, fmt, ap);
	va_end(ap);
	set_file(&what, file);
	progress->log(progress->data, level, &what);
}

void ent_log_error(const ent_progress *progress,
		   ent_log_level level,
		   const ent_error *what)
{
	if (progress && progress->log)
		progress->log(progress->data, level, what);
}

ent_status ent_step(const ent_progress *progress,
		    const char *task,
		    uint64_t done,
		    uint64_t total,
		    ent_error *err)
{
	if (progress && progress->step &&
	    progress->step(progress->data, task, done, total))
		return ent_fail(err, ENT_ECANCELLED, "stopped");
	return ENT_OK;
}

/* A name may have a newline in it, and the text is one line. */
static void copy_line(char *out, size_t size, const char *from)
{
	size_t n = 0;
	for (; *from && n + 1 < size; from++)
		if (*from != '\n' && *from != '\r')
			out[n++] = *from;
		else if (n + 2 < size)
			out[n++] = '\\', out[n++] = *from == '\n' ? 'n' : 'r';
	if (size)
		out[n] = '\0';
}

char *ent_error_text(const ent_error *err, char *out, size_t size)
{
	char place[32] = "", text[sizeof(*err) + sizeof(place)];
	if (err->line)
		snprintf(place, sizeof(place), "%u: ", err->line);
	snprintf(text, sizeof(text), "%s%s%s%s", err->file,
		 err->file[0] ? (err->line ? ":" : ": ") : (err->line ? "line " : ""),
		 place, err->message);
	copy_line(out, size, text);
	return out;
}
