/* SPDX-License-Identifier: Apache-2.0 */
/* root.c - the names of files, however their paths were typed.
 *
 * Why: "in", "./in", an absolute path, "in//", another working folder and a link name
 * the same release, which must not be stored six times.
 *
 * Method: a path is resolved by realpath(3) and stored relative to the root, the
 * working folder of the first batch, so that names are what that person typed and stay
 * valid when a tree and its memory are moved.  The memory keeps the root as it was and
 * as seen from its own folder; of two roots that contain a path the deeper one counts.
 *
 * Names are text (base/file_name.h), paths any bytes.
 *
 * Cost: realpath() once for each run of files in one folder, lstat() for each file. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/file_name.h"
#include "pairing/root.h"
#include "store/identity_rows.h"

/* Settings of a memory. */
#define ROOT "root"                  /* absolute */
#define LINKS "root-links"           /* "FOLDER<TAB>NAME" a line */
#define FROM_MEMORY "root-from-file" /* relative to the folder of the memory's file */

/* ---- paths ---------------------------------------------------------------------- */

/* What follows the folder in a path that is inside it; NULL outside.  "." for the
 * folder itself. */
static const char *inside(ent_str folder, const char *path)
{
	if (strncmp(folder.p, path, folder.n) != 0)
		return NULL;
	path += folder.n;
	if (!*path)
		return ".";
	if (folder.n == 1) /* "/" */
		return path;
	return *path == '/' ? path + 1 : NULL;
}

/* A path without "." and "..", seen from the working folder; for files that are not
 * there. */
static bool normalise(ent_buf *out, const char *path)
{
	char folder[PATH_MAX];
	ent_buf_clear(out);
	if (path[0] != '/' && !getcwd(folder, sizeof(folder)))
		return false;
	if (path[0] != '/')
		ent_buf_add(out, ent_str_of(folder[1] ? folder : ""));
	for (ent_str rest = ent_str_of(path); rest.p;) {
		const ent_str part = ent_str_cut(&rest, '/');
		if (!part.n || ent_str_is(part, "."))
			continue;
		if (ent_str_is(part, "..")) {
			while (out->n && out->p[--out->n] != '/')
				;
			continue;
		}
		ent_buf_add_char(out, '/');
		ent_buf_add(out, part);
	}
	if (!out->n)
		ent_buf_add_char(out, '/');
	ent_buf_add_char(out, '\0');
	return !out->failed;
}

static bool is_hidden(const char *path)
{
	return path[0] == '.' || strstr(path, "/.");
}

/* The folder that the path of a file begins with, "." without one. */
static ent_str folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return ENT_STR(".");
	return slash == path ? ENT_STR("/") : (ent_str){ path, (size_t)(slash - path) };
}

static const char *relative_path(const ent_root *root, const char *path);
static bool find_link(ent_root *root, const char *path);

static ent_status find_way_out(ent_root *root,
			       const char *path,
			       const char *real,
			       ent_error *err)
{
	return relative_path(root, real) || find_link(root, path)
		       ? ENT_OK
		       : ent_fail_memory(err);
}

/* The folder of a path without links; the last one is remembered. */
static ent_status resolve_folder(ent_root *root, const char *path, ent_error *err)
{
	char real[PATH_MAX];
	const ent_str folder = folder_of(path);
	if (root->typed.n && ent_str_eq(root->typed, folder))
		return ENT_OK;
	root->typed = ent_arena_str(root->arena, folder);
	if (!root->typed.p)
		return ent_fail_memory(err);
	if (!realpath(root->typed.p, real)) {
		root->typed = ENT_STR("");
		return ENT_ENOTFOUND;
	}
	root->real = ent_arena_str(root->arena, ent_str_of(real));
	return root->real.p ? find_way_out(root, root->typed.p, real, err)
			    : ent_fail_memory(err);
}

/* The path below the deepest root that contains an absolute one; NULL outside. */
static const char *relative_path(const ent_root *root, const char *path)
{
	const char *name = NULL;
	size_t deepest = 0;
	for (int k = 0; k < root->n; k++) {
		const char *rest = inside(root->folders[k], path);
		if (rest && root->folders[k].n > deepest) {
			name = rest;
			deepest = root->folders[k].n;
		}
	}
	return name;
}

