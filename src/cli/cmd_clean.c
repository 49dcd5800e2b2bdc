/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_clean.c - correct and remove units in bulk, by named rules. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/language.h"
#include "cli/show.h"
#include "cli/user.h"
#include "json/json.h"

struct given {
	char *file, *who, *rules, *without;
	int dry_run, apply, json;
	struct filter_given filter;
};

/* unit<TAB>change|remove|look<TAB>rules<TAB>why<TAB>source<TAB>target, and after
 * "change" <TAB>new source<TAB>new target */
static void add_line(ent_buf *line, const ent_cleaning *what)
{
	const ent_str texts[] = { what->why, what->found->source.text,
				  what->found->target.text, what->source,
				  what->target };
	bool first = true;
	ent_buf_addf(line, "%llu\t%s\t", (unsigned long long)what->unit,
		     ent_clean_action_name(what->action));
	for (int k = 0; k < ENT_CLEAN_RULES; k++)
		if (what->rules & (1u << k)) {
			ent_buf_addf(line, "%s%s", first ? "" : ",",
				     ent_clean_rule_name((ent_clean_rule)(1 << k)));
			first = false;
		}
	for (size_t k = 0; k < (what->action == ENT_CLEAN_CHANGE ? 5 : 3); k++) {
		ent_buf_add_char(line, '\t');
		ent_buf_add_tsv(line, texts[k]);
	}
	ent_buf_add_char(line, '\n');
}

static ent_status print_line(void *data, const ent_cleaning *what, ent_error *err)
{
	ent_buf *line = data;
	add_line(line, what);
	return show_flush(line) ? ENT_OK : out_of_memory(err);
}

static ent_status print_json(void *data, const ent_cleaning *what, ent_error *err)
{
	ent_buf *line = data;
	json_cleaning(line, what);
	ent_buf_add_char(line, '\n');
	return show_flush(line) ? ENT_OK : out_of_memory(err);
}

/* Reads names of rules with commas between them; "all" is every one.  0 for a name that
 * is not one, which is put into *wrong. */
static unsigned rules_named(const char *given, ent_str *wrong)
{
	unsigned rules = 0;
	for (ent_str rest = ent_str_of(given); rest.p;) {
		const ent_str name = ent_str_trim(ent_str_cut(&rest, ','));
		ent_clean_rule rule;
		if (ent_str_is(name, "all")) {
			rules |= ENT_CLEAN_ALL;
		} else if (ent_clean_rule_named(&rule, name)) {
			rules |= rule;
		} else {
			*wrong = name;
			return 0;
		}
	}
	return rules;
}

static int fail_rule(const struct args *args, ent_str name)
{
	ent_buf names = ENT_BUF_INIT;
	for (int k = 0; k < ENT_CLEAN_RULES; k++)
		ent_buf_addf(&names, "%s, ",
			     ent_clean_rule_name((ent_clean_rule)(1 << k)));
	const int code = usage_error(args->command,
				     "'%.*s' is not a rule; the rules are "
				     "%sall",
				     (int)name.n, name.p, names.n ? names.p : "");
	ent_buf_release(&names);
	return code;
}

/* "whitespace 3, duplicates 1" */
static void print_counts(FILE *to, const ent_clean_result *r)
{
	const char *between = ": ";
	for (int k = 0; k < ENT_CLEAN_RULES; k++) {
		if (!r->by_rule[k])
			continue;
		fprintf(to, "%s%s %llu", between,
			ent_clean_rule_name((ent_clean_rule)(1 << k)),
			(unsigned long long)r->by_rule[k]);
		between = ", ";
	}
}

static void print_result(const struct given *g, const ent_clean_result *r)
{
	FILE *to = g->dry_run ? stderr : stdout; /* units are on standard output */
	fprintf(to,
		g->dry_run
			? COUNTED("%llu unit would be changed, %llu would be removed",
				  "%llu units would be changed, %llu would be removed",
				  r->changed)
			: COUNTED("%llu unit changed, %llu removed",
				  "%llu units changed, %llu removed", r->changed),
		(unsigned long long)r->changed, (unsigned long long)r->removed);
	if (r->listed)
		fprintf(to, _(", %llu to look at"), (unsigned long long)r->listed);
	print_counts(to, r);
	fputc('\n', to);
	if (r->listed)
		fputs(_("--rule NAME applies the rules that only list units\n"),
		      stderr);
	if (r->run)
		fprintf(to, _("'entente history --undo %llu' takes it back\n"),
			(unsigned long long)r->run);
}

