/* SPDX-License-Identifier: Apache-2.0 */
/* mutate.c - damage to a valid memory file, by a number.
 *
 * Four kinds: values of rows through SQL, where the schema's types are first taken away
 * in one case of three; the structure of pages (headers, cell pointers, lengths in
 * cells, the list of free pages); bytes, blocks and the length of the file; and what a
 * schema can hide: triggers, views in the place of tables, missing or other columns and
 * indexes, and the numbers of version and application.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mutate.h"

enum { SAID = 400 };

uint64_t draw(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static unsigned below(uint64_t *state, unsigned n)
{
	return n ? (unsigned)(draw(state) % n) : 0;
}

#define PICK(list) (list[below(state, sizeof(list) / sizeof(list[0]))])

/* ---- rows ------------------------------------------------------------------------ */

static int run(sqlite3 *db, char *what, const char *sql)
{
	const size_t n = strlen(what);
	snprintf(what + n, SAID - n, "%s; ", sql);
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* A random row of a query of one text column, to be freed. */
static char *pick_text(sqlite3 *db, const char *sql, uint64_t *state)
{
	sqlite3_stmt *st = NULL;
	char *found = NULL;
	unsigned n = 0;
	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL))
		return NULL;
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(st, 0);
		if (below(state, ++n) || !text)
			continue;
		free(found);
		found = strdup(text);
	}
	sqlite3_finalize(st);
	return found;
}

static void change_value(sqlite3 *db, uint64_t *state, char *what)
{
	static const char *const values[] = {
		"-1",
		"0",
		"1",
		"2147483647",
		"2147483648",
		"4294967295",
		"4294967296",
		"9223372036854775807",
		"-9223372036854775808",
		"NULL",
		"''",
		"1e308",
		"9e999",
		"-0.5",
		"randomblob(1)",
		"randomblob(300)",
		"zeroblob(70000)",
		"X'00'",
		"X'ff'",
		"CAST(X'ff80c0' AS TEXT)",
		"CAST(X'00' AS TEXT)",
		"char(0x202e)||char(0)||'x'",
		"printf('%.*c',70000,'a')",
		"'[[[[[[[['",
		"'{\"a\":[1,2,{\"b\":null}]}'",
		"'<bpt i=\"1\">&lt;'",
		"'<<&;'",
	};
	static const char *const changes[] = {
		"\"%w\"||1",
		"-\"%w\"",
		"\"%w\"+1",
		"\"%w\"-1",
		"\"%w\"*1000",
		"substr(\"%w\",1,length(\"%w\")/2)",
		"\"%w\"||\"%w\"",
		"\"%w\"||randomblob(3)",
		"CAST(\"%w\"||X'ff' AS TEXT)",
		"CAST(substr(\"%w\",2)||X'e9' AS TEXT)",
		"substr(\"%w\",2)",
		"\"%w\"||'<&'",
	};
	char *table = pick_text(db,
				"SELECT name FROM sqlite_schema WHERE type='table' AND "
				"name NOT LIKE 'sqlite_stat%'",
				state);
	char *sql = sqlite3_mprintf("SELECT name FROM pragma_table_info(%Q)", table);
	char *column = pick_text(db, sql, state);
	sqlite3_free(sql);
	if (table && column) {
		const char *value = PICK(values);
		char *change = NULL;
		if (!below(state, 3)) {
			change = sqlite3_mprintf(PICK(changes), column, column);
			value = change ? change : value;
		}
		const bool one = below(state, 2);
		sql = sqlite3_mprintf(
			"UPDATE OR IGNORE \"%w\" SET \"%w\"=%s%s%s", table, column,
			value, one ? " WHERE abs(random())%3=" : "", one ? "0" : "");
		if (sql)
			run(db, what, sql);
		sqlite3_free(sql);
		sqlite3_free(change);
	}
	free(table);
	free(column);
}

/* A row less, or one twice under another number. */
static void change_rows(sqlite3 *db, uint64_t *state, char *what)
{
	char *table = pick_text(db, "SELECT name FROM sqlite_schema WHERE type='table'",
				state);
	static const char *const forms[] = {
		"DELETE FROM \"%w\"",
		"DELETE FROM \"%w\" WHERE abs(random())%%3=0",
		"UPDATE OR IGNORE \"%w\" SET rowid=-rowid",
		"UPDATE OR IGNORE \"%w\" SET rowid=rowid+9000000000000000000",
		"UPDATE OR IGNORE \"%w\" SET rowid=rowid+1000000",
	};
	char *sql = table ? sqlite3_mprintf(PICK(forms), table) : NULL;
	if (sql)
		run(db, what, sql);
	sqlite3_free(sql);
	free(table);
}

