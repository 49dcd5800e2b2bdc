/* SPDX-License-Identifier: Apache-2.0 */
/* po_read.c - read message catalogues of GNU gettext.
 *
 * What: "The Format of PO Files", gettext manual 0.21, section 3. The source is English
 * unless X-Source-Language names another language, the target the value of Language.
 * Of plural forms the first translates msgid, the last msgid_plural.  Fuzzy, obsolete
 * and untranslated entries are refused, with the reason.  References become the place;
 * translator's and extracted comments, and the context, are kept as notes and a
 * property.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/units/units.h"
#include "text/lang.h"
#include "text/repair.h"

enum part {
	PART_NONE,
	PART_CONTEXT,
	PART_ID,
	PART_PLURAL,
	PART_FIRST,
	PART_LAST,
	PARTS
};

struct catalogue {
	ent_reading *reading;
	ent_buf part[PARTS];
	ent_buf notes, place;
	enum part current;
	bool fuzzy, obsolete, any;
	uint32_t line;
	ent_str source, target;
};

static bool is_po(const ent_units_head *of)
{
	ent_str head = of->text;
	if (of->root.n)
		return false;
	for (int k = 0; k < 200 && head.p; k++) {
		ent_str line = ent_str_trim(ent_str_cut(&head, '\n'));
		if (ent_str_starts(line, ENT_STR("msgid \"")) ||
		    ent_str_starts(line, ENT_STR("msgctxt \"")))
			return true;
		if (line.n && line.p[0] != '#' && line.p[0] != '"')
			return false;
	}
	return false;
}

/* The byte of the escape at k, by its number in octal or after an x in hexadecimal
 * digits; returns how many bytes follow the backslash, 0 for other escapes. */
static unsigned byte_at(ent_str s, size_t k, size_t end, char *byte)
{
	if (s.p[k] != '\\' || k + 1 >= end)
		return 0;
	const bool hex = s.p[k + 1] == 'x';
	const int base = hex ? 16 : 8;
	int value = 0, digit;
	const unsigned before = hex ? 1 : 0;
	unsigned n = before;
	while (n < 3 && k + 1 + n < end &&
	       (digit = ent_hex_digit(s.p[k + 1 + n])) >= 0 && digit < base) {
		value = value * base + digit;
		n++;
	}
	*byte = (char)(value & 0xFF);
	return n > before ? n : 0;
}

/* Escaped bytes need not be UTF-8 together. */
static void repair_from(ent_buf *to, size_t before)
{
	ent_buf added = ENT_BUF_INIT;
	ent_utf8_add(&added, ent_str_slice(ent_buf_str(to), before, to->n));
	to->n = before;
	ent_buf_add(to, ent_buf_str(&added));
	to->failed |= added.failed;
	ent_buf_release(&added);
}

/* Appends the string between the first quote of a line and the last. */
static void add_string(ent_buf *to, ent_str s)
{
	const size_t before = to->n;
	bool numbered = false;
	/* the others of C (a, b, f, v) are control characters, which no text has */
	static const char from[] = "ntr\"\\", into[] = "\n\t\r\"\\";
	const char *open = memchr(s.p, '"', s.n);
	size_t k = open ? (size_t)(open - s.p) + 1 : s.n, end = s.n;
	while (end > k && s.p[end - 1] != '"')
		end--;
	end -= end > k;
	for (; k < end; k++) {
		const char *code =
			s.p[k] == '\\' && k + 1 < end ? strchr(from, s.p[k + 1]) : NULL;
		char byte;
		const unsigned number = byte_at(s, k, end, &byte);
		numbered |= number > 0;
		if (number) {
			ent_buf_add_char(to, byte);
			k += number;
		} else if (code && *code) {
			ent_buf_add_char(to, into[code - from]);
			k++;
		} else {
			ent_buf_add_char(to, s.p[k]);
		}
	}
	if (numbered)
		repair_from(to, before);
}

static ent_str part(const struct catalogue *c, enum part which)
{
	return ent_buf_str(&c->part[which]);
}

/* The value of a field of the header, which is the translation of "". */
static ent_str header(ent_str text, const char *name)
{
	while (text.p) {
		ent_str line = ent_str_cut(&text, '\n');
		if (ent_str_starts(line, ent_str_of(name)))
			return ent_str_trim(ent_str_slice(line, strlen(name), line.n));
	}
	return ENT_STR("");
}

/* The language that the name of a team begins with: "French <l10n@example.org>". */
static ent_str team_language(ent_str team, ent_lang_names *names)
{
	ent_str name = ent_str_cut(&team, '<');
	return ent_lang_named(names, ent_str_trim(name));
}

static void read_header(struct catalogue *c)
{
	ent_arena *arena = c->reading->arena;
	ent_str text = part(c, PART_FIRST);
	ent_str from = ent_lang_normal(header(text, "X-Source-Language:"), arena);
	ent_str to = ent_lang_normal(header(text, "Language:"), arena);
	if (from.n)
		c->source = from;
	if (!to.n)
		to = team_language(header(text, "Language-Team:"), c->reading->names);
	if (to.n)
		c->target = to;
}

