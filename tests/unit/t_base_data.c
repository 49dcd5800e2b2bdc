/* SPDX-License-Identifier: Apache-2.0 */
/* Data files: linked in, and replaced under $ENTENTE_DATA. */
#include <sys/stat.h>

#include "base/data.h"
#include "unit/stored.h"

static void a_file_that_ships_is_found(void **state)
{
	(void)state;
	ent_data data;
	ent_error err;
	unsetenv("ENTENTE_DATA");
	assert_int_equal(ent_data_open(&data, "segmentation/fr.txt", &err), 0);
	assert_true(data.bytes.n > 100);
	ent_data_close(&data);
	assert_int_equal(ent_data_open(&data, "segmentation/xx.txt", &err),
			 ENT_ENOTFOUND);
	assert_int_equal(ent_data_open(&data, "../Makefile", &err), ENT_ENOTFOUND);
}

static void every_file_of_the_table_is_found(void **state)
{
	(void)state;
	ent_error err;
	size_t n = 0;
	unsetenv("ENTENTE_DATA");
	for (const struct ent_embedded *e = ent_embedded_files; e->name; e++, n++) {
		ent_data data;
		assert_int_equal(ent_data_open(&data, e->name, &err), 0);
		assert_ptr_equal(data.bytes.p, e->start);
		ent_data_close(&data);
	}
	assert_true(n > 5);
}

static void a_file_in_the_folder_replaces_the_one_that_ships(void **state)
{
	(void)state;
	char folder[] = "/tmp/entente-data-XXXXXX", path[96], sub[64];
	ent_data data;
	ent_error err;
	assert_non_null(mkdtemp(folder));
	snprintf(sub, sizeof(sub), "%s/segmentation", folder);
	assert_int_equal(mkdir(sub, 0700), 0);
	snprintf(path, sizeof(path), "%s/fr.txt", sub);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("ours\n", f);
	fclose(f);
	setenv("ENTENTE_DATA", folder, 1);
	assert_int_equal(ent_data_open(&data, "segmentation/fr.txt", &err), 0);
	assert_true(ent_str_is(data.bytes, "ours\n"));
	ent_data_close(&data);
	/* the others are those that ship */
	assert_int_equal(ent_data_open(&data, "segmentation/en.txt", &err), 0);
	assert_true(data.bytes.n > 100);
	ent_data_close(&data);
	unsetenv("ENTENTE_DATA");
	unlink(path);
	rmdir(sub);
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_that_ships_is_found),
		cmocka_unit_test(every_file_of_the_table_is_found),
		cmocka_unit_test(a_file_in_the_folder_replaces_the_one_that_ships),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
