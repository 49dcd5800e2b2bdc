/* SPDX-License-Identifier: Apache-2.0 */
/* report.c - errors on standard error, and the exit codes that go with them. */
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/language.h"
#include "cli/report.h"

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
	vfprintf(stderr, _(fmt), ap);
	fputc('\n', stderr);
	va_end(ap);
	return EXIT_USAGE;
}

ent_status out_of_memory(ent_error *err)
{
	return ent_error_memory(err);
}
