/* SPDX-License-Identifier: Apache-2.0 */
/* markdown_read.c - Markdown becomes paragraphs.
 *
 * What: CommonMark with tables, as md4c reads it: headings, items, cells, paragraphs;
 * code blocks as preserved text; the words of links and emphasis without their marks.
 * Blocks of HTML are read as HTML.
 *
 * A text is Markdown when its name says so, when it has front matter, or when it has
 * two of: headings with #, links, bold, fenced code, tables.
 *
 * Method: one pass of callbacks; a paragraph's line is that of its first letter in the
 * source, which md4c's texts point into.  Time O(n).
 */
#include <limits.h>
#include <string.h>

#include <md4c.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/preamble.h"
#include "format/release/markdown_notes.h"
#include "format/release/release.h"
#include "format/xml_scan.h"

enum { EVIDENCE = 1 << 16 /* bytes by which Markdown is recognised */ };

struct reader {
	ent_release *release;
	ent_str source;
	ent_buf text; /* of the paragraph at hand */
	const char *counted;
	uint32_t counted_line, line, items;
	ent_kind kind;
	bool code, html;
	ent_error *err;
	ent_status status;
};

/* The line of a place in the source; places come in order. */
static uint32_t line_at(struct reader *r, const char *p)
{
	if (p < r->counted || p > r->source.p + r->source.n)
		return r->counted_line;
	const ent_str passed = { r->counted, (size_t)(p - r->counted) };
	r->counted_line += (uint32_t)ent_str_count(passed, '\n');
	r->counted = p;
	return r->counted_line;
}

/* HTML within Markdown; what the page itself states stays. */
static void read_html(struct reader *r)
{
	const ent_document doc = r->release->doc;
	const uint32_t before = r->release->n;
	if (!r->status)
		r->status =
			ent_html_reader.read(r->release, ent_buf_str(&r->text), r->err);
	r->release->doc = doc;
	for (uint32_t k = before; k < r->release->n; k++)
		r->release->paragraphs[k].line += r->line - 1;
}

/* A paragraph without the calls of notes, and the notes whose labels are in it. */
static void add_paragraphs(struct reader *r, ent_str text)
{
	ent_buf part = ENT_BUF_INIT;
	ent_kind kind = r->kind;
	while (text.p) {
		ent_buf_clear(&part);
		ent_markdown_cut_note(&part, text, &text);
		const ent_str words = ent_str_trim(ent_buf_str(&part));
		if (words.n)
			ent_release_add(r->release, words, kind, r->line);
		r->release->failed |= part.failed;
		kind = ENT_KIND_NOTE;
	}
	ent_buf_release(&part);
}

static void flush(struct reader *r)
{
	const ent_str text = ent_buf_str(&r->text);
	r->release->failed |= r->text.failed;
	if (text.n && r->html)
		read_html(r);
	else if (text.n && r->code)
		ent_plain_read_as(r->release, text, r->line, r->kind);
	else if (text.n)
		add_paragraphs(r, text);
	ent_buf_clear(&r->text);
}

static ent_kind plain_kind(const struct reader *r)
{
	return r->items ? ENT_KIND_ITEM : ENT_KIND_BODY;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
	struct reader *r = userdata;
	(void)detail;
	flush(r);
	r->kind = plain_kind(r);
	r->items += type == MD_BLOCK_LI;
	r->code = type == MD_BLOCK_CODE;
	r->html = type == MD_BLOCK_HTML;
	if (type == MD_BLOCK_LI)
		r->kind = ENT_KIND_ITEM;
	else if (type == MD_BLOCK_H)
		r->kind = ENT_KIND_HEADING;
	else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
		r->kind = ENT_KIND_CELL;
	return r->release->failed;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
	struct reader *r = userdata;
	(void)detail;
	flush(r);
	r->items -= type == MD_BLOCK_LI;
	r->code = r->html = false;
	r->kind = plain_kind(r);
	return r->release->failed;
}

static int pass_span(MD_SPANTYPE type, void *detail, void *userdata)
{
	(void)type, (void)detail, (void)userdata;
	return 0;
}

