/* SPDX-License-Identifier: Apache-2.0 */
/* terminal.c - texts must not control the terminal.
 *
 * Why: texts, file names and messages come from anywhere.  ESC, BEL or a C1 control
 * among them would set titles, move the cursor or recolour what is read; an override of
 * the writing direction (Unicode TR9) makes a text read as another.
 *
 * Method: both standard streams are replaced by streams (fopencookie) that look at each
 * byte on its way, so that no command can forget to.  A sequence that may go on in the
 * next write waits for it.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal.h"
#include "entente/str.h"

/* What the program itself writes: show.c, console.c. */
static const char *const own[] = { "\033[1;33m", "\033[0m",  "\033[2m",
				   "\033[1;36m", "\r\033[K", "\r\n" };

enum { LONGEST = 8 };

struct guard {
	int fd;
	char held[LONGEST]; /* the beginning of one of them, or of a character */
	size_t n_held;
};

static struct guard guards[2] = { { .fd = STDOUT_FILENO }, { .fd = STDERR_FILENO } };

/* The length of an own sequence at p; 0 for none; *more: it may be one. */
static size_t own_length(const char *p, size_t n, bool *more)
{
	for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++) {
		const size_t length = strlen(own[k]);
		if (n >= length && !memcmp(p, own[k], length))
			return length;
		*more = *more || (n < length && !memcmp(p, own[k], n));
	}
	return 0;
}

static bool is_forbidden(unsigned code)
{
	return (code < ' ' && code != '\t' && code != '\n') ||
	       (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069);
}

/* The character at p, of valid UTF-8; *code gets it.  0: it goes on after n. */
static size_t read_character(unsigned *code, const char *p, size_t n)
{
	const unsigned char first = (unsigned char)*p;
	const size_t length = first < 0xC2   ? 1
			      : first < 0xE0 ? 2
			      : first < 0xF0 ? 3
					     : 4;
	*code = length == 1 ? first : first & (0x7Fu >> length);
	if (length > n)
		return 0;
	for (size_t k = 1; k < length; k++) {
		if (((unsigned char)p[k] & 0xC0) != 0x80) {
			*code = first;
			return 1;
		}
		*code = *code << 6 | ((unsigned char)p[k] & 0x3Fu);
	}
	return length;
}

/* Adds to out what a terminal may have of p; returns how much of it was read. */
static size_t filter(ent_buf *out, const char *p, size_t n, bool last)
{
	size_t at = 0;
	while (at < n) {
		bool more = false;
		unsigned code;
		const size_t mine = own_length(p + at, n - at, &more);
		const size_t length = read_character(&code, p + at, n - at);
		if (!last && !mine && (more || !length))
			break;
		const size_t taken = mine ? mine : length ? length : 1;
		if (mine || !is_forbidden(code))
			ent_buf_add(out, (ent_str){ p + at, taken });
		else
			ent_buf_addf(out, code < 0x80 ? "\\x%02X" : "\\u%04X", code);
		at += taken;
	}
	return at;
}

static bool write_all(int fd, const char *p, size_t n)
{
	while (n) {
		const ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static ssize_t write_guarded(void *cookie, const char *p, size_t n)
{
	struct guard *g = cookie;
	ent_buf in = ENT_BUF_INIT, out = ENT_BUF_INIT;
	ent_buf_add(&in, (ent_str){ g->held, g->n_held });
	ent_buf_add(&in, (ent_str){ p, n });
	size_t read = in.failed ? 0 : filter(&out, in.p, in.n, false);
	if (!in.failed && in.n - read > sizeof(g->held))
		read += filter(&out, in.p + read, in.n - read, true);
	const bool ok = !in.failed && !out.failed &&
			write_all(g->fd, out.n ? out.p : "", out.n);
	if (ok) {
		g->n_held = in.n - read;
		memcpy(g->held, in.p + read, g->n_held);
	}
	ent_buf_release(&in);
	ent_buf_release(&out);
	return ok ? (ssize_t)n : 0;
}

static void guard_stream(FILE **stream, struct guard *g, int mode)
{
	const cookie_io_functions_t functions = { .write = write_guarded };
	FILE *guarded = isatty(g->fd) ? fopencookie(g, "w", functions) : NULL;
	if (!guarded)
		return;
	setvbuf(guarded, NULL, mode, BUFSIZ);
	*stream = guarded;
}

void terminal_guard(void)
{
	guard_stream(&stdout, &guards[0], _IOLBF);
	guard_stream(&stderr, &guards[1], _IONBF);
}
