/* SPDX-License-Identifier: Apache-2.0 */
/* pager.c - a page at a time.
 *
 * The pager is started by a shell, as git does it, because $PAGER may hold options.
 * Where none starts, the output goes to the terminal as it would without.  A person who
 * leaves the pager early ends the output; that is not a fault (main.c). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/pager.h"
#include "cli/report.h"

static pid_t child;

static const char *pager_name(void)
{
	const char *name = getenv("PAGER");
	return name && *name ? name : "less";
}

void pager_start(bool wanted)
{
	int ends[2];
	if (!wanted || !isatty(STDOUT_FILENO) || fflush(stdout) || pipe(ends))
		return;
	child = fork();
	if (child == 0) {
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		close(ends[1]);
		setenv("LESS", "FRX", 0); /* short texts stay, colours show */
		execl("/bin/sh", "sh", "-c", pager_name(), (char *)NULL);
		_exit(127);
	}
	if (child > 0)
		dup2(ends[1], STDOUT_FILENO);
	close(ends[0]);
	close(ends[1]);
}

void pager_stop(void)
{
	int status;
	if (child <= 0)
		return;
	if ((fflush(stdout) || ferror(stdout)) && reader_is_gone())
		clearerr(stdout); /* the person has left the pager */
	FILE *null = fopen("/dev/null", "w");
	if (null) { /* the pager reads the end of its input */
		dup2(fileno(null), STDOUT_FILENO);
		fclose(null);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	child = 0;
}
