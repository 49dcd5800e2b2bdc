/* SPDX-License-Identifier: Apache-2.0 */
/* subtitles_read.c - subtitles: SubRip (SRT) and WebVTT.
 *
 * What: the text of cues, without numbers, time codes, positions and tags.  A sentence
 * that continues in the next cue is one paragraph; speakers of one cue, whose lines
 * begin with a dash, are paragraphs of their own.  The place of a paragraph is the
 * number of its first cue, by counting, because the numbers in files that were cut are
 * not in order.
 *
 *     12
 *     00:01:02,500 --> 00:01:04,000
 *     The <i>first</i> line
 *     and the second.
 *
 * WebVTT: W3C, "WebVTT: The Web Video Text Tracks Format", sections 4 and 6; SubRip has
 * no standard.  Time O(n).
 */
#include <string.h>

#include "base/ascii.h"
#include "format/release/release.h"
#include "format/xml_scan.h"

struct cues {
	ent_release *release;
	ent_buf text; /* the paragraph at hand */
	uint32_t begun, cue;
	bool vtt;
};

static bool is_digits(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (!ent_is_digit(s.p[k]))
			return false;
	return s.n > 0 && s.n < 8;
}

/* "00:01:02,500 --> 00:01:04,000", hours and position as they come. */
static bool is_time(ent_str line)
{
	line = ent_str_trim(line);
	const char *arrow = line.n > 12 ? memmem(line.p, line.n, "-->", 3) : NULL;
	if (!arrow || !ent_is_digit(line.p[0]))
		return false;
	unsigned colons = 0;
	for (const char *p = line.p; p < arrow; p++) {
		colons += *p == ':';
		if (!ent_is_digit(*p) && !strchr(":,. \t", *p))
			return false;
	}
	return colons > 0 && colons < 3;
}

static bool is_subtitles(const ent_release_head *head)
{
	ent_str rest = head->text;
	if (ent_str_starts(rest, ENT_STR("\xEF\xBB\xBF")))
		rest = ent_str_slice(rest, 3, rest.n);
	if (ent_str_starts(rest, ENT_STR("WEBVTT")))
		return rest.n == 6 || ent_is_space(rest.p[6]);
	ent_str line = ENT_STR("");
	while (rest.p && !line.n)
		line = ent_str_trim(ent_str_cut(&rest, '\n'));
	return is_digits(line) ? is_time(ent_str_cut(&rest, '\n')) : is_time(line);
}

/* ---- text of a line ----------------------------------------------------------------- */

/* Appends a line without <i>, <font ...>, <v Name>, {\an8} and {y:i}. */
static void add_clean(ent_buf *to, ent_str line, bool vtt)
{
	ent_buf kept = ENT_BUF_INIT;
	for (size_t k = 0; k < line.n; k++) {
		const char c = line.p[k], next = k + 1 < line.n ? line.p[k + 1] : ' ';
		const bool tag = c == '<' && (ent_is_letter(next) || next == '/' ||
					      (vtt && ent_is_digit(next)));
		const bool style = c == '{' && (next == '\\' || ent_is_letter(next));
		const char *end =
			tag || style ? memchr(line.p + k, tag ? '>' : '}', line.n - k)
				     : NULL;
		if (end)
			k = (size_t)(end - line.p);
		else
			ent_buf_add_char(&kept, c);
	}
	ent_xml_repairs repairs = { .characters = 0 };
	if (vtt && kept.n)
		ent_xml_decode(to, ent_buf_str(&kept), &repairs);
	else
		ent_buf_add(to, ent_buf_str(&kept));
	to->failed |= kept.failed;
	ent_buf_release(&kept);
}

static size_t dash_size(ent_str s)
{
	static const char *const dashes[] = { "-", "\xE2\x80\x93", "\xE2\x80\x94",
					      "\xE2\x80\x90" };
	for (size_t k = 0; k < sizeof(dashes) / sizeof(*dashes); k++)
		if (ent_str_starts(s, ent_str_of(dashes[k])))
			return strlen(dashes[k]);
	return 0;
}

/* ---- paragraphs --------------------------------------------------------------------- */

static void end_paragraph(struct cues *c)
{
	if (c->text.n)
		ent_release_add(c->release, ent_buf_str(&c->text), ENT_KIND_BODY,
				c->begun);
	c->release->failed |= c->text.failed;
	ent_buf_clear(&c->text);
}

static bool ends_sentence(ent_str s)
{
	static const char *const ends[] = { ".",           "!",        "?",
					    ":",           "\"",       ")",
					    "]",           "\xC2\xBB", "\xE2\x80\x9D",
					    "\xE2\x99\xAA" };
	for (size_t k = 0; k < sizeof(ends) / sizeof(*ends); k++)
		if (ent_str_ends(s, ent_str_of(ends[k])))
			return !ent_str_ends(s, ENT_STR("..."));
	return false;
}

/* Whether a cue continues the sentence of the one before it. */
static bool goes_on(const struct cues *c, ent_str text)
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

/* A line of a cue, the first of it or not. */
static void add_line(struct cues *c, ent_str line, bool first)
{
	ent_buf clean = ENT_BUF_INIT;
	add_clean(&clean, ent_str_trim(line), c->vtt);
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

static ent_str next_line(ent_str *rest)
{
	ent_str line = ent_str_cut(rest, '\n');
	while (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

static ent_status read_subtitles(ent_release *release, ent_str text, ent_error *err)
{
	struct cues c = { .release = release,
			  .vtt = memmem(text.p, text.n < 16 ? text.n : 16, "WEBVTT",
					6) };
	bool in_cue = false, first = false, blank = true;
	(void)err;
	for (ent_str rest = text; rest.p;) {
		const ent_str line = next_line(&rest);
		ent_str peek = rest, next = peek.p ? next_line(&peek) : ENT_STR("");
		if (is_time(line)) {
			c.cue++;
			in_cue = first = true;
		} else if (!ent_str_trim(line).n) {
			/* WebVTT has notes and styles between cues */
			in_cue = in_cue && !c.vtt;
			blank = true;
			continue;
		} else if ((is_digits(ent_str_trim(line)) || (blank && c.vtt)) &&
			   is_time(next)) {
			in_cue = false; /* the number or name of the next cue */
		} else if (in_cue) {
			add_line(&c, line, first);
			first = false;
		}
		blank = false;
	}
	end_paragraph(&c);
	ent_buf_release(&c.text);
	release->doc.part = ENT_STR("subtitle");
	return ENT_OK;
}

const ent_release_reader ent_subtitles_reader = {
	.name = "subtitles",
	.fits = is_subtitles,
	.read = read_subtitles,
};
