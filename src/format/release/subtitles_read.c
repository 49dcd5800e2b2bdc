/* SPDX-License-Identifier: Apache-2.0 */
/* subtitles_read.c - subtitles: SubRip (SRT), WebVTT, SubViewer (SBV), MicroDVD,
 * ASS and SSA.
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
 * SubViewer writes the times of a cue as 0:01:02.500,0:01:04.000, and [br] where a line
 * breaks.  MicroDVD has a line for each cue, {25}{100}, the frames, and its text, with
 * | where a line breaks.  ASS and SSA have sections; under [Events] a line "Dialogue:"
 * is a cue, whose last field is its text, with \N where a line breaks; "Comment:" is
 * not shown.
 *
 * WebVTT: W3C, "WebVTT: The Web Video Text Tracks Format", sections 4 and 6; the others
 * have no standard.  Time O(n).
 */
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "format/release/cues.h"

enum kind { KIND_NONE, KIND_SRT, KIND_VTT, KIND_SBV, KIND_FRAMES, KIND_ASS };

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

/* Cuts what is one time, "0:01:02.500", from the beginning of a line. */
static bool cut_time(ent_str *line)
{
	static const char form[] = "0:00:00.00";
	size_t k = 0, at = 0;
	while (at < line->n && ent_is_digit(line->p[at]))
		at++;
	if (!at || at > 3)
		return false;
	for (k = 1; k < sizeof(form) - 1; k++, at++) {
		if (at >= line->n)
			return false;
		const char c = line->p[at];
		if (form[k] == '0' ? !ent_is_digit(c) : c != form[k])
			return false;
	}
	at += at < line->n && ent_is_digit(line->p[at]);
	*line = ent_str_slice(*line, at, line->n);
	return true;
}

/* "0:01:02.500,0:01:04.000" and nothing else. */
static bool is_two_times(ent_str line)
{
	line = ent_str_trim(line);
	if (!cut_time(&line) || !line.n || line.p[0] != ',')
		return false;
	line = ent_str_slice(line, 1, line.n);
	return cut_time(&line) && !line.n;
}

static bool is_head(ent_str line, const char *head)
{
	const size_t n = strlen(head);
	return line.n >= n && !strncasecmp(line.p, head, n);
}

/* A line that ends as on any system. */
static ent_str next_line(ent_str *rest)
{
	size_t n = 0;
	while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r')
		n++;
	const ent_str line = ent_str_slice(*rest, 0, n);
	n += n + 1 < rest->n && !memcmp(rest->p + n, "\r\n", 2);
	*rest = n < rest->n ? ent_str_slice(*rest, n + 1, rest->n)
			    : (ent_str){ NULL, 0 };
	return line;
}

/* Cuts "{25}{100}", which a line of MicroDVD begins with. */
static bool cut_frames(ent_str *line)
{
	ent_str rest = *line;
	for (int k = 0; k < 2; k++) {
		const char *end =
			rest.n && rest.p[0] == '{' ? memchr(rest.p, '}', rest.n) : NULL;
		const size_t n = end ? (size_t)(end - rest.p) : 0;
		/* the last cue may have no end */
		if (!end || !(is_digits(ent_str_slice(rest, 1, n)) || (k && n == 1)))
			return false;
		rest = ent_str_slice(rest, n + 1, rest.n);
	}
	*line = rest;
	return true;
}

/* The first line that is neither empty nor, in ASS, a comment; the rest follows it. */
static ent_str first_line(ent_str *rest)
{
	ent_str line = ENT_STR("");
	while (rest->p && (!line.n || line.p[0] == ';'))
		line = ent_str_trim(next_line(rest));
	return line;
}

static enum kind kind_of(ent_str text)
{
	if (ent_str_starts(text, ENT_STR("\xEF\xBB\xBF")))
		text = ent_str_slice(text, 3, text.n);
	if (ent_str_starts(text, ENT_STR("WEBVTT")))
		return text.n == 6 || ent_is_space(text.p[6]) ? KIND_VTT : KIND_NONE;
	ent_str line = first_line(&text);
	if (is_head(line, "[Script Info]"))
		return KIND_ASS;
	static const char end[] = "[END INFORMATION]";
	const bool headed = ent_str_is(line, "[INFORMATION]") && text.p &&
			    memmem(text.p, text.n, end, sizeof(end) - 1);
	if (headed || is_two_times(line))
		return KIND_SBV;
	if (cut_frames(&line))
		return KIND_FRAMES;
	if (is_digits(line) ? is_time(next_line(&text)) : is_time(line))
		return KIND_SRT;
	return KIND_NONE;
}

static bool is_subtitles(const ent_release_head *head)
{
	return kind_of(head->text) != KIND_NONE;
}

/* ---- the kinds ------------------------------------------------------------------- */

