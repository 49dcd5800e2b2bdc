/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_read.c - read a PDF through poppler's pdftotext, a separate process with limits.
 *
 * What: pdftotext -bbox-layout prints each word with its box; the other files of this
 * folder make paragraphs of that.  The messages for a scan, an encrypted or damaged
 * file, and a missing program name the next step.
 *
 * Safety: poppler reads hostile files, so it runs with limits on time, memory and
 * output, and without a network (base/program.h).
 */
#include <string.h>

#include "base/fail.h"
#include "base/program.h"
#include "base/utf8.h"
#include "format/pdf/pdf_marks.h"
#include "format/pdf/pdf_measure.h"
#include "format/pdf/pdf_text.h"
#include "format/release/date.h"
#include "format/release/release.h"
#include "text/lang.h"

static const ent_run_limits limits = {
	.seconds = 120,
	.memory = (size_t)2 << 30,
	.output = (size_t)1 << 30,
};

enum { NO_PROGRAM = 127, COMPLAINT_MAX = 160, SCAN_LETTERS = 20 };

static bool is_pdf(const ent_release_head *head)
{
	/* a few bytes may be before the mark (ISO 32000-1, annex H.3) */
	const ent_str s = head->bytes;
	const size_t n = s.n < 1024 ? s.n : 1024;
	return n > 4 && (ent_str_starts(s, ENT_STR("%PDF-")) ||
			 (s.p[0] != '<' && memmem(s.p, n, "%PDF-", 5) != NULL &&
			  memchr(s.p, 0, s.n) != NULL));
}

static bool holds(ent_str s, const char *what)
{
	return s.n && memmem(s.p, s.n, what, strlen(what)) != NULL;
}

/* Why pdftotext gave nothing. */
static ent_status explain(int code, ent_str messages, ent_error *err)
{
	if (code == NO_PROGRAM)
		return ent_fail(
			err, ENT_EFORMAT,
			"is PDF, and pdftotext is missing: install poppler-utils");
	if (holds(messages, "password") || holds(messages, "ncrypt"))
		return ent_fail(
			err, ENT_EFORMAT,
			"is encrypted; remove the password first: qpdf --decrypt");
	if (code == 3)
		return ent_fail(
			err, ENT_EFORMAT,
			"forbids that its text is copied; remove that first: qpdf "
			"--decrypt");
	ent_str first = ent_str_trim(ent_str_cut(&messages, '\n'));
	if (first.n > COMPLAINT_MAX)
		first.n = COMPLAINT_MAX;
	return ent_fail(err, ENT_EFORMAT, "is a damaged PDF%s%.*s", first.n ? ": " : "",
			(int)first.n, first.n ? first.p : "");
}

static ent_status run(ent_buf *xml, ent_str bytes, ent_error *err)
{
	static const char *const argv[] = {
		"pdftotext", "-enc", "UTF-8", "-bbox-layout", "/dev/stdin", "-", NULL
	};
	ent_buf messages = ENT_BUF_INIT;
	int code = 0;
	ent_status status = ent_run(xml, &messages, &code, argv, bytes, &limits, err);
	if (!status && (code || !xml->n))
		status = explain(code, ent_buf_str(&messages), err);
	ent_buf_release(&messages);
	return status;
}

/* The structure tree; no parts when the file is not tagged, or poppler fails on it, for
 * then the layout says enough. */
static ent_status read_tree(ent_pdf_tree *tree,
			    const ent_pdf *pdf,
			    ent_str bytes,
			    ent_arena *arena,
			    ent_error *err)
{
	static const char *const argv[] = { "pdfinfo",      "-enc",       "UTF-8",
					    "-struct-text", "/dev/stdin", NULL };
	ent_buf printed = ENT_BUF_INIT, messages = ENT_BUF_INIT;
	int code = 0;
	ent_status status = ENT_OK;
	*tree = (ent_pdf_tree){ .n = 0 };
	if (!ent_run(&printed, &messages, &code, argv, bytes, &limits, NULL) && !code &&
	    printed.n && ent_utf8_valid(ent_buf_str(&printed), NULL))
		status = ent_pdf_tree_parse(tree, ent_buf_str(&printed),
					    holds(pdf->creator, "Word"), arena, err);
	ent_buf_release(&printed);
	ent_buf_release(&messages);
	return status;
}

static size_t letters_of(const ent_pdf *pdf)
{
	size_t n = 0;
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++)
			for (uint32_t w = 0; w < pdf->pages[p].lines[k].n; w++)
				n += pdf->pages[p].lines[k].words[w].text.n;
	return n;
}

