/* SPDX-License-Identifier: Apache-2.0 */
/* html_write.c - units side by side on one page, for a person to read.
 *
 * The page is complete: it has its style, no script, and needs no network.  A heading
 * for each pair of documents; the languages by name, and again above each page in
 * print.  Doubtful units have a mark, their confidence and the reasons, in words and
 * not by colour alone, and a list at the end leads to each of them; a side without text
 * shows a dash.  Every unit has an address (#u12) to send to a colleague.
 *
 * Memory: the numbers of the doubtful units.
 */
#include <string.h>

#include "entente/bead.h"
#include "format/write/writers.h"
#include "text/lang.h"

struct page {
	ent_buf group;    /* the last heading */
	ent_buf doubtful; /* links to the doubtful units */
};

static const char style[] =
	":root{--ink:#1d1d1f;--soft:#6b675e;--line:#e4ded1;--paper:#fbfaf7;--warn:#fff4d6;"
	"--mark:#8a5a00}"
	"@media(prefers-color-scheme:dark){:root{--ink:#e8e4da;--soft:#a29c8e;--line:#3a372f;"
	"--paper:#1b1a17;--warn:#3a2f12;--mark:#e6b450}}"
	"body{font:17px/1.6 Georgia,'Times New Roman',serif;color:var(--ink);"
	"background:var(--paper);max-width:80rem;margin:2.5rem auto;padding:0 1.5rem}"
	"h1{font-size:1.6rem;line-height:1.25;margin:0 0 1.5rem}"
	"table{border-collapse:collapse;width:100%;table-layout:fixed}"
	"thead th{position:sticky;top:0;background:var(--paper);"
	"font:600 .8rem/1.5 system-ui,sans-serif;letter-spacing:.02em;text-align:left;"
	"color:var(--soft);border-bottom:2px solid var(--line);padding:.5rem .9rem}"
	"tbody th{font:600 .9rem/1.5 system-ui,sans-serif;text-align:left;"
	"padding:2rem .9rem .4rem;border-bottom:1px solid var(--line)}"
	"tbody th small{font-weight:400;color:var(--soft)}"
	"td{vertical-align:top;padding:.55rem .9rem;border-bottom:1px solid var(--line);"
	"white-space:pre-line;overflow-wrap:break-word;hyphens:auto}"
	"col.n{width:4rem}col.c{width:7.5rem}"
	"td.n,td.c,p,footer{font:.8rem/1.7 system-ui,sans-serif;color:var(--soft)}"
	"td.n a{color:inherit;text-decoration:none}tr:target td{outline:2px solid var(--mark)}"
	"tr.doubt td{background:var(--warn)}tr.doubt td.c{color:var(--mark);font-weight:600}"
	"td.none{color:var(--mark)}footer{margin:2rem 0}footer a{color:var(--mark)}"
	"@media screen and (max-width:45rem){body{margin:1rem auto;padding:0 .75rem}"
	"thead{display:none}table,tbody,tr,td,tbody th{display:block}"
	"tr{border-bottom:1px solid var(--line);padding:.4rem 0}"
	"td{border:0;padding:.2rem .6rem}td:nth-child(3){border-left:3px solid var(--line)}}"
	"@media print{body{background:none;margin:0;max-width:none;font-size:10.5pt}"
	"thead th{position:static}tr{break-inside:avoid}tbody th{break-after:avoid}}";

/* "English", else the code. */
static void add_language(ent_buf *to, ent_str code)
{
	char scratch[48];
	ent_str name =
		ent_lang_english_name(ent_lang_base(code), scratch, sizeof(scratch));
	if (!name.n) {
		ent_buf_add_xml(to, code);
		return;
	}
	if (name.p[0] >= 'a' && name.p[0] <= 'z')
		ent_buf_add_char(to, (char)(name.p[0] - 32));
	ent_buf_add_xml(
		to, ent_str_slice(name, name.p[0] >= 'a' && name.p[0] <= 'z', name.n));
	if (ent_lang_base(code).n < code.n) {
		ent_buf_addf(to, " (");
		ent_buf_add_xml(to, code);
		ent_buf_addf(to, ")");
	}
}