static void read_lines(ent_cues *c, ent_str text)
{
	const bool vtt = c->references;
	bool in_cue = false, first = false, blank = true;
	for (ent_str rest = text; rest.p;) {
		const ent_str line = next_line(&rest);
		ent_str peek = rest, next = peek.p ? next_line(&peek) : ENT_STR("");
		if (is_time(line)) {
			c->cue++;
			in_cue = first = true;
		} else if (!ent_str_trim(line).n) {
			/* WebVTT has notes and styles between cues */
			in_cue = in_cue && !vtt;
			blank = true;
			continue;
		} else if ((is_digits(ent_str_trim(line)) || (blank && vtt)) &&
			   is_time(next)) {
			in_cue = false; /* the number or name of the next cue */
		} else if (in_cue) {
			ent_cues_line(c, line, first);
			first = false;
		}
		blank = false;
	}
}

/* Adds a text whose lines end at each `mark`, in any case. */
static bool add_marked(ent_cues *c, ent_str text, const char *mark, bool first)
{
	const size_t n = strlen(mark);
	size_t begin = 0;
	for (size_t k = 0; k < text.n; k++)
		if (is_head(ent_str_slice(text, k, text.n), mark)) {
			ent_cues_line(c, ent_str_slice(text, begin, k), first);
			first = first && !ent_str_trim(ent_str_slice(text, begin, k)).n;
			begin = k + n;
			k = begin - 1;
		}
	ent_cues_line(c, ent_str_slice(text, begin, text.n), first);
	return first && !ent_str_trim(ent_str_slice(text, begin, text.n)).n;
}

static void read_subviewer(ent_cues *c, ent_str text)
{
	bool first = false;
	for (ent_str rest = text; rest.p;) {
		const ent_str line = next_line(&rest);
		if (is_two_times(line)) {
			c->cue++;
			first = true;
		} else if (c->cue && ent_str_trim(line).n) {
			first = add_marked(c, line, "[br]", first);
		}
	}
}

static void read_frames(ent_cues *c, ent_str text)
{
	for (ent_str rest = text; rest.p;) {
		ent_str line = ent_str_trim(next_line(&rest));
		if (!cut_frames(&line))
			continue;
		/* the first may tell the frames of a second: {1}{1}23.976 */
		bool rate = !c->cue;
		for (size_t k = 0; k < line.n; k++)
			rate = rate && (ent_is_digit(line.p[k]) || line.p[k] == '.');
		if (rate && line.n)
			continue;
		c->cue++;
		add_marked(c, line, "|", true);
	}
}

/* Appends the text of a Dialogue without {\i1}, {comments} and drawings, which stand
 * from {\p1} to {\p0}; \h is a space that does not break. */
static void add_shown(ent_buf *to, ent_str text)
{
	bool drawing = false;
	for (size_t k = 0; k < text.n; k++) {
		const char *end =
			text.p[k] == '{' ? memchr(text.p + k, '}', text.n - k) : NULL;
		if (end) {
			const size_t close = (size_t)(end - text.p);
			for (; k + 2 < close; k++)
				if (text.p[k] == '\\' && text.p[k + 1] == 'p' &&
				    ent_is_digit(text.p[k + 2]))
					drawing = text.p[k + 2] != '0';
			k = close;
		} else if (drawing) {
			continue;
		} else if (text.p[k] == '\\' && k + 1 < text.n &&
			   text.p[k + 1] == 'h') {
			ent_buf_add(to, ENT_STR("\xC2\xA0"));
			k++;
		} else {
			ent_buf_add_char(to, text.p[k]);
		}
	}
}

static unsigned count_commas(ent_str s)
{
	unsigned n = 0;
	for (size_t k = 0; k < s.n; k++)
		n += s.p[k] == ',';
	return n;
}

static void read_events(ent_cues *c, ent_str text)
{
	unsigned fields = 9; /* before the text, which may have commas */
	bool events = false;
	ent_buf shown = ENT_BUF_INIT;
	for (ent_str rest = text; rest.p;) {
		ent_str line = ent_str_trim(next_line(&rest));
		if (line.n && line.p[0] == '[')
			events = is_head(line, "[Events]");
		else if (events && is_head(line, "Format:"))
			fields = count_commas(line);
		else if (events && is_head(line, "Dialogue:")) {
			c->cue++;
			for (unsigned k = 0; k < fields && line.p; k++)
				ent_str_cut(&line, ',');
			if (!line.p)
				continue;
			ent_buf_clear(&shown);
			add_shown(&shown, line);
			if (shown.n)
				add_marked(c, ent_buf_str(&shown), "\\n", true);
		}
	}
	c->release->failed |= shown.failed;
	ent_buf_release(&shown);
}

static ent_status read_subtitles(ent_release *release, ent_str text, ent_error *err)
{
	const enum kind kind = kind_of(text);
	ent_cues c = { .release = release, .references = kind == KIND_VTT };
	(void)err;
	if (kind == KIND_ASS)
		read_events(&c, text);
	else if (kind == KIND_FRAMES)
		read_frames(&c, text);
	else if (kind == KIND_SBV)
		read_subviewer(&c, text);
	else
		read_lines(&c, text);
	ent_cues_end(&c);
	release->doc.part = ENT_STR("subtitle");
	return ENT_OK;
}

const ent_release_reader ent_subtitles_reader = {
	.name = "subtitles",
	.fits = is_subtitles,
	.read = read_subtitles,
};