static bool is_line_break(ent_str tag)
{
	return tag.n > 3 && tag.n < 8 && tag.p[0] == '<' && (tag.p[1] | 32) == 'b' &&
	       (tag.p[2] | 32) == 'r';
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *userdata)
{
	struct reader *r = userdata;
	const ent_str s = { p, n };
	ent_xml_repairs repairs = { .characters = 0 };
	if (!r->text.n)
		r->line = line_at(r, p);
	switch (type) {
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR: ent_buf_add_char(&r->text, ' '); break;
	case MD_TEXT_ENTITY: ent_xml_decode(&r->text, s, &repairs); break;
	case MD_TEXT_HTML:
		if (r->html)
			ent_markdown_add_brackets(&r->text, s);
		else if (is_line_break(s))
			ent_buf_add_char(&r->text, ' ');
		break;
	case MD_TEXT_NULLCHAR: break;
	case MD_TEXT_CODE: ent_markdown_add_brackets(&r->text, s); break;
	case MD_TEXT_NORMAL:
	case MD_TEXT_LATEXMATH: ent_buf_add(&r->text, s); break;
	}
	return r->text.failed;
}

static ent_status read_markdown(ent_release *release, ent_str text, ent_error *err)
{
	ent_buf stripped = ENT_BUF_INIT;
	if (text.n > INT_MAX - 16)
		return ent_fail(err, ENT_ELIMIT, "Markdown over 2 GiB");
	ent_strip_preamble(&stripped, release, text);
	ent_markdown_mark_notes(&stripped);
	struct reader r = { .release = release,
			    .source = ent_buf_str(&stripped),
			    .counted_line = 1,
			    .err = err };
	r.counted = r.source.p;
	const MD_PARSER parser = { .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
					    MD_FLAG_TASKLISTS,
				   .enter_block = enter_block,
				   .leave_block = leave_block,
				   .enter_span = pass_span,
				   .leave_span = pass_span,
				   .text = add_text };
	if (stripped.failed)
		r.status = ent_fail_memory(err);
	else if (r.source.n && md_parse(r.source.p, (MD_SIZE)r.source.n, &parser, &r) &&
		 !r.status)
		r.status = ent_fail_memory(err);
	ent_buf_release(&r.text);
	ent_buf_release(&stripped);
	return r.status;
}

/* ---- recognition -------------------------------------------------------------- */

static bool is_named(ent_str name)
{
	static const char *const ends[] = { ".md", ".markdown", ".mdown", ".mkd",
					    NULL };
	return ent_list_end_of(ends, name) > 0;
}

static bool is_heading(ent_str line)
{
	size_t k = 0;
	while (k < line.n && line.p[k] == '#')
		k++;
	return k > 0 && k < 7 && k + 1 < line.n && line.p[k] == ' ';
}

static bool is_table_rule(ent_str line)
{
	unsigned bars = 0, dashes = 0;
	for (size_t k = 0; k < line.n; k++) {
		bars += line.p[k] == '|';
		dashes += line.p[k] == '-';
		if (!strchr("|-: \t\r", line.p[k]))
			return false;
	}
	return bars && dashes > 2;
}

static bool holds(ent_str s, const char *what)
{
	return s.n && memmem(s.p, s.n, what, strlen(what)) != NULL;
}

static bool is_bold(ent_str line)
{
	const char *p = line.n ? memmem(line.p, line.n, "**", 2) : NULL;
	if (!p || p + 2 >= line.p + line.n || ent_is_space(p[2]) || p[2] == '*')
		return false;
	const size_t from = (size_t)(p + 2 - line.p);
	return memmem(line.p + from, line.n - from, "**", 2) != NULL;
}

static bool is_markdown(const ent_release_head *head)
{
	if (head->markup != ENT_MARKUP_NONE)
		return false;
	if (is_named(head->name) || ent_front_matter(head->text))
		return true;
	bool seen[5] = { false };
	ent_str rest = head->text.n < EVIDENCE ? head->text
					       : ent_str_slice(head->text, 0, EVIDENCE);
	while (rest.p) {
		const ent_str line = ent_str_cut(&rest, '\n');
		seen[0] |= is_heading(line);
		seen[1] |= holds(line, "](http") || holds(line, "](/") ||
			   holds(line, "](#") || holds(line, "](mailto:");
		seen[2] |= is_bold(line);
		seen[3] |= ent_str_starts(line, ENT_STR("```"));
		seen[4] |= is_table_rule(line);
	}
	return seen[0] + seen[1] + seen[2] + seen[3] + seen[4] >= 2;
}

const ent_release_reader ent_markdown_reader = {
	.name = "markdown",
	.fits = is_markdown,
	.read = read_markdown,
};