static void begin(ent_writer *w)
{
	ent_buf *to = &w->out;
	ent_str title = w->title.n ? w->title : ENT_STR("Aligned text");
	ent_buf_addf(
		to,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	ent_buf_add_xml(to, title);
	ent_buf_addf(to, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>",
		     style);
	ent_buf_add_xml(to, title);
	ent_buf_addf(to, "</h1>\n<table>\n<colgroup><col class=\"n\"><col><col>"
			 "<col class=\"c\"></colgroup>\n<thead><tr>"
			 "<th scope=\"col\">No.</th><th scope=\"col\">");
	add_language(to, ent_writer_lang(w->source, w->source));
	ent_buf_addf(to, "</th><th scope=\"col\">");
	add_language(to, ent_writer_lang(w->target, w->target));
	ent_buf_addf(to,
		     "</th><th scope=\"col\">Confidence</th></tr></thead>\n<tbody>\n");
}

/* The name of a file without its folders. */
static ent_str base_name(ent_str path)
{
	size_t at = path.n;
	while (at && path.p[at - 1] != '/')
		at--;
	return ent_str_slice(path, at == path.n ? 0 : at, path.n);
}

/* A heading where another pair of documents begins: their names, and their paths
 * for who points at it. */
static void add_heading(ent_writer *w, const ent_unit *unit)
{
	ent_buf *group = &((struct page *)w->state)->group;
	ent_buf *to = &w->out, names = ENT_BUF_INIT;
	ent_buf_add(&names, unit->document);
	if (unit->target_document.n &&
	    !ent_str_eq(unit->document, unit->target_document)) {
		ent_buf_addf(&names, " \xE2\x80\x93 ");
		ent_buf_add(&names, unit->target_document);
	}
	if (names.n && !ent_str_eq(ent_buf_str(&names), ent_buf_str(group))) {
		ent_buf_addf(to, "<tr><th colspan=\"4\" scope=\"rowgroup\" title=\"");
		ent_buf_add_xml(to, ent_buf_str(&names));
		ent_buf_addf(to, "\">");
		ent_buf_add_xml(to, base_name(unit->document));
		if (unit->target_document.n &&
		    !ent_str_eq(unit->document, unit->target_document)) {
			ent_buf_addf(to, " \xE2\x80\x93 ");
			ent_buf_add_xml(to, base_name(unit->target_document));
		}
		if (unit->date.n) {
			ent_buf_addf(to, " <small>");
			ent_buf_add_xml(to, unit->date);
			ent_buf_addf(to, "</small>");
		}
		ent_buf_addf(to, "</th></tr>\n");
		ent_buf_clear(group);
		ent_buf_add(group, ent_buf_str(&names));
	}
	to->failed |= names.failed || group->failed;
	ent_buf_release(&names);
}

static void add_cell(ent_buf *to, const ent_unit_side *side, ent_str fallback)
{
	ent_str lang = ent_writer_lang(side->lang, fallback);
	if (!side->text.n) {
		ent_buf_addf(
			to,
			"<td class=\"none\" title=\"no counterpart\">\xE2\x80\x94</td>");
		return;
	}
	ent_buf_addf(to, "<td lang=\"%.*s\">", (int)lang.n, lang.p);
	ent_buf_add_xml(to, side->text);
	ent_buf_addf(to, "</td>");
}

static void add(ent_writer *w, const ent_unit *unit)
{
	ent_buf *doubtful = &((struct page *)w->state)->doubtful;
	ent_buf *to = &w->out;
	bool doubt = unit->doubts || unit->confidence < ENT_DOUBTFUL ||
		     !unit->source.text.n || !unit->target.text.n;
	const unsigned long long number = w->units + 1;
	add_heading(w, unit);
	ent_buf_addf(to, "<tr id=\"u%llu\"%s><td class=\"n\" title=\"", number,
		     doubt ? " class=\"doubt\"" : "");
	ent_buf_add_xml(to, unit->place);
	ent_buf_addf(to, "\"><a href=\"#u%llu\">%llu</a></td>", number, number);
	if (doubt)
		ent_buf_addf(doubtful, "%s<a href=\"#u%llu\">%llu</a>",
			     doubtful->n ? " " : "", number, number);
	add_cell(to, &unit->source, w->source);
	add_cell(to, &unit->target, w->target);
	ent_buf_addf(to, "<td class=\"c\">%s", doubt ? "\xE2\x9A\xA0 " : "");
	ent_buf_addf(to, "%.2f", (double)unit->confidence);
	if (unit->doubts) {
		ent_buf_addf(to, "<br>");
		ent_add_doubts(to, unit->doubts, ", ");
	}
	ent_buf_addf(to, "</td></tr>\n");
}

static void end(ent_writer *w)
{
	const ent_buf *doubtful = &((struct page *)w->state)->doubtful;
	ent_buf *to = &w->out;
	ent_buf_addf(to, "</tbody>\n</table>\n</main>\n<footer>%llu units",
		     (unsigned long long)w->units);
	if (doubtful->n) {
		ent_buf_addf(to, "; to be looked at: ");
		ent_buf_add(to, ent_buf_str(doubtful));
	}
	ent_buf_addf(to, "</footer>\n</body>\n</html>\n");
	to->failed |= doubtful->failed;
}

static void release(ent_writer *w)
{
	struct page *page = w->state;
	ent_buf_release(&page->group);
	ent_buf_release(&page->doubtful);
}

const ent_unit_format ent_html_format = {
	.name = "html",
	.begin = begin,
	.add = add,
	.end = end,
	.release = release,
	.state = sizeof(struct page),
	.one_sided = true,
};
