/* SPDX-License-Identifier: Apache-2.0 */
/* report_html.c - a reuse report as a page.
 *
 * One file, without network.  The text is on the left, each passage a link to its entry
 * further down, so that the page works without scripts and with a keyboard; with a
 * script the entry of the passage under the pointer or the focus is shown at the side.
 * Passages that overlap are shaded by the longest at each place.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "report/report_parts.h"

static void add_text(ent_buf *out, ent_str text)
{
	ent_buf_add_xml(out, text);
}

static void add_marked(ent_buf *out, ent_str text, const ent_span *spans, uint32_t n)
{
	size_t at = 0;
	for (uint32_t k = 0; k < n; k++) {
		if (spans[k].start < at || spans[k].end > text.n)
			continue;
		add_text(out, ent_str_slice(text, at, spans[k].start));
		ent_buf_add(out, ENT_STR("<mark>"));
		add_text(out, ent_str_slice(text, spans[k].start, spans[k].end));
		ent_buf_add(out, ENT_STR("</mark>"));
		at = spans[k].end;
	}
	add_text(out, ent_str_slice(text, at, text.n));
}

/* <p class="source" lang="en"> */
static void open_text(ent_buf *out, const char *class, ent_str lang)
{
	ent_buf_addf(out, "<p class=\"%s\" lang=\"", class);
	add_text(out, lang);
	ent_buf_add(out, ENT_STR("\">"));
}

static void add_origin(ent_buf *out, ent_str document, ent_str place, ent_str date)
{
	ent_buf_add(out, ENT_STR("<p class=\"origin\">"));
	add_text(out, document.n ? document : ENT_STR("no document"));
	if (place.n) {
		ent_buf_add(out, ENT_STR(", place "));
		add_text(out, place);
	}
	if (date.n) {
		ent_buf_add(out, ENT_STR(", "));
		add_text(out, date);
	}
	ent_buf_add(out, ENT_STR("</p>\n"));
}

/* ---- tables ---------------------------------------------------------------------- */

static void add_cells(ent_buf *out,
		      const char *name,
		      const ent_band_count *c,
		      uint64_t words)
{
	ent_buf_addf(out,
		     "<tr><th scope=\"row\">%s</th><td>%llu</td><td>%llu</td>"
		     "<td>%llu</td><td>%.0f&#160;%%</td></tr>\n",
		     name, (unsigned long long)c->segments,
		     (unsigned long long)c->words, (unsigned long long)c->characters,
		     words ? 100. * (double)c->words / (double)words : 0.);
}

static void add_analysis(ent_buf *out, const ent_reuse *r)
{
	ent_band_count all = { 0, 0, 0 };
	for (int band = 0; band < ENT_BANDS; band++) {
		all.segments += r->analysis[band].segments;
		all.words += r->analysis[band].words;
		all.characters += r->analysis[band].characters;
	}
	ent_buf_add(out,
		    ENT_STR("<section aria-labelledby=\"analysis\">\n"
			    "<h2 id=\"analysis\">Analysis</h2>\n<table>\n"
			    "<thead><tr><th scope=\"col\">Band</th>"
			    "<th scope=\"col\">Segments</th>"
			    "<th scope=\"col\">Words</th>"
			    "<th scope=\"col\">Characters</th>"
			    "<th scope=\"col\">Share</th></tr></thead>\n<tbody>\n"));
	for (int band = 0; band < ENT_BANDS; band++)
		add_cells(out, ent_band_name((ent_band)band), &r->analysis[band],
			  all.words);
	add_cells(out, "total", &all, all.words);
	ent_buf_add(out, ENT_STR("</tbody></table></section>\n"));
}

