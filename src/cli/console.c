/* SPDX-License-Identifier: Apache-2.0 */
/* console.c - the terminal: its width, and the progress of long work. */
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/console.h"

unsigned terminal_width(void)
{
	enum { USUAL = 80 };
	struct winsize size;
	if (!isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col ? USUAL
								       : size.ws_col;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* [=====>    ] 50 %  123/246  82/s  1:30 left */
static void draw(struct console *c, const char *task, uint64_t done, uint64_t total)
{
	enum { WIDTH = 24 };
	double elapsed = now() - c->started;
	double rate = (double)done / elapsed;
	fprintf(stderr, "\r\033[K%s ", task);
	if (total) {
		int full = (int)(WIDTH * done / total);
		unsigned left =
			(unsigned)((double)(total - done) / (rate > 0 ? rate : 1));
		fprintf(stderr, "[%.*s%*s] %3u %%  %llu/%llu  %.0f/s  %u:%02u left",
			full, "========================", WIDTH - full, "",
			(unsigned)(100 * done / total), (unsigned long long)done,
			(unsigned long long)total, rate, left / 60, left % 60);
	} else {
		fprintf(stderr, "%llu  %.0f/s", (unsigned long long)done, rate);
	}
	fflush(stderr);
	c->bar = 1;
}

static int step(void *data, const char *task, uint64_t done, uint64_t total)
{
	struct console *c = data;
	double t = now();
	if (!c->terminal || t - c->started < 1 || t - c->shown < 0.1)
		return 0;
	c->shown = t;
	draw(c, task, done, total);
	return 0;
}

static void print_log(void *data, ent_log_level level, const ent_error *what)
{
	struct console *c = data;
	char text[512];
	console_clear(c);
	fprintf(stderr, "entente: %s: %s%s\n", c->command,
		level == ENT_LOG_WARNING ? "warning: " : "",
		ent_error_text(what, text, sizeof(text)));
}

void console_init(struct console *console, const char *command)
{
	*console = (struct console){
		.command = command,
		.progress = { step, print_log, console },
		.started = now(),
		.terminal = isatty(STDERR_FILENO),
	};
}

void console_clear(struct console *console)
{
	if (console->bar)
		fputs("\r\033[K", stderr);
	console->bar = 0;
}
