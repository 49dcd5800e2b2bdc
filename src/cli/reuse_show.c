/* SPDX-License-Identifier: Apache-2.0 */
/* reuse_show.c - a reuse report for a terminal, and its analysis as a table. */
#include "cli/reuse_show.h"
#include "cli/language.h"

/* Passages and documents shown; of a text longer than LONG bytes, about HEAD from its
 * beginning and TAIL from its end. */
enum { PASSAGES = 20, SOURCES = 10, LONG = 400, HEAD = 240, TAIL = 80 };

static double percent(uint64_t part, uint64_t all)
{
	return all ? 100. * (double)part / (double)all : 0.;
}

static ent_band_count sum(const ent_band_count bands[ENT_BANDS])
{
	ent_band_count all = { 0, 0, 0 };
	for (int band = 0; band < ENT_BANDS; band++) {
		all.segments += bands[band].segments;
		all.words += bands[band].words;
		all.characters += bands[band].characters;
	}
	return all;
}

static void show_row(ent_buf *out,
		     const char *name,
		     const ent_band_count *count,
		     uint64_t words)
{
	ent_buf_addf(out, "  %-10s %9llu %9llu %11llu  ", name,
		     (unsigned long long)count->segments,
		     (unsigned long long)count->words,
		     (unsigned long long)count->characters);
	ent_buf_addf(out, "%3.0f %%", percent(count->words, words));
	ent_buf_add_char(out, '\n');
}

static void show_bands(ent_buf *out, const ent_band_count bands[ENT_BANDS])
{
	const ent_band_count all = sum(bands);
	ent_buf_add(out,
		    ent_str_of(_("  band        segments     words  characters\n")));
	for (int band = 0; band < ENT_BANDS; band++)
		show_row(out, _(ent_band_name((ent_band)band)), &bands[band],
			 all.words);
	show_row(out, _("total"), &all, all.words);
}

/* A text on one line: a passage may run over the end of a paragraph. */
static void add_line(ent_buf *out, ent_str text)
{
	for (size_t k = 0; k < text.n; k++)
		ent_buf_add_char(out, text.p[k] == '\n' ? ' ' : text.p[k]);
}

/* Where a text is cut: [0, head) and [tail, text.n) are shown, both ends of words. */
static bool is_cut(uint32_t *head, uint32_t *tail, ent_str text)
{
	if (text.n <= LONG)
		return false;
	*head = HEAD;
	*tail = (uint32_t)text.n - TAIL;
	while (*head && text.p[*head] != ' ' && text.p[*head] != '\n')
		(*head)--;
	while (*tail < text.n && text.p[*tail - 1] != ' ' && text.p[*tail - 1] != '\n')
		(*tail)++;
	return *head && *tail < text.n;
}

static void show_words(ent_buf *out, ent_str text)
{
	uint32_t head, tail;
	if (!is_cut(&head, &tail, text)) {
		add_line(out, text);
		return;
	}
	add_line(out, ent_str_slice(text, 0, head));
	ent_buf_add(out, ENT_STR(" [...] "));
	add_line(out, ent_str_slice(text, tail, text.n));
}

static void show_target(ent_buf *out,
			const ent_occurrence *o,
			const struct marks *marks)
{
	uint32_t head, tail;
	if (!is_cut(&head, &tail, o->target)) {
		show_marked(out, o->target, o->counterparts, o->n_counterparts, marks);
		return;
	}
	show_marked_part(out, o->target, 0, head, o->counterparts, o->n_counterparts,
			 marks);
	ent_buf_add(out, ENT_STR(" [...] "));
	show_marked_part(out, o->target, tail, (uint32_t)o->target.n, o->counterparts,
			 o->n_counterparts, marks);
}

static void show_passage(ent_buf *out,
			 const ent_reuse *r,
			 const ent_passage *p,
			 const struct marks *marks)
{
	ent_buf_addf(out, _("%5u words  "), p->words);
	show_words(out, ent_str_slice(r->text, p->start, p->end));
	ent_buf_add_char(out, '\n');
	for (uint32_t k = 0; k < p->n_occurrences && k < 1; k++) {
		const ent_occurrence *o = &p->occurrences[k];
		ent_buf_addf(out, "             %s", marks->dim);
		ent_buf_add(out, o->document.n ? o->document : ENT_STR("-"));
		if (o->place.n) {
			ent_buf_add(out, ent_str_of(_(", place ")));
			ent_buf_add(out, o->place);
		}
		if (o->date.n) {
			ent_buf_add(out, ENT_STR(", "));
			ent_buf_add(out, o->date);
		}
		if (p->total > 1)
			ent_buf_addf(out,
				     COUNTED(" and %llu other", " and %llu others",
					     p->total - 1),
				     (unsigned long long)p->total - 1);
		ent_buf_addf(out, "%s\n             ", marks->plain);
		show_target(out, o, marks);
		ent_buf_add_char(out, '\n');
	}
}