static void add_sources(ent_buf *out, const ent_reuse *r)
{
	enum { MOST = 50 };
	if (!r->n_sources)
		return;
	ent_buf_add(out,
		    ENT_STR("<section aria-labelledby=\"sources\">\n"
			    "<h2 id=\"sources\">Source documents</h2>\n<table>\n"
			    "<thead><tr><th scope=\"col\">Document</th>"
			    "<th scope=\"col\">Date</th>"
			    "<th scope=\"col\">Passages</th>"
			    "<th scope=\"col\">Words</th>"
			    "<th scope=\"col\">Share</th></tr></thead>\n<tbody>\n"));
	for (uint32_t k = 0; k < r->n_sources && k < MOST; k++) {
		const ent_reuse_source *s = &r->sources[k];
		ent_buf_add(out, ENT_STR("<tr><th scope=\"row\">"));
		add_text(out, s->document.n ? s->document : ENT_STR("no document"));
		ent_buf_add(out, ENT_STR("</th><td>"));
		add_text(out, s->date);
		ent_buf_addf(
			out,
			"</td><td>%u</td><td>%llu</td><td>%.0f&#160;%%</td></tr>\n",
			s->passages, (unsigned long long)s->words,
			r->words ? 100. * (double)s->words / (double)r->words : 0.);
	}
	ent_buf_add(out, ENT_STR("</tbody></table>\n"));
	if (r->n_sources > MOST)
		ent_buf_addf(out, "<p>and %u more</p>\n", r->n_sources - MOST);
	ent_buf_add(out, ENT_STR("</section>\n"));
}

/* ---- the text -------------------------------------------------------------------- */

/* For each byte where something changes: which passage shades from here on. */
struct piece {
	uint32_t start, passage; /* passage: UINT32_MAX for none */
};

static int start_cmp(const void *pa, const void *pb)
{
	const uint32_t *a = pa, *b = pb;
	return (*a > *b) - (*a < *b);
}

/* Pieces of the text in order, each with the longest passage that has it: passages are
 * painted from the shortest to the longest over the places where one begins or ends. */
static struct piece *cut_pieces(uint32_t *n, const ent_reuse *r)
{
	uint32_t *bounds = malloc((2 * (size_t)r->n_passages + 2) * sizeof(*bounds));
	struct piece *pieces =
		malloc((2 * (size_t)r->n_passages + 2) * sizeof(*pieces));
	uint32_t n_bounds = 0, kept = 0;
	if (!bounds || !pieces) {
		free(bounds);
		free(pieces);
		return NULL;
	}
	bounds[n_bounds++] = 0;
	for (uint32_t k = 0; k < r->n_passages; k++) {
		bounds[n_bounds++] = r->passages[k].start;
		bounds[n_bounds++] = r->passages[k].end;
	}
	qsort(bounds, n_bounds, sizeof(*bounds), start_cmp);
	for (uint32_t k = 0; k < n_bounds; k++)
		if (!kept || pieces[kept - 1].start != bounds[k])
			pieces[kept++] = (struct piece){ bounds[k], UINT32_MAX };
	for (uint32_t k = r->n_passages; k-- > 0;) {
		size_t at = ent_lower_bound(&r->passages[k].start, pieces, kept,
					    sizeof(*pieces), start_cmp);
		for (; at < kept && pieces[at].start < r->passages[k].end; at++)
			pieces[at].passage = k;
	}
	free(bounds);
	*n = kept;
	return pieces;
}

/* How exact the best segment of a passage is: what shades it. */
static const char *shade_of(const ent_reuse *r, const ent_passage *p)
{
	return p->words >= 20 || p->n_segments > 1              ? "long"
	       : r->segments[p->segment].band <= ENT_BAND_EXACT ? "long"
	       : p->words >= 10                                 ? "middle"
								: "short";
}

struct piece_search {
	const struct piece *pieces;
	uint32_t byte;
};

static bool begins_before(const void *data, size_t k)
{
	const struct piece_search *s = data;
	return s->pieces[k].start <= s->byte;
}

