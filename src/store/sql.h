/* SPDX-License-Identifier: Apache-2.0 */
/* sql.h - what the files of this folder share: statements and their failures.
 *
 * A statement is prepared once for the life of the store and found again by the
 * address of its text, which therefore must be a literal.  So the SQL occurs
 * where it is used:
 *
 *	sqlite3_stmt *st = ent_sql(store, "SELECT a FROM t WHERE b=?", "i", b);
 *	if (ent_sql_row(store, st))
 *		a = sqlite3_column_int64(st, 0);
 *	return ent_sql_end(store, st, err);
 */
#ifndef ENT_STORE_SQL_H
#define ENT_STORE_SQL_H

#include <sqlite3.h>
#include <sys/types.h>

#include "store/document_rows.h"
#include "store/posting_rows.h"
#include "store/run_rows.h"
#include "store/unit_rows.h"

/* Space for twice the statements there are, so that probing ends soon. */
enum { ENT_SQL_CACHE = 256 };

/* The tuid of a unit's canonical attributes, where it comes first. */
#define ENT_TUID_SQL "substr(attributes, 7, instr(substr(attributes, 7), '\"') - 1)"
/* Whether a column holds a language: the code of a parameter, with any region or none;
 * an empty parameter is any language. */
#define ENT_SQL_LANGUAGE(column, parameter)                                            \
	"(" parameter "='' OR " column "=" parameter " OR " column " GLOB " parameter  \
	"||'-*')"
/* The same for the documents of a pair, by the aliases of their rows. */
#define ENT_SQL_PAIR_LANGUAGES(source, target, from, to)                               \
	ENT_SQL_LANGUAGE(source ".language", from)                                     \
	" AND " ENT_SQL_LANGUAGE(target ".language", to)

/* Names of reasons that statements compare with (history.c). */
#define ENT_NEWER_VERSION "newer version"
#define ENT_PAIRED_AGAIN "paired again"

/* A language without its region, and a '-'. */
#define ENT_SQL_BASE(code) "substr(" code "||'-', 1, instr(" code "||'-', '-'))"
/* The same for the languages that a decision, correction or deletion states; an older
 * program did not state them. */
#define ENT_SQL_STATED_LANGUAGES(row, from, to)                                        \
	"(" row "source_language='' OR (" ENT_SQL_LANGUAGE(                            \
		row "source_language",                                                 \
		from) " AND " ENT_SQL_LANGUAGE(row "target_language", to) "))"

/* The same for languages with or without a region, as a document has them. */
#define ENT_SQL_SAME_LANGUAGES(row, from, to)                                           \
	"(" row                                                                         \
	"source_language='' OR (" ENT_SQL_BASE(row "source_language") "=" ENT_SQL_BASE( \
		from) " AND " ENT_SQL_BASE(row                                          \
					   "target_language") "=" ENT_SQL_BASE(to) "))"

/* Names of sources that were versions of one release, or a pair that took another one's
 * place, from the name ?1 on: the history has who replaced whom, and it is walked both
 * ways, in the languages ?3 and ?4. */
#define ENT_SQL_LINEAGE                                                                              \
	"WITH RECURSIVE lineage (name) AS (SELECT ?1"                                                \
	" UNION SELECT h.source FROM lineage l JOIN history h ON h.replaced_by=l.name"               \
	" WHERE h.reason IN ('" ENT_NEWER_VERSION "', '" ENT_PAIRED_AGAIN "')"                       \
	" AND " ENT_SQL_STATED_LANGUAGES(                                                            \
		"h.", "?3",                                                                          \
		"?4") " UNION SELECT h.replaced_by FROM lineage l JOIN history h ON h.source=l.name" \
		      " WHERE h.reason IN ('" ENT_NEWER_VERSION                                      \
		      "', '" ENT_PAIRED_AGAIN "')"                                                   \
		      " AND " ENT_SQL_STATED_LANGUAGES(                                              \
			      "h.", "?3", "?4") " AND h.replaced_by IS NOT NULL) "

/* In place of a result code: rows written in the background failed; a text that was
 * given is not UTF-8. */
enum { ENT_BULK_FAILED = -1, ENT_NOT_TEXT = -2 };

/* What a run found there (run_had.c): numbers of units, or of alignments. */
struct ent_had {
	uint64_t run;   /* 0: the one at work, before it has a number */
	uint64_t owner; /* the run that had brought it */
	uint64_t first, last;
	bool pair;
};

