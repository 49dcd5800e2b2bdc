/* SPDX-License-Identifier: Apache-2.0 */
/* Values in the rows of a valid memory: whatever they are, reading and writing it ends
 * with a status, every text that is sent is there, and of a memory in which `check`
 * finds nothing every unit can be read.
 *
 * The first byte chooses what is done with the memory: P to V with the schema as it is,
 * 0 to 6 without the types of its columns.  Each line after it is a change: a letter
 * for the table, one for the column, one for the row ('*': all rows), one for the type
 * (i, r, t, b, n; d: the row is deleted), and the value. */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "entente/clean.h"
#include "entente/concord.h"
#include "entente/lookup.h"
#include "entente/memory.h"
#include "entente/review.h"
#include "new_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHANGES = 16, SQL_SIZE = 700 };

/* The order is part of the inputs: new tables come last. */
static const char *const tables[] = { "language",  "text",      "segment", "bead",
				      "alignment", "document",  "unit",    "unit_xml",
				      "history",   "decision",  "change",  "run",
				      "key",       "posting",   "recent",  "correction",
				      "deleted",   "direction", "lexicon", "setting",
				      "unpaired" };
enum { N_TABLES = sizeof(tables) / sizeof(tables[0]) };

static char folder[] = "/tmp/fuzz_rows.XXXXXX", path[64], other_path[64];
static struct bytes {
	char *p;
	size_t n;
} templates[2], /* with the types of columns, and without */
	empty;

static void must(int status)
{
	if (status)
		abort();
}

/* ---- the memory ------------------------------------------------------------------ */

static const char tmx[] =
	"<tmx version=\"1.4\"><header srclang=\"en\" segtype=\"sentence\" adminlang=\"en\""
	" datatype=\"xml\" o-tmf=\"x\" creationtool=\"x\" creationtoolversion=\"1\"/><body>"
	"<tu tuid=\"a\"><note>n</note><tuv xml:lang=\"en\"><seg>The <bpt i=\"1\">b</bpt>quay"
	"<ept i=\"1\">b</ept> is 3 m long.</seg></tuv><tuv xml:lang=\"fr\"><seg>Le "
	"<bpt i=\"1\">b</bpt>quai<ept i=\"1\">b</ept> mesure 3 m.</seg></tuv></tu>"
	"<tu tuid=\"b\"><tuv xml:lang=\"en\"><seg>One  port.</seg></tuv>"
	"<tuv xml:lang=\"fr\"><seg>Un port.</seg></tuv></tu>"
	"<tu tuid=\"c\"><tuv xml:lang=\"en-GB\"><seg>One port.</seg></tuv>"
	"<tuv xml:lang=\"fr\"><seg>Un port.</seg></tuv></tu></body></tmx>";

static void write_file(const char *to, const void *p, size_t n)
{
	FILE *out = fopen(to, "wb");
	if (!out || fwrite(p, 1, n, out) != n || fclose(out))
		abort();
}

static struct bytes read_whole(const char *from)
{
	struct bytes b = { NULL, 0 };
	FILE *in = fopen(from, "rb");
	must(!in || fseek(in, 0, SEEK_END));
	b.n = (size_t)ftell(in);
	b.p = malloc(b.n);
	rewind(in);
	must(!b.p || fread(b.p, 1, b.n, in) != b.n);
	fclose(in);
	return b;
}

#define SEGMENT(s, p)                                                                  \
	{                                                                              \
		.text = ENT_STR(s), .paragraph = (p)                                   \
	}

/* A pair of documents, the second time with another first sentence. */
static void add_pair(ent_memory *memory, bool again)
{
	const ent_segment source[2][3] = {
		{ SEGMENT("The port is open.", 0), SEGMENT("It has two quays.", 0),
		  SEGMENT("Ships come on 3 May 2024.", 1) },
		{ SEGMENT("The port is shut.", 0), SEGMENT("It has two quays.", 0),
		  SEGMENT("Ships come on 3 May 2024.", 1) },
	};
	const ent_segment target[3] = {
		SEGMENT("Le port est ouvert.", 0),
		SEGMENT("Il a deux quais.", 0),
		SEGMENT("Des navires viennent le 3 mai 2024.", 1),
	};
	const ent_bead beads[3] = {
		{ .src = 0, .n_src = 1, .tgt = 0, .n_tgt = 1, .confidence = .9F },
		{ .src = 1, .n_src = 1, .tgt = 1, .n_tgt = 1, .confidence = .4F },
		{ .src = 2, .n_src = 1, .tgt = 2, .n_tgt = 1, .confidence = .8F },
	};
	const ent_alignment alignment = { .beads = beads,
					  .count = 3,
					  .confidence = .7F };
	const ent_document documents[2] = {
		{ .name = ENT_STR("a.en.txt"),
		  .lang = ENT_STR("en"),
		  .date = ENT_STR("2024-05-03"),
		  .hash = 1 + again },
		{ .name = ENT_STR("a.fr.txt"), .lang = ENT_STR("fr"), .hash = 7 },
	};
	const ent_aligned_pair pair = { .source = &documents[0],
					.target = &documents[1],
					.source_segments = source[again],
					.target_segments = target,
					.n_src = 3,
					.n_tgt = 3,
					.alignment = &alignment };
	ent_change change;
	must(ent_memory_add_pair(&change, memory, &pair, NULL));
}