/* Bytes from..to of the text, with the pieces within them. */
static void add_pieces(ent_buf *out,
		       const ent_reuse *r,
		       const struct piece *pieces,
		       uint32_t n,
		       uint32_t from,
		       uint32_t to)
{
	const struct piece_search search = { pieces, from };
	const size_t before = ent_count_before(n, begins_before, &search);
	uint32_t k = before ? (uint32_t)before - 1 : 0;
	for (; from < to && k < n; k++) {
		uint32_t end = k + 1 < n && pieces[k + 1].start < to
				       ? pieces[k + 1].start
				       : to;
		const uint32_t passage = pieces[k].passage;
		if (end <= from)
			continue;
		if (passage == UINT32_MAX) {
			add_text(out, ent_str_slice(r->text, from, end));
		} else {
			ent_buf_addf(out,
				     "<a class=\"passage %s\" href=\"#passage-%u\" "
				     "data-passage=\"%u\">",
				     shade_of(r, &r->passages[passage]), passage + 1,
				     passage + 1);
			add_text(out, ent_str_slice(r->text, from, end));
			ent_buf_add(out, ENT_STR("</a>"));
		}
		from = end;
	}
}

static void add_segment(ent_buf *out,
			const ent_reuse *r,
			uint32_t k,
			const struct piece *pieces,
			uint32_t n)
{
	const ent_reuse_segment *s = &r->segments[k];
	ent_buf_addf(out, "<span class=\"segment\" id=\"segment-%u\">", k + 1);
	add_pieces(out, r, pieces, n, s->start, s->start + (uint32_t)s->text.n);
	if (s->n_matches)
		ent_buf_addf(out,
			     " <a class=\"score\" href=\"#match-%u\" "
			     "aria-label=\"segment %u, match of %u\" "
			     "data-segment=\"%u\">%u</a>",
			     k + 1, k + 1, s->matches[0].score, k + 1,
			     s->matches[0].score);
	else if (s->repeats != ENT_NO_SEGMENT)
		ent_buf_addf(out,
			     " <a class=\"score\" href=\"#segment-%u\">repeated</a>",
			     s->repeats + 1);
	ent_buf_add(out, ENT_STR("</span>"));
}

static void add_document(ent_buf *out, const ent_reuse *r)
{
	uint32_t n;
	struct piece *pieces = cut_pieces(&n, r);
	if (!pieces) {
		out->failed = true;
		return;
	}
	ent_buf_add(out,
		    ENT_STR("<section class=\"text\" "
			    "aria-labelledby=\"text\">\n<h2 id=\"text\">Text</h2>\n"
			    "<div lang=\""));
	add_text(out, r->from);
	ent_buf_add(out, ENT_STR("\">\n"));
	for (uint32_t k = 0; k < r->n_segments; k++) {
		const ent_reuse_segment *s = &r->segments[k];
		const bool begins = !k || s[-1].paragraph != s->paragraph;
		const bool ends =
			k + 1 == r->n_segments || s[1].paragraph != s->paragraph;
		if (begins)
			ent_buf_addf(out, "<p class=\"%s\">", ent_kind_name(s->kind));
		add_segment(out, r, k, pieces, n);
		ent_buf_add(out, ends ? ENT_STR("</p>\n") : ENT_STR(" "));
	}
	ent_buf_add(out, ENT_STR("</div></section>\n"));
	free(pieces);
}

/* ---- entries --------------------------------------------------------------------- */

static void add_occurrence(ent_buf *out, const ent_reuse *r, const ent_occurrence *o)
{
	ent_buf_add(out, ENT_STR("<div class=\"occurrence\">\n"));
	add_origin(out, o->document, o->place, o->date);
	open_text(out, "source", r->from);
	add_marked(out, o->source, &o->span, 1);
	ent_buf_add(out, ENT_STR("</p>\n"));
	open_text(out, "target", r->to);
	add_marked(out, o->target, o->counterparts, o->n_counterparts);
	ent_buf_add(out, ENT_STR("</p>\n</div>\n"));
}

