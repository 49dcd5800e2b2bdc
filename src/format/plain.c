/* SPDX-License-Identifier: Apache-2.0 */
/* plain.c - plain text: paragraphs with blank lines between them. */
#include "format/release.h"

void ent_plain_read_as(ent_release *release, ent_str text, uint32_t line, ent_kind kind)
{
	ent_buf paragraph = ENT_BUF_INIT;
	uint32_t begun = line;
	for (ent_str rest = text; rest.p; line++) {
		const ent_str one = ent_str_cut(&rest, '\n');
		if (ent_is_blank(one)) {
			ent_release_add(release, ent_buf_str(&paragraph), kind, begun);
			ent_buf_clear(&paragraph);
			begun = line + 1;
		}
		ent_buf_add(&paragraph, one);
		ent_buf_add_char(&paragraph, '\n');
	}
	ent_release_add(release, ent_buf_str(&paragraph), kind, begun);
	release->failed |= paragraph.failed;
	ent_buf_release(&paragraph);
}

void ent_plain_read(ent_release *release, ent_str text, uint32_t line)
{
	ent_plain_read_as(release, text, line, ENT_KIND_BODY);
}