/* ---- schema ---------------------------------------------------------------------- */

static void change_schema(sqlite3 *db, uint64_t *state, char *what)
{
	static const char *const forms[] = {
		"CREATE TRIGGER planted AFTER INSERT ON \"%w\" BEGIN DELETE FROM unit; END",
		"CREATE TRIGGER planted BEFORE UPDATE ON \"%w\" BEGIN SELECT "
		"RAISE(FAIL,'planted'); END",
		"CREATE TRIGGER planted AFTER DELETE ON \"%w\" BEGIN INSERT INTO recent "
		"VALUES(abs(random())); END",
		"ALTER TABLE \"%w\" RENAME TO gone",
		"DROP TABLE \"%w\"",
		"ALTER TABLE \"%w\" ADD COLUMN planted AS (zeroblob(100000))",
		"CREATE INDEX planted ON \"%w\" (abs(random()))",
		"UPDATE sqlite_schema SET sql=replace(sql,'INTEGER PRIMARY KEY','INTEGER') "
		"WHERE name='%w'",
		"UPDATE sqlite_schema SET sql=replace(sql,'TEXT','BLOB') WHERE name='%w'",
		"UPDATE sqlite_schema SET sql=substr(sql,1,40) WHERE name='%w'",
		"UPDATE sqlite_schema SET rootpage=abs(random())%%40 WHERE name='%w'",
		"UPDATE sqlite_schema SET rootpage=3 WHERE name='%w'",
		"UPDATE sqlite_schema SET type='view', rootpage=0, sql='CREATE VIEW \"%w\" "
		"AS SELECT * FROM unit, text' WHERE name='%w'",
	};
	static const char *const plain[] = {
		"DROP INDEX unit_source",
		"DROP INDEX text_hash",
		"DROP INDEX unit_hash",
		"PRAGMA user_version=0",
		"PRAGMA user_version=-1",
		"PRAGMA user_version=65544",
		"PRAGMA user_version=9",
		"PRAGMA user_version=4",
		"PRAGMA application_id=0",
		"DELETE FROM sqlite_sequence",
		"UPDATE sqlite_sequence SET seq=9223372036854775807",
		"UPDATE sqlite_sequence SET seq=-5, name='none'",
		"CREATE VIEW planted AS SELECT load_extension('x')",
		"PRAGMA journal_mode=DELETE",
		"PRAGMA encoding='UTF-16'",
	};
	char *table = pick_text(db, "SELECT name FROM sqlite_schema WHERE type='table'",
				state);
	char *sql = below(state, 3) && table
			    ? sqlite3_mprintf(PICK(forms), table, table)
			    : sqlite3_mprintf("%s", PICK(plain));
	if (sql)
		run(db, what, sql);
	sqlite3_free(sql);
	free(table);
}

static int mutate_sql(const char *path, uint64_t *state, char *what, bool schema)
{
	sqlite3 *db = NULL;
	if (sqlite3_open(path, &db)) {
		sqlite3_close(db);
		return -1;
	}
	sqlite3_exec(db,
		     "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; "
		     "PRAGMA writable_schema=ON",
		     NULL, NULL, NULL);
	if (!schema && !below(state, 3)) {
		run(db, what,
		    "UPDATE sqlite_schema SET sql=replace(sql,'STRICT,','') WHERE "
		    "type='table'");
		sqlite3_exec(db,
			     "UPDATE sqlite_schema SET sql=replace(sql,'STRICT','') "
			     "WHERE type='table'; PRAGMA writable_schema=RESET; "
			     "PRAGMA writable_schema=ON",
			     NULL, NULL, NULL);
	}
	for (unsigned n = 1 + below(state, 3); n; n--)
		if (schema)
			change_schema(db, state, what);
		else if (below(state, 6))
			change_value(db, state, what);
		else
			change_rows(db, state, what);
	sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
	return sqlite3_close(db) ? -1 : 0;
}

/* ---- bytes ----------------------------------------------------------------------- */

struct image {
	unsigned char *p;
	size_t n;
	unsigned page; /* its size */
};

