/* SPDX-License-Identifier: Apache-2.0 */
/* by_name.c - the two languages of one release, by the names of their files.
 *
 * Institutions mark the language somewhere in the path: report.fr.html,
 * report_FR.html, /fr/2024/report.html beside /en/2024/report.html, report-f.txt
 * beside report-e.txt, communique_fra.docx, or in one of the two names only
 * (report.html, report.fr.html).
 *
 * Method: a mark is a part of the path, between two of the separators / . _ -,
 * that spells a language; a name without its marks is the same for both
 * languages.  For each target file the source names it may answer are made by
 * writing the source language into its marks (all of them, then each alone,
 * last first, then none) and looked up among the files.  The first that exists
 * and is free wins.  Extensions may differ.
 *
 * Time: O(n log n) in files for the sorting; a look-up is a binary search.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/fail.h"
#include "pairing/by_name.h"
#include "text/lang.h"

enum { MAX_MARKS = 4, MAX_SPELLINGS = 4, MAX_DEPTH = 32 };

/* How one language is spelled in names, all lower case. */
struct spellings {
	char text[MAX_SPELLINGS][16];
	int n;
};

struct mark {
	size_t start, end; /* bytes of the stem */
	int spelling;
};

struct names {
	ent_str *paths; /* sorted */
	bool *used;
	uint32_t n;
	struct spellings from, to;
};

static void add_spelling(struct spellings *s, ent_str text)
{
	if (s->n == MAX_SPELLINGS || text.n < 1 || text.n >= sizeof(s->text[0]))
		return;
	for (size_t k = 0; k < text.n; k++)
		s->text[s->n][k] = (char)tolower((unsigned char)text.p[k]);
	s->text[s->n++][text.n] = '\0';
}

/* The code, its three letters, its English name, and its initial (the -e and
 * -f of Canadian and UN file names). */
static void spell(struct spellings *s, ent_str lang)
{
	*s = (struct spellings){ .n = 0 };
	lang = ent_lang_base(lang);
	add_spelling(s, lang);
	add_spelling(s, ent_str_of(ent_lang_iso3(lang)));
	char name[16];
	add_spelling(s, ent_lang_english_name(lang, name, sizeof(name)));
	add_spelling(s, ent_str_slice(lang, 0, lang.n ? 1 : 0));
}

static bool is_separator(char c)
{
	return c == '/' || c == '.' || c == '_' || c == '-';
}

/* The path without its extension. */
static size_t stem_length(ent_str path)
{
	for (size_t k = path.n; k-- > 0 && path.p[k] != '/';)
		if (path.p[k] == '.')
			return path.n - k <= 6 ? k : path.n;
	return path.n;
}

static int find_marks(struct mark *marks, ent_str stem, const struct spellings *lang)
{
	int n = 0;
	for (size_t end = stem.n; end > 0 && n < MAX_MARKS;) {
		size_t start = end;
		while (start > 0 && !is_separator(stem.p[start - 1]))
			start--;
		for (int k = 0; k < lang->n; k++)
			if (strlen(lang->text[k]) == end - start &&
			    !strncasecmp(lang->text[k], stem.p + start, end - start)) {
				marks[n++] = (struct mark){ start, end, k };
				break;
			}
		if (start == 0)
			break;
		end = start - 1;
	}
	return n;
}

/* Spelling k of the other language in the letter case of what it replaces. */
static void add_in_case(ent_buf *out, const char *spelling, ent_str replaced)
{
	bool upper = isupper((unsigned char)replaced.p[0]);
	bool all = upper && (replaced.n < 2 || isupper((unsigned char)replaced.p[1]));
	for (size_t k = 0; spelling[k]; k++) {
		int c = (unsigned char)spelling[k];
		ent_buf_add_char(out, (char)(all || (upper && !k) ? toupper(c) : c));
	}
}

/* The stem with the marks in `which` (a set of bits) written in the source
 * language; with drop they go, and the separator before them. */
static void rewrite(ent_buf *out,
		    ent_str stem,
		    const struct mark *marks,
		    int n_marks,
		    unsigned which,
		    bool drop,
		    const struct spellings *from)
{
	size_t at = 0;
	ent_buf_clear(out);
	for (int m = n_marks; m-- > 0;) { /* marks are listed last first */
		if (!(which & 1u << m))
			continue;
		size_t start = marks[m].start;
		if (drop && start > 0)
			start--;
		ent_buf_add(out, ent_str_slice(stem, at, start));
		if (!drop && marks[m].spelling < from->n)
			add_in_case(out, from->text[marks[m].spelling],
				    ent_str_slice(stem, marks[m].start, marks[m].end));
		at = marks[m].end;
	}
	ent_buf_add(out, ent_str_slice(stem, at, stem.n));
}

