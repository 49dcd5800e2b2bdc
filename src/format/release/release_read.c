/* SPDX-License-Identifier: Apache-2.0 */
/* release_read.c - read a release of any format.
 *
 * What: finds the format from the content, has its reader make paragraphs, and
 * completes what the release itself does not state: language, title, date.
 *
 * Why from the content: releases are saved from mail, portals and archives; XHTML is
 * named .xml, HTML .txt, and others have no ending.
 *
 * Method: each reader says by its fits() whether a file is its own; those that read
 * bytes are asked first.  For the others the bytes are decoded once, by text/decode.h,
 * with the encoding that an XML declaration or an HTML meta element declares as a hint.
 * A file that no other reader accepts is text.
 */
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "format/release/date.h"
#include "format/release/release.h"
#include "format/sniff.h"
#include "format/units/units.h"
#include "text/decode.h"
#include "text/lang.h"

enum {
	DATE_PARAGRAPHS = 8,   /* a dateline is among the first paragraphs */
	GUESS_BYTES = 1 << 16, /* enough for 2,000 words, all that a guess reads */
};

/* The date that a line at the head of the text gives; a line that is nothing
 * but a date is not a heading. */
static void find_date(ent_release *release)
{
	for (uint32_t k = 0; k < release->n && k < DATE_PARAGRAPHS; k++) {
		char date[ENT_DATE_SIZE];
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

/* The stated title, without the site's name that pages put after it: a first
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
	release->failed |= !guess.p;
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
	if (release->failed || ent_arena_failed(release->arena))
		return ent_fail_memory(err);
	ent_str *const texts[] = { &doc->name, &doc->format, &doc->encoding,
				   &doc->lang, &doc->title,  &doc->date,
				   &doc->id,   &doc->part };
	for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
		if (!texts[k]->p)
			*texts[k] = ENT_STR("");
	doc->paragraphs = release->paragraphs;
	doc->n_paragraphs = release->n;
	doc->alternates = release->alternates;
	doc->n_alternates = release->n_alternates;
	*out = *doc;
	if (!doc->n_paragraphs)
		ent_log(release->opt->progress, ENT_LOG_WARNING, doc->name, 0,
			"has no text");
	return ENT_OK;
}

static ent_status refuse(const char *what, ent_error *err)
{
	return ent_fail(err, ENT_EFORMAT, "%s", ent_translated(what));
}

/* A reader is a line here.  They are tried in this order; plain text comes last. */
/* clang-format off */
#define READERS_OF_RELEASES(X) \
	X(pdf) \
	X(package) \
	X(subtitles) \
	X(html) \
	X(xml) \
	X(markdown) \
	X(plain)
/* clang-format on */

#define DECLARE(name) extern const ent_release_reader ent_##name##_reader;
#define ADDRESS(name) &ent_##name##_reader,
READERS_OF_RELEASES(DECLARE)

static const ent_release_reader *const readers[] = { READERS_OF_RELEASES(ADDRESS) };

static const ent_release_reader *find_reader(const ent_release_head *head, bool bytes)
{
	for (size_t k = 0; k < sizeof(readers) / sizeof(readers[0]); k++)
		if (readers[k]->bytes == bytes && readers[k]->fits(head))
			return readers[k];
	return NULL;
}

static ent_status read_text(ent_release *release, ent_str text, ent_error *err)
{
	ent_release_head head = { .text = text,
				  .markup = ent_sniff_markup(text),
				  .name = release->doc.name };
	if (head.markup == ENT_MARKUP_NONE && ent_sniff_fragment(head.name, text))
		head.markup = ENT_MARKUP_HTML;
	if (ent_is_units_root(ent_sniff_root(text)) || ent_is_units_json(text))
		return refuse("holds units, not a text; import it into a memory", err);
	const ent_release_reader *reader = find_reader(&head, false);
	release->doc.format = ent_str_of(reader->name);
	return reader->read(release, text, err);
}

static void report_repaired(ent_release *release, const ent_repaired *repaired)
{
	ent_buf what = ENT_BUF_INIT;
	if (!repaired->n)
		return;
	ent_repaired_text(&what, repaired);
	ent_log(release->opt->progress, ENT_LOG_WARNING, release->doc.name,
		repaired->lines[0], "%s", what.p ? what.p : "");
	release->failed |= what.failed;
	ent_buf_release(&what);
}

/* Zero bytes in a page, which browsers drop; others are not text. */
static ent_status drop_zeros(ent_release *release,
			     ent_buf *to,
			     ent_str bytes,
			     ent_error *err)
{
	size_t before = bytes.n;
	while (bytes.n) {
		const char *zero = memchr(bytes.p, 0, bytes.n);
		const size_t n = zero ? (size_t)(zero - bytes.p) : bytes.n;
		ent_buf_add(to, ent_str_slice(bytes, 0, n));
		bytes = ent_str_slice(bytes, n + (zero != NULL), bytes.n);
	}
	if (to->failed)
		return ent_fail_memory(err);
	before -= to->n;
	ent_log(release->opt->progress, ENT_LOG_WARNING, release->doc.name, 0,
		"%zu zero byte%s left out", before, before == 1 ? " was" : "s were");
	return ENT_OK;
}

static bool has_zeros(ent_str bytes)
{
	size_t bom;
	return bytes.n && memchr(bytes.p, 0, bytes.n) &&
	       !ent_encoding_sniff(bytes, &bom) &&
	       ent_sniff_markup(bytes) == ENT_MARKUP_HTML;
}

static ent_status decode_and_read(ent_release *release, ent_str bytes, ent_error *err)
{
	const char *encoding = NULL;
	ent_buf text = ENT_BUF_INIT;
	ent_repaired repaired;
	ent_status status = ent_decode(&text, &encoding, &repaired, bytes,
				       ent_sniff_encoding(bytes), err);
	if (!status) {
		release->doc.encoding = ent_str_of(encoding);
		report_repaired(release, &repaired);
		status = read_text(release, ent_buf_str(&text), err);
	}
	ent_buf_release(&text);
	return status;
}

static ent_status read_bytes(ent_release *release, ent_str bytes, ent_error *err)
{
	const ent_release_head head = { .bytes = bytes };
	const char *unreadable = ent_sniff_binary(bytes);
	const ent_release_reader *reader = find_reader(&head, true);
	if (reader) {
		release->doc.format = ent_str_of(reader->name);
		return reader->read(release, bytes, err);
	}
	if (unreadable)
		return refuse(unreadable, err);
	if (!has_zeros(bytes))
		return decode_and_read(release, bytes, err);
	ent_buf dense = ENT_BUF_INIT;
	ent_status status = drop_zeros(release, &dense, bytes, err);
	if (!status)
		status = decode_and_read(release, ent_buf_str(&dense), err);
	ent_buf_release(&dense);
	return status;
}

ent_status ent_read_document_bytes(ent_document *out,
				   ent_str bytes,
				   ent_str name,
				   const ent_read_options *opt,
				   ent_arena *arena,
				   ent_error *err)
{
	const ent_read_options defaults = ENT_READ_OPTIONS_DEFAULT;
	ent_release release = { .arena = arena, .opt = opt ? opt : &defaults };
	ent_str lang;
	ent_status status = ent_lang_read(&lang, release.opt->lang, arena, err);
	release.doc.name = ent_arena_str(arena, name);
	release.doc.hash = ent_str_hash(bytes);
	if (!status && !release.doc.name.p)
		status = ent_fail_memory(err);
	else if (!status && bytes.n > release.opt->max_size)
		status = ent_fail(err, ENT_ELIMIT, "larger than %llu bytes",
				  (unsigned long long)release.opt->max_size);
	else if (!status)
		status = read_bytes(&release, bytes, err);
	if (!status)
		status = finish(out, &release, err);
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
	ent_str name = ent_file_title(path);
	ent_status status = ent_file_read(&bytes, path, max, err);
	if (!status)
		status = ent_read_document_bytes(out, ent_buf_str(&bytes), name, opt,
						 arena, err);
	ent_buf_release(&bytes);
	return status;
}