static void read_meta(ent_release *release, const ent_pdf *pdf)
{
	char date[ENT_DATE_SIZE];
	size_t start, end;
	if (pdf->title.n)
		release->doc.title = ent_release_text(release, pdf->title);
	if (pdf->date.n && ent_date_find(date, &start, &end, pdf->date))
		release->written = ent_release_text(release, ent_str_of(date));
}

/* ---- two languages in one file --------------------------------------------------- */

enum {
	SIDES_MIN = 3,
	GUESS_LETTERS = 40,
	OTHER_LANGUAGE =
		1 << 30, /* a mark on a page number while paragraphs are chosen */
};

/* Whether a good part of the letters is in each of two languages; *other is the one
 * that is not wanted. */
static bool is_bilingual(const ent_release *release, ent_str wanted)
{
	size_t in = 0, out = 0;
	for (uint32_t k = 0; k < release->n; k++) {
		const ent_str text = release->paragraphs[k].text;
		const ent_str lang =
			text.n < GUESS_LETTERS ? ENT_STR("") : ent_lang_guess(text);
		if (!lang.n)
			continue;
		if (ent_lang_matches(lang, wanted))
			in += text.n;
		else
			out += text.n;
	}
	return in > 0 && out > 0 && in * SIDES_MIN > out && out * SIDES_MIN > in;
}

/* The language of a paragraph; of one that is too short to say, that of the paragraph
 * of the next number that says it, which a heading precedes. */
static ent_str lang_near(const ent_release *release, uint32_t k)
{
	enum { NEAR = 6 };
	for (uint32_t j = k; j < release->n && j < k + NEAR; j++) {
		const ent_str lang = ent_lang_guess(release->paragraphs[j].text);
		if (lang.n)
			return lang;
	}
	for (uint32_t j = k; j-- > 0 && j + NEAR > k;) {
		const ent_str lang = ent_lang_guess(release->paragraphs[j].text);
		if (lang.n)
			return lang;
	}
	return ENT_STR("");
}

/* Keeps the paragraphs in the language wanted, when the file holds two. */
static void choose_language(ent_release *release)
{
	const ent_str wanted = ent_lang_normal(release->opt->lang, release->arena);
	uint32_t to = 0;
	if (!wanted.n) {
		if (is_bilingual(release, ENT_STR("en")) &&
		    is_bilingual(release, ENT_STR("fr")))
			ent_log(release->opt->progress, ENT_LOG_WARNING,
				release->doc.name, 0,
				"holds text in English and in French; --lang reads one "
				"of them");
		return;
	}
	if (!is_bilingual(release, wanted))
		return;
	for (uint32_t k = 0; k < release->n; k++) {
		const ent_str lang = lang_near(release, k);
		release->paragraphs[k].line |=
			lang.n && !ent_lang_matches(lang, wanted) ? OTHER_LANGUAGE : 0;
	}
	for (uint32_t k = 0; k < release->n; k++)
		if (!(release->paragraphs[k].line & OTHER_LANGUAGE))
			release->paragraphs[to++] = release->paragraphs[k];
	release->n = to;
}

static ent_status read_pdf(ent_release *release, ent_str bytes, ent_error *err)
{
	ent_buf xml = ENT_BUF_INIT;
	ent_pdf pdf;
	ent_pdf_tree tree;
	ent_status status = run(&xml, bytes, err);
	if (!status)
		status = ent_pdf_parse(&pdf, ent_buf_str(&xml), release->arena, err);
	ent_buf_release(&xml);
	if (!status && letters_of(&pdf) < SCAN_LETTERS)
		status = ent_fail(err, ENT_EFORMAT,
				  "holds no text, as scans do; recognise it first: "
				  "ocrmypdf IN.pdf OUT.pdf");
	if (status)
		return status;
	release->doc.encoding = ENT_STR("UTF-8");
	release->doc.part = ENT_STR("page");
	read_meta(release, &pdf);
	status = read_tree(&tree, &pdf, bytes, release->arena, err);
	if (status)
		return status;
	if (!ent_pdf_join_code(&pdf, release->arena) ||
	    !ent_pdf_join_justified(&pdf, release->arena) ||
	    !ent_pdf_mark_notices(&pdf, release->arena) || !ent_pdf_align_fonts(&pdf))
		return ent_fail_memory(err);
	ent_pdf_mark_margins(&pdf);
	if (!release->opt->all && !tree.n)
		ent_pdf_mark_contents(&pdf);
	status = ent_pdf_paragraphs(release, &pdf, &tree, err);
	if (status)
		return status;
	choose_language(release);
	return release->n
		       ? ENT_OK
		       : ent_fail(
				 err, ENT_EFORMAT,
				 "has text, but nothing of it is a paragraph; try --all");
}

const ent_release_reader ent_pdf_reader = {
	.name = "pdf",
	.bytes = true,
	.fits = is_pdf,
	.read = read_pdf,
};