/* A free file with this stem, of the same extension if there is one. */
static bool find_free(uint32_t *out,
		      const struct names *names,
		      ent_str stem,
		      ent_str path)
{
	bool found = false;
	uint32_t low = (uint32_t)ent_lower_bound(
		&stem, names->paths, names->n, sizeof(*names->paths), ent_str_item_cmp);
	ent_str extension = ent_str_slice(path, stem_length(path), path.n);
	for (; low < names->n && ent_str_starts(names->paths[low], stem); low++) {
		ent_str other = names->paths[low];
		if (names->used[low] || stem_length(other) != stem.n ||
		    ent_str_eq(other, path))
			continue;
		bool same =
			ent_str_eq(ent_str_slice(other, stem.n, other.n), extension);
		if (same || !found)
			*out = low;
		found = true;
		if (same)
			break;
	}
	return found;
}

/* The source file that the target file k answers. */
static bool find_source(uint32_t *out,
			const struct names *names,
			uint32_t k,
			ent_buf *buf)
{
	struct mark marks[MAX_MARKS];
	ent_str path = names->paths[k];
	ent_str stem = ent_str_slice(path, 0, stem_length(path));
	int n = find_marks(marks, stem, &names->to);
	unsigned all = (1u << n) - 1;
	for (int drop = 0; n && drop < 2; drop++)
		for (int m = -1; m < n; m++) {
			unsigned which = m < 0 ? all : 1u << m;
			if (n == 1 && m == 0)
				break;
			rewrite(buf, stem, marks, n, which, drop, &names->from);
			if (!buf->failed &&
			    find_free(out, names, ent_buf_str(buf), path))
				return true;
		}
	return false;
}

/* The other way round: a target whose name bears no mark. */
static bool find_target(uint32_t *out,
			const struct names *names,
			uint32_t k,
			ent_buf *buf)
{
	struct mark marks[MAX_MARKS];
	ent_str path = names->paths[k];
	ent_str stem = ent_str_slice(path, 0, stem_length(path));
	int n = find_marks(marks, stem, &names->from);
	for (int m = 0; m < n; m++) {
		rewrite(buf, stem, marks, n, 1u << m, true, &names->to);
		if (!buf->failed && find_free(out, names, ent_buf_str(buf), path))
			return true;
	}
	return false;
}

static int compare_pairs(const void *a, const void *b)
{
	return ent_str_cmp(((const ent_file_pair *)a)->source,
			   ((const ent_file_pair *)b)->source);
}

ent_status ent_pair_names(ent_pairing *out,
			  ent_str *paths,
			  uint32_t n,
			  ent_str from,
			  ent_str to,
			  ent_arena *arena,
			  ent_error *err)
{
	ent_file_pair *pairs = ENT_NEW_ARRAY(arena, ent_file_pair, n);
	ent_str *unpaired = ENT_NEW_ARRAY(arena, ent_str, n);
	struct names names = {
		paths, ENT_NEW_ARRAY(arena, bool, n), n, { .n = 0 }, { .n = 0 }
	};
	ent_buf buf = ENT_BUF_INIT;
	uint32_t n_pairs = 0, n_unpaired = 0, other;
	if (!pairs || !unpaired || !names.used)
		return ent_fail_memory(err);
	spell(&names.from, from);
	spell(&names.to, to);
	if (n)
		qsort(paths, n, sizeof(*paths), ent_str_item_cmp);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t k = 0; k < n; k++) {
			if (names.used[k] || !(pass ? find_target : find_source)(
						     &other, &names, k, &buf))
				continue;
			names.used[k] = names.used[other] = true;
			pairs[n_pairs++] =
				pass ? (ent_file_pair){ paths[k], paths[other], "name",
							1 }
				     : (ent_file_pair){ paths[other], paths[k], "name",
							1 };
		}
	ent_buf_release(&buf);
	for (uint32_t k = 0; k < n; k++)
		if (!names.used[k])
			unpaired[n_unpaired++] = paths[k];
	if (n_pairs)
		qsort(pairs, n_pairs, sizeof(*pairs), compare_pairs);
	*out = (ent_pairing){ pairs, n_pairs, unpaired, n_unpaired };
	return ENT_OK;
}

/* ---- finding files --------------------------------------------------------- */