struct ent_store {
	sqlite3 *db;
	char *path;
	bool filling;    /* the file is marked as one that is being filled */
	ino_t log_inode; /* of our write-ahead log; 0 while it is not known */
	bool made;       /* the opening made the file */
	bool was_empty;  /* the file was there without a byte */
	bool writable;   /* opened for writing */
	bool changing;   /* a write transaction is open */
	bool upgrading;  /* it has made the tables of this version of an older one's */
	bool failed;     /* a statement of it failed: it can only be undone */
	bool marks;      /* the temporary tables of remove.c are there */
	bool takes;      /* the function of unit_order.c is there */
	struct taking *taking; /* the receiver of its rows; lent */
	struct {
		uint64_t id; /* 0 until its row is there */
		bool fresh;  /* the row was added in the open transaction */
		bool on;
		ent_run_row row; /* source, format and who are kept in the buffers */
		ent_buf source, format, who;
	} run; /* to which rows that are added belong */
	struct {
		struct ent_had *list; /* owned */
		size_t n, capacity;
	} had;             /* what the run at work found there (run_had.c) */
	uint32_t depth;    /* nested reading transactions */
	uint64_t readings; /* outer ones so far */
	int rc; /* the first failure of the statement at work, or ENT_BULK_FAILED */
	struct {
		char column[64]; /* the first one of which a value is wrong: */
		bool text;       /* a text that is not UTF-8, else */
		int64_t value;   /* a number out of range */
		bool found;
	} damage;
	/* ent_find_bad_text(), which is above sql.c */
	bool (*find_bad_text)(char *line, size_t size, ent_store *store);
	sqlite3_stmt *lent;    /* a row of it is in a caller's hands */
	struct ent_bulk *bulk; /* an empty memory is being filled; else NULL */
	/* while rows are written in the background: waits until all that were handed
	 * over are, and the connection is the caller's.  The failure of a write,
	 * after which nothing more may be asked: SQLite may have ended the
	 * transaction.  NULL else. */
	ent_status (*wait)(ent_store *store, ent_error *err);
	const struct ent_row_batch *batch; /* being written */
	const ent_progress *progress;      /* of ent_store_watch(), lent */
	const char *task;
	struct {
		const char *sql;
		sqlite3_stmt *st;
	} cache[ENT_SQL_CACHE];
};

/* A statement with its parameters bound, by types: i int64_t; j the same, NULL when 0;
 * s ent_str, lent until the statement ends; z the same, NULL when empty; b the same as
 * a blob; r double; n NULL (no argument).  NULL on failure, which ent_sql_row() and
 * ent_sql_end() then report. */
sqlite3_stmt *ent_sql(ent_store *store, const char *sql, const char *types, ...);

/* Steps; true when there is a row to read. */
bool ent_sql_row(ent_store *store, sqlite3_stmt *st);

/* Ends a statement (NULL is allowed) and says whether all went well. */
ent_status ent_sql_end(ent_store *store, sqlite3_stmt *st, ent_error *err);

/* Steps a statement that gives no row, and ends it. */
ent_status ent_sql_run(ent_store *store, sqlite3_stmt *st, ent_error *err);

/* Statements without parameters, one or several, not cached. */
ent_status ent_sql_exec(ent_store *store, const char *sql, ent_error *err);

/* Ends the statement whose row was lent, if any. */
void ent_sql_release(ent_store *store);

/* The status and message of an SQLite result code. */
ent_status ent_sql_fail(ent_store *store, int rc, ent_error *err);
/* errno of a read of the memory that failed, which SQLite reports as damage; 0. */
int ent_sql_read_error(ent_store *store);

/* Whether a line of PRAGMA integrity_check is about memory that SQLite did not get,
 * which it reports as damage of a page. */
bool ent_sql_lacks_memory(const char *what);

/* Numbers of the current row, whatever the file holds: one out of range reads as 0 (the
 * least, for a choice), ends the walk over the rows, and is reported as damage by
 * ent_sql_end() or ent_sql_checked(). */
uint64_t ent_sql_id(ent_store *store, sqlite3_stmt *st, int column); /* >= 0 */
/* The numbers in the first column of all rows, in the arena, with space for one more;
 * ends the statement. */
ent_status ent_sql_ids(const uint64_t **ids,
		       uint32_t *count,
		       ent_store *store,
		       sqlite3_stmt *st,
		       ent_arena *arena,
		       ent_error *err);
/* The number in the first column of the first row, 0 without one; ends the
 * statement. */
ent_status ent_sql_number(uint32_t *count,
			  ent_store *store,
			  sqlite3_stmt *st,
			  ent_error *err);
/* The same for the number of a row. */
ent_status ent_sql_first_id(uint64_t *id,
			    ent_store *store,
			    sqlite3_stmt *st,
			    ent_error *err);
uint32_t ent_sql_u32(ent_store *store, sqlite3_stmt *st, int column);
uint16_t ent_sql_u16(ent_store *store, sqlite3_stmt *st, int column);
int ent_sql_choice(ent_store *store, sqlite3_stmt *st, int column, int least, int most);
float ent_sql_share(ent_store *store, sqlite3_stmt *st, int column); /* 0..1 */
/* All 64 bits of a hash: any number. */
uint64_t ent_sql_hash(sqlite3_stmt *st, int column);

