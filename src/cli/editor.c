/* SPDX-License-Identifier: Apache-2.0 */
/* editor.c - the person's own editor, for a few lines of text.
 *
 * The editor is started by a shell, as git does it, because $EDITOR may hold options;
 * the file's name is passed as an argument and never read by the shell.  Ctrl-C is for
 * the editor, as in system(3).  What the person saved stays in the file until the
 * caller has stored it: the memory can be locked, full or gone by then. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/editor.h"
#include "cli/language.h"

enum { MAX_TEXT = 16 << 20 };

static const char *editor_name(void)
{
	const char *const names[] = { getenv("VISUAL"), getenv("EDITOR") };
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++)
		if (names[k] && *names[k])
			return names[k];
	return "vi";
}

static bool run_editor(const char *path)
{
	char command[1024];
	int status;
	const int n = snprintf(command, sizeof(command), "trap : INT QUIT; %s \"$1\"",
			       editor_name());
	if (n < 0 || (size_t)n >= sizeof(command))
		return false;
	const struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction interrupt, quit;
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	const pid_t child = fork();
	if (child == 0) {
		sigaction(SIGINT, &interrupt, NULL);
		sigaction(SIGQUIT, &quit, NULL);
		execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
		_exit(127);
	}
	pid_t ended;
	do
		ended = child > 0 ? waitpid(child, &status, 0) : -1;
	while (child > 0 && ended < 0 && errno == EINTR);
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	return ended == child && child > 0 && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

/* NULL, or why what is in a file cannot be taken. */
static const char *read_all(ent_buf *out, const char *path)
{
	char chunk[4096];
	size_t n = 0;
	FILE *in = fopen(path, "rb");
	if (!in)
		return _("cannot read what was edited");
	while (out->n <= MAX_TEXT && (n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		ent_buf_add(out, (ent_str){ chunk, n });
	const bool failed = ferror(in);
	fclose(in);
	return failed              ? _("cannot read what was edited")
	       : out->failed       ? _("out of memory")
	       : out->n > MAX_TEXT ? _("the edited text is longer than 16 MB")
	       : out->n && memchr(out->p, 0, out->n)
		       ? _("the edited text has a NUL byte")
		       : NULL;
}

static bool write_all(int fd, ent_str text)
{
	FILE *to = fdopen(fd, "wb");
	if (!to) {
		close(fd);
		return false;
	}
	const bool ok = fwrite(text.p, 1, text.n, to) == text.n;
	return !fclose(to) && ok;
}

/* Whether a person saved something else than text in a file. */
static bool is_changed(const ent_buf *edited, const char *failure, ent_str text)
{
	return failure || (edited->n && !ent_str_eq(ent_buf_str(edited), text));
}

bool edit_text(ent_buf *text, ent_buf *file, const char **why)
{
	const char *folder = getenv("TMPDIR");
	ent_buf edited = ENT_BUF_INIT;
	ent_buf_addf(file, "%s/entente-XXXXXX", folder && *folder ? folder : "/tmp");
	const int fd =
		file->failed ? -1 : mkstemp(file->p); /* readable by the user alone */
	*why = NULL;
	if (fd < 0) {
		*why = _("cannot write a temporary file");
		ent_buf_clear(file);
		return false;
	}
	if (!write_all(fd, ent_buf_str(text))) {
		*why = _("cannot write a temporary file");
		edited_is_stored(file);
		return false;
	}
	if (!run_editor(file->p))
		*why = _("the editor failed; nothing was changed");
	const char *failure = read_all(&edited, file->p);
	if (!*why)
		*why = failure;
	const bool changed = is_changed(&edited, failure, ent_buf_str(text));
	if (!*why) {
		ent_buf_clear(text);
		ent_buf_add(text, ent_buf_str(&edited));
		if (text->failed)
			*why = _("out of memory");
	}
	if (!changed)
		edited_is_stored(file);
	ent_buf_release(&edited);
	return !*why;
}

void edited_is_stored(ent_buf *file)
{
	if (file->n)
		unlink(file->p);
	ent_buf_clear(file);
}