static void put(struct image *image, size_t at, unsigned value, unsigned bytes)
{
	for (unsigned k = 0; k < bytes && at + k < image->n; k++)
		image->p[at + k] = (unsigned char)(value >> 8 * (bytes - 1 - k));
}

/* One field of a page's header, or of one of its cells. */
static void change_page(struct image *image, uint64_t *state, char *what)
{
	static const struct {
		const char *name;
		unsigned at, bytes;
	} fields[] = {
		{ "type", 0, 1 },     { "free block", 1, 2 }, { "cells", 3, 2 },
		{ "content", 5, 2 },  { "fragments", 7, 1 },  { "child", 8, 4 },
		{ "pointer", 12, 2 }, { "pointer", 10, 2 },   { "pointer", 8, 2 }
	};
	static const unsigned values[] = { 0,  1,    2,      5,      10,     13,    255,
					   99, 4095, 0x7FFF, 0xFFFF, 0xFFFD, 0x8000 };
	const unsigned pages = (unsigned)(image->n / image->page);
	const unsigned number = below(state, pages);
	const size_t start = (size_t)number * image->page, head = number ? 0 : 100;
	const unsigned f = below(state, sizeof(fields) / sizeof(fields[0]));
	unsigned value = PICK(values);
	size_t at = start + head + fields[f].at;
	unsigned bytes = fields[f].bytes;
	const char *name = fields[f].name;
	if (!below(state, 2)) { /* where a cell begins: lengths and numbers of rows */
		at = start + head + 8 + 2 * below(state, 20);
		const unsigned cell =
			at + 1 < image->n ? image->p[at] * 256u + image->p[at + 1] : 0;
		at = start + cell + below(state, 12);
		bytes = 1;
		name = "cell";
		value = below(state, 2) ? value : (unsigned)draw(state);
	}
	put(image, at, value, bytes);
	const size_t n = strlen(what);
	snprintf(what + n, SAID - n, "page %u %s at %zu = %u; ", number + 1, name, at,
		 value);
}

static void change_bytes(struct image *image, uint64_t *state, char *what)
{
	const unsigned kind = below(state, 5);
	const size_t at = draw(state) % image->n;
	const size_t length = 1 + below(state, kind == 1 ? 4096 : 8);
	for (size_t k = at; k < at + length && k < image->n; k++)
		image->p[k] =
			(unsigned char)(kind == 2   ? 0
					: kind == 3 ? 0xFF
					: kind == 4
						? image->p[k] ^ (1u << below(state, 8))
						: draw(state));
	const size_t n = strlen(what);
	snprintf(what + n, SAID - n, "%zu bytes at %zu (%u); ", length, at, kind);
}

static int mutate_file(const char *path, uint64_t *state, char *what, bool pages)
{
	struct stat st;
	FILE *file = fopen(path, "r+b");
	if (!file || fstat(fileno(file), &st) || st.st_size < 512) {
		if (file)
			fclose(file);
		return -1;
	}
	struct image image = { malloc((size_t)st.st_size), (size_t)st.st_size, 0 };
	bool ok = image.p && fread(image.p, 1, image.n, file) == image.n;
	if (ok) {
		image.page = image.p[16] * 256u + image.p[17];
		image.page = image.page < 512 ? 4096 : image.page;
	}
	for (unsigned n = 1 + below(state, 3); ok && n; n--)
		if (pages)
			change_page(&image, state, what);
		else
			change_bytes(&image, state, what);
	rewind(file);
	ok = ok && fwrite(image.p, 1, image.n, file) == image.n;
	if (ok && !pages && !below(state, 6)) {
		const size_t size = draw(state) % image.n;
		const size_t n = strlen(what);
		ok = !fflush(file) && !ftruncate(fileno(file), (off_t)size);
		snprintf(what + n, SAID - n, "cut at %zu; ", size);
	}
	free(image.p);
	return fclose(file) || !ok ? -1 : 0;
}

int mutate(const char *path, uint64_t seed, char *what)
{
	uint64_t state = seed;
	what[0] = '\0';
	switch (below(&state, 8)) {
	case 0: return mutate_file(path, &state, what, false);
	case 1:
	case 2: return mutate_file(path, &state, what, true);
	case 3: return mutate_sql(path, &state, what, true);
	default: return mutate_sql(path, &state, what, false);
	}
}
