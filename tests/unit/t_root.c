/* SPDX-License-Identifier: Apache-2.0 */
/* The names of files, however their paths were typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "pairing/root.h"

static char folder[] = "/tmp/t_root.XXXXXX";
static ent_arena *arena;

static void touch(const char *path)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
}

static int make_tree(void **state)
{
	(void)state;
	arena = ent_arena_new(0);
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("in", 0755), 0);
	assert_int_equal(mkdir("in/sub", 0755), 0);
	assert_int_equal(mkdir(".objects", 0755), 0);
	touch("in/a.txt");
	touch("in/sub/b.txt");
	touch(".objects/1234");
	assert_int_equal(symlink("in", "link"), 0);
	assert_int_equal(symlink("a.txt", "in/same.txt"), 0);
	assert_int_equal(symlink("../.objects/1234", "in/kept.txt"), 0);
	assert_int_equal(symlink("nowhere", "in/broken.txt"), 0);
	return 0;
}

static int remove_tree(void **state)
{
	(void)state;
	char command[64];
	ent_arena_free(arena);
	assert_int_equal(chdir("/"), 0);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	FILE *shell = popen(command, "r");
	return shell ? pclose(shell) : 1;
}

static void expect_name(const char *path, const char *want)
{
	ent_root root;
	ent_str name;
	ent_error err;
	assert_int_equal(ent_root_open(&root, NULL, ".", arena, &err), 0);
	assert_int_equal(ent_root_name(&name, &root, path, &err), 0);
	assert_string_equal(name.p, want);
}

static void spellings_of_one_file_have_one_name(void **state)
{
	(void)state;
	char absolute[64];
	snprintf(absolute, sizeof(absolute), "%s/in/a.txt", folder);
	const char *const paths[] = { "in/a.txt",           "./in/a.txt",
				      "in//a.txt",          "in/./a.txt",
				      "in/sub/../a.txt",    "link/a.txt",
				      "./link/../in/a.txt", absolute,
				      "in/same.txt" };
	for (size_t k = 0; k < sizeof(paths) / sizeof(paths[0]); k++)
		expect_name(paths[k], "in/a.txt");
}

static void folders_have_names(void **state)
{
	(void)state;
	expect_name("in", "in");
	expect_name("in/", "in");
	expect_name("./in//", "in");
	expect_name("link", "in");
	expect_name(".", ".");
	expect_name("in/..", ".");
	expect_name("in/sub/.", "in/sub");
}

static void a_link_into_a_hidden_folder_keeps_its_name(void **state)
{
	(void)state;
	expect_name("in/kept.txt", "in/kept.txt");
	expect_name("in/broken.txt", "in/broken.txt");
}

static void files_that_are_not_there_have_names(void **state)
{
	(void)state;
	expect_name("in/gone.txt", "in/gone.txt");
	expect_name("./in/gone.txt", "in/gone.txt");
	expect_name("nowhere/../in/gone.txt", "in/gone.txt");
	expect_name("nowhere/gone.txt", "nowhere/gone.txt");
}

static void outside_the_root_names_are_absolute(void **state)
{
	(void)state;
	expect_name("/", "/");
	expect_name("/dev/null", "/dev/null");
	assert_int_equal(chdir("in/sub"), 0);
	char want[64];
	snprintf(want, sizeof(want), "%s/in/a.txt", folder);
	expect_name("../a.txt", want);
	assert_int_equal(chdir(folder), 0);
}

static void only_what_is_gone_is_lacking(void **state)
{
	(void)state;
	ent_root root;
	ent_error err;
	assert_int_equal(ent_root_open(&root, NULL, "in", arena, &err), 0);
	assert_false(ent_root_lacks(&root, ENT_STR("in/a.txt")));
	assert_true(ent_root_lacks(&root, ENT_STR("in/gone.txt")));
	assert_true(ent_root_lacks(&root, ENT_STR("nowhere/gone.txt")));
	assert_true(ent_root_lacks(&root, ENT_STR("/nowhere/gone.txt")));
	assert_false(ent_root_lacks(&root, ENT_STR("/dev/null")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_one_file_have_one_name),
		cmocka_unit_test(folders_have_names),
		cmocka_unit_test(a_link_into_a_hidden_folder_keeps_its_name),
		cmocka_unit_test(files_that_are_not_there_have_names),
		cmocka_unit_test(outside_the_root_names_are_absolute),
		cmocka_unit_test(only_what_is_gone_is_lacking),
	};
	return cmocka_run_group_tests(tests, make_tree, remove_tree);
}
