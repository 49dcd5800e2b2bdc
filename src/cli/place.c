/* SPDX-License-Identifier: Apache-2.0 */
/* place.c - doubtful places as a file to edit, a page, lines of JSON. */
#include <stdio.h>

#include "cli/language.h"
#include "cli/place.h"
#include "cli/show.h"
#include "json/json.h"

static void add_doubts(ent_buf *out, uint32_t doubts, bool translated)
{
	const char *comma = "";
	for (uint32_t bit = 1; bit && bit <= doubts; bit <<= 1)
		if (doubts & bit) {
			const char *name = ent_doubt_name((ent_doubt)bit);
			ent_buf_addf(out, "%s%s", comma, translated ? _(name) : name);
			comma = ", ";
		}
}

void place_doubts(ent_buf *out, uint32_t doubts)
{
	add_doubts(out, doubts, true);
}

void place_range(ent_buf *out, uint32_t first, uint32_t n)
{
	if (!n)
		ent_buf_add_char(out, '-');
	else if (n == 1)
		ent_buf_addf(out, "%u", first + 1);
	else
		ent_buf_addf(out, "%u-%u", first + 1, first + n);
}

static void add_side(ent_buf *out,
		     ent_str lang,
		     const ent_str *texts,
		     uint32_t first,
		     uint32_t n,
		     uint32_t at,
		     uint32_t count)
{
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t number = first + k;
		ent_buf_addf(out, "  %c %.*s %u | ",
			     number >= at && number < at + count ? '>' : ' ',
			     (int)(lang.n < 12 ? lang.n : 12), lang.p, number + 1);
		ent_buf_add(out, texts[k]);
		ent_buf_add_char(out, '\n');
	}
}

void place_texts(ent_buf *out, const ent_place *p)
{
	add_side(out, p->source_lang, p->source, p->source_first, p->source_count,
		 p->src, p->n_src);
	add_side(out, p->target_lang, p->target, p->target_first, p->target_count,
		 p->tgt, p->n_tgt);
}

void place_pair(ent_buf *out, const ent_place *p)
{
	ent_buf_add(out, ENT_STR("@ "));
	ent_buf_add_tsv(out, p->source_document);
	ent_buf_add_char(out, '\t');
	ent_buf_add_tsv(out, p->target_document);
	ent_buf_addf(out, "\t%016llx\t%.*s\t%.*s\n", (unsigned long long)p->hash,
		     (int)p->source_lang.n, p->source_lang.p, (int)p->target_lang.n,
		     p->target_lang.p);
}

void places_as_edit_file(const ent_place *places, uint32_t n, uint64_t total)
{
	ent_buf out = ENT_BUF_INIT;
	if (!n) {
		puts(_("# no doubtful place; --below asks for more"));
		return;
	}
	ent_buf_addf(
		&out,
		COUNTED("# %u of %llu doubtful place, the most important one first.\n",
			"# %u of %llu doubtful places, the most important one first.\n",
			total),
		n, (unsigned long long)total);
	ent_buf_add(
		&out,
		ent_str_of(
			_("# Put a verdict in place of each '?', then run\n"
			  "# entente review --apply FILE\n"
			  "#   a  accept: these segments correspond\n"
			  "#   r  reject: they do not, and have no counterpart\n"
			  "#   l  relink: write the right numbers, 7 or 3-4 or -\n")));
	for (uint32_t k = 0; k < n; k++) {
		const ent_place *p = &places[k];
		ent_buf_add_char(&out, '\n');
		place_pair(&out, p);
		ent_buf_add(&out, ENT_STR("? "));
		place_range(&out, p->src, p->n_src);
		ent_buf_add(&out, ENT_STR(" = "));
		place_range(&out, p->tgt, p->n_tgt);
		ent_buf_addf(&out, _("  confidence %.2f  "), (double)p->confidence);
		place_doubts(&out, p->doubts);
		ent_buf_add_char(&out, '\n');
		place_texts(&out, p);
		show_all(&out, stdout);
	}
	show_all(&out, stdout);
	ent_buf_release(&out);
}

/* ---- JSON ---------------------------------------------------------------------- */

void places_as_json(const ent_place *places, uint32_t n, uint64_t total)
{
	ent_buf out = ENT_BUF_INIT;
	(void)total;
	for (uint32_t k = 0; k < n; k++) {
		json_place(&out, &places[k]);
		ent_buf_add_char(&out, '\n');
		show_all(&out, stdout);
	}
	ent_buf_release(&out);
}

/* ---- a page, side by side ------------------------------------------------------ */

static void html_side(ent_buf *out,
		      ent_str lang,
		      const ent_str *texts,
		      uint32_t first,
		      uint32_t n,
		      uint32_t at,
		      uint32_t count)
{
	ent_buf_add(out, ENT_STR("<td lang=\""));
	ent_buf_add_xml(out, lang);
	ent_buf_add(out, ENT_STR("\">"));
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t number = first + k;
		const bool of = number >= at && number < at + count;
		ent_buf_addf(out, "<p%s><b>%u</b> ", of ? " class=\"here\"" : "",
			     number + 1);
		ent_buf_add_xml(out, texts[k]);
		ent_buf_add(out, ENT_STR("</p>"));
	}
	ent_buf_add(out, ENT_STR("</td>"));
}

void places_as_html(const ent_place *places, uint32_t n, uint64_t total)
{
	ent_buf out = ENT_BUF_INIT;
	ent_buf_addf(
		&out,
		"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
		"<title>Doubtful places</title><style>"
		"body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;"
		"margin:2rem auto;padding:0 1rem;color:#222;background:#fff;"
		"overflow-wrap:anywhere}"
		"table{width:100%%;border-collapse:collapse;table-layout:fixed}"
		"td{vertical-align:top;padding:.5rem;border-top:1px solid #ccc}"
		"p{margin:.2rem 0;color:#595959}p.here{color:#000;background:#fff3c4}"
		"b{color:inherit;font-weight:400;font-size:.8em}"
		"h2{font-size:1rem;margin:1.5rem 0 .3rem}"
		"@media(prefers-color-scheme:dark){body{background:#181818;"
		"color:#ddd}p{color:#aaa}p.here{color:#fff;background:#4a3f10}}"
		"</style></head><body><main><h1>Doubtful places</h1>"
		"<p>%u of %llu, the one most worth a look first.</p>\n",
		n, (unsigned long long)total);
	for (uint32_t k = 0; k < n; k++) {
		const ent_place *p = &places[k];
		ent_buf_add(&out, ENT_STR("<section><h2>"));
		ent_buf_add_xml(&out, p->source_document);
		ent_buf_add(&out, ENT_STR(" = "));
		ent_buf_add_xml(&out, p->target_document);
		ent_buf_addf(&out, "</h2><p>confidence %.2f: ", (double)p->confidence);
		add_doubts(&out, p->doubts, false);
		ent_buf_add(&out, ENT_STR("</p><table><tr>"));
		html_side(&out, p->source_lang, p->source, p->source_first,
			  p->source_count, p->src, p->n_src);
		html_side(&out, p->target_lang, p->target, p->target_first,
			  p->target_count, p->tgt, p->n_tgt);
		ent_buf_add(&out, ENT_STR("</tr></table></section>\n"));
		show_all(&out, stdout);
	}
	ent_buf_add(&out, ENT_STR("</main></body></html>\n"));
	show_all(&out, stdout);
	ent_buf_release(&out);
}
