/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_lexicon.c - show the counterparts of a word in a lexicon. */
#include <stdio.h>

#include "cli/cmd.h"
#include "entente/lexicon.h"

static ent_status print(void *word, const ent_translation *what, ent_error *err)
{
	(void)err;
	printf("%s\t%.*s\t%.3f\n", (const char *)word, (int)what->word.n, what->word.p,
	       (double)what->probability);
	return ENT_OK;
}

static void describe(const ent_lexicon *lexicon)
{
	ent_lexicon_info info;
	ent_lexicon_describe(&info, lexicon);
	printf("%.*s\t%u words\t%u links\n%.*s\t%u words\t%u links\n%llu bytes\n",
	       (int)info.from.n, info.from.p, info.words[0], info.links[0],
	       (int)info.to.n, info.to.p, info.words[1], info.links[1],
	       (unsigned long long)info.bytes);
}

static int ask(const struct args *args, const ent_lexicon *lexicon, int limit)
{
	ent_error err;
	int code = 0;
	for (int k = 0; k < args->n_rest; k++)
		if (ent_lexicon_translations(lexicon, 0, ent_str_of(args->rest[k]),
					     (uint32_t)limit, print,
					     (void *)(uintptr_t)args->rest[k], &err))
			code = report(args->command, &err);
	if (!args->n_rest)
		describe(lexicon);
	return code;
}

struct given {
	char *file, *from, *to;
	int limit;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	int code;
	ent_error err;
	ent_lexicon *lexicon = NULL;
	if (ent_lexicon_open(&lexicon, g->file, ent_str_of(g->from), ent_str_of(g->to),
			     &err))
		code = report(args->command, &err);
	else if (!lexicon)
		code = usage_error(args->command,
				   "no lexicon ships for these languages");
	else
		code = ask(args, lexicon, g->limit);
	ent_lexicon_close(lexicon);
	return code;
}

static const struct option_row options[] = {
	OPT_TEXT("lexicon",
		 file,
		 "FILE",
		 "use this lexicon instead of the one that ships"),
	OPT_PRESET("from", from, "LANG", "en", "set the language of the words"),
	OPT_PRESET("to", to, "LANG", "fr", "set the language of the translations"),
	OPT_INT("limit",
		limit,
		0,
		INT_MAX,
		NULL,
		"print at most N counterparts per word"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente lexicon water", "Print the counterparts of a word" },
	{ "entente lexicon", "Print the size of the lexicon" },
	{ NULL, NULL }
};

const struct cmd cmd_lexicon = {
	.name = "lexicon",
	.group = "Align",
	.summary = "show the counterparts of a word in a lexicon",
	.operands = "[WORD...]",
	.max = -1,
	.about = "Print each counterpart of a word and its probability, most "
		 "probable first; without a word, the size of the lexicon.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