static void add_renderings(ent_buf *out, const ent_reuse *r, const ent_passage *p)
{
	if (p->n_renderings < 2)
		return;
	ent_buf_add(out, ENT_STR("<p class=\"renderings\">Rendered as: "));
	for (uint32_t k = 0; k < p->n_renderings; k++) {
		ent_buf_addf(out, "%s<q lang=\"", k ? ", " : "");
		add_text(out, r->to);
		ent_buf_add(out, ENT_STR("\">"));
		add_text(out, p->renderings[k].text);
		ent_buf_addf(out, "</q> (%u)", p->renderings[k].count);
	}
	ent_buf_add(out, ENT_STR("</p>\n"));
}

static void add_passages(ent_buf *out, const ent_reuse *r)
{
	ent_buf_add(out, ENT_STR("<section aria-labelledby=\"passages\">\n"
				 "<h2 id=\"passages\">Passages</h2>\n"));
	for (uint32_t k = 0; k < r->n_passages; k++) {
		const ent_passage *p = &r->passages[k];
		ent_buf_addf(out,
			     "<article id=\"passage-%u\" tabindex=\"-1\">\n"
			     "<h3>Passage %u: %u words, %llu occurrence%s</h3>\n"
			     "<p><a href=\"#segment-%u\">in segment %u</a></p>\n",
			     k + 1, k + 1, p->words, (unsigned long long)p->total,
			     p->total == 1 ? "" : "s", p->segment + 1, p->segment + 1);
		for (uint32_t i = 0; i < p->n_occurrences; i++)
			add_occurrence(out, r, &p->occurrences[i]);
		add_renderings(out, r, p);
		ent_buf_add(out, ENT_STR("</article>\n"));
	}
	ent_buf_add(out, ENT_STR("</section>\n"));
}

static void add_change(ent_buf *out, const char *tag, ent_str text)
{
	if (!text.n)
		return;
	ent_buf_addf(out, "<%s>", tag);
	add_text(out, text);
	ent_buf_addf(out, "</%s>", tag);
}

/* The text of the memory, with the words that only it has and those that only the
 * segment has. */
static void add_edits(ent_buf *out, ent_str query, const ent_match *m)
{
	size_t at = 0;
	const ent_str text = m->found.source.text;
	for (uint32_t k = 0; k < m->n_edits; k++) {
		const ent_edit *e = &m->edits[k];
		const bool alone = e->match_end == e->match_start;
		if (e->op == ENT_EDIT_MOVE || e->match_start < at)
			continue;
		add_text(out, ent_str_slice(text, at, e->match_start));
		/* spaces belong to neither text */
		if (alone && e->match_start && text.p[e->match_start - 1] != ' ')
			ent_buf_add(out, ENT_STR(" "));
		add_change(out, "del",
			   ent_str_slice(text, e->match_start, e->match_end));
		add_change(out, "ins",
			   ent_str_slice(query, e->query_start, e->query_end));
		at = e->match_end;
		if (alone && at < text.n && ent_is_letter(text.p[at]))
			ent_buf_add(out, ENT_STR(" "));
	}
	add_text(out, ent_str_slice(text, at, text.n));
}

/* The target with the values of the segment, and what it still has of the old text. */
static void add_adapted(ent_buf *out,
			const ent_reuse *r,
			ent_str query,
			const ent_match *m)
{
	open_text(out, "adapted", r->to);
	size_t at = 0;
	for (uint32_t k = 0; k < m->n_substitutions; k++) {
		const ent_substitution *s = &m->substitutions[k];
		add_text(out, ent_str_slice(m->adapted, at, s->start));
		add_change(out, "mark", ent_str_slice(m->adapted, s->start, s->end));
		at = s->end;
	}
	add_text(out, ent_str_slice(m->adapted, at, m->adapted.n));
	ent_buf_add(out, ENT_STR("</p>\n"));
	if (!m->n_stale)
		return;
	ent_buf_add(out, ENT_STR("<p class=\"stale\">Not adapted:"));
	for (uint32_t k = 0; k < m->n_stale; k++) {
		const ent_edit *e = &m->edits[m->stale[k]];
		ent_buf_add(out, ENT_STR(" "));
		add_change(out, "del",
			   ent_str_slice(m->found.source.text, e->match_start,
					 e->match_end));
		add_change(out, "ins",
			   ent_str_slice(query, e->query_start, e->query_end));
	}
	ent_buf_add(out, ENT_STR("</p>\n"));
}

