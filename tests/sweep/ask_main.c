/* SPDX-License-Identifier: Apache-2.0 */
/* ask_main.c - a request to the server of the memory m.entente, as a process, so that
 * the sweeps can disturb it as they do commands.  usage: ask 'METHOD /path?query
 * [BODY]' */
#include <signal.h>
#include <stdio.h>

#include "ask.h"

int main(int argc, char **argv)
{
	if (argc != 2 || !is_request(argv[1])) {
		fprintf(stderr, "usage: ask 'METHOD /path?query [BODY|@FILE]'\n");
		return 2;
	}
	signal(SIGXFSZ,
	       SIG_IGN); /* a full file is an error of write(2), as in entente */
	const int code = ask_server(argv[1]);
	if (fflush(stdout) || ferror(stdout)) {
		perror("entente: ask: standard output");
		return 1;
	}
	return code;
}
