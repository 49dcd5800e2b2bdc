#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A reader of a format and a command are added as CONTRIBUTING.md says: one file and one
# line each, in a copy of the source with the objects of this build.  The commands for
# single tests are run there as CONTRIBUTING.md has them.
. "$(dirname "$0")/../tap.sh"
command -v make > /dev/null && command -v cc > /dev/null || skip_all "no compiler"
[ -f "$BUILD/flags" ] && [ -f "$BUILD/libentente.a" ] || skip_all "no build to copy"

mkdir copy
for part in Makefile include corpora scripts src tests; do cp -a "$root/$part" copy/ || exit 1; done
cp -al "$BUILD" copy/build 2> /dev/null || cp -a "$BUILD" copy/build || exit 1
cd copy || exit 1
# what make writes again must not be written into the files of the build
cp -p build/flags flags && mv flags build/flags
for made in src/format/units/units_read src/cli/commands; do rm -f build/$made.o build/$made.d; done
rm -f build/libentente.a build/libserver.a build/libcli.a build/entente
rm -f build/tests/t_text.t build/fuzz/fuzz_units build/tests/fuzz/*
# nor may counters of lines be added to those of the build, which has other lines
find build -name '*.gcda' -delete
for made in src/format/units/units_read src/cli/commands; do rm -f build/$made.gcno; done
count=$(env BUILD=build make -n all 2> /dev/null | grep -c -- ' -c -o ')
[ "$count" -le 4 ] || skip_all "the build has other flags than make's, or is not complete"

cat > src/format/units/toy_read.c <<'END'
/* SPDX-License-Identifier: Apache-2.0 */
/* toy_read.c - read pairs "SOURCE ||| TARGET", one per line, after a line "%toy en fr". */
#include "format/units/units.h"

struct toy {
	ent_reading *reading;
	ent_str from, to;
};

static bool is_toy(const ent_units_head *of)
{
	return ent_str_starts(of->text, ENT_STR("%toy "));
}

static ent_status read_line(void *data, ent_str line, uint32_t number, ent_error *err)
{
	struct toy *t = data;
	ent_str rest = line;
	if (number == 1) {
		ent_str_cut(&rest, ' ');
		t->from = ent_reading_lang(t->reading, ent_str_cut(&rest, ' '));
		t->to = ent_reading_lang(t->reading, ent_str_trim(rest));
		return ENT_OK;
	}
	for (size_t k = 0; k + 5 <= line.n; k++)
		if (ent_str_starts(ent_str_slice(line, k, line.n), ENT_STR(" ||| "))) {
			const ent_unit unit = {
				.source = { t->from, ent_str_slice(line, 0, k) },
				.target = { t->to, ent_str_slice(line, k + 5, line.n) },
				.origin = ENT_STR("toy"),
				.confidence = 1,
				.line = number,
			};
			return ent_reading_send(t->reading, &unit, err);
		}
	ent_reading_problem(t->reading, number, true, "the line has no '|||'");
	return ENT_OK;
}

static ent_status read_toy(ent_reading *reading, ent_error *err)
{
	struct toy t = { .reading = reading };
	return ent_reading_lines(reading, read_line, &t, err);
}

const ent_units_reader ent_toy_reader = {
	.name = "toy",
	.fits = is_toy,
	.read = read_toy,
};
END
sed -i 's/^\tX(po) \\/\tX(toy) \\\n&/' src/format/units/units_read.c

cat > src/cli/cmd_toy.c <<'END'
/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_toy.c - print the number of units of a memory. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/show.h"
#include "entente/memory.h"

struct given {
	char *file;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	ent_stats stats;
	ent_memory *memory = NULL;
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file), ENT_OPEN_READ, &err);
	if (!status)
		status = ent_memory_stats(&stats, memory, &err);
	if (!status)
		printf("%llu\n", (unsigned long long)stats.units);
	ent_memory_close(memory);
	return status ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_END,
};

static const struct example examples[] = {
	{ "entente toy", "Print the number of units" },
	{ NULL, NULL },
};

const struct cmd cmd_toy = {
	.name = "toy",
	.group = "Upkeep",
	.summary = "print the number of units",
	.operands = "",
	.about = "Print the number of units of a memory.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
END
sed -i 's/^\tX(history) \\/\tX(toy) \\\n&/' src/cli/commands.c

env BUILD=build make -s all > make.log 2>&1
ok $? "a reader and a command build from one file and one line each"
tail -n 5 make.log | sed 's/^/# /'
new=$PWD/build/entente
cd .. || exit 1
printf '%%toy en fr\nThe session is open. ||| La séance est ouverte.\nNothing here.\n' > a.toy
run 0 "the new format is recognised and imported" "$new" import -m toy.entente a.toy
is "$(cat out)" "a.toy: toy, 1 unit: 1 stored, 0 there before, 1 refused" "with its name and its counts"
is "$(cat err)" "entente: import: a.toy:3: the line has no '|||'" "what it refuses is named"
run 0 "the new command runs" "$new" toy -m toy.entente
is "$(cat out)" 1 "and prints what it counts"
"$new" toy --help | grep -q "^entente toy: print the number of units"; ok $? "it has a help text"
"$new" help --man toy | grep -q "entente..toy"; ok $? "and a man page"
"$new" help --completion bash | grep -q "toy"; ok $? "and is completed by shells"
run 2 "the build that was copied does not have it" entente toy -m toy.entente

# ---- the commands for one test ------------------------------------------------------------
cd copy || exit 1
about "CONTRIBUTING.md"
awk '/^One test alone:/ { on = 1; next } on && /^    / { print; lines = 1; next } on && lines { exit }' \
	"$root/CONTRIBUTING.md" | sed 's/^    //; s/   .*//' > ../commands
is "$(grep -c . ../commands)" 5 "it has five commands for one test"
while IFS= read -r line; do
	env -u BUILD CMOCKA_MESSAGE_OUTPUT=TAP sh -c "$line" > ../log 2>&1 < /dev/null
	ok $? "this command ends with 0: $line"
done < ../commands
cd .. || exit 1
env CMOCKA_MESSAGE_OUTPUT=TAP ONLY='*bytes_become*' copy/build/tests/t_text.t > one 2>&1
is "$(grep -c '^ok' one)" 1 "\$ONLY chooses a case of a unit test"
done_testing
