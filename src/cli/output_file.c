/* SPDX-License-Identifier: Apache-2.0 */
/* output_file.c - a file that is there whole or not at all. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output_file.h"

static ent_status fail(ent_error *err, const char *path)
{
	*err = (ent_error){ .code = ENT_EIO };
	snprintf(err->file, sizeof(err->file), "%s", path);
	snprintf(err->message, sizeof(err->message), "cannot write: %s",
		 strerror(errno));
	return ENT_EIO;
}

ent_status output_open(struct output_file *out, const char *path, ent_error *err)
{
	*out = (struct output_file){ .to = stdout };
	if (!path || !strcmp(path, "-"))
		return ENT_OK;
	size_t n = strlen(path) + 8;
	out->temp = malloc(n);
	if (!out->temp)
		return fail(err, path);
	out->path = path;
	snprintf(out->temp, n, "%s.XXXXXX", path);
	int fd = mkstemp(out->temp);
	out->to = fd < 0 ? NULL : fdopen(fd, "wb");
	if (out->to)
		return ENT_OK;
	ent_status status = fail(err, path);
	if (fd >= 0) {
		close(fd);
		unlink(out->temp);
	}
	free(out->temp);
	return status;
}

ent_status output_close(struct output_file *out, ent_status status, ent_error *err)
{
	if (!out->path)
		return status;
	int fd = fileno(out->to);
	if (!status && (fflush(out->to) || fsync(fd) || fchmod(fd, 0644)))
		status = fail(err, out->path);
	if (fclose(out->to) && !status)
		status = fail(err, out->path);
	if (!status && rename(out->temp, out->path))
		status = fail(err, out->path);
	if (status)
		unlink(out->temp);
	free(out->temp);
	return status;
}
