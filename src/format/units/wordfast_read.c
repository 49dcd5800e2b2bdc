/* SPDX-License-Identifier: Apache-2.0 */
/* wordfast_read.c - read translation memories of Wordfast Classic.
 *
 * What: a text of lines with tabs between fields, as the Wordfast manual and files of
 * others show it.  The first line is a header, each field after a %: date, users,
 * number of units, source language, name and version, target language.  Each other
 * line is a unit: date, user, uses, source language and text, target language and
 * text, attributes.  Codes of Trados and the like are "&tA;" and are left out; "&'0D;"
 * is a character by its number.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/units/units.h"
#include "text/lang.h"
#include "text/windows_1252.h"

enum field { DATE, USER, USES, SOURCE_LANG, SOURCE, TARGET_LANG, TARGET, FIELDS };

static bool is_wordfast(const ent_units_head *of)
{
	return ent_str_starts(of->text, ENT_STR("%")) &&
	       memmem(of->text.p, of->text.n < 400 ? of->text.n : 400, "%Wordfast",
		      9) != NULL;
}

static unsigned split(ent_str fields[FIELDS], ent_str line)
{
	unsigned n = 0;
	while (line.p && n < FIELDS)
		fields[n++] = ent_str_cut(&line, '\t');
	return n;
}

/* Appends a text without its codes. */
static void add_text(ent_buf *to, ent_str s)
{
	ent_buf_clear(to);
	ent_buf_add(to, ENT_STR(""));
	for (size_t k = 0; k < s.n; k++) {
		const size_t left = s.n - k;
		if (s.p[k] != '&' || left < 4) {
			ent_buf_add_char(to, s.p[k]);
		} else if (left > 4 && s.p[k + 1] == '\'' && s.p[k + 4] == ';' &&
			   ent_hex_digit(s.p[k + 2]) >= 0 &&
			   ent_hex_digit(s.p[k + 3]) >= 0) {
			const int c = ent_hex_digit(s.p[k + 2]) * 16 +
				      ent_hex_digit(s.p[k + 3]);
			ent_buf_add_codepoint(
				to, c < ' ' ? ' ' : ent_windows_1252((unsigned char)c));
			k += 4;
		} else if (s.p[k + 1] == 't' && s.p[k + 3] == ';') {
			k += 3;
		} else {
			ent_buf_add_char(to, '&');
		}
	}
}

/* "20260105~120100" as ISO 8601; "" for another form. */
static ent_str date_of(char scratch[24], ent_str s)
{
	char tmx[17];
	if (s.n != 15 || s.p[8] != '~')
		return ENT_STR("");
	memcpy(tmx, s.p, 15);
	tmx[8] = 'T';
	tmx[15] = 'Z';
	return ent_iso_date(scratch, (ent_str){ tmx, 16 });
}

struct wordfast {
	ent_reading *reading;
	ent_buf text[2]; /* of the unit: source, target */
};

static ent_status send(struct wordfast *w,
		       const ent_str fields[FIELDS],
		       uint32_t line,
		       ent_error *err)
{
	ent_reading *r = w->reading;
	ent_buf *text = w->text;
	char scratch[24];
	bool swap;
	const ent_str source = ent_reading_lang(r, fields[SOURCE_LANG]);
	const ent_str target = ent_reading_lang(r, fields[TARGET_LANG]);
	add_text(&text[0], fields[SOURCE]);
	add_text(&text[1], fields[TARGET]);
	if (text[0].failed || text[1].failed)
		return ent_fail_memory(err);
	if (!ent_reading_accepts(r, source, target, line, &swap))
		return ENT_OK;
	const ent_unit_side sides[2] = {
		{ .lang = source, .text = ent_buf_str(&text[0]) },
		{ .lang = target, .text = ent_buf_str(&text[1]) },
	};
	const ent_unit unit = { .source = sides[swap],
				.target = sides[!swap],
				.date = date_of(scratch, fields[DATE]),
				.origin = ENT_STR("wordfast"),
				.confidence = 1,
				.line = line };
	return ent_reading_send(r, &unit, err);
}

static ent_status take_line(void *data, ent_str line, uint32_t number, ent_error *err)
{
	struct wordfast *w = data;
	ent_str fields[FIELDS];
	if (line.p[0] == '%')
		return ENT_OK;
	w->reading->unit++;
	const unsigned n = split(fields, line);
	if (n == FIELDS)
		return send(w, fields, number, err);
	ent_reading_problem(w->reading, number, true, "has too few fields: %u of %d", n,
			    FIELDS);
	return ENT_OK;
}

static ent_status read_wordfast(ent_reading *reading, ent_error *err)
{
	struct wordfast w = { .reading = reading,
			      .text = { ENT_BUF_INIT, ENT_BUF_INIT } };
	const ent_status status = ent_reading_lines(reading, take_line, &w, err);
	ent_buf_release(&w.text[0]);
	ent_buf_release(&w.text[1]);
	return status;
}

const ent_units_reader ent_wordfast_reader = {
	.name = "wordfast",
	.fits = is_wordfast,
	.read = read_wordfast,
};
