/* SPDX-License-Identifier: Apache-2.0 */
/* folder.c - the files below a folder that may be releases.
 *
 * A depth-first walk; a link to a folder that is being walked is not followed, so
 * that the walk ends.  Cost: a stat() for each file. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/fail.h"
#include "pairing/folder.h"

enum { MAX_DEPTH = 32 }; /* of folders */

struct found {
	ent_str *paths;
	size_t capacity;
	uint32_t n, n_unreadable;
	ent_arena *arena;
	const ent_progress *progress;
	struct {
		dev_t device;
		ino_t inode;
	} above[MAX_DEPTH + 1]; /* the folders on the way to the current one */
};

/* False for memories and for what comes with a web page: pictures, styles, scripts. */
static bool is_wanted(const char *name)
{
	static const char *const skipped[] = {
		".entente", ".entente-wal", ".entente-shm", ".entente-journal",
		".css",     ".js",          ".png",         ".jpg",
		".jpeg",    ".gif",         ".svg",         ".webp",
		".ico",     ".woff",        ".woff2",       ".ttf",
		".mp3",     ".mp4",
	};
	const ent_str s = ent_str_of(name);
	for (size_t k = 0; k < sizeof(skipped) / sizeof(skipped[0]); k++)
		if (s.n > strlen(skipped[k]) &&
		    !strcasecmp(s.p + s.n - strlen(skipped[k]), skipped[k]))
			return false;
	return name[0] != '.';
}

static ent_status add_path(struct found *found, ent_str path, ent_error *err)
{
	if (!ENT_GROW(found->paths, found->capacity, found->n + (size_t)1))
		return ent_fail_memory(err);
	ent_str copy = ent_arena_str(found->arena, path);
	if (!copy.p)
		return ent_fail_memory(err);
	found->paths[found->n++] = copy;
	return ENT_OK;
}

static ent_status walk(struct found *found, ent_buf *path, int depth, ent_error *err);

/* One entry of a folder, whose path is given. */
static ent_status visit(struct found *found, ent_buf *path, int depth, ent_error *err)
{
	struct stat st;
	if (stat(path->p, &st))
		return ENT_OK; /* gone meanwhile, or a link to nothing */
	if (S_ISDIR(st.st_mode)) {
		/* a link to a folder above would be followed forever */
		for (int k = 0; k <= depth; k++)
			if (found->above[k].device == st.st_dev &&
			    found->above[k].inode == st.st_ino)
				return ENT_OK;
		return depth < MAX_DEPTH ? walk(found, path, depth + 1, err) : ENT_OK;
	}
	return S_ISREG(st.st_mode) ? add_path(found, ent_buf_str(path), err) : ENT_OK;
}

static ent_status walk(struct found *found, ent_buf *path, int depth, ent_error *err)
{
	DIR *folder = opendir(path->p);
	ent_status status = ENT_OK;
	if (!folder && depth) {
		ent_log(found->progress, ENT_LOG_WARNING, ent_buf_str(path), 0,
			"cannot read the folder: %s", strerror(errno));
		found->n_unreadable++;
		return ENT_OK;
	}
	if (!folder) {
		ent_fail(err, ENT_EIO, "cannot read the folder: %s", strerror(errno));
		return ent_error_in(err, ENT_EIO, ent_buf_str(path));
	}
	struct stat st;
	if (!fstat(dirfd(folder), &st)) {
		found->above[depth].device = st.st_dev;
		found->above[depth].inode = st.st_ino;
	}
	const size_t length = path->n;
	for (struct dirent *e; !status && (e = readdir(folder));) {
		if (!is_wanted(e->d_name))
			continue;
		if (length && path->p[length - 1] != '/')
			ent_buf_add_char(path, '/');
		ent_buf_add(path, ent_str_of(e->d_name));
		status = path->failed ? ent_fail_memory(err)
				      : visit(found, path, depth, err);
		path->n = length;
		if (path->p)
			path->p[length] = '\0';
	}
	closedir(folder);
	return status;
}
ent_status ent_folder_files(ent_folder *out,
			    const char *folder,
			    const ent_progress *progress,
			    ent_arena *arena,
			    ent_error *err)
{
	struct found found = { .arena = arena, .progress = progress };
	ent_buf path = ENT_BUF_INIT;
	ent_buf_add(&path, ent_str_of(folder));
	ent_status status =
		path.failed ? ent_fail_memory(err) : walk(&found, &path, 0, err);
	ent_buf_release(&path);
	ent_str *all = status ? NULL : ENT_NEW_ARRAY(arena, ent_str, found.n);
	if (!status && !all)
		status = ent_fail_memory(err);
	if (!status && found.n)
		memcpy(all, found.paths, found.n * sizeof(*all));
	free(found.paths);
	*out = (ent_folder){ all, status ? 0 : found.n, found.n_unreadable };
	return status;
}
