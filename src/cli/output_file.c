/* SPDX-License-Identifier: Apache-2.0 */
/* output_file.c - a file that is there whole or not at all.
 *
 * A regular file is written beside itself and replaced by rename(2): a reader sees
 * the old bytes or the new ones, and a failure leaves the old ones.  What is no
 * regular file (a device, a pipe) is opened and written, for a rename would put a
 * file in its place. */
#define _XOPEN_SOURCE 700 /* realpath(3) */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/language.h"
#include "cli/output_file.h"

/* what a signal or an exit removes; set while a file is being written */
static char *volatile unfinished;

static void on_signal(int number)
{
	const char *path = unfinished;
	if (path)
		unlink(path);
	signal(number, SIG_DFL);
	raise(number);
}

/* A library may end the program: libarchive does without memory. */
static void on_exit_remove(void)
{
	if (unfinished)
		unlink(unfinished);
}

static ent_status fail_for(ent_error *err, const char *path, const char *why)
{
	*err = (ent_error){ .code = ENT_EIO };
	snprintf(err->file, sizeof(err->file), "%s", path);
	snprintf(err->message, sizeof(err->message), _("cannot write: %s"), why);
	return ENT_EIO;
}

static ent_status fail(ent_error *err, const char *path)
{
	return fail_for(err, path, strerror(errno));
}

bool output_is_memory(const char *path, ent_error *err)
{
	static const char magic[] = "SQLite format 3"; /* with its NUL */
	char head[sizeof(magic)];
	struct stat st;
	FILE *in = stat(path, &st) || !S_ISREG(st.st_mode) ? NULL : fopen(path, "rb");
	const bool is = in && fread(head, 1, sizeof(head), in) == sizeof(head) &&
			!memcmp(head, magic, sizeof(magic));
	if (in)
		fclose(in);
	if (is)
		fail_for(err, path, "there is a memory of that name");
	return is;
}

static ent_status open_beside(struct output_file *out, ent_error *err)
{
	const size_t n = strlen(out->target) + 8;
	out->temp = malloc(n);
	if (!out->temp)
		return fail(err, out->path);
	snprintf(out->temp, n, "%s.XXXXXX", out->target);
	int fd = mkstemp(out->temp);
	if (fd < 0)
		return fail(err, out->path);
	unfinished = out->temp;
	atexit(on_exit_remove);
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	signal(SIGHUP, on_signal);
	out->to = fdopen(fd, "wb");
	if (out->to)
		return ENT_OK;
	ent_status status = fail(err, out->path);
	close(fd);
	unlink(out->temp);
	unfinished = NULL;
	return status;
}

static mode_t new_mode(void)
{
	const mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

ent_status output_open(struct output_file *out, const char *path, ent_error *err)
{
	*out = (struct output_file){ .to = stdout };
	if (!path || !strcmp(path, "-"))
		return ENT_OK;
	struct stat st;
	const bool there = !stat(path, &st);
	out->path = path;
	if (there && S_ISDIR(st.st_mode))
		return fail_for(err, path, "is a folder, not a file");
	if (there && !S_ISREG(st.st_mode)) {
		out->to = fopen(path, "wb");
		return out->to ? ENT_OK : fail(err, path);
	}
	if (output_is_memory(path, err))
		return err->code;
	out->mode = there ? st.st_mode & 07777 : new_mode();
	out->target = there ? realpath(path, NULL) : strdup(path);
	ent_status status = out->target ? open_beside(out, err) : fail(err, path);
	if (status) {
		free(out->temp);
		free(out->target);
	}
	return status;
}

ent_status output_close(struct output_file *out, ent_status status, ent_error *err)
{
	if (!out->path)
		return status;
	int fd = fileno(out->to);
	if (status == ENT_EIO && !err->file[0]) /* a writer does not know the name */
		snprintf(err->file, sizeof(err->file), "%s", out->path);
	if (!status && fflush(out->to))
		status = fail(err, out->path);
	if (!status && out->temp && (fsync(fd) || fchmod(fd, out->mode)))
		status = fail(err, out->path);
	if (fclose(out->to) && !status)
		status = fail(err, out->path);
	if (out->temp && !status && rename(out->temp, out->target))
		status = fail(err, out->path);
	if (out->temp && status)
		unlink(out->temp);
	unfinished = NULL;
	free(out->temp);
	free(out->target);
	return status;
}
