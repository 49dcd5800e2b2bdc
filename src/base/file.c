/* SPDX-License-Identifier: Apache-2.0 */
/* file.c - read, map and replace files.
 *
 * A file is replaced by rename(2), so that a reader sees the old bytes or the
 * new ones and a crash leaves one of them. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/file.h"

static ent_status fail_errno(ent_error *err, const char *path, const char *what)
{
	int e = errno;
	ent_status code = e == ENOENT   ? ENT_ENOTFOUND
			  : e == ENOMEM ? ENT_ENOMEM
					: ENT_EIO;
	ent_fail(err, code, "%s: %s", ent_translated(what), strerror(e));
	return ent_error_in(err, code, ent_str_of(path));
}

static ent_status read_all(ent_buf *buf,
			   FILE *in,
			   const char *path,
			   uint64_t max,
			   ent_error *err)
{
	enum { CHUNK = 1 << 16 };
	char *chunk = malloc(CHUNK);
	ent_status status = chunk ? ENT_OK : ent_fail_memory(err);
	while (!status) {
		size_t n = fread(chunk, 1, CHUNK, in);
		if (n > max - buf->n)
			status = ent_fail(err, ENT_ELIMIT, "larger than %llu bytes",
					  (unsigned long long)max);
		else
			ent_buf_add(buf, (ent_str){ chunk, n });
		if (!status && buf->failed)
			status = ent_fail_memory(err);
		if (!status && n < CHUNK) {
			if (ferror(in))
				status = fail_errno(err, path, "cannot read");
			break;
		}
	}
	free(chunk);
	return ent_error_in(err, status, ent_str_of(path));
}

ent_str ent_file_title(const char *path)
{
	return ent_str_of(strcmp(path, "-") ? path : "standard input");
}

ent_status ent_file_read(ent_buf *buf, const char *path, uint64_t max, ent_error *err)
{
	ent_buf_clear(buf);
	if (!strcmp(path, "-"))
		return read_all(buf, stdin, ent_file_title(path).p, max, err);
	FILE *in = fopen(path, "rb");
	struct stat st;
	if (!in)
		return fail_errno(err, path, "cannot open");
	if (!fstat(fileno(in), &st) && S_ISDIR(st.st_mode)) {
		fclose(in);
		ent_fail(err, ENT_EIO, "is a folder, not a file");
		return ent_error_in(err, ENT_EIO, ent_str_of(path));
	}
	ent_status status = read_all(buf, in, path, max, err);
	fclose(in);
	return status;
}

ent_status ent_file_map(ent_map *out, const char *path, ent_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	if (fd < 0)
		return fail_errno(err, path, "cannot open");
	if (fstat(fd, &st)) {
		ent_status status = fail_errno(err, path, "cannot stat");
		close(fd);
		return status;
	}
	ent_map map = { NULL, (size_t)st.st_size };
	if (map.size) {
		map.base = mmap(NULL, map.size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (map.base == MAP_FAILED) {
			ent_status status = fail_errno(err, path, "cannot map");
			close(fd);
			return status;
		}
	}
	close(fd);
	*out = map;
	return ENT_OK;
}

void ent_file_unmap(ent_map *map)
{
	if (map->base)
		munmap(map->base, map->size);
	*map = (ent_map){ NULL, 0 };
}

static int write_all(int fd, ent_str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes.p += n;
		bytes.n -= (size_t)n;
	}
	return 0;
}

/* A device or pipe is written to: a rename would replace it by a file. */
static ent_status write_device(const char *path, ent_str bytes, ent_error *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	ent_status status = fd < 0 ? fail_errno(err, path, "cannot write") : ENT_OK;
	if (!status && write_all(fd, bytes))
		status = fail_errno(err, path, "cannot write");
	if (fd >= 0)
		close(fd);
	return status;
}

int ent_file_beside(ent_buf *name, const char *path)
{
	ent_buf_addf(name, "%s.XXXXXX", path); /* mkstemp() puts letters there */
	if (name->failed) {
		errno = ENOMEM;
		return -1;
	}
	return mkstemp(name->p);
}

bool ent_file_sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
	const int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	/* some file systems cannot, and need not */
	const bool ok = fd >= 0 && (!fsync(fd) || errno == EINVAL || errno == EROFS);
	if (fd >= 0)
		close(fd);
	free(folder);
	return ok;
}

ent_status ent_file_replace(const char *path, ent_str bytes, ent_error *err)
{
	struct stat st;
	if (!stat(path, &st) && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		return write_device(path, bytes, err);
	ent_buf temp = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	int fd = ent_file_beside(&temp, path);
	if (fd < 0) {
		status = fail_errno(err, path, "cannot write beside it");
		goto out;
	}
	if (write_all(fd, bytes) | fsync(fd) | fchmod(fd, 0644) | close(fd) ||
	    rename(temp.p, path)) {
		status = fail_errno(err, path, "cannot write");
		unlink(temp.p);
	}
out:
	ent_buf_release(&temp);
	return status;
}