static ent_status send(struct catalogue *c,
		       enum part source,
		       enum part target,
		       ent_error *err)
{
	ent_buf extra = ENT_BUF_INIT;
	ent_buf_add(&extra, ent_buf_str(&c->notes));
	if (c->part[PART_CONTEXT].n) {
		ent_buf_addf(&extra, "<prop type=\"x-msgctxt\">");
		ent_buf_add_xml(&extra, part(c, PART_CONTEXT));
		ent_buf_addf(&extra, "</prop>");
	}
	ent_str place = ent_buf_str(&c->place), kept = ent_buf_str(&extra);
	ent_unit unit = {
		.source = { .lang = c->source, .text = part(c, source) },
		.target = { .lang = c->target, .text = part(c, target) },
		.place = place.p ? place : ENT_STR(""),
		.origin = ENT_STR("po"),
		.extra = kept.p ? kept : ENT_STR(""),
		.confidence = 1,
		.line = c->line,
	};
	ent_status status = extra.failed ? ent_fail_memory(err)
					 : ent_reading_send(c->reading, &unit, err);
	ent_buf_release(&extra);
	return status;
}

static bool wanted(struct catalogue *c)
{
	ent_reading *r = c->reading;
	const char *why = c->obsolete              ? "is obsolete"
			  : c->fuzzy               ? "is marked fuzzy"
			  : !c->part[PART_FIRST].n ? "is not translated"
			  : !c->target.n ? "the catalogue names no language; try --to"
					 : NULL;
	if (!why && r->from.n && !ent_lang_matches(c->source, r->from))
		why = "is in another source language";
	if (!why && r->to.n && !ent_lang_matches(c->target, r->to))
		why = "is in another target language";
	if (why)
		ent_reading_problem(r, c->line, true, "%s", ent_translated(why));
	return !why;
}

/* Sends the entry that was read and begins the next one. */
static ent_status end_entry(struct catalogue *c, ent_error *err)
{
	ent_status status = ENT_OK;
	bool failed = c->notes.failed || c->place.failed;
	for (int k = 0; k < PARTS; k++)
		failed |= c->part[k].failed;
	if (failed)
		return ent_fail_memory(err);
	if (c->any && !c->part[PART_ID].n && !c->part[PART_CONTEXT].n) {
		read_header(c);
	} else if (c->any) {
		c->reading->unit++;
		if (wanted(c)) {
			status = send(c, PART_ID, PART_FIRST, err);
			if (!status && c->part[PART_PLURAL].n && c->part[PART_LAST].n)
				status = send(c, PART_PLURAL, PART_LAST, err);
		}
	}
	for (int k = 0; k < PARTS; k++)
		ent_buf_clear(&c->part[k]);
	ent_buf_clear(&c->notes);
	ent_buf_clear(&c->place);
	c->fuzzy = c->obsolete = c->any = false;
	c->current = PART_NONE;
	return status;
}

static void read_comment(struct catalogue *c, ent_str line)
{
	ent_str rest = ent_str_trim(ent_str_slice(line, line.n > 1 ? 2 : 1, line.n));
	char mark = line.n > 1 ? line.p[1] : ' ';
	if (mark == ',') {
		c->fuzzy |= memmem(rest.p ? rest.p : "", rest.n, "fuzzy", 5) != NULL;
	} else if (mark == ':') {
		if (!c->place.n)
			ent_buf_add(&c->place, rest);
	} else if ((mark == '.' || mark == ' ') && rest.n) {
		ent_buf_addf(&c->notes, "<note>");
		ent_buf_add_xml(&c->notes, rest);
		ent_buf_addf(&c->notes, "</note>");
	}
}

static enum part part_of(ent_str line)
{
	static const struct {
		const char *word;
		enum part part;
	} words[] = {
		{ "msgid_plural", PART_PLURAL }, { "msgid", PART_ID },
		{ "msgctxt", PART_CONTEXT },     { "msgstr[0]", PART_FIRST },
		{ "msgstr[", PART_LAST },        { "msgstr", PART_FIRST },
	};
	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		if (ent_str_starts(line, ent_str_of(words[k].word)))
			return words[k].part;
	return PART_NONE;
}

static ent_status read_line(void *data, ent_str line, uint32_t number, ent_error *err)
{
	struct catalogue *c = data;
	ent_status status = ENT_OK;
	line = ent_str_trim(line);
	bool obsolete = ent_str_starts(line, ENT_STR("#~"));
	if (obsolete)
		line = ent_str_trim(ent_str_slice(line, 2, line.n));
	if (!line.n)
		return ENT_OK;
	enum part next = part_of(line);
	bool complete = c->part[PART_FIRST].n || c->current >= PART_FIRST;
	bool begins = next == PART_CONTEXT || next == PART_ID || line.p[0] == '#';
	if (c->any && begins && complete)
		status = end_entry(c, err);
	if (status || line.p[0] == '#') {
		if (!status && !obsolete)
			read_comment(c, line);
		return status;
	}
	c->obsolete |= obsolete;
	if (next != PART_NONE) {
		if (!c->any)
			c->line = number;
		c->any = true;
		c->current = next;
		if (next == PART_LAST)
			ent_buf_clear(&c->part[PART_LAST]);
	} else if (line.p[0] != '"') {
		ent_reading_problem(c->reading, number, false,
				    "a line is not a part of an entry");
		return ENT_OK;
	}
	if (c->current != PART_NONE)
		add_string(&c->part[c->current], line);
	return ENT_OK;
}

static ent_status read_po(ent_reading *reading, ent_error *err)
{
	struct catalogue c = { .reading = reading,
			       .source =
				       reading->from.n ? reading->from : ENT_STR("en"),
			       .target = reading->to };
	ent_status status = ent_reading_lines(reading, read_line, &c, err);
	if (!status)
		status = end_entry(&c, err);
	for (int k = 0; k < PARTS; k++)
		ent_buf_release(&c.part[k]);
	ent_buf_release(&c.notes);
	ent_buf_release(&c.place);
	return status;
}

const ent_units_reader ent_po_reader = {
	.name = "po",
	.fits = is_po,
	.read = read_po,
};