static void decide(ent_memory *memory)
{
	const ent_decision d = { .source_document = ENT_STR("a.en.txt"),
				 .target_document = ENT_STR("a.fr.txt"),
				 .src = 1,
				 .n_src = 1,
				 .tgt = 1,
				 .n_tgt = 1,
				 .verdict = ENT_ACCEPT,
				 .who = ENT_STR("me"),
				 .at = ENT_STR("2024-05-04") };
	must(ent_memory_decide(memory, &d, 1, NULL));
}

static void fill(const char *to)
{
	ent_memory *memory;
	ent_import_result imported;
	uint64_t changed;
	ent_delete_result gone;
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	ent_filter last = ENT_FILTER_DEFAULT;
	const ent_unit_edit edits[] = {
		{ .unit = 2, .target = ENT_STR("Un seul port.") },
		{ .unit = 4, .target = ENT_STR("Ce port est ouvert.") },
	};
	must(ent_memory_open(&memory, to, ENT_OPEN_CREATE, NULL));
	write_file(other_path, tmx, sizeof(tmx) - 1);
	must(ent_memory_import(&imported, memory, other_path, &opt, NULL));
	unlink(other_path);
	add_pair(memory, false);
	must(ent_memory_edit(&changed, memory, edits, 2, ENT_STR("me"), NULL));
	decide(memory);
	add_pair(memory, true);
	last.unit = 3;
	must(ent_memory_delete(&gone, memory, &last, NULL, NULL));
	ent_memory_close(memory);
}

static void remove_files(void)
{
	unlink(path);
	unlink(other_path);
	rmdir(folder);
}

static void prepare(void)
{
	sqlite3 *db;
	ent_memory *memory;
	must(!mkdtemp(folder) || atexit(remove_files));
	snprintf(path, sizeof(path), "%s/m.entente", folder);
	snprintf(other_path, sizeof(other_path), "%s/n.entente", folder);
	must(ent_memory_open(&memory, path, ENT_OPEN_CREATE, NULL));
	ent_memory_close(memory);
	empty = read_whole(path);
	unlink(path);
	fill(path);
	templates[0] = read_whole(path);
	must(sqlite3_open(path, &db) ||
	     sqlite3_exec(db,
			  "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET "
			  "sql=replace(replace(sql, ' STRICT,', ''), ' STRICT', '')",
			  NULL, NULL, NULL) ||
	     sqlite3_close(db));
	templates[1] = read_whole(path);
}

/* ---- changes --------------------------------------------------------------------- */

/* The names of a table: the column that a letter means, and its key. */
static void find_columns(char column[64],
			 char key[300],
			 sqlite3 *db,
			 const char *table,
			 unsigned letter)
{
	sqlite3_stmt *st;
	unsigned n = 0, k = 0;
	must(sqlite3_prepare_v2(
		db, "SELECT name, pk, count(*) OVER () FROM pragma_table_info(?1)", -1,
		&st, NULL));
	sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC);
	key[0] = column[0] = '\0';
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(st, 0);
		n = (unsigned)sqlite3_column_int(st, 2);
		if (k++ == letter % n)
			snprintf(column, 64, "%s", name);
		if (sqlite3_column_int(st, 1))
			snprintf(key + strlen(key), 300 - strlen(key), "%s\"%s\"",
				 key[0] ? "," : "", name);
	}
	sqlite3_finalize(st);
}

static void bind(sqlite3_stmt *st, char type, ent_str value)
{
	char number[40];
	snprintf(number, sizeof(number), "%.*s", (int)value.n, value.p);
	if (type == 'i')
		sqlite3_bind_int64(st, 1, strtoll(number, NULL, 10));
	else if (type == 'r')
		sqlite3_bind_double(st, 1, strtod(number, NULL));
	else if (type == 'b')
		sqlite3_bind_blob(st, 1, value.p, (int)value.n, SQLITE_STATIC);
	else if (type == 't')
		sqlite3_bind_text(st, 1, value.p, (int)value.n, SQLITE_STATIC);
}

