/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_read.c - show what is read of a release. */
#include <stdio.h>

#include "cli/cmd.h"
#include "entente/read.h"
#include "json/json.h"

static void add_paragraph(ent_buf *to, const ent_paragraph *p)
{
	ent_buf_addf(to, "{\"line\":%u", p->line);
	json_field(to, "kind", ent_str_of(ent_kind_name(p->kind)));
	json_field(to, "text", p->text);
	ent_buf_add_char(to, '}');
}

/* {"file","format","encoding","language","guessed","title","date","id",
 * "alternates":[{"language","href"}],"paragraphs":[{"line","kind","text"}]} */
static void add_json(ent_buf *to, const ent_document *doc)
{
	ent_buf_addf(to, "{\"file\":");
	ent_buf_add_json(to, doc->name);
	json_field(to, "format", doc->format);
	json_field(to, "encoding", doc->encoding);
	json_field(to, "language", doc->lang);
	ent_buf_addf(to, ",\"guessed\":%s", doc->lang_is_guess ? "true" : "false");
	json_field(to, "title", doc->title);
	json_field(to, "date", doc->date);
	json_field(to, "id", doc->id);
	ent_buf_addf(to, ",\"alternates\":[");
	for (uint32_t k = 0; k < doc->n_alternates; k++) {
		json_comma(to, k);
		ent_buf_addf(to, "{\"language\":");
		ent_buf_add_json(to, doc->alternates[k].lang);
		json_field(to, "href", doc->alternates[k].href);
		ent_buf_add_char(to, '}');
	}
	ent_buf_addf(to, "],\"paragraphs\":[");
	for (uint32_t k = 0; k < doc->n_paragraphs; k++) {
		json_comma(to, k);
		add_paragraph(to, &doc->paragraphs[k]);
	}
	ent_buf_addf(to, "]}\n");
}

/* KIND<TAB>LINE<TAB>TEXT */
static void add_lines(ent_buf *to, const ent_document *doc)
{
	for (uint32_t k = 0; k < doc->n_paragraphs; k++) {
		const ent_paragraph *p = &doc->paragraphs[k];
		ent_buf_addf(to, "%s\t%u\t", ent_kind_name(p->kind), p->line);
		ent_buf_add_tsv(to, p->text);
		ent_buf_add_char(to, '\n');
	}
}

static int read_file(const char *path,
		     const ent_read_options *opt,
		     int json,
		     struct console *console)
{
	ent_error err;
	ent_document doc;
	ent_buf out = ENT_BUF_INIT;
	ent_arena *arena = ent_arena_new(0);
	int rc = EXIT_DATA;
	if (!arena) {
		perror("entente: read");
		return rc;
	}
	if (ent_read_document(&doc, path, opt, arena, &err)) {
		console_clear(console);
		rc = report(console->command, &err);
	} else {
		if (json)
			add_json(&out, &doc);
		else
			add_lines(&out, &doc);
		if (out.failed)
			fputs("entente: read: out of memory\n", stderr);
		else
			rc = fwrite(out.p ? out.p : "", 1, out.n, stdout) != out.n;
	}
	ent_buf_release(&out);
	ent_arena_free(arena);
	return rc;
}

struct given {
	char *lang;
	int lines, all, attributes, json;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	struct console console;
	int code = 0;
	console_init(&console, args->command);
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.lang = ent_str_of(g->lang);
	opt.lines = g->lines;
	opt.all = g->all;
	opt.attributes = g->attributes;
	opt.progress = &console.progress;
	for (int k = 0; k < args->n_rest; k++) {
		int one = read_file(args->rest[k], &opt, g->json, &console);
		code = one > code ? one : code;
	}
	return code;
}

static const struct option_row options[] = {
	OPT_TEXT("lang", lang, "CODE", "set the language of files that state none"),
	OPT_FLAG("lines", lines, "read each line of plain text as a paragraph"),
	OPT_FLAG("all", all, "keep navigation, banners and footers"),
	OPT_FLAG("attributes",
		 attributes,
		 "read the texts of attributes too, such as those of pictures"),
	OPT_FLAG("json", json, "print an object for each file, with metadata"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente read report.fr.html", "Print the paragraphs of a release" },
	{ "entente read --json report.fr.html",
	  "Print them with title, date and language" },
	{ NULL, NULL }
};

const struct cmd cmd_read = {
	.name = "read",
	.group = "Inspect",
	.summary = "show the paragraphs that are read from a release",
	.operands = "FILE...",
	.min = 1,
	.max = -1,
	.about = "Print the paragraphs of a release as align and batch read it: "
		 "kind, line of the file and text, separated by tabs.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
