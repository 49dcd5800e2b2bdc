/* SPDX-License-Identifier: Apache-2.0 */
/* html_write.c - units side by side on one page, for a person to read.
 *
 * The page needs nothing else: its style stands in it, no script, no network.
 * Doubtful units carry a mark, their confidence and why, in words and not by
 * colour alone; a side without text shows a dash.
 */
#include <string.h>

#include "format/writers.h"

enum { CONFIDENCE_DIGITS = 2 };

/* Below this a unit is shown as doubtful even when it has no doubt bit. */
static const float SURE = 0.7f;

static const char style[] =
	"body{font:16px/1.5 Georgia,'Times New Roman',serif;color:#1d1d1f;background:#fbfaf7;"
	"max-width:76rem;margin:2rem auto;padding:0 1.5rem}"
	"h1{font-size:1.5rem;margin:0 0 .25rem}"
	"h2{font-size:1rem;margin:2.5rem 0 .5rem;color:#555;font-weight:normal}"
	"table{border-collapse:collapse;width:100%;table-layout:fixed}"
	"th{font:600 .8rem/1.5 system-ui,sans-serif;text-align:left;color:#555;"
	"border-bottom:2px solid #ccc6b8;padding:.3rem .75rem}"
	"td{vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid #e6e1d6;"
	"white-space:pre-line;overflow-wrap:break-word}"
	"col.n{width:3.5rem}col.c{width:9rem}"
	"td.n,td.c{font:.8rem/1.9 system-ui,sans-serif;color:#777}"
	"tr.doubt td{background:#fff6dc}tr.doubt td.c{color:#8a5a00;font-weight:600}"
	"td.none{color:#a33}"
	"@media print{body{background:none;margin:0}tr{break-inside:avoid}}";

static void begin_table(ent_writer *w)
{
	ent_str s = ent_writer_lang(w->source, w->source);
	ent_str t = ent_writer_lang(w->target, w->target);
	ent_buf_addf(
		&w->out,
		"<table>\n<colgroup><col class=\"n\"><col><col><col class=\"c\">"
		"</colgroup>\n<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">"
		"%.*s</th><th scope=\"col\">%.*s</th><th scope=\"col\">Confidence</th>"
		"</tr></thead>\n<tbody>\n",
		(int)s.n, s.p, (int)t.n, t.p);
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
	ent_buf_addf(to, "</title>\n<style>%s</style>\n</head>\n<body>\n<h1>", style);
	ent_buf_add_xml(to, title);
	ent_buf_addf(to, "</h1>\n");
	begin_table(w);
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
	ent_buf *to = &w->out;
	bool doubt = unit->doubts || unit->confidence < SURE || !unit->source.text.n ||
		     !unit->target.text.n;
	ent_buf_addf(to, "<tr%s><td class=\"n\" title=\"",
		     doubt ? " class=\"doubt\"" : "");
	ent_buf_add_xml(to, unit->document);
	if (unit->place.n) {
		ent_buf_add_char(to, ' ');
		ent_buf_add_xml(to, unit->place);
	}
	ent_buf_addf(to, "\">%llu</td>", (unsigned long long)w->units + 1);
	add_cell(to, &unit->source, w->source);
	add_cell(to, &unit->target, w->target);
	ent_buf_addf(to, "<td class=\"c\">%s", doubt ? "\xE2\x9A\xA0 " : "");
	ent_add_confidence(to, unit->confidence, CONFIDENCE_DIGITS);
	if (unit->doubts) {
		ent_buf_addf(to, "<br>");
		ent_add_doubts(to, unit->doubts, ", ");
	}
	ent_buf_addf(to, "</td></tr>\n");
}

static void end(ent_writer *w)
{
	ent_buf_addf(&w->out, "</tbody>\n</table>\n</body>\n</html>\n");
}

const ent_writer_kind *ent_html_writer(void)
{
	static const ent_writer_kind kind = { begin, add, end, true };
	return &kind;
}