static void change(sqlite3 *db, ent_str line)
{
	char column[64], key[300], sql[SQL_SIZE], where[400] = "";
	sqlite3_stmt *st;
	if (line.n < 4)
		return;
	const char *table = tables[(unsigned char)(line.p[0] - 'a') % N_TABLES];
	find_columns(column, key, db, table, (unsigned char)(line.p[1] - 'a'));
	if (line.p[2] != '*')
		snprintf(where, sizeof(where),
			 " WHERE (%s) IN (SELECT %s FROM \"%s\" LIMIT 1 OFFSET %u)",
			 key, key, table, (unsigned char)(line.p[2] - '0'));
	if (line.p[3] == 'd')
		snprintf(sql, sizeof(sql), "DELETE FROM \"%s\"%s", table, where);
	else
		snprintf(sql, sizeof(sql), "UPDATE OR IGNORE \"%s\" SET \"%s\"=?1%s",
			 table, column, where);
	must(sqlite3_prepare_v2(db, sql, -1, &st, NULL));
	bind(st, line.p[3], ent_str_slice(line, 4, line.n));
	sqlite3_step(st); /* a type may refuse the value */
	sqlite3_finalize(st);
}

/* ---- what is done with it -------------------------------------------------------- */

static volatile unsigned sink;

/* Reads each byte, so that a sanitizer sees what is outside the text. */
static void check_text(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		sink += (unsigned char)s.p[k];
}

static ent_status take_unit(void *data, const ent_unit *unit, ent_error *err)
{
	const ent_str all[] = { unit->source.text,  unit->source.markup,
				unit->source.extra, unit->source.lang,
				unit->target.text,  unit->target.markup,
				unit->target.extra, unit->target.lang,
				unit->document,     unit->target_document,
				unit->place,        unit->extra,
				unit->attributes,   unit->date,
				unit->origin,       unit->file,
				unit->label };
	(void)data;
	(void)err;
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++)
		check_text(all[k]);
	return ENT_OK;
}

static ent_status take_past(void *data, const ent_past *past, ent_error *err)
{
	(void)data;
	(void)err;
	check_text(past->source);
	check_text(past->units);
	return ENT_OK;
}

static ent_status take_change(void *data, const ent_unit_change *c, ent_error *err)
{
	check_text(c->source);
	check_text(c->target);
	check_text(c->who);
	return take_unit(data, c->was, err);
}

static ent_status take_decided(void *data, const ent_decided *d, ent_error *err)
{
	(void)data;
	(void)err;
	check_text(d->source);
	check_text(d->target);
	check_text(d->note);
	return ENT_OK;
}

static ent_status take_quality(void *data, const ent_quality *q, ent_error *err)
{
	check_text(q->detail);
	return take_unit(data, q->found, err);
}

static void look_up(ent_memory *memory, ent_arena *arena)
{
	const ent_match *found;
	const ent_hit *hits;
	const ent_place *places;
	const ent_fragment *fragments;
	ent_concord_group group;
	uint64_t total;
	uint32_t n = 0;
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	ent_concord_options words = ENT_CONCORD_OPTIONS_DEFAULT;
	ent_review_options review = { .below = 1,
				      .context = 2,
				      .document = ENT_STR("") };
	opt.from = ENT_STR("en");
	opt.to = ENT_STR("fr");
	opt.min_score = 30;
	opt.markup =
		ENT_STR("The <bpt i=\"1\">b</bpt>port<ept i=\"1\">b</ept> is open.");
	if (!ent_memory_lookup(&found, &n, memory, ENT_STR("The port is open."), &opt,
			       arena, NULL))
		for (uint32_t k = 0; k < n; k++)
			take_unit(NULL, &found[k].found, NULL);
	if (!ent_memory_concord(&hits, &n, &total, memory, ENT_STR("port"), &words,
				arena, NULL))
		for (uint32_t k = 0; k < n; k++)
			take_unit(NULL, &hits[k].found, NULL);
	(void)!ent_memory_concord_group(&group, memory, ENT_STR("p*"), &words, arena,
					NULL);
	(void)!ent_memory_fragments(&fragments, &n, memory, ENT_STR("It has two quays"),
				    &words, arena, NULL);
	if (!ent_memory_review(&places, &n, &total, memory, &review, arena, NULL))
		for (uint32_t k = 0; k < n; k++)
			for (uint32_t s = 0; s < places[k].source_count; s++)
				check_text(places[k].source[s]);
}

