/* SPDX-License-Identifier: Apache-2.0 */
/* Counting, checking, copying and purging a memory's file. */
#include <sys/stat.h>

#include "unit/stored.h"

static void fill(struct stored *st, int units)
{
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < units; k++) {
		char source[64], target[64];
		snprintf(source, sizeof(source), "source number %d of many", k);
		snprintf(target, sizeof(target), "cible %d", k / 2);
		stored_unit(st, source, target);
	}
	OK(ent_store_mark_used(st->store, &st->err));
	OK(ent_store_commit(st->store, &st->err));
}

static void rows_are_counted(void **state)
{
	struct stored *st = *state;
	ent_stats stats;
	uint64_t documents[2];
	fill(st, 10);
	stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_stats(&stats, st->store, &st->err));
	assert_int_equal(stats.units, 11);
	assert_int_equal(stats.documents, 2);
	assert_int_equal(stats.texts, 10 + 5 + 4);
}

static void count_fault(void *data, const char *what)
{
	(void)what;
	++*(int *)data;
}

static int faults(struct stored *st)
{
	int n = 0;
	OK(ent_store_check(st->store, count_fault, &n, &st->err));
	OK(ent_store_check_text_hashes(st->store, false, count_fault, &n, &st->err));
	OK(ent_store_check_unit_hashes(st->store, false, count_fault, &n, &st->err));
	return n;
}

static void a_text_marked_wrongly_is_a_fault_until_it_is_repaired(void **state)
{
	struct stored *st = *state;
	fill(st, 10);
	assert_int_equal(faults(st), 0);
	const uint64_t text = stored_text(st, "fr", "cible 1");
	OK(ent_store_text_mark(st->store, text, -1, &st->err)); /* a unit uses it */
	assert_true(faults(st) > 0);
	OK(ent_store_mark_used(st->store, &st->err));
	assert_int_equal(faults(st), 0);
}

static void a_backup_has_the_same_units(void **state)
{
	struct stored *st = *state, copy = { .arena = st->arena };
	ent_stats was, now;
	fill(st, 300);
	OK(ent_store_stats(&was, st->store, &st->err));
	snprintf(copy.path, sizeof(copy.path), "%s/other.entente", st->folder);
	OK(ent_store_backup(st->store, copy.path, &st->err));
	stored_open(&copy, ENT_OPEN_READ);
	OK(ent_store_stats(&now, copy.store, &st->err));
	assert_int_equal(now.units, was.units);
	assert_int_equal(now.texts, was.texts);
	assert_int_equal(faults(&copy), 0);
	ent_store_close(copy.store);
}

static ent_status ignore(void *data, const ent_text_row *row, ent_error *err)
{
	(void)data;
	(void)row;
	(void)err;
	return ENT_OK;
}

/* Whether the bytes are anywhere in the file or its log. */
static bool file_has(struct stored *st, const char *bytes)
{
	static const char *const ends[] = { "", "-wal" };
	bool found = false;
	for (int k = 0; k < 2; k++) {
		char path[128];
		struct stat info;
		snprintf(path, sizeof(path), "%s%s", st->path, ends[k]);
		FILE *f = fopen(path, "rb");
		if (!f)
			continue;
		assert_int_equal(fstat(fileno(f), &info), 0);
		char *all = malloc((size_t)info.st_size + 1);
		assert_non_null(all);
		const size_t n = fread(all, 1, (size_t)info.st_size, f);
		found |= n && memmem(all, n, bytes, strlen(bytes));
		free(all);
		fclose(f);
	}
	return found;
}

static void a_purged_text_leaves_no_byte_after_compacting(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], removed;
	fill(st, 50);
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	const ent_unit secret =
		stored_sample("Zyzzyva is secret", "Zyzzyva est secret");
	bool added;
	const uint64_t unit = stored_unit_of(st, &secret, documents[0], false, &added);
	OK(ent_store_bead_link(st->store, id, 2, unit, &st->err));
	const ent_decision_row decision = { .source_document = ENT_STR("a.en"),
					    .target_document = ENT_STR("a.fr"),
					    .source = ENT_STR("Zyzzyva is secret"),
					    .target = ENT_STR("Zyzzyva est secret"),
					    .at = ENT_STR("") };
	OK(ent_store_decision_add(&added, st->store, &decision, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	assert_true(file_has(st, "Zyzzyva"));
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_mark_for_removal(st->store, unit, &st->err));
	OK(ent_store_purge_marked(st->store, &st->err));
	OK(ent_store_remove_marked(&removed, st->store, ignore, NULL, &st->err));
	OK(ent_store_forget_deleted(st->store, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	assert_int_equal(removed, 1);
	OK(ent_store_compact(st->store, &st->err));
	assert_false(file_has(st, "Zyzzyva"));
	assert_true(file_has(st, "source number 7 of many"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(rows_are_counted),
		STORED(a_text_marked_wrongly_is_a_fault_until_it_is_repaired),
		STORED(a_backup_has_the_same_units),
		STORED(a_purged_text_leaves_no_byte_after_compacting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
