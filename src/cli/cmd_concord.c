/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_concord.c - a phrase in its contexts.
 *
 * On a terminal a hit is two lines: the words around the phrase, the phrase in
 * the same column each time, and the words around its counterpart.  In a pipe
 * the texts are whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/options.h"
#include "cli/show.h"
#include "entente/memory.h"

/* Characters shown on either side of a phrase on a terminal of 80 columns. */
#define AROUND 34

struct concord {
	ent_buf out;
	struct marks marks;
	int json, window;
};

/* The beginning of the last n characters of s, n at most what there is. */
static size_t last_chars(ent_str s, size_t n)
{
	size_t at = s.n;
	while (at && n) {
		at--;
		n -= ((unsigned char)s.p[at] & 0xC0) != 0x80;
	}
	return at;
}

static size_t first_chars(ent_str s, size_t n)
{
	size_t at = 0;
	while (at < s.n) {
		if (((unsigned char)s.p[at] & 0xC0) != 0x80 && !n--)
			break;
		at++;
	}
	return at;
}

/* The text around one span, others within sight marked too. */
static void show_window(struct concord *c,
			ent_str text,
			const ent_span *spans,
			uint32_t n)
{
	ent_span first = n ? spans[0] : (ent_span){ 0, 0 };
	size_t from = last_chars(ent_str_slice(text, 0, first.start), AROUND);
	ent_str tail = ent_str_slice(text, first.end, text.n);
	size_t to = first.end + first_chars(tail, AROUND);
	size_t lead = ent_str_chars(ent_str_slice(text, from, first.start));
	if (n)
		ent_buf_addf(&c->out, "%*s", (int)(AROUND - lead), "");
	ent_span in[16];
	uint32_t kept = 0;
	for (uint32_t k = 0; k < n && kept < 16; k++)
		if (spans[k].end <= to)
			in[kept++] = (ent_span){ spans[k].start - (uint32_t)from,
						 spans[k].end - (uint32_t)from };
	show_marked(&c->out, ent_str_slice(text, from, to), in, kept, &c->marks);
}

static void show_side(struct concord *c,
		      ent_str text,
		      const ent_span *spans,
		      uint32_t n)
{
	ent_buf_add(&c->out, ENT_STR("  "));
	if (c->window)
		show_window(c, text, spans, n);
	else
		show_marked(&c->out, text, spans, n, &c->marks);
	ent_buf_add_char(&c->out, '\n');
}

static void show_hit(struct concord *c, const ent_hit *hit)
{
	ent_buf_add(&c->out, ent_str_of(c->marks.dim));
	show_provenance(&c->out, &hit->found);
	ent_buf_add(&c->out, ent_str_of(c->marks.plain));
	ent_buf_add_char(&c->out, '\n');
	show_side(c, hit->found.source.text, hit->spans, hit->n_spans);
	show_side(c, hit->found.target.text, hit->counterparts, hit->n_counterparts);
}

static void json_hit(struct concord *c, const ent_hit *hit)
{
	ent_buf_add_char(&c->out, '{');
	json_unit(&c->out, &hit->found);
	ent_buf_addf(&c->out,
		     ",\"unit\":%llu,\"spans\":", (unsigned long long)hit->unit);
	json_spans(&c->out, hit->spans, hit->n_spans);
	ent_buf_add(&c->out, ENT_STR(",\"counterparts\":"));
	json_spans(&c->out, hit->counterparts, hit->n_counterparts);
	ent_buf_add(&c->out, ENT_STR("}\n"));
}

static ent_status run(struct concord *c,
		      ent_memory *memory,
		      const char *phrase,
		      const ent_concord_options *opt,
		      ent_arena *arena,
		      ent_error *err)
{
	const ent_hit *hits;
	uint32_t n;
	uint64_t total;
	ent_status status = ent_memory_concord(&hits, &n, &total, memory,
					       ent_str_of(phrase), opt, arena, err);
	if (status)
		return status;
	for (uint32_t k = 0; k < n; k++) {
		if (c->json)
			json_hit(c, &hits[k]);
		else
			show_hit(c, &hits[k]);
		if (!show_flush(&c->out)) {
			*err = (ent_error){ .code = ENT_ENOMEM,
					    .message = "out of memory" };
			return ENT_ENOMEM;
		}
	}
	if (!c->json && n < total)
		fprintf(stderr, "%u of %llu; --limit 0 shows all\n", n,
			(unsigned long long)total);
	return ENT_OK;
}

int cmd_concord(int argc, char **argv)
{
	char *file = NULL, *lang = NULL, *document = NULL, *since = NULL, *until = NULL;
	int limit = 20, json = 0;
	const struct poptOption table[] = {
		OPT_MEMORY(&file),
		OPT_STRING("lang", &lang, "LANG", "language of the phrase (either)"),
		OPT_INT("limit", &limit, "N", "most hits, 0 for all (20)"),
		OPT_STRING("document", &document, "GLOB", "only in these documents"),
		OPT_STRING("since", &since, "DATE", "not older"),
		OPT_STRING("until", &until, "DATE", "not newer"),
		OPT_FLAG("json", &json, "a line of JSON for each hit"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "PHRASE", 1, 1);
	if (code == ARGS_GO_ON && limit < 0)
		code = usage_error(args.command, "--limit must not be negative");
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		ent_concord_options opt = { ent_str_of(lang), (uint32_t)limit,
					    ent_str_of(document), ent_str_of(since),
					    ent_str_of(until) };
		struct concord c = { ENT_BUF_INIT, marks_for(stdout), json,
				     isatty(STDOUT_FILENO) };
		ent_arena *arena = ent_arena_new(0);
		ent_status status = ent_memory_open(&memory, memory_path(file),
						    ENT_OPEN_READ, &err);
		if (!status && arena)
			status = run(&c, memory, args.rest[0], &opt, arena, &err);
		code = status ? report(args.command, &err) : 0;
		ent_memory_close(memory);
		ent_arena_free(arena);
		ent_buf_release(&c.out);
	}
	args_free(&args);
	char *const strings[] = { file, lang, document, since, until };
	for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
		free(strings[k]);
	return code;
}
