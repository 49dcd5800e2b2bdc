/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_lexicon.c - show what a lexicon knows of a word. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/options.h"
#include "entente/lexicon.h"

struct answers {
	int left;
	const char *word;
};

static bool print(void *data, ent_str answer, float p)
{
	struct answers *a = data;
	printf("%s\t%.*s\t%.3f\n", a->word, (int)answer.n, answer.p, (double)p);
	return --a->left != 0;
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
	for (int k = 0; k < args->n_rest; k++) {
		struct answers a = { limit, args->rest[k] };
		if (ent_lexicon_answers(lexicon, 0, ent_str_of(args->rest[k]), print,
					&a, &err))
			code = report(args->command, &err);
	}
	if (!args->n_rest)
		describe(lexicon);
	return code;
}

int cmd_lexicon(int argc, char **argv)
{
	char *file = NULL, *from = NULL, *to = NULL;
	int limit = 0;
	const struct poptOption table[] = {
		OPT_STRING("lexicon", &file, "FILE", "the one that ships if not given"),
		OPT_STRING("from", &from, "LANG", "language of the words (en)"),
		OPT_STRING("to", &to, "LANG", "language of the answers (fr)"),
		OPT_INT("limit", &limit, "N", "most answers of a word"), POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "[WORD...]", 0, -1);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_lexicon *lexicon = NULL;
		if (ent_lexicon_open(&lexicon, file, ent_str_of(from ? from : "en"),
				     ent_str_of(to ? to : "fr"), &err))
			code = report(args.command, &err);
		else if (!lexicon)
			code = usage_error(args.command,
					   "no lexicon ships for these languages");
		else
			code = ask(&args, lexicon, limit);
		ent_lexicon_close(lexicon);
	}
	args_free(&args);
	free(file);
	free(from);
	free(to);
	return code;
}