static void add_match(ent_buf *out,
		      const ent_reuse *r,
		      ent_str query,
		      const ent_match *m)
{
	ent_buf_addf(out, "<div class=\"occurrence\">\n<p><strong>%u</strong> %s</p>\n",
		     m->score, ent_match_kind_name(m->kind));
	add_origin(out, m->found.document, m->found.place, m->found.date);
	open_text(out, "source", r->from);
	add_edits(out, query, m);
	ent_buf_add(out, ENT_STR("</p>\n"));
	open_text(out, "target", r->to);
	add_text(out, m->found.target.text);
	ent_buf_add(out, ENT_STR("</p>\n"));
	if (m->adapted.n)
		add_adapted(out, r, query, m);
	ent_buf_add(out, ENT_STR("</div>\n"));
}

static void add_matches(ent_buf *out, const ent_reuse *r)
{
	ent_buf_add(out, ENT_STR("<section aria-labelledby=\"matches\">\n"
				 "<h2 id=\"matches\">Matches of segments</h2>\n"));
	for (uint32_t k = 0; k < r->n_segments; k++) {
		const ent_reuse_segment *s = &r->segments[k];
		if (!s->n_matches)
			continue;
		ent_buf_addf(out,
			     "<article id=\"match-%u\" tabindex=\"-1\">\n"
			     "<h3>Segment %u: %s</h3>\n",
			     k + 1, k + 1, ent_band_name(s->band));
		for (uint32_t i = 0; i < s->n_matches; i++)
			add_match(out, r, s->text, &s->matches[i]);
		ent_buf_add(out, ENT_STR("</article>\n"));
	}
	ent_buf_add(out, ENT_STR("</section>\n"));
}

static void add_quotation(ent_buf *out, const ent_reuse *r, const ent_quotation *q)
{
	ent_buf_addf(out, "<article class=\"quotation %s\">\n<h3>%s</h3>\n",
		     ent_quote_verdict_name(q->verdict),
		     ent_quote_verdict_name(q->verdict));
	open_text(out, "source", r->from);
	size_t at = q->start;
	for (uint32_t k = 0; k < q->n_differences; k++) {
		const ent_difference *d = &q->differences[k];
		if (d->text.start < at)
			continue;
		add_text(out, ent_str_slice(r->text, at, d->text.start));
		if (d->text.end > d->text.start) {
			ent_buf_add(out, ENT_STR("<ins>"));
			add_text(out,
				 ent_str_slice(r->text, d->text.start, d->text.end));
			ent_buf_add(out, ENT_STR("</ins>"));
		}
		if (d->found.end > d->found.start) {
			ent_buf_add(out, ENT_STR("<del>"));
			add_text(out, ent_str_slice(q->found.source, d->found.start,
						    d->found.end));
			ent_buf_add(out, ENT_STR("</del>"));
		}
		at = d->text.end;
	}
	add_text(out, ent_str_slice(r->text, at, q->end));
	ent_buf_add(out, ENT_STR("</p>\n"));
	if (q->verdict != ENT_QUOTE_UNKNOWN) {
		open_text(out, "target", r->to);
		add_marked(out, q->found.target, q->found.counterparts,
			   q->found.n_counterparts);
		ent_buf_add(out, ENT_STR("</p>\n"));
		add_origin(out, q->found.document, q->found.place, q->found.date);
	}
	ent_buf_add(out, ENT_STR("</article>\n"));
}

