/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a folder that may be releases. */
#include <sys/stat.h>

#include "pairing/folder.h"
#include "unit/stored.h"

static void touch(const char *folder, const char *name)
{
	char path[128];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fclose(f);
}

static void files_of_pages_and_hidden_ones_are_passed_over(void **state)
{
	struct stored *st = *state;
	static const char *const files[] = { "a.en.html", "b.txt",    ".hidden",
					     "style.css", "logo.png", "sub/c.xml" };
	char path[128], loop[128];
	ent_folder found;
	snprintf(path, sizeof(path), "%s/sub", st->folder);
	assert_int_equal(mkdir(path, 0700), 0);
	/* a link into a folder that contains it */
	snprintf(loop, sizeof(loop), "%s/sub/loop", st->folder);
	assert_int_equal(symlink(st->folder, loop), 0);
	for (size_t k = 0; k < sizeof(files) / sizeof(files[0]); k++)
		touch(st->folder, files[k]);
	OK(ent_folder_files(&found, st->folder, NULL, st->arena, &st->err));
	bool seen[3] = { false };
	for (uint32_t k = 0; k < found.n; k++) {
		seen[0] |= ent_str_ends(found.paths[k], ENT_STR("/a.en.html"));
		seen[1] |= ent_str_ends(found.paths[k], ENT_STR("/b.txt"));
		seen[2] |= ent_str_ends(found.paths[k], ENT_STR("/sub/c.xml"));
	}
	assert_true(seen[0] && seen[1] && seen[2]);
	assert_int_equal(found.n, 3); /* not the memory beside them either */
	assert_int_equal(found.n_unreadable, 0);
	unlink(loop);
	for (size_t k = 0; k < sizeof(files) / sizeof(files[0]); k++) {
		char file[192];
		snprintf(file, sizeof(file), "%s/%s", st->folder, files[k]);
		unlink(file);
	}
	rmdir(path);
}

static void a_folder_that_is_missing_is_an_error(void **state)
{
	struct stored *st = *state;
	ent_folder found;
	assert_int_equal(ent_folder_files(&found, "/nowhere/at/all", NULL, st->arena,
					  &st->err) != 0,
			 1);
	assert_true(st->err.message[0] != '\0');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(files_of_pages_and_hidden_ones_are_passed_over),
		STORED(a_folder_that_is_missing_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