/* For a row that stays lent: whether the numbers read from it were in range. */
ent_status ent_sql_checked(ent_store *store, ent_error *err);

/* Reports that the memory is damaged, with the path. */
ent_status ent_sql_damaged(ent_store *store, ent_error *err, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The text of a column, "" for NULL, until the next step.  One that is not UTF-8 reads
 * as
 * "" and is reported as numbers out of range are. */
ent_str ent_sql_str(ent_store *store, sqlite3_stmt *st, int column);
/* The same for bytes of any kind. */
ent_str ent_sql_bytes(sqlite3_stmt *st, int column);

/* text_check.c: the first text of the memory that is not UTF-8, by table and row; false
 * when none is found. */
bool ent_find_bad_text(char *line, size_t size, ent_store *store);

/* text.c: sends the rows of a statement that gives id, language, weight and text of
 * texts to fn, and ends it. */
ent_status ent_sql_texts(ent_store *store,
			 sqlite3_stmt *st,
			 ent_text_fn fn,
			 void *data,
			 ent_error *err);

/* remove.c: makes the temporary tables of what is to be removed. */
ent_status ent_remove_prepare(ent_store *store, ent_error *err);

/* file_place.c: the inode of the write-ahead log; 0 when there is none. */
ino_t ent_log_inode(ent_store *store);

/* run.c: the number of the run to which added rows belong, 0 for none. */
ent_status ent_run_current(int64_t *id, ent_store *store, ent_error *err);
/* Before a commit: notes how far its units go. */
ent_status ent_run_settle(ent_store *store, ent_error *err);
/* After a rollback: a run that was added in the transaction is not there. */
void ent_run_forget(ent_store *store);

/* run_back.c: removes the lists of what runs had that no run or unit needs. */
ent_status ent_run_had_sweep(ent_store *store, ent_error *err);

/* schema.c: the formats of files that are read or brought up to date. */
enum { ENT_FORMAT_OLDEST = 4, ENT_FORMAT = 9 };
/* Makes the tables of a new file, or brings those of an older one up to date.
 * The transaction that did the latter stays open (ent_store_is_upgrading()).  `known`
 * is the version if it was read before, for one who only reads; else NULL. */
ent_status ent_schema_prepare(ent_store *store, const int *known, ent_error *err);
/* The file's version; 0 for a new file, -1 for one that is not a memory. */
ent_status ent_schema_version(int *out, ent_store *store, ent_error *err);

/* filling.c: added to the format while an empty memory is filled without a log, and
 * taken away by the transaction that fills it.  A file that still has it was copied
 * without its journal, or nothing was written yet. */
enum { ENT_FILLING = 0x10000 };
/* Marks the file as one that is being filled, or takes the mark away. */
ent_status ent_filling_mark(ent_store *store, bool on, ent_error *err);

/* schema_upgrade.c: from `format` to the next one, in the caller's transaction. */
ent_status ent_schema_step(ent_store *store, int format, ent_error *err);

/* schema_tables.c: a statement of those that make the tables of a new memory, from 0
 * on; NULL after the last. */
const char *ent_schema_statement(size_t k);
/* The indexes that a memory has, one after another: *at begins at 0. */
bool ent_schema_index(ent_str *name, ent_str *sql, size_t *at);

/* bulk.c: while store->bulk is there, the texts or units of a hash, one after
 * another: *at begins as ENT_BULK_FIRST; 0 when there is no more. */
#define ENT_BULK_FIRST SIZE_MAX
uint64_t ent_bulk_next(const ent_store *store, bool units, int64_t hash, size_t *at);
/* Rows of a text and of a unit with what is kept verbatim: numbers are given here,
 * rows are written later. */
ent_status ent_bulk_text(uint64_t *id,
			 ent_store *store,
			 const ent_text_key *key,
			 int64_t weight,
			 ent_error *err);
ent_status ent_bulk_unit(uint64_t *id,
			 ent_store *store,
			 const ent_unit *unit,
			 const ent_unit_keys *keys,
			 int64_t hash,
			 int64_t run,
			 ent_error *err);
ent_status ent_bulk_posting(ent_store *store,
			    uint64_t id,
			    ent_str bytes,
			    ent_error *err);
/* Whether a text is among those not yet handed over, and then whether it is this
 * one. */
bool ent_bulk_has_text(bool *same,
		       const ent_store *store,
		       uint64_t id,
		       uint32_t language,
		       ent_str text);
/* Makes sure that a unit can be read. */
ent_status ent_bulk_reach_unit(ent_store *store, uint64_t id, ent_error *err);
void ent_bulk_forget(ent_store *store);

#endif
