/* SPDX-License-Identifier: Apache-2.0 */
/* editor.c - the person's own editor, for a few lines of text.
 *
 * The editor is started by a shell, as git does it, because $EDITOR may hold options;
 * the file's name is passed as an argument and never read by the shell. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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
	const int n = snprintf(command, sizeof(command), "%s \"$1\"", editor_name());
	if (n < 0 || (size_t)n >= sizeof(command))
		return false;
	const pid_t child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
		_exit(127);
	}
	while (child > 0 && waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool read_all(ent_buf *out, const char *path)
{
	char chunk[4096];
	size_t n;
	FILE *in = fopen(path, "rb");
	if (!in)
		return false;
	while (out->n < MAX_TEXT && (n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		ent_buf_add(out, (ent_str){ chunk, n });
	const bool ok = !ferror(in) && !out->failed;
	fclose(in);
	return ok;
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

bool edit_text(ent_buf *text, const char **why)
{
	const char *folder = getenv("TMPDIR");
	ent_buf path = ENT_BUF_INIT, edited = ENT_BUF_INIT;
	ent_buf_addf(&path, "%s/entente-XXXXXX", folder && *folder ? folder : "/tmp");
	const int fd =
		path.failed ? -1 : mkstemp(path.p); /* readable by the user alone */
	*why = NULL;
	if (fd < 0 || !write_all(fd, ent_buf_str(text)))
		*why = _("cannot write a temporary file");
	else if (!run_editor(path.p))
		*why = _("the editor failed; nothing was changed");
	else if (!read_all(&edited, path.p))
		*why = _("cannot read what was edited");
	if (fd >= 0)
		unlink(path.p);
	if (!*why) {
		ent_buf_clear(text);
		ent_buf_add(text, ent_buf_str(&edited));
		if (text->failed)
			*why = _("out of memory");
	}
	ent_buf_release(&path);
	ent_buf_release(&edited);
	return !*why;
}