static void add_quotations(ent_buf *out, const ent_reuse *r)
{
	if (!r->n_quotations)
		return;
	ent_buf_add(out, ENT_STR("<section aria-labelledby=\"quotations\">\n"
				 "<h2 id=\"quotations\">Quotations</h2>\n"));
	for (uint32_t k = 0; k < r->n_quotations; k++)
		add_quotation(out, r, &r->quotations[k]);
	ent_buf_add(out, ENT_STR("</section>\n"));
}

/* ---- the page -------------------------------------------------------------------- */

static const char style[] =
	":root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1f;--soft:#4a4a55;"
	"--line:#c9c9d2;--link:#1e3a8a;--focus:#1d4ed8;--long:#bfe3c5;--middle:#d7e6fb;"
	"--short:#fdf0c4;--gone:#fde0dd;--gone-ink:#7a1212;--new:#d5f0da;--new-ink:#0b4a1c}"
	"@media screen and (prefers-color-scheme:dark){:root{--paper:#17171a;--ink:#e6e6ea;"
	"--soft:#b4b4bf;--line:#46464f;--link:#a9c4ff;--focus:#7aa7ff;--long:#1f4a2b;"
	"--middle:#1f3a5c;--short:#4a3f14;--gone:#4d1d1d;--gone-ink:#ffc9c4;--new:#1d4326;"
	"--new-ink:#c3f0cd}}"
	"body{font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);"
	"margin:0 auto;max-width:78rem;padding:1rem 1.5rem}"
	"h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}"
	"h3{font-size:1rem;margin:.2rem 0}"
	".columns{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:2rem}"
	".text p{margin:.6rem 0;line-height:1.9}.text .heading{font-weight:600;font-size:1.1rem}"
	".text .item{margin-left:1.5rem}"
	"a.passage{padding:.2rem 0;color:inherit;text-decoration:underline dotted var(--soft) 1px;"
	"text-underline-offset:3px;border-radius:2px}"
	".long{background:var(--long)}.middle{background:var(--middle)}"
	".short{background:var(--short)}"
	"a.passage.on,a.passage:focus-visible,article:target{outline:2px solid var(--focus);"
	"outline-offset:1px}"
	"a.score{position:relative;z-index:1;display:inline-block;min-width:1.6rem;line-height:1.5rem;text-align:center;"
	"font-size:.75rem;color:var(--link);border:1px solid var(--line);"
	"border-radius:3px;padding:0 .25rem;text-decoration:none}"
	"aside{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);"
	"overflow:auto;border:1px solid var(--line);border-radius:6px;padding:.8rem 1rem}"
	"table{border-collapse:collapse}th,td{padding:.2rem .8rem;text-align:right;"
	"border-bottom:1px solid var(--line)}th:first-child{text-align:left;"
	"overflow-wrap:anywhere}"
	"article{border-top:1px solid var(--line);padding:.5rem 0}"
	".occurrence{margin:.4rem 0 .8rem}.occurrence p{margin:.15rem 0}"
	".origin,.renderings,.key{color:var(--soft);font-size:.875rem}"
	"mark{background:var(--long);color:inherit}"
	"del{background:var(--gone);color:var(--gone-ink)}"
	"ins{background:var(--new);color:var(--new-ink)}"
	"kbd{border:1px solid var(--line);border-radius:3px;padding:0 .3rem}"
	"@media(max-width:60rem){.columns{display:block}aside{top:auto;bottom:0;"
	"z-index:2;max-height:40vh;background:var(--paper)}}"
	"@media(max-width:40rem){body{padding:1rem .75rem}th,td{padding:.2rem .3rem}"
	"table{font-size:.8125rem}}"
	"@media print{aside,.key{display:none}.columns{display:block}body{max-width:none;"
	"font-size:10pt}a.passage,mark{-webkit-print-color-adjust:exact;"
	"print-color-adjust:exact}h1,h2,h3{break-after:avoid}"
	"article{break-inside:avoid}}";