/* The name of an absolute path without links. */
static ent_status name_path(ent_str *out,
			    const ent_root *root,
			    const char *path,
			    ent_error *err)
{
	const char *rest = relative_path(root, path);
	ent_buf name = ENT_BUF_INIT;
	for (int k = 0; !rest && !name.n && k < root->n_links; k++) {
		const char *below = inside(root->links[k].real, path);
		if (!below)
			continue;
		ent_buf_add(&name, root->links[k].name);
		if (strcmp(below, ".") != 0) {
			ent_buf_add_char(&name, '/');
			ent_file_name_add(&name, ent_str_of(below));
		}
	}
	if (!name.n)
		ent_file_name_add(&name, ent_str_of(rest ? rest : path));
	*out = name.failed ? (ent_str){ NULL, 0 }
			   : ent_arena_str(root->arena, ent_buf_str(&name));
	ent_buf_release(&name);
	return out->p ? ENT_OK : ent_fail_memory(err);
}

static bool add_link(ent_root *root, const char *real, ent_str name)
{
	for (int k = 0; k < root->n_links; k++)
		if (ent_str_is(root->links[k].real, real))
			return true;
	if (root->n_links == ENT_MAX_ROOT_LINKS)
		return true; /* names there are absolute */
	root->links[root->n_links].real = ent_arena_str(root->arena, ent_str_of(real));
	root->links[root->n_links].name = ent_arena_str(root->arena, name);
	root->links_stored = false;
	return root->links[root->n_links].real.p && root->links[root->n_links++].name.p;
}

static bool add_named_link(ent_root *root, const char *real, const char *path)
{
	ent_buf name = ENT_BUF_INIT;
	ent_file_name_add(&name, ent_str_of(path));
	const bool ok = !name.failed && add_link(root, real, ent_buf_str(&name));
	ent_buf_release(&name);
	return ok;
}

/* Remembers the link by which a path below the root leads out of it. */
static bool find_link(ent_root *root, const char *path)
{
	char real[PATH_MAX];
	ent_buf typed = ENT_BUF_INIT;
	bool ok = normalise(&typed, path);
	const char *name = ok ? relative_path(root, typed.p) : NULL;
	for (char *at = name ? typed.p + (name - typed.p) : NULL; ok && at;) {
		char *slash = strchr(at, '/');
		if (slash)
			*slash = '\0';
		const bool out = realpath(typed.p, real) && !relative_path(root, real);
		if (out)
			ok = add_named_link(root, real, name);
		if (slash)
			*slash = '/';
		at = slash && !out ? slash + 1 : NULL;
	}
	ent_buf_release(&typed);
	return ok;
}

