/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_review.c - doubtful places for a person, and the person's verdicts.
 *
 * Without options the places are written as a file to edit, the most important one
 * first; --apply reads it back.  --interactive asks at the terminal. Verdicts are kept
 * with who gave them and when. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/ask.h"
#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/place.h"
#include "cli/show.h"
#include "cli/user.h"
#include "entente/review.h"
#include "json/json.h"

enum { MAX_FILE = 64 << 20 };

#define FORMATS "edit|html|json"

struct given {
	char *file, *document, *apply, *who;
	int format, limit, context, interactive, decisions, lost, realign;
	double below;
};

struct review {
	const char *command;
	const struct given *given;
	char at[USER_TIME];
};

static ent_status print_decision(void *data, const ent_decided *d, ent_error *err)
{
	ent_buf *out = data;
	(void)err;
	json_decided(out, d);
	ent_buf_add_char(out, '\n');
	show_all(out, stdout);
	return ENT_OK;
}

static int list_decisions(const struct review *r, ent_memory *memory)
{
	ent_error err;
	ent_buf out = ENT_BUF_INIT;
	ent_status status =
		r->given->lost
			? ent_memory_lost_decisions(memory, print_decision, &out, &err)
			: ent_memory_decisions(memory, print_decision, &out, &err);
	ent_buf_release(&out);
	return status ? report(r->command, &err) : 0;
}

static bool read_file(ent_buf *out, const char *path)
{
	char chunk[4096];
	FILE *in = strcmp(path, "-") != 0 ? fopen(path, "rb") : stdin;
	size_t n;
	if (!in)
		return false;
	while (out->n < MAX_FILE && (n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		ent_buf_add(out, (ent_str){ chunk, n });
	const bool ok = !ferror(in) && feof(in) && !out->failed;
	if (in != stdin)
		fclose(in);
	return ok;
}

static int apply(const struct review *r, ent_memory *memory)
{
	ent_error err;
	ent_review_result result;
	ent_buf text = ENT_BUF_INIT;
	errno = 0;
	if (!read_file(&text, r->given->apply)) {
		fprintf(stderr, _("entente: %s: %s: cannot read: %s\n"), r->command,
			r->given->apply, errno ? strerror(errno) : _("too large"));
		ent_buf_release(&text);
		return EXIT_DATA;
	}
	ent_status status = ent_memory_review_file(
		&result, memory, ent_buf_str(&text), ent_str_of(r->given->apply),
		ent_str_of(user_name(r->given->who)), ent_str_of(r->at), &err);
	ent_buf_release(&text);
	printf(_("%u accepted, %u rejected, %u relinked, %u left\n"), result.accepted,
	       result.rejected, result.relinked, result.left);
	return status ? report(r->command, &err) : 0;
}

static int realign(const struct review *r, ent_memory *memory)
{
	ent_error err;
	uint32_t changed;
	struct console console;
	console_init(&console, r->command);
	ent_status status =
		ent_memory_realign(&changed, memory, &console.progress, &err);
	console_clear(&console);
	printf(COUNTED("%u pair aligned again\n", "%u pairs aligned again\n", changed),
	       changed);
	return status ? report(r->command, &err) : 0;
}

static int show(const struct review *r, ent_memory *memory, place_writer *write)
{
	ent_error err;
	const ent_place *places;
	uint32_t n = 0;
	uint64_t total = 0;
	ent_review_options opt = ENT_REVIEW_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	if (!arena) {
		out_of_memory(&err);
		return report(r->command, &err);
	}
	opt.below = (float)r->given->below;
	opt.limit = (uint32_t)r->given->limit;
	opt.context = (uint32_t)r->given->context;
	opt.document = ent_str_of(r->given->document);
	ent_status status =
		ent_memory_review(&places, &n, &total, memory, &opt, arena, &err);
	int code = status ? report(r->command, &err) : 0;
	if (!status && r->given->interactive)
		code = ask_places(r->command, memory, places, n,
				  ent_str_of(user_name(r->given->who)));
	else if (!status)
		write(places, n, total);
	ent_arena_free(arena);
	return code;
}

static int run(const struct review *r)
{
	static place_writer *const writers[] = { places_as_edit_file, places_as_html,
						 places_as_json }; /* of FORMATS */
	ent_error err;
	ent_memory *memory = NULL;
	if (ent_memory_open(&memory, memory_path(r->given->file),
			    r->given->apply || r->given->interactive ||
					    r->given->realign
				    ? ENT_OPEN_WRITE
				    : ENT_OPEN_READ,
			    &err))
		return report(r->command, &err);
	int code = r->given->decisions || r->given->lost ? list_decisions(r, memory)
		   : r->given->apply                     ? apply(r, memory)
		   : r->given->realign                   ? realign(r, memory)
				       : show(r, memory, writers[r->given->format]);
	ent_memory_close(memory);
	return code;
}

static int start(const struct args *args, void *options)
{
	struct review r = { .command = args->command, .given = options };
	user_time(r.at);
	return run(&r);
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_CHOICE("format", format, FORMATS, "edit", "set the format"),
	OPT_INT("limit", limit, 0, INT_MAX, "20", "list at most N places, 0 for all"),
	OPT_INT("context",
		context,
		0,
		INT_MAX,
		"1",
		"show N segments before and after each place"),
	OPT_NUMBER("below",
		   below,
		   0,
		   1,
		   "0.7",
		   "list places with a confidence below X (0 to 1)"),
	OPT_TEXT("document", document, "GLOB", "list places of these documents"),
	OPT_TEXT("apply", apply, "FILE", "apply the verdicts of an edited file"),
	OPT_FLAG("interactive", interactive, "ask at the terminal, place by place"),
	OPT_TEXT("who", who, "NAME", "record NAME with the verdicts (default: $USER)"),
	OPT_FLAG("decisions", decisions, "list all decisions, as JSON"),
	OPT_FLAG("lost", lost, "list the decisions that no longer apply, as JSON"),
	OPT_FLAG("realign",
		 realign,
		 "align again the documents that were aligned with an older lexicon"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente review > places.txt", "List the doubtful places as a file to edit" },
	{ "entente review --apply places.txt",
	  "Apply the verdicts that were written into it" },
	{ "entente review --format html > places.html", "Make a web page of them" },
	{ NULL, NULL }
};

const struct cmd cmd_review = {
	.name = "review",
	.group = "Align",
	.summary = "list doubtful places and record decisions",
	.operands = "",
	.about = "List the places where the alignment is doubtful, the most "
		 "important ones first, and apply your decisions. A decision is an "
		 "anchor: it stays when the release is aligned again.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
