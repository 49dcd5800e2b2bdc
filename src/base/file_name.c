/* SPDX-License-Identifier: Apache-2.0 */
/* file_name.c - the path of a file as text, and back.
 *
 * A path is any bytes (POSIX.1-2008, 3.271), but a memory holds text and a name is
 * printed on one line: a control character, and a byte that is not UTF-8, is written as
 * \x and two hexadecimal digits.  Where a path has such four characters itself, its
 * backslash is written so (\x5C), so that two paths never have the same name.
 */
#include "base/file_name.h"
#include "base/ascii.h"
#include "base/utf8.h"

static int digit(char c)
{
	return ent_is_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that is written at k; -1 for none. */
static int written_at(ent_str s, size_t k)
{
	if (s.n - k < 4 || s.p[k] != '\\' || s.p[k + 1] != 'x')
		return -1;
	const int high = digit(s.p[k + 2]), low = digit(s.p[k + 3]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool is_control(unsigned char c)
{
	return c < ' ' || c == 0x7F;
}

static void add_byte(ent_buf *to, char c)
{
	ent_buf_addf(to, "\\x%02X", (unsigned char)c);
}

static void add_text(ent_buf *to, ent_str text)
{
	for (size_t k = 0; k < text.n; k++)
		if (is_control((unsigned char)text.p[k]) || written_at(text, k) >= 0)
			add_byte(to, text.p[k]);
		else
			ent_buf_add_char(to, text.p[k]);
}

void ent_file_name_add(ent_buf *to, ent_str path)
{
	size_t good;
	while (!ent_utf8_valid(path, &good)) {
		add_text(to, ent_str_slice(path, 0, good));
		add_byte(to, path.p[good]);
		path = ent_str_slice(path, good + 1, path.n);
	}
	add_text(to, path);
}

void ent_file_name_path(ent_buf *to, ent_str name)
{
	for (size_t k = 0; k < name.n; k++) {
		const int byte = written_at(name, k);
		if (byte >= 0x80 || byte == '\\' ||
		    (byte > 0 && is_control((unsigned char)byte))) {
			ent_buf_add_char(to, (char)byte);
			k += 3;
		} else {
			ent_buf_add_char(to, name.p[k]);
		}
	}
}
