/* SPDX-License-Identifier: Apache-2.0 */
/* release.c - read a release, whatever it came as.
 *
 * What: finds the format from the content, has its reader make paragraphs, and
 * completes what the release itself does not state: language, title, date.
 *
 * Why from the content: releases are saved from mail, portals and archives, and
 * their names say .xml for XHTML, .txt for HTML and nothing at all for the rest.
 *
 * Method: bytes are decoded once, at the door of text/decode.h, with the
 * encoding that an XML declaration or an HTML meta element declares as a mere
 * hint.  What then begins with a tag is markup; the first tag's name tells HTML
 * from XML.  All else is text.
 */
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "format/date.h"
#include "format/package.h"
#include "format/release.h"
#include "format/sniff.h"
#include "text/decode.h"
#include "text/lang.h"

enum {
	DATE_PARAGRAPHS = 8,   /* a dateline stands among the first paragraphs */
	GUESS_BYTES = 1 << 16, /* enough for 2,000 words, all that a guess reads */
};

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void ent_fold_space(ent_buf *buf, ent_str text)
{
	size_t k = 0;
	while (k < text.n) {
		size_t start = k;
		while (k < text.n && !is_space(text.p[k]))
			k++;
		ent_buf_add(buf, ent_str_slice(text, start, k));
		start = k;
		while (k < text.n && is_space(text.p[k]))
			k++;
		if (k > start && buf->n && buf->p[buf->n - 1] != ' ')
			ent_buf_add_char(buf, ' ');
	}
}

/* Zero-width and wide spaces besides ASCII: U+00A0, U+1680, U+2000..U+200B,
 * U+2028, U+2029, U+202F, U+205F, U+2060, U+3000, U+FEFF. */
bool ent_is_blank(ent_str s)
{
	static const char *const spaces[] = { "\xC2\xA0",     "\xE1\x9A\x80",
					      "\xE2\x80\xA8", "\xE2\x80\xA9",
					      "\xE2\x80\xAF", "\xE2\x81\x9F",
					      "\xE2\x81\xA0", "\xE3\x80\x80",
					      "\xEF\xBB\xBF" };
	size_t at = 0;
	while (at < s.n) {
		ent_str rest = ent_str_slice(s, at, s.n);
		size_t step = is_space(s.p[at]) ? 1 : 0;
		for (size_t k = 0; !step && k < sizeof(spaces) / sizeof(*spaces); k++)
			if (ent_str_starts(rest, ent_str_of(spaces[k])))
				step = strlen(spaces[k]);
		if (!step && ent_str_starts(rest, ENT_STR("\xE2\x80")) && rest.n > 2 &&
		    (unsigned char)rest.p[2] <= 0x8B)
			step = 3;
		if (!step)
			return false;
		at += step;
	}
	return true;
}

/* Twice the room of an array in the arena; NULL if no memory. */
static void *grow(ent_release *release, const void *old, uint32_t *room, size_t size)
{
	uint32_t wanted = *room ? *room * 2 : 64;
	void *p = *room < UINT32_MAX / 2 ? ent_arena_alloc(release->arena, wanted, size)
					 : NULL;
	if (!p) {
		release->failed = true;
		return NULL;
	}
	if (*room)
		memcpy(p, old, *room * size);
	*room = wanted;
	return p;
}

ent_str ent_release_text(ent_release *release, ent_str text)
{
	ent_buf buf = ENT_BUF_INIT;
	ent_fold_space(&buf, text);
	ent_str copy = { NULL, 0 };
	if (!buf.failed)
		copy = ent_arena_str(release->arena, ent_str_trim(ent_buf_str(&buf)));
	release->failed |= !copy.p;
	ent_buf_release(&buf);
	return copy;
}

void ent_release_add(ent_release *release, ent_str text, ent_kind kind, uint32_t line)
{
	if (release->failed || ent_is_blank(text))
		return;
	if (release->n == release->room) {
		ent_paragraph *p =
			grow(release, release->paragraphs, &release->room, sizeof(*p));
		if (!p)
			return;
		release->paragraphs = p;
	}
	ent_str copy = ent_release_text(release, text);
	if (!release->failed)
		release->paragraphs[release->n++] = (ent_paragraph){ copy, kind, line };
}

void ent_release_alternate(ent_release *release, ent_str lang, ent_str href)
{
	ent_str normal = ent_lang_normal(lang, release->arena);
	if (release->failed || !normal.n || !ent_str_trim(href).n)
		return;
	if (release->n_alternates == release->room_alternates) {
		ent_alternate *a = grow(release, release->alternates,
					&release->room_alternates, sizeof(*a));
		if (!a)
			return;
		release->alternates = a;
	}
	for (uint32_t k = 0; k < release->n_alternates; k++)
		if (ent_str_eq(release->alternates[k].href, ent_str_trim(href)))
			return;
	ent_str copy = ent_release_text(release, href);
	release->alternates[release->n_alternates++] = (ent_alternate){ normal, copy };
}

/* The date that a line at the head of the text gives; a line that is nothing
 * but a date is no heading. */
static void find_date(ent_release *release)
{
	for (uint32_t k = 0; k < release->n && k < DATE_PARAGRAPHS; k++) {
		char date[ENT_DATE_ROOM];
		bool whole;
		ent_paragraph *p = &release->paragraphs[k];
		if (!ent_date_line(date, &whole, p->text))
			continue;
		if (whole && p->kind == ENT_KIND_HEADING)
			p->kind = ENT_KIND_BODY;
		if (!release->doc.date.n)
			release->doc.date = ent_release_text(release, ent_str_of(date));
		return;
	}
}