struct found {
	ent_str *paths;
	uint32_t n;
	size_t room;
	ent_arena *arena;
	struct {
		dev_t device;
		ino_t inode;
	} above[MAX_DEPTH + 1]; /* the folders that the one at hand is in */
};

/* What a web page brings along, and memories themselves. */
static bool is_wanted(const char *name)
{
	static const char *const passed[] = {
		".entente", ".entente-wal", ".entente-shm", ".entente-journal",
		".css",     ".js",          ".png",         ".jpg",
		".jpeg",    ".gif",         ".svg",         ".webp",
		".ico",     ".woff",        ".woff2",       ".ttf",
		".mp3",     ".mp4",
	};
	const ent_str s = ent_str_of(name);
	for (size_t k = 0; k < sizeof(passed) / sizeof(passed[0]); k++)
		if (s.n > strlen(passed[k]) &&
		    !strcasecmp(s.p + s.n - strlen(passed[k]), passed[k]))
			return false;
	return name[0] != '.';
}

static ent_status keep(struct found *found, ent_str path, ent_error *err)
{
	if (!ENT_GROW(found->paths, found->room, found->n + 1))
		return ent_fail_memory(err);
	ent_str copy = ent_arena_str(found->arena, path);
	if (!copy.p)
		return ent_fail_memory(err);
	found->paths[found->n++] = copy;
	return ENT_OK;
}

static ent_status walk(struct found *found, ent_buf *path, int depth, ent_error *err);

/* One entry of a folder, whose name stands in path behind length bytes. */
static ent_status visit(struct found *found, ent_buf *path, int depth, ent_error *err)
{
	struct stat st;
	if (stat(path->p, &st))
		return ENT_OK; /* gone meanwhile, or a link to nothing */
	if (S_ISDIR(st.st_mode)) {
		/* a link to a folder above would go round for ever */
		for (int k = 0; k <= depth; k++)
			if (found->above[k].device == st.st_dev &&
			    found->above[k].inode == st.st_ino)
				return ENT_OK;
		return depth < MAX_DEPTH ? walk(found, path, depth + 1, err) : ENT_OK;
	}
	return S_ISREG(st.st_mode) ? keep(found, ent_buf_str(path), err) : ENT_OK;
}

static ent_status walk(struct found *found, ent_buf *path, int depth, ent_error *err)
{
	DIR *folder = opendir(path->p);
	ent_status status = ENT_OK;
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

ent_status ent_pair_folder(ent_pairing *out,
			   const char *folder,
			   ent_str from,
			   ent_str to,
			   ent_arena *arena,
			   ent_error *err)
{
	struct found found = { .arena = arena };
	ent_buf path = ENT_BUF_INIT;
	ent_buf_add(&path, ent_str_of(folder));
	ent_status status =
		path.failed ? ent_fail_memory(err) : walk(&found, &path, 0, err);
	if (!status)
		status =
			ent_pair_names(out, found.paths, found.n, from, to, arena, err);
	ent_buf_release(&path);
	/* the pairing points at the strings, not at this array */
	free(found.paths);
	return status;
}

ent_status ent_pair_list(ent_pairing *out,
			 ent_str list,
			 ent_str name,
			 ent_arena *arena,
			 ent_error *err)
{
	uint32_t room = 0, n = 0, line = 0;
	for (size_t k = 0; k < list.n; k++)
		room += list.p[k] == '\n';
	ent_file_pair *pairs = ENT_NEW_ARRAY(arena, ent_file_pair, room + 1);
	if (!pairs)
		return ent_fail_memory(err);
	for (ent_str rest = list; rest.p;) {
		ent_str row = ent_str_trim(ent_str_cut(&rest, '\n'));
		line++;
		if (!row.n || row.p[0] == '#')
			continue;
		ent_str source = ent_str_trim(ent_str_cut(&row, '\t'));
		ent_str target = ent_str_trim(ent_str_cut(&row, '\t'));
		if (!source.n || !target.n) {
			ent_fail_line(
				err, ENT_EFORMAT, line,
				"expected two file names with a tab between them");
			return ent_error_in(err, ENT_EFORMAT, name);
		}
		pairs[n] = (ent_file_pair){ ent_arena_str(arena, source),
					    ent_arena_str(arena, target), "list", 1 };
		if (!pairs[n].source.p || !pairs[n].target.p)
			return ent_fail_memory(err);
		n++;
	}
	*out = (ent_pairing){ .pairs = pairs, .n_pairs = n };
	return ENT_OK;
}