static const char script[] =
	"(function(){var side=document.getElementById('side'),all=[].slice.call("
	"document.querySelectorAll('a.passage')),on=null;"
	"function show(a,id){var e=document.getElementById(id);if(!e)return;"
	"if(on)on.forEach(function(x){x.classList.remove('on')});"
	"on=all.filter(function(x){return a.dataset.passage&&"
	"x.dataset.passage===a.dataset.passage});"
	"on.forEach(function(x){x.classList.add('on')});"
	"side.innerHTML=e.innerHTML;side.scrollTop=0}"
	"function of(t){return t.closest&&t.closest('a.passage,a.score[data-segment]')}"
	"function target(a){return a.dataset.passage?'passage-'+a.dataset.passage:"
	"'match-'+a.dataset.segment}"
	"['mouseover','focusin'].forEach(function(kind){document.addEventListener(kind,"
	"function(e){var a=of(e.target);if(a)show(a,target(a))})});"
	"document.addEventListener('click',function(e){var a=of(e.target);"
	"if(a){e.preventDefault();show(a,target(a))}});"
	"document.addEventListener('keydown',function(e){if(e.ctrlKey||e.metaKey||e.altKey)"
	"return;var d=e.key==='n'?1:e.key==='p'?-1:0;if(!d)return;"
	"var at=all.indexOf(document.activeElement),id=at<0?null:"
	"all[at].dataset.passage;do{at+=d}while(all[at]&&id&&"
	"all[at].dataset.passage===id);if(at<0)at=d>0?0:all.length-1;"
	"if(all[at]){all[at].focus();e.preventDefault()}})})();";

static void add_head(ent_buf *out, const ent_reuse *r)
{
	ent_buf_add(out, ENT_STR("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
				 "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
				 "content=\"width=device-width,initial-scale=1\">\n"
				 "<title>Reuse: "));
	add_text(out, r->name);
	ent_buf_addf(out,
		     "</title>\n<style>%s</style>\n</head>\n<body>\n<header>\n<h1>",
		     style);
	add_text(out, r->name);
	ent_buf_add(out, ENT_STR("</h1>\n<p>"));
	add_text(out, r->from);
	ent_buf_add(out, ENT_STR(" to "));
	add_text(out, r->to);
	ent_buf_addf(out,
		     ": %.0f&#160;%% of the text is in %u passage%s translated "
		     "before.</p>\n<p class=\"key\"><kbd>n</kbd> next passage, "
		     "<kbd>p</kbd> previous. Shades: "
		     "<span class=\"long\">20 words or more, or whole segments</span>, "
		     "<span class=\"middle\">10 to 19</span>, "
		     "<span class=\"short\">fewer</span>.</p>\n</header>\n",
		     r->words ? 100. * (double)r->words_in_passages / (double)r->words
			      : 0.,
		     r->n_passages, r->n_passages == 1 ? "" : "s");
}

void ent_report_html(ent_buf *out, const ent_reuse *r)
{
	add_head(out, r);
	ent_buf_add(out, ENT_STR("<main>\n"));
	add_analysis(out, r);
	ent_buf_add(out, ENT_STR("<div class=\"columns\">\n"));
	add_document(out, r);
	ent_buf_add(out,
		    ENT_STR("<aside aria-label=\"Passage\" tabindex=\"0\" "
			    "id=\"side\" aria-live=\"polite\"><p class=\"key\">The "
			    "translation of a passage is shown here.</p></aside>\n"
			    "</div>\n"));
	add_quotations(out, r);
	add_sources(out, r);
	add_passages(out, r);
	add_matches(out, r);
	ent_buf_addf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n", script);
}