/* The stated title, without the site's name that pages put behind it: a first
 * heading that the title begins with is the title.  None stated: the heading. */
static void find_title(ent_release *release)
{
	ent_str *title = &release->doc.title;
	for (uint32_t k = 0; k < release->n && k < 3; k++) {
		const ent_paragraph *p = &release->paragraphs[k];
		if (p->kind != ENT_KIND_HEADING)
			continue;
		if (!title->n || ent_str_starts(*title, p->text))
			*title = p->text;
		return;
	}
}

/* The language by the text, checked against what the release states. */
static void find_language(ent_release *release)
{
	ent_document *doc = &release->doc;
	ent_buf sample = ENT_BUF_INIT;
	for (uint32_t k = 0; k < release->n && sample.n < GUESS_BYTES; k++) {
		ent_buf_add(&sample, release->paragraphs[k].text);
		ent_buf_add_char(&sample, '\n');
	}
	release->failed |= sample.failed;
	ent_str guess = ent_lang_guess(ent_buf_str(&sample));
	ent_buf_release(&sample);
	ent_str claim = doc->lang.n ? doc->lang : release->opt->lang;
	claim = ent_lang_normal(claim, release->arena);
	doc->lang_is_guess = !claim.n && guess.n;
	doc->lang = claim.n ? claim : guess;
	if (claim.n && guess.n && !ent_lang_matches(claim, guess))
		ent_log(release->opt->progress, ENT_LOG_WARNING, doc->name, 0,
			"is said to be in language '%.*s' but looks like '%.*s'",
			(int)claim.n, claim.p, (int)guess.n, guess.p);
}

static ent_status finish(ent_document *out, ent_release *release, ent_error *err)
{
	find_date(release);
	if (!release->doc.date.n)
		release->doc.date = release->written;
	find_title(release);
	find_language(release);
	ent_document *doc = &release->doc;
	if (release->failed)
		return ent_fail_memory(err);
	ent_str *const texts[] = { &doc->name, &doc->format, &doc->encoding,
				   &doc->lang, &doc->title,  &doc->date,
				   &doc->id };
	for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
		if (!texts[k]->p)
			*texts[k] = ENT_STR("");
	doc->paragraphs = release->paragraphs;
	doc->n_paragraphs = release->n;
	doc->alternates = release->alternates;
	doc->n_alternates = release->n_alternates;
	*out = *doc;
	return ENT_OK;
}

static ent_status refuse(const char *what, ent_error *err)
{
	return ent_fail(err, ENT_EFORMAT, "%s", what);
}

static ent_status read_text(ent_release *release, ent_str text, ent_error *err)
{
	switch (ent_sniff_markup(text)) {
	case ENT_MARKUP_HTML: return ent_markup_read(release, text, true, err);
	case ENT_MARKUP_XML: return ent_markup_read(release, text, false, err);
	case ENT_MARKUP_UNITS:
		return refuse("holds units, not a text; import it into a memory", err);
	case ENT_MARKUP_NONE: break;
	}
	release->doc.format = ENT_STR("text");
	ent_plain_read(release, text, 1);
	return ENT_OK;
}

static ent_status decode(ent_release *release,
			 ent_buf *text,
			 ent_str bytes,
			 ent_error *err)
{
	const char *encoding = NULL;
	ent_status status =
		ent_decode(text, &encoding, bytes, ent_sniff_encoding(bytes), err);
	if (!status)
		release->doc.encoding = ent_str_of(encoding);
	return status;
}

ent_status ent_read_document_bytes(ent_document *out,
				   ent_str bytes,
				   ent_str name,
				   const ent_read_options *opt,
				   ent_arena *arena,
				   ent_error *err)
{
	static const ent_read_options defaults = { .max_size = (uint64_t)256 << 20 };
	ent_release release = { .arena = arena, .opt = opt ? opt : &defaults };
	ent_buf text = ENT_BUF_INIT;
	const char *binary = ent_sniff_binary(bytes);
	ent_status status = ENT_OK;
	release.doc.name = ent_arena_str(arena, name);
	release.doc.hash = ent_str_hash(bytes);
	if (!release.doc.name.p)
		status = ent_fail_memory(err);
	else if (bytes.n > release.opt->max_size)
		status = ent_fail(err, ENT_ELIMIT, "larger than %llu bytes",
				  (unsigned long long)release.opt->max_size);
	else if (binary)
		status = refuse(binary, err);
	const bool package = !status && ent_is_package(bytes);
	if (package)
		status = ent_package_document(&release, bytes, err);
	else if (!status)
		status = decode(&release, &text, bytes, err);
	if (!status && !package)
		status = read_text(&release, ent_buf_str(&text), err);
	if (!status)
		status = finish(out, &release, err);
	ent_buf_release(&text);
	return ent_error_in(err, status, name);
}

ent_status ent_read_document(ent_document *out,
			     const char *path,
			     const ent_read_options *opt,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_buf bytes = ENT_BUF_INIT;
	uint64_t max = opt ? opt->max_size : ENT_READ_OPTIONS_DEFAULT.max_size;
	ent_str name = ent_str_of(strcmp(path, "-") ? path : "standard input");
	ent_status status = ent_file_read(&bytes, path, max, err);
	if (!status)
		status = ent_read_document_bytes(out, ent_buf_str(&bytes), name, opt,
						 arena, err);
	ent_buf_release(&bytes);
	return status;
}