/* An absolute path of a file, folders without links. */
static ent_status resolve(ent_buf *out,
			  ent_root *root,
			  const char *path,
			  ent_error *err)
{
	struct stat st;
	char real[PATH_MAX];
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	ent_status status = !*base || !strcmp(base, ".") || !strcmp(base, "..")
				    ? ENT_ENOTFOUND
				    : resolve_folder(root, path, err);
	if (status == ENT_ENOTFOUND) { /* a folder, or nothing */
		if (realpath(path, real)) {
			ent_buf_clear(out);
			ent_buf_add(out, ent_str_of(real));
			ent_buf_add_char(out, '\0');
			return out->failed ? ent_fail_memory(err)
					   : find_way_out(root, path, real, err);
		}
		return normalise(out, path) ? ENT_OK : ent_fail_memory(err);
	}
	if (status)
		return status;
	ent_buf_clear(out);
	ent_buf_add(out, root->real);
	if (root->real.n > 1)
		ent_buf_add_char(out, '/');
	ent_buf_add(out, ent_str_of(base));
	ent_buf_add_char(out, '\0');
	if (out->failed)
		return ent_fail_memory(err);
	if (lstat(path, &st) || !S_ISLNK(st.st_mode) || !realpath(path, real))
		return ENT_OK;
	const char *name = relative_path(root, real);
	if (!stat(real, &st) && (S_ISDIR(st.st_mode) || (name && !is_hidden(name)))) {
		ent_buf_clear(out);
		ent_buf_add(out, ent_str_of(real));
		ent_buf_add_char(out, '\0');
	}
	return out->failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_root_name(ent_str *out, ent_root *root, const char *path, ent_error *err)
{
	ent_buf buf = ENT_BUF_INIT;
	ent_status status = resolve(&buf, root, path, err);
	if (!status)
		status = name_path(out, root, buf.p, err);
	ent_buf_release(&buf);
	return status;
}

/* The path of a name. */
static void add_path(ent_buf *path, const ent_root *root, ent_str name)
{
	if (name.n && name.p[0] != '/') {
		ent_buf_add(path, root->folders[root->used]);
		ent_buf_add_char(path, '/');
	}
	ent_file_name_path(path, name);
}

ent_status ent_root_name_again(ent_str *out,
			       ent_root *root,
			       ent_str name,
			       ent_error *err)
{
	ent_buf path = ENT_BUF_INIT;
	add_path(&path, root, name);
	ent_status status = path.failed ? ent_fail_memory(err)
					: ent_root_name(out, root, path.p, err);
	ent_buf_release(&path);
	return status;
}

bool ent_root_lacks(const ent_root *root, ent_str name)
{
	struct stat st;
	ent_buf path = ENT_BUF_INIT;
	add_path(&path, root, name);
	const bool lacks = !path.failed && stat(path.p, &st) &&
			   (errno == ENOENT || errno == ENOTDIR);
	ent_buf_release(&path);
	return lacks;
}

/* ---- the root of a memory -------------------------------------------------------- */

static bool add_root(ent_root *root, const char *path)
{
	char real[PATH_MAX];
	struct stat st;
	if (!realpath(path, real) || stat(real, &st) || !S_ISDIR(st.st_mode))
		return true; /* it no longer exists */
	for (int k = 0; k < root->n; k++)
		if (ent_str_is(root->folders[k], real))
			return true;
	root->folders[root->n] = ent_arena_str(root->arena, ent_str_of(real));
	return root->folders[root->n++].p != NULL;
}

/* The path of a name, in the arena. */
static ent_str path_of(ent_arena *arena, ent_str name)
{
	ent_buf path = ENT_BUF_INIT;
	ent_file_name_path(&path, name);
	const ent_str copy = path.failed ? (ent_str){ NULL, 0 }
					 : ent_arena_str(arena, ent_buf_str(&path));
	ent_buf_release(&path);
	return copy;
}

/* A setting that is a path; "" without one. */
static ent_status get_path(ent_str *path,
			   ent_root *root,
			   ent_store *store,
			   ent_str setting,
			   ent_error *err)
{
	ent_str name;
	ent_status status =
		ent_store_setting_get(&name, store, setting, root->arena, err);
	if (!status && !(*path = path_of(root->arena, name)).p)
		status = ent_fail_memory(err);
	return status;
}

static ent_status put_path(ent_store *store,
			   ent_str setting,
			   ent_str path,
			   ent_error *err)
{
	ent_buf name = ENT_BUF_INIT;
	ent_file_name_add(&name, path);
	ent_status status = name.failed
				    ? ent_fail_memory(err)
				    : ent_store_setting_put(store, setting,
							    ent_buf_str(&name), err);
	ent_buf_release(&name);
	return status;
}

static ent_status read_links(ent_root *root, ent_store *store, ent_error *err)
{
	ent_str links;
	ent_status status =
		ent_store_setting_get(&links, store, ENT_STR(LINKS), root->arena, err);
	for (ent_str rest = links; !status && rest.n;) {
		ent_str name = ent_str_cut(&rest, '\n');
		const ent_str real = path_of(root->arena, ent_str_cut(&name, '\t'));
		if (!real.p || !name.p || !add_link(root, real.p, name))
			return ent_fail_memory(err);
	}
	root->links_stored = true;
	return status;
}

static ent_status store_links(const ent_root *root, ent_store *store, ent_error *err)
{
	ent_buf links = ENT_BUF_INIT;
	for (int k = 0; k < root->n_links; k++) {
		if (k)
			ent_buf_add_char(&links, '\n');
		ent_file_name_add(&links, root->links[k].real);
		ent_buf_add_char(&links, '\t');
		ent_buf_add(&links, root->links[k].name);
	}
	ent_status status = links.failed
				    ? ent_fail_memory(err)
				    : ent_store_setting_put(store, ENT_STR(LINKS),
							    ent_buf_str(&links), err);
	ent_buf_release(&links);
	return status;
}

static ent_status read_roots(ent_root *root, ent_store *store, ent_error *err)
{
	ent_str absolute, relative;
	ent_buf path = ENT_BUF_INIT;
	ent_status status = get_path(&relative, root, store, ENT_STR(FROM_MEMORY), err);
	if (!status)
		status = get_path(&absolute, root, store, ENT_STR(ROOT), err);
	if (status)
		return status;
	root->stored = root->links_stored = absolute.n > 0;
	bool ok = !absolute.n || add_root(root, absolute.p);
	if (ok && relative.n) {
		ent_buf_add(&path, folder_of(ent_store_path(store)));
		ent_buf_add_char(&path, '/');
		ent_buf_add(&path, relative);
		ok = !path.failed && add_root(root, path.p);
	}
	ent_buf_release(&path);
	return ok ? read_links(root, store, err) : ent_fail_memory(err);
}

/* The root that contains the place of the batch, the deepest one. */
static void choose_root(ent_root *root, const char *where)
{
	char real[PATH_MAX];
	size_t deepest = 0;
	if (!strcmp(where, "-") ? !getcwd(real, sizeof(real)) : !realpath(where, real))
		return;
	for (int k = 0; k < root->n; k++)
		if (inside(root->folders[k], real) && root->folders[k].n > deepest) {
			root->used = k;
			deepest = root->folders[k].n;
		}
}

ent_status ent_root_open(ent_root *out,
			 ent_store *store,
			 const char *where,
			 ent_arena *arena,
			 ent_error *err)
{
	ent_root root = { .arena = arena };
	ent_status status = store ? read_roots(&root, store, err) : ENT_OK;
	if (!status && !root.n && (!add_root(&root, ".")))
		status = ent_fail_memory(err);
	if (!status && !root.n)
		status = ent_fail(err, ENT_EIO, "cannot find the working folder: %s",
				  strerror(errno));
	choose_root(&root, where);
	if (!status)
		*out = root;
	return status;
}

/* How one folder is reached from another, when one contains the other; "" else. */
static bool add_way(ent_buf *out, ent_str from, ent_str to)
{
	const char *rest = inside(from, to.p);
	if (rest) {
		ent_buf_add(out, ent_str_of(rest));
	} else if ((rest = inside(to, from.p))) {
		ent_buf_add(out, ENT_STR(".."));
		for (; *rest; rest++)
			if (*rest == '/')
				ent_buf_add(out, ENT_STR("/.."));
	}
	return !out->failed;
}

ent_status ent_root_store(const ent_root *root, ent_store *store, ent_error *err)
{
	char real[PATH_MAX];
	ent_str known;
	ent_buf folder = ENT_BUF_INIT, way = ENT_BUF_INIT;
	ent_status status = root->n_links && !root->links_stored
				    ? store_links(root, store, err)
				    : ENT_OK;
	if (!status)
		status = ent_store_setting_get(&known, store, ENT_STR(ROOT),
					       root->arena, err);
	if (status || known.n)
		return status;
	ent_buf_add(&folder, folder_of(ent_store_path(store)));
	bool ok = !folder.failed;
	if (ok && realpath(folder.p, real))
		ok = add_way(&way, ent_str_of(real), root->folders[root->used]);
	if (!ok)
		status = ent_fail_memory(err);
	if (!status)
		status = put_path(store, ENT_STR(ROOT), root->folders[root->used], err);
	if (!status && way.n)
		status = put_path(store, ENT_STR(FROM_MEMORY), ent_buf_str(&way), err);
	ent_buf_release(&folder);
	ent_buf_release(&way);
	return status;
}
