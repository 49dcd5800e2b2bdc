/* SPDX-License-Identifier: Apache-2.0 */
/* show.c - units on a terminal, in a pipe and as JSON. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/language.h"
#include "cli/report.h"
#include "cli/show.h"
#include "entente/concord.h"

const char *color_name(int color)
{
	switch ((enum color)color) {
	case COLOR_AUTO: return "auto";
	case COLOR_ALWAYS: return "always";
	case COLOR_NEVER: return "never";
	}
	return "auto";
}

struct marks marks_for(FILE *to, int color)
{
	static const struct marks colour = { "\033[1;33m", "\033[0m", "\033[2m",
					     "\033[0m", "\033[1;36m+" };
	static const struct marks bracket = { "[", "]", "", "", "[+" };
	const char *no = getenv("NO_COLOR"); /* https://no-color.org */
	if (color == COLOR_ALWAYS)
		return colour;
	return color != COLOR_NEVER && !(no && *no) &&
			       isatty(to == stdout ? STDOUT_FILENO : fileno(to))
		       ? colour
		       : bracket;
}

void show_marked_part(ent_buf *out,
		      ent_str text,
		      uint32_t start,
		      uint32_t end,
		      const ent_span *spans,
		      uint32_t n,
		      const struct marks *marks)
{
	uint32_t at = start;
	for (uint32_t k = 0; k < n; k++) {
		if (spans[k].start < at || spans[k].end > end)
			continue;
		ent_buf_add(out, ent_str_slice(text, at, spans[k].start));
		ent_buf_add(out, ent_str_of(marks->on));
		ent_buf_add(out, ent_str_slice(text, spans[k].start, spans[k].end));
		ent_buf_add(out, ent_str_of(marks->off));
		at = spans[k].end;
	}
	ent_buf_add(out, ent_str_slice(text, at, end));
}

void show_marked(ent_buf *out,
		 ent_str text,
		 const ent_span *spans,
		 uint32_t n,
		 const struct marks *marks)
{
	show_marked_part(out, text, 0, (uint32_t)text.n, spans, n, marks);
}

static void add_part(ent_buf *out, size_t start, const char *before, ent_str part)
{
	if (!part.n)
		return;
	if (out->n > start)
		ent_buf_add(out, ENT_STR(", "));
	ent_buf_add(out, ent_str_of(before));
	ent_buf_add(out, part);
}

void show_provenance(ent_buf *out, const ent_unit *unit)
{
	size_t start = out->n;
	add_part(out, start, "", unit->document);
	if (!ent_str_eq(unit->file, unit->document))
		add_part(out, start, unit->document.n ? _("imported from ") : "",
			 unit->file);
	add_part(out, start, _("label "), unit->label);
	add_part(out, start, _("place "), unit->place);
	add_part(out, start, "", unit->date);
	if (out->n > start)
		ent_buf_add(out, ENT_STR(", "));
	ent_buf_addf(out, _("confidence %.2f"), (double)unit->confidence);
}

static void end_if_failed(const ent_buf *buf)
{
	if (!buf->failed)
		return;
	fputs(_("entente: out of memory\n"), stderr);
	exit(EXIT_DATA);
}

void show_all(ent_buf *out, FILE *to)
{
	end_if_failed(out);
	if (out->n)
		fwrite(out->p, 1, out->n, to);
	ent_buf_clear(out);
}

bool show_flush(ent_buf *out)
{
	bool ok = !out->failed;
	if (ok && out->n)
		fwrite(out->p, 1, out->n, stdout);
	ent_buf_clear(out);
	return ok;
}

void show_kept(FILE *to, uint64_t kept)
{
	if (kept)
		fprintf(to,
			COUNTED("; %llu unit stays: a later import or merge has it too",
				"; %llu units stay: a later import or merge has them too",
				kept),
			(unsigned long long)kept);
	fputc('\n', to);
}

void name_languages(ent_memory *memory,
		    const char *command,
		    const char *from,
		    const char *to)
{
	ent_error err;
	const char *const wanted[] = { from, to };
	for (int k = 0; k < 2; k++) {
		bool has = true;
		if (!wanted[k] ||
		    ent_memory_has_language(&has, memory, ent_str_of(wanted[k]),
					    &err) ||
		    has)
			continue;
		fflush(stdout);
		fprintf(stderr, _("entente: %s: the memory has no text in '%s'\n"),
			command, wanted[k]);
	}
}

const char *name_in_line(ent_buf *to, ent_str name)
{
	ent_buf_clear(to);
	for (size_t k = 0; k < name.n; k++)
		if (name.p[k] == '\n' || name.p[k] == '\r')
			ent_buf_add(to, name.p[k] == '\n' ? ENT_STR("\\n")
							  : ENT_STR("\\r"));
		else
			ent_buf_add_char(to, name.p[k]);
	end_if_failed(to);
	return name.n ? to->p : "";
}