static void list(ent_memory *memory, ent_arena *arena)
{
	const ent_memory_run *runs;
	const ent_language_pair *pairs;
	ent_stats stats;
	uint64_t found;
	uint32_t n;
	const ent_filter all = ENT_FILTER_DEFAULT;
	(void)!ent_memory_stats(&stats, memory, NULL);
	(void)!ent_memory_runs(&runs, &n, memory, arena, NULL);
	(void)!ent_memory_language_pairs(&pairs, &n, memory, arena, NULL);
	(void)!ent_memory_history(memory, take_past, NULL, NULL);
	(void)!ent_memory_changes(memory, take_change, NULL, NULL);
	(void)!ent_memory_decisions(memory, take_decided, NULL, NULL);
	(void)!ent_memory_lost_decisions(memory, take_decided, NULL, NULL);
	(void)!ent_memory_quality(&found, memory, &all, take_quality, NULL, NULL);
}

static void write_to(ent_memory *memory, unsigned what)
{
	ent_clean_result cleaned;
	ent_delete_result gone;
	ent_import_result imported;
	uint64_t n;
	ent_change changed;
	ent_filter all = ENT_FILTER_DEFAULT;
	ent_clean_options opt = ENT_CLEAN_OPTIONS_DEFAULT;
	ent_units_options units = ENT_UNITS_OPTIONS_DEFAULT;
	const ent_unit_edit edit = { .unit = 5, .target = ENT_STR("Il a des quais.") };
	(void)changed;
	if (what == 2) {
		(void)!ent_memory_edit(&n, memory, &edit, 1, ENT_STR("me"), NULL);
		for (uint64_t run = 1; run < 8; run++)
			(void)!ent_memory_undo(&gone, memory, run, NULL);
	} else if (what == 3) {
		opt.rules = ENT_CLEAN_ALL;
		(void)!ent_memory_clean(&cleaned, memory, &all, &opt, NULL);
		(void)!ent_memory_dedupe(&n, memory, NULL);
	} else if (what == 4) {
		units.update = true;
		write_file(other_path, tmx, sizeof(tmx) - 1);
		(void)!ent_memory_import(&imported, memory, other_path, &units, NULL);
		all.document = ENT_STR("a*");
		(void)!ent_memory_delete(&gone, memory, &all, NULL, NULL);
		(void)!ent_memory_compact(memory, NULL, NULL);
	} else {
		(void)!ent_memory_check(&n, memory, true, NULL, NULL, NULL);
	}
}

/* Another memory receives all of it, and it all of another. */
static void merge(void)
{
	ent_memory *memory;
	uint64_t added;
	write_file(other_path, empty.p, empty.n);
	must(ent_memory_open(&memory, other_path, ENT_OPEN_WRITE, NULL));
	(void)!ent_memory_merge(&added, memory, path, NULL, NULL);
	ent_memory_close(memory);
	unlink(other_path);
	write_file(other_path, templates[0].p, templates[0].n);
	if (ent_memory_open(&memory, path, ENT_OPEN_WRITE, NULL))
		return;
	(void)!ent_memory_merge(&added, memory, other_path, NULL, NULL);
	ent_memory_close(memory);
}

static void use(unsigned what)
{
	ent_memory *memory;
	uint64_t found = 1;
	ent_arena *arena = ent_arena_new((size_t)256 << 20);
	const ent_filter all = ENT_FILTER_DEFAULT;
	if (!arena ||
	    ent_memory_open(&memory, path, what < 2 ? ENT_OPEN_READ : ENT_OPEN_WRITE,
			    NULL)) {
		ent_arena_free(arena);
		return;
	}
	const ent_status status =
		ent_memory_check(&found, memory, false, NULL, NULL, NULL);
	const ent_status sent = ent_memory_each(memory, &all, take_unit, NULL, NULL);
	if (!status && !found && sent)
		abort();
	if (what == 0)
		look_up(memory, arena);
	else if (what == 1)
		list(memory, arena);
	else
		write_to(memory, what);
	ent_memory_close(memory);
	ent_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	sqlite3 *db;
	if (!path[0])
		prepare();
	if (!size || size > 8192)
		return 0;
	const struct bytes *from = &templates[data[0] >> 5 & 1];
	ent_str rest = { (const char *)data + 1, size - 1 };
	write_file(path, from->p, from->n);
	must(sqlite3_open(path, &db) ||
	     sqlite3_exec(db, "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY",
			  NULL, NULL, NULL));
	for (int k = 0; rest.p && k < CHANGES; k++)
		change(db, ent_str_cut(&rest, '\n'));
	sqlite3_close(db);
	if (data[0] % 8 == 6)
		merge();
	else
		use(data[0] % 8);
	unlink(other_path);
	return 0;
}
