/* SPDX-License-Identifier: Apache-2.0 */
/* corrupt.c - commands over damaged memories, under AddressSanitizer.
 * usage: corrupt FOLDER RUNS [SEED]
 *
 * FOLDER has the memories and other inputs that Sweep.pm makes.  Each run damages a
 * copy of a memory (mutate.c) and runs one command over it: the program's own main(),
 * in a process that is forked, which is ten times as fast as starting the program.  A
 * run may end with 0 to 3; a report of a sanitizer, a signal and 20 seconds are faults,
 * and so is output that nobody can read when a run ended well.  The number of a run is
 * its seed: `corrupt FOLDER 1 SEED` repeats it.
 */
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"

#include "ask.h"
#include "mutate.h"

int entente_main(int argc, char **argv);
const char *__asan_default_options(void);
const char *__ubsan_default_options(void);

enum { REPORTED = 99, SECONDS = 20, SAID = 400, ARGS = 16 };

/* exit codes of their own; leaks are looked for by the other tests */
const char *__asan_default_options(void)
{
	return "exitcode=99:detect_leaks=0:allocator_may_return_null=1:"
	       "max_allocation_size_mb=1024";
}

const char *__ubsan_default_options(void)
{
	return "print_stacktrace=1";
}

/* m.entente is damaged, new.entente is not there, good.entente is sound. */
static const char *const commands[] = {
	"check -m m.entente",
	"check -m m.entente --repair",
	"check -m m.entente --quality",
	"lookup -m m.entente --from en --to fr --min-score 30 Port",
	"lookup -m m.entente --from fr --to en --markup --json Le",
	"lookup -m m.entente --from en --to fr --fragments --exhaustive Council",
	"concord -m m.entente port",
	"concord -m m.entente --group --json the",
	"concord -m m.entente --lang en --inflected measure",
	"export -m m.entente",
	"export -m m.entente --format xliff2",
	"export -m m.entente --format jsonl",
	"review -m m.entente --below 1",
	"review -m m.entente --below 1 --format json",
	"review -m m.entente --realign",
	"review -m m.entente --apply in/verdicts.txt",
	"review -m m.entente --decisions",
	"history -m m.entente --json",
	"history -m m.entente --undo 1",
	"stats -m m.entente --imports",
	"stats -m m.entente --json",
	"batch -m m.entente --jobs 1 --no-learning in/docs",
	"batch -m m.entente --jobs 2 --no-learning --prune in/newer",
	"import -m m.entente in/later.tmx",
	"import -m m.entente --update in/later.tmx",
	"delete -m m.entente --limit 1",
	"delete -m m.entente --document *page* --purge",
	"delete -m m.entente --import 1",
	"edit -m m.entente 3 --target Ouvert",
	"edit -m m.entente 8 --target Ouvert",
	"clean -m m.entente --apply",
	"dedupe -m m.entente",
	"compact -m m.entente",
	"backup -m m.entente new.entente",
	"merge -m new.entente m.entente",
	"merge -m good.entente m.entente",
	"merge -m m.entente good.entente",
	"reuse -m m.entente --from en --to fr in/page.en.html",
	"pretranslate -m m.entente in/one.xlf",
	"check -m m.entente --pair in/units.tmx",
	"mcp -m m.entente --write",
	/* the server: listen.c alone is left out */
	"GET /api/v1/stats",
	"GET /api/v1/imports",
	"GET /api/v1/lookup?q=The+port+is+closed&from=en&to=fr&min_score=30",
	"GET /api/v1/lookup?q=Nobody+adopted+measures&from=en&to=fr&fragments=1",
	"GET /api/v1/concord?q=port",
	"GET /api/v1/concord/counts?q=port&by=year",
	"GET /api/v1/concord/renderings?q=the",
	"GET /api/v1/documents",
	"GET /api/v1/documents/1",
	"GET /api/v1/units/8/document",
	"GET /api/v1/review?below=1",
	"GET /api/v1/units/3",
	"GET /api/v1/units/2/changes",
	"GET /api/v1/export?format=tmx",
	"GET /get?q=The+port&langpair=en%7Cfr",
	"GET /tmserver/en/fr/unit/The%20port",
	"GET /metrics",
	"POST /api/v1/reuse?name=page.html&format=json&from=en&to=fr @in/page.en.html",
	"POST /v2/translate {\"text\":[\"The port is open.\"],\"target_lang\":\"FR\"}",
	"POST /api/v1/units {\"source\":\"It is new.\",\"target\":\"Il est neuf.\","
	"\"source_lang\":\"en\",\"target_lang\":\"fr\"}",
	"PUT /api/v1/units/3 {\"target\":\"Ouvert.\",\"who\":\"sweep\"}",
	"DELETE /api/v1/units/3",
	"POST /api/v1/imports/1/undo",
};
enum { N_COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static int split(char *line, char **args)
{
	int n = 0;
	static char name[] = "entente";
	args[n++] = name;
	for (char *rest = line, *word; n < ARGS - 1 && (word = strsep(&rest, " "));)
		args[n++] = word;
	args[n] = NULL;
	return n;
}

static void run_command(const char *command)
{
	char line[200], *args[ARGS];
	snprintf(line, sizeof(line), "%s", command);
	const bool asks = !strncmp(command, "mcp", 3);
	if (!freopen(asks ? "in/mcp.jsonl" : "/dev/null", "r", stdin) ||
	    !freopen("out", "w", stdout) || !freopen("err", "w", stderr))
		_exit(98);
	alarm(SECONDS);
	if (is_request(command))
		exit(ask_server(command));
	exit(entente_main(split(line, args), args));
}

static bool copy_file(const char *from, const char *to)
{
	char bytes[65536];
	size_t n;
	FILE *in = fopen(from, "rb"), *out = in ? fopen(to, "wb") : NULL;
	bool ok = in && out;
	while (ok && (n = fread(bytes, 1, sizeof(bytes), in)) > 0)
		ok = fwrite(bytes, 1, n, out) == n;
	if (in)
		fclose(in);
	return (out && fclose(out) == 0) && ok;
}

static void remove_memories(void)
{
	static const char *const names[] = { "m", "new", "good" };
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	char name[40];
	for (int k = 0; k < 12; k++) {
		snprintf(name, sizeof(name), "%s.entente%s", names[k / 4], ends[k % 4]);
		unlink(name);
	}
}

/* The lines of a report that say what and where. */
static void show_report(void)
{
	char line[300];
	int shown = 0;
	FILE *in = fopen("err", "r");
	while (in && shown < 14 && fgets(line, sizeof(line), in))
		if (strstr(line, "ERROR") || strstr(line, "runtime error") ||
		    strstr(line, "    #")) {
			printf("    %s", line);
			shown++;
		}
	if (in)
		fclose(in);
}

/* Whether what a command printed can be read, however bad the memory is: text, and an
 * export of TMX or XLIFF is XML. */
static bool printed_well(const char *command)
{
	ent_buf out = ENT_BUF_INIT;
	bool well = !ent_file_read(&out, "out", UINT32_MAX, NULL);
	const char *xml = well && strstr(command, "export")
				  ? memmem(out.p, out.n, "<?xml", 5)
				  : NULL;
	well = well && ent_utf8_valid(ent_buf_str(&out), NULL);
	if (well && xml) {
		xmlDoc *doc = xmlReadMemory(xml, (int)(out.n - (size_t)(xml - out.p)),
					    NULL, NULL,
					    XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
						    XML_PARSE_NONET | XML_PARSE_HUGE);
		well = doc != NULL;
		xmlFreeDoc(doc);
	}
	ent_buf_release(&out);
	return well;
}

/* One run.  Whether it was without fault. */
static bool try_one(uint64_t seed, unsigned *damaged, unsigned *refused)
{
	static const char *const memories[] = { "in/good.entente", "in/good.entente",
						"in/other.entente",
						"in/older.entente" };
	uint64_t state = seed * 7919;
	char what[SAID];
	const char *command = commands[draw(&state) % N_COMMANDS];
	remove_memories();
	if (!copy_file(memories[draw(&state) % 4], "m.entente") ||
	    !copy_file("in/good.entente", "good.entente")) {
		perror("corrupt: copy");
		exit(1);
	}
	/* in a process of its own: what damages may be damaged itself */
	*damaged += mutate("m.entente", seed, what) == 0;
	fflush(stdout);
	const pid_t pid = fork();
	if (pid < 0) {
		perror("corrupt: fork");
		exit(1);
	}
	if (!pid)
		run_command(command);
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) <= 3) {
		*refused += WEXITSTATUS(status) == 1;
		if (WEXITSTATUS(status) || printed_well(command))
			return true;
	}
	printf("run %llu: %s: %s %d after: %s\n", (unsigned long long)seed, command,
	       WIFEXITED(status) ? "exit" : "signal",
	       WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), what);
	show_report();
	return false;
}

int main(int argc, char **argv)
{
	if (argc < 3 || chdir(argv[1])) {
		fprintf(stderr, "usage: corrupt FOLDER RUNS [SEED]\n");
		return 2;
	}
	const unsigned long runs = strtoul(argv[2], NULL, 10);
	const uint64_t first = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	const time_t began = time(NULL);
	unsigned faults = 0, damaged = 0, refused = 0;
	for (unsigned long k = 0; k < runs; k++)
		faults += !try_one(first + k, &damaged, &refused);
	printf("check-corrupt: %lu runs of %d commands over %u damaged memories: "
	       "%u refused, %u faults, %ld s\n",
	       runs, N_COMMANDS, damaged, refused, faults, (long)(time(NULL) - began));
	return faults != 0;
}