static void show_quotation(ent_buf *out,
			   const ent_reuse *r,
			   const ent_quotation *q,
			   const struct marks *marks)
{
	ent_buf_addf(out, "%10s  ", _(ent_quote_verdict_name(q->verdict)));
	add_line(out, ent_str_slice(r->text, q->start, q->end));
	ent_buf_add_char(out, '\n');
	if (q->verdict == ENT_QUOTE_UNKNOWN)
		return;
	for (uint32_t k = 0; k < q->n_differences; k++) {
		const ent_difference *d = &q->differences[k];
		ent_buf_addf(out, "            %s: ", _(ent_difference_name(d->kind)));
		add_line(out, ent_str_slice(r->text, d->text.start, d->text.end));
		ent_buf_add(out, ENT_STR(" | "));
		if (d->found.end > d->found.start)
			add_line(out, ent_str_slice(q->found.source, d->found.start,
						    d->found.end));
		ent_buf_add_char(out, '\n');
	}
	ent_buf_addf(out, "            %s", marks->dim);
	ent_buf_add(out, q->found.document.n ? q->found.document : ENT_STR("-"));
	if (q->found.date.n) {
		ent_buf_add(out, ENT_STR(", "));
		ent_buf_add(out, q->found.date);
	}
	ent_buf_addf(out, "%s\n            ", marks->plain);
	show_marked(out, q->found.target, q->found.counterparts,
		    q->found.n_counterparts, marks);
	ent_buf_add_char(out, '\n');
}

static void show_sources(ent_buf *out, const ent_reuse *r)
{
	if (!r->n_sources)
		return;
	ent_buf_add(out,
		    ent_str_of(_("\nDocuments, by words of the passages they have\n")));
	for (uint32_t k = 0; k < r->n_sources && k < SOURCES; k++) {
		const ent_reuse_source *s = &r->sources[k];
		ent_buf_addf(out, "%7llu  ", (unsigned long long)s->words);
		ent_buf_add(out, s->document.n ? s->document : ENT_STR("-"));
		if (s->date.n) {
			ent_buf_add(out, ENT_STR(", "));
			ent_buf_add(out, s->date);
		}
		ent_buf_addf(out,
			     COUNTED(", %u passage\n", ", %u passages\n", s->passages),
			     s->passages);
	}
	if (r->n_sources > SOURCES)
		ent_buf_addf(out, _("         and %u more\n"), r->n_sources - SOURCES);
}

void reuse_summary(ent_buf *out, const ent_reuse *r, const struct marks *marks)
{
	ent_buf_add(out, r->name);
	ent_buf_add(out, ENT_STR(", "));
	ent_buf_add(out, r->from);
	ent_buf_add(out, ent_str_of(_(" to ")));
	ent_buf_add(out, r->to);
	ent_buf_add_char(out, '\n');
	show_bands(out, r->analysis);
	ent_buf_addf(out, COUNTED("\n%u passage, ", "\n%u passages, ", r->n_passages),
		     r->n_passages);
	ent_buf_addf(out, _("%.0f %% of the text\n"),
		     percent(r->words_in_passages, r->words));
	for (uint32_t k = 0; k < r->n_passages && k < PASSAGES; k++)
		show_passage(out, r, &r->passages[k], marks);
	if (r->n_passages > PASSAGES)
		ent_buf_addf(out, _("      and %u more; --format json lists all\n"),
			     r->n_passages - PASSAGES);
	if (r->n_quotations)
		ent_buf_add(out, ent_str_of(_("\nQuotations\n")));
	for (uint32_t k = 0; k < r->n_quotations; k++)
		show_quotation(out, r, &r->quotations[k], marks);
	show_sources(out, r);
}

void reuse_total(ent_buf *out, uint32_t n_files, const ent_band_count bands[ENT_BANDS])
{
	ent_buf_addf(out, _("\n%u files together\n"), n_files);
	show_bands(out, bands);
}

static void add_csv(ent_buf *out, ent_str field)
{
	bool plain = true;
	for (size_t k = 0; k < field.n && plain; k++)
		plain = !strchr("\",\r\n", field.p[k]);
	if (plain) {
		ent_buf_add(out, field);
		return;
	}
	ent_buf_add_char(out, '"');
	for (size_t k = 0; k < field.n; k++) {
		if (field.p[k] == '"')
			ent_buf_add_char(out, '"');
		ent_buf_add_char(out, field.p[k]);
	}
	ent_buf_add_char(out, '"');
}

static void add_csv_row(ent_buf *out,
			ent_str name,
			const char *band,
			const ent_band_count *count)
{
	add_csv(out, name);
	ent_buf_addf(out, ",%s,%llu,%llu,%llu\r\n", band,
		     (unsigned long long)count->segments,
		     (unsigned long long)count->words,
		     (unsigned long long)count->characters);
}

void reuse_csv(ent_buf *out,
	       ent_str name,
	       const ent_band_count bands[ENT_BANDS],
	       bool with_head)
{
	const ent_band_count all = sum(bands);
	if (with_head)
		ent_buf_add(out, ENT_STR("file,band,segments,words,characters\r\n"));
	for (int band = 0; band < ENT_BANDS; band++)
		add_csv_row(out, name, ent_band_name((ent_band)band), &bands[band]);
	add_csv_row(out, name, "total", &all);
}
