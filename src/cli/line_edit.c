/* SPDX-License-Identifier: Apache-2.0 */
/* line_edit.c - libedit, loaded when a line is edited.
 *
 * It brings four libraries, which would add a tenth to the time in which each command
 * starts.  Where it is missing, lines are read as the terminal edits them. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/line_edit.h"

#define LIBRARY "libedit.so.2"

struct editor {
	char *(*readline)(const char *prompt);
	int (*add_history)(const char *line);
};

/* A function's address by way of its bytes: C has no other way from an object's. */
static void find(void *out, void *library, const char *name)
{
	void *const found = library ? dlsym(library, name) : NULL;
	memcpy(out, &found, sizeof(found));
}

/* stdout escapes what controls a terminal (terminal.c); libedit needs the terminal. */
static void use_terminal(void *library)
{
	FILE **stream;
	const int fd = dup(STDOUT_FILENO);
	FILE *const terminal = fd < 0 ? NULL : fdopen(fd, "w");
	find(&stream, library, "rl_outstream");
	if (stream && terminal)
		*stream = terminal; /* until the process ends */
	else if (terminal)
		fclose(terminal);
}

static const struct editor *editor(void)
{
	static struct editor found;
	static void *library;
	if (!library) {
		library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
		find(&found.readline, library, "readline");
		find(&found.add_history, library, "add_history");
		use_terminal(library);
	}
	return &found;
}

char *line_edit(const char *prompt)
{
	char *line = NULL;
	size_t capacity = 0;
	fflush(stdout);
	if (editor()->readline)
		return editor()->readline(prompt);
	fputs(prompt, stdout);
	fflush(stdout);
	if (getline(&line, &capacity, stdin) < 0) {
		free(line);
		return NULL;
	}
	line[strcspn(line, "\r\n")] = '\0';
	return line;
}

void line_remember(const char *line)
{
	if (editor()->add_history)
		editor()->add_history(line);
}
