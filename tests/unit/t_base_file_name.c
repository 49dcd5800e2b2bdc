/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_file_name.c - paths of any bytes as names, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file_name.h"
#include "base/utf8.h"

static void has_name(const char *path, const char *name)
{
	ent_buf out = ENT_BUF_INIT, back = ENT_BUF_INIT;
	ent_file_name_add(&out, ent_str_of(path));
	assert_string_equal(out.p, name);
	assert_true(ent_utf8_valid(ent_buf_str(&out), NULL));
	ent_file_name_path(&back, ent_buf_str(&out));
	assert_string_equal(back.p, path);
	ent_buf_release(&out);
	ent_buf_release(&back);
}

static void a_name_is_text_and_gives_its_path_back(void **state)
{
	(void)state;
	has_name("in/note.en.txt", "in/note.en.txt");
	has_name("in/\xC3\xA9t\xC3\xA9.fr", "in/\xC3\xA9t\xC3\xA9.fr");
	has_name("in/\xE9t\xE9.fr", "in/\\xE9t\\xE9.fr");
	has_name("a\tb\nc\x7F", "a\\x09b\\x0Ac\\x7F");
	has_name("a\\b", "a\\b");
	has_name("\\xE9", "\\x5CxE9");
	has_name("\\x5CxE9", "\\x5Cx5CxE9");
	has_name("\\x41", "\\x5Cx41");
	has_name("\xE9\\xE9\xFF", "\\xE9\\x5CxE9\\xFF");
	has_name("\\x\xE9", "\\x\\xE9");
}

static void two_paths_never_have_one_name(void **state)
{
	(void)state;
	/* all paths of four of these bytes */
	static const char bytes[] = { '\\', 'x', 'E', '9', '\xE9', '\n' };
	enum { KINDS = sizeof(bytes), PATHS = KINDS * KINDS * KINDS * KINDS };
	for (int n = 0; n < PATHS; n++) {
		char path[5] = "";
		ent_buf out = ENT_BUF_INIT, back = ENT_BUF_INIT;
		for (int k = 0, rest = n; k < 4; k++, rest /= KINDS)
			path[k] = bytes[rest % KINDS];
		ent_file_name_add(&out, ent_str_of(path));
		ent_file_name_path(&back, ent_buf_str(&out));
		assert_string_equal(back.p, path);
		ent_buf_release(&out);
		ent_buf_release(&back);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_text_and_gives_its_path_back),
		cmocka_unit_test(two_paths_never_have_one_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
