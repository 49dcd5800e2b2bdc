/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_serve.c - a memory in the browser, and for other programs over HTTP. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "server/service.h"

struct given {
	char *memory, *listen, *token, *hosts;
	int read_only, max_connections, max_upload, mt_score, quiet;
};

static void print_ready(const char *url)
{
	printf("entente: open %s in a browser; Ctrl-C ends\n", url);
	fflush(stdout);
}

/* The first line of the file, without white space at its ends. */
static ent_status read_token(char *out, size_t size, const char *path, ent_error *err)
{
	FILE *in = fopen(path, "r");
	*err = (ent_error){ .code = ENT_EIO };
	snprintf(err->file, sizeof(err->file), "%s", path);
	if (!in || !fgets(out, (int)size, in)) {
		snprintf(err->message, sizeof(err->message),
			 "cannot read the token: %s",
			 in ? "the file is empty" : strerror(errno));
		if (in)
			fclose(in);
		return ENT_EIO;
	}
	fclose(in);
	const ent_str token = ent_str_trim(ent_str_of(out));
	memmove(out, token.p, token.n);
	out[token.n] = '\0';
	if (token.n >= 16)
		return ENT_OK;
	snprintf(err->message, sizeof(err->message),
		 "a token must have 16 characters or more");
	err->code = ENT_EINVAL;
	return ENT_EINVAL;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	char token[256];
	ent_error err;
	if (g->token && read_token(token, sizeof(token), g->token, &err))
		return report(args->command, &err);
	const struct service_options opt = {
		.memory = memory_path(g->memory),
		.listen = g->listen,
		.token = g->token ? token : NULL,
		.hosts = g->hosts,
		.read_only = g->read_only,
		.max_connections = (uint32_t)g->max_connections,
		.max_upload = (uint64_t)g->max_upload << 20,
		.mt_score = (uint32_t)g->mt_score,
		.quiet = g->quiet,
	};
	return service_run(&opt, print_ready, &err) ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(memory),
	OPT_PRESET("listen",
		   listen,
		   "ADDRESS",
		   "127.0.0.1:8080",
		   "listen on this address and port"),
	OPT_TEXT("token",
		 token,
		 "FILE",
		 "ask for the token in FILE before any change (required beyond the "
		 "loopback address)"),
	OPT_FLAG("read-only", read_only, "refuse all changes"),
	OPT_TEXT("host",
		 hosts,
		 "NAME,...",
		 "accept these names in requests, such as those of a proxy"),
	OPT_INT("max-connections",
		max_connections,
		1,
		10000,
		"256",
		"keep at most N connections open"),
	OPT_INT("max-upload",
		max_upload,
		1,
		65536,
		"512",
		"accept files up to N megabytes"),
	OPT_INT("mt-score",
		mt_score,
		1,
		100,
		"85",
		"answer protocols of machine translation only with matches that "
		"score N or more"),
	OPT_FLAG("quiet", quiet, "do not log requests"),
	OPT_END,
};

static const struct example examples[] = {
	{ "entente serve", "Search, read and correct the memory in a browser" },
	{ "entente serve --read-only --listen 0.0.0.0:8080 --host tm.example.org",
	  "Let others on the network search it" },
	{ NULL, NULL },
};

const struct cmd cmd_serve = {
	.name = "serve",
	.group = "Ask",
	.summary = "search, read and correct a memory in the browser",
	.operands = "",
	.about = "Serve a web page, a JSON API and the protocols of CAT tools "
		 "(doc/server.md) until SIGINT or SIGTERM. Each request is logged "
		 "as a line of JSON on standard error.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.serves = true,
	.run = start,
};
