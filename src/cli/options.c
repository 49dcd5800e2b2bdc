/* SPDX-License-Identifier: Apache-2.0 */
/* options.c - command lines by popt, errors and progress on standard error. */
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/options.h"

enum { HELP = 1 };

static int count_operands(struct args *out, int min, int max)
{
	out->rest = poptGetArgs(out->context);
	while (out->rest && out->rest[out->n_rest])
		out->n_rest++;
	if (out->n_rest < min)
		return usage_error(out->command, "too few arguments; see --help");
	if (max >= 0 && out->n_rest > max)
		return usage_error(out->command, "what is '%s' for? see --help",
				   out->rest[max]);
	return ARGS_GO_ON;
}

int args_read(struct args *out,
	      int argc,
	      char **argv,
	      const struct poptOption *table,
	      const char *operands,
	      int min,
	      int max)
{
	const struct poptOption all[] = { { NULL, '\0', POPT_ARG_INCLUDE_TABLE,
					    (void *)table, 0, "Options:", NULL },
					  { "help", 'h', POPT_ARG_NONE, NULL, HELP,
					    "show this and end", NULL },
					  POPT_TABLEEND };
	char name[64], usage[128];
	snprintf(usage, sizeof(usage), "[OPTION...]%s%s", *operands ? " " : "",
		 operands);
	snprintf(name, sizeof(name), "entente %s", argv[0]);
	*out = (struct args){ .command = argv[0] };
	/* popt names the program after argv[0] in its help */
	const char **shown = out->shown = malloc(((size_t)argc + 1) * sizeof(*shown));
	if (!shown)
		return EXIT_DATA;
	memcpy(shown, argv, ((size_t)argc + 1) * sizeof(*shown));
	shown[0] = name;
	out->context = poptGetContext(NULL, argc, shown, all, 0);
	if (!out->context)
		return EXIT_DATA;
	poptSetOtherOptionHelp(out->context, usage);
	int rc = poptGetNextOpt(out->context);
	if (rc == HELP) {
		poptPrintHelp(out->context, stdout, 0);
		return 0;
	}
	if (rc < -1)
		return usage_error(argv[0], "%s: %s",
				   poptBadOption(out->context, POPT_BADOPTION_NOALIAS),
				   poptStrerror(rc));
	return count_operands(out, min, max);
}

void args_free(struct args *args)
{
	if (args->context)
		poptFreeContext(args->context);
	free(args->shown);
}

const char *memory_path(const char *given)
{
	const char *path = given ? given : getenv("ENTENTE_MEMORY");
	return path && *path ? path : "memory.entente";
}

bool reader_is_gone(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };
	return ferror(stdout) && poll(&out, 1, 0) == 1 && (out.revents & POLLERR);
}

int report(const char *command, const ent_error *err)
{
	char text[512];
	if (err->code == ENT_EIO && reader_is_gone())
		return 0;
	if (err->code == ENT_EIO && ferror(stdout)) /* main() says why */
		return EXIT_DATA;
	fprintf(stderr, "entente: %s: %s\n", command,
		ent_error_text(err, text, sizeof(text)));
	return ent_status_exit_code(err->code);
}

int usage_error(const char *command, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "entente: %s: ", command);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	return EXIT_USAGE;
}

/* Digits of *at: their value, or -1 when there are not n of them within lo..hi. */
static int digits(const char **at, int n, int lo, int hi)
{
	int value = 0;
	for (int k = 0; k < n; k++, (*at)++) {
		if (**at < '0' || **at > '9')
			return -1;
		value = value * 10 + (**at - '0');
	}
	return value < lo || value > hi ? -1 : value;
}

static bool is_date(const char *at)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const int year = digits(&at, 4, 0, 9999);
	if (year < 0 || !*at)
		return year >= 0;
	const int month = *at++ == '-' ? digits(&at, 2, 1, 12) : -1;
	if (month < 0 || !*at)
		return month >= 0;
	const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	const int last = month == 2 && !leap ? 28 : days[month - 1];
	if (*at++ != '-' || digits(&at, 2, 1, last) < 0)
		return false;
	return !*at || *at == 'T';
}

int date_check(const char *command, const char *option, const char *value)
{
	return !value || is_date(value)
		       ? ARGS_GO_ON
		       : usage_error(command, "%s '%s': no date such as 2024-12-31",
				     option, value);
}

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
