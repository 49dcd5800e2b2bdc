/* SPDX-License-Identifier: Apache-2.0 */
/* cues.c - the paragraphs of subtitles.
 *
 * What: a sentence that continues in the next cue is one paragraph; speakers of one
 * cue, whose lines begin with a dash, are paragraphs of their own.  Time O(n).
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/release/cues.h"
#include "format/xml_scan.h"

/* ---- text of a line -------------------------------------------------------------- */

/* Appends a line without <i>, <font ...>, <v Name>, {\an8} and {y:i}. */
static void add_clean(ent_buf *to, ent_str line, bool references)
{
	ent_buf kept = ENT_BUF_INIT;
	for (size_t k = 0; k < line.n; k++) {
		const char c = line.p[k], next = k + 1 < line.n ? line.p[k + 1] : ' ';
		const bool tag = c == '<' && (ent_is_letter(next) || next == '/' ||
					      (references && ent_is_digit(next)));
		const bool style = c == '{' && (next == '\\' || (ent_is_letter(next) &&
								 k + 2 < line.n &&
								 line.p[k + 2] == ':'));
		const char *end =
			tag || style ? memchr(line.p + k, tag ? '>' : '}', line.n - k)
				     : NULL;
		if (end)
			k = (size_t)(end - line.p);
		else
			ent_buf_add_char(&kept, c);
	}
	ent_xml_repairs repairs = { .characters = 0 };
	if (references && kept.n)
		ent_xml_decode(to, ent_buf_str(&kept), &repairs);
	else
		ent_buf_add(to, ent_buf_str(&kept));
	to->failed |= kept.failed;
	ent_buf_release(&kept);
}

static size_t dash_size(ent_str s)
{
	static const char *const dashes[] = {
		"-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x90", ">>", NULL
	};
	return ent_list_start_of(dashes, s);
}

/* ---- paragraphs ------------------------------------------------------------------ */

static void end_paragraph(ent_cues *c)
{
	if (c->text.n)
		ent_release_add(c->release, ent_buf_str(&c->text), ENT_KIND_BODY,
				c->begun);
	c->release->failed |= c->text.failed;
	ent_buf_clear(&c->text);
}

static bool ends_sentence(ent_str s)
{
	static const char *const ends[] = { ".",
					    "!",
					    "?",
					    ":",
					    "\"",
					    ")",
					    "]",
					    "\xC2\xBB",
					    "\xE2\x80\x9D",
					    "\xE2\x99\xAA",
					    NULL };
	return ent_list_end_of(ends, s) && !ent_str_ends(s, ENT_STR("..."));
}

/* Whether a cue continues the sentence of the one before it. */
static bool goes_on(const ent_cues *c, ent_str text)
{
	if (!c->text.n || ends_sentence(ent_buf_str(&c->text)))
		return false;
	const unsigned char a = (unsigned char)text.p[0];
	const unsigned char b = text.n > 1 ? (unsigned char)text.p[1] : 0;
	const bool small = (a >= 'a' && a <= 'z') || (a == 0xC3 && b >= 0x9F) ||
			   (a == 0xC5 && b == 0x93) || ent_is_digit(text.p[0]) ||
			   ent_str_starts(text, ENT_STR("...")) ||
			   ent_str_starts(text, ENT_STR("\xE2\x80\xA6"));
	return small || ent_str_ends(ent_buf_str(&c->text), ENT_STR(","));
}

void ent_cues_line(ent_cues *c, ent_str line, bool first)
{
	ent_buf clean = ENT_BUF_INIT;
	add_clean(&clean, ent_str_trim(line), c->references);
	ent_str text = clean.n ? ent_str_trim(ent_buf_str(&clean)) : ENT_STR("");
	const size_t dash = dash_size(text);
	if (dash)
		text = ent_str_trim(ent_str_slice(text, dash, text.n));
	if (text.n) {
		if (dash || (first && !goes_on(c, text)))
			end_paragraph(c);
		if (!c->text.n)
			c->begun = c->cue;
		else
			ent_buf_add_char(&c->text, ' ');
		ent_buf_add(&c->text, text);
	}
	c->release->failed |= clean.failed;
	ent_buf_release(&clean);
}

void ent_cues_end(ent_cues *c)
{
	end_paragraph(c);
	ent_buf_release(&c->text);
}