static ent_status run_clean(const struct given *g,
			    ent_clean_options *opt,
			    ent_error *err)
{
	const ent_filter filter = filter_of(&g->filter);
	ent_memory *memory = NULL;
	ent_clean_result result;
	ent_buf line = ENT_BUF_INIT;
	if (g->dry_run) {
		opt->each = g->json ? print_json : print_line;
		opt->data = &line;
	}
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file),
				g->dry_run ? ENT_OPEN_READ : ENT_OPEN_WRITE, err);
	if (!status)
		status = ent_memory_clean(&result, memory, &filter, opt, err);
	if (!status && g->json) {
		json_cleaned(&line, &result, g->dry_run);
		ent_buf_add_char(&line, '\n');
		if (!show_flush(&line))
			status = out_of_memory(err);
	} else if (!status) {
		print_result(g, &result);
	}
	ent_memory_close(memory);
	ent_buf_release(&line);
	return status;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	ent_str wrong = ENT_STR("");
	ent_clean_options opt = ENT_CLEAN_OPTIONS_DEFAULT;
	opt.dry_run = g->dry_run;
	opt.who = ent_str_of(user_name(g->who));
	if (!g->dry_run == !g->apply)
		return usage_error(args->command,
				   "give --dry-run to list what would be "
				   "done, or --apply to do it");
	if (g->rules) {
		opt.rules = rules_named(g->rules, &wrong);
		opt.listed = 0;
		if (!opt.rules)
			return fail_rule(args, wrong);
	}
	if (g->without) {
		const unsigned without = rules_named(g->without, &wrong);
		if (!without)
			return fail_rule(args, wrong);
		opt.rules &= ~without;
		opt.listed &= ~without;
	}
	return run_clean(g, &opt, &err) ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_FLAG("dry-run", dry_run, "list what would be changed, change nothing"),
	OPT_FLAG("apply", apply, "apply the changes, all or none"),
	OPT_TEXT(
		"rule",
		rules,
		"NAME[,NAME]",
		"apply these rules only: whitespace, control-characters, entities, empty-side, "
		"duplicates, case-duplicates, equal-sides, numbers-only, wrong-language, "
		"codes or all"),
	OPT_TEXT("not", without, "NAME[,NAME]", "leave these rules out"),
	OPT_FILTER(filter),
	OPT_FLAG("json", json, "print JSON"),
	OPT_TEXT("who", who, "NAME", "record NAME in the history (default: $USER)"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente clean --dry-run", "List what the rules find" },
	{ "entente clean --apply", "Apply the usual rules" },
	{ "entente clean --dry-run --rule wrong-language,codes",
	  "List what two other rules would remove" },
	{ "entente clean --apply --not duplicates --document '*memorandum*'",
	  "Apply the usual rules except one, to some documents" },
	{ NULL, NULL }
};

const struct cmd cmd_clean = {
	.name = "clean",
	.group = "Upkeep",
	.summary = "correct and remove units by rules",
	.operands = "",
	.about =
		"Correct and remove units in bulk, by named rules. --dry-run lists "
		"each unit: its number, what is done, the rules, the reason, its "
		"texts, and its texts after a change. --apply makes these changes "
		"in one transaction; 'entente history --undo N' undoes them. A "
		"change to a unit of aligned documents is made again whenever they "
		"are aligned again.\n\nThese rules correct texts: 'whitespace' (at "
		"the ends, runs of spaces), 'control-characters' (and overrides of "
		"direction), 'entities' (&eacute; that was left over). These "
		"remove units: 'empty-side' (nothing visible), 'duplicates' (equal "
		"texts in one document; the oldest stays). They are applied unless "
		"you choose others.\n\nThe following rules also find units that "
		"are right, such as names. Without --rule they are listed as "
		"'look' and nothing is done: 'case-duplicates' (equal except for "
		"case; the most frequent stays), 'equal-sides' (source = target), "
		"'numbers-only' (no word on either side), 'wrong-language' "
		"(English, French and scripts are recognised; swapped sides are swapped "
		"back), 'codes' (tags, placeholders or inline codes that differ).",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
