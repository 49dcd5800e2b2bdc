/* SPDX-License-Identifier: Apache-2.0 */
/* check.c - counting, checking, copying a memory. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "align/lexicon.h"
#include "base/fail.h"
#include "base/file.h"
#include "format/units/tmx_fields.h"
#include "memory/handle.h"
#include "store/run_rows.h"

ent_status ent_memory_stats(ent_stats *out, ent_memory *memory, ent_error *err)
{
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = ent_store_stats(out, memory->store, err);
	ent_store_read_end(memory->store);
	return status;
}

struct check {
	uint64_t *found;
	void (*fn)(void *data, const char *what);
	void *data;
};

static void count(void *data, const char *what)
{
	struct check *c = data;
	++*c->found;
	if (c->fn)
		c->fn(c->data, what);
}

/* A text or unit that comes again is recognised by its hash. */
static ent_status check_hashes(ent_store *store,
			       bool repair,
			       struct check *c,
			       ent_error *err)
{
	ent_status status = ent_store_check_text_hashes(store, repair, count, c, err);
	return status ? status
		      : ent_store_check_unit_hashes(store, repair, count, c, err);
}

/* What is reported, or, to repair, taken away. */
struct repair {
	struct check *check;
	ent_store *store; /* to repair */
};

/* XML that writers would copy into a file. */
static ent_status check_xml(void *data, const ent_unit_row *row, ent_error *err)
{
	const struct repair *x = data;
	char line[100];
	const char *wrong = NULL;
	ent_unit unit = row->unit;
	ent_status status = ent_tmx_fields_wrong(&wrong, &unit, err);
	while (!status && wrong && x->store) { /* the fields after it */
		status = ent_store_unit_clear(x->store, row->id, wrong, err);
		ent_tmx_fields_clear(&unit, wrong);
		if (!status)
			status = ent_tmx_fields_wrong(&wrong, &unit, err);
	}
	if (!status && wrong) {
		snprintf(line, sizeof(line), "%s of unit %llu is not well-formed XML",
			 wrong, (unsigned long long)row->id);
		count(x->check, line);
	}
	return status;
}

/* What the memory learned, which it learns again when it is gone. */
static ent_status check_lexicon(void *data,
				ent_str source,
				ent_str target,
				const ent_lexicon_row *row,
				ent_error *err)
{
	const struct repair *x = data;
	char line[100], *bytes = malloc(row->bytes.n + 1);
	ent_lexicon *lexicon = NULL;
	if (!bytes)
		return ent_fail_memory(err);
	if (row->bytes.n)
		memcpy(bytes, row->bytes.p, row->bytes.n);
	ent_status status = ent_lexicon_own(&lexicon, bytes, row->bytes.n, err);
	ent_lexicon_close(lexicon);
	if (!status)
		return ENT_OK;
	free(bytes);
	if (status == ENT_ENOMEM)
		return status;
	if (x->store)
		return ent_store_lexicon_remove(x->store, source, target, err);
	snprintf(line, sizeof(line), "the lexicon of %.*s and %.*s is damaged",
		 (int)(source.n < 20 ? source.n : 20), source.p,
		 (int)(target.n < 20 ? target.n : 20), target.p);
	count(x->check, line);
	return ENT_OK;
}

/* Texts that are not UTF-8 cannot be read: the rest is checked when there are none. */
static ent_status check_all(struct check *c, ent_memory *memory, ent_error *err)
{
	bool lacks = false;
	ent_status status = ent_store_check(memory->store, count, c, err);
	const uint64_t before = *c->found;
	if (!status)
		status = ent_store_check_texts(memory->store, count, c, err);
	if (status || *c->found > before)
		return status;
	status = ent_store_unit_each(memory->store, &ENT_FILTER_DEFAULT, check_xml,
				     &(struct repair){ c, NULL }, err);
	if (!status)
		status = ent_store_lexicon_each(memory->store, check_lexicon,
						&(struct repair){ c, NULL }, err);
	if (!status)
		status = ent_store_check_had(memory->store, false, count, c, err);
	if (!status)
		status = check_hashes(memory->store, false, c, err);
	if (!status)
		status = ent_store_lacks_index(&lacks, memory->store, err);
	if (status || !lacks)
		return status ? status : ent_index_check(memory->index, count, c, err);
	if (!ent_store_is_upgrading(memory->store))
		count(c, "the index is missing");
	return ENT_OK;
}

/* What can be made from other rows, in one transaction. */
static ent_status repair_all(struct check *c, ent_memory *memory, ent_error *err)
{
	ent_status status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = ent_store_repair_texts(memory->store, err);
	if (!status)
		status = ent_store_unit_each(memory->store, &ENT_FILTER_DEFAULT,
					     check_xml,
					     &(struct repair){ c, memory->store }, err);
	if (!status)
		status = ent_store_lexicon_each(memory->store, check_lexicon,
						&(struct repair){ c, memory->store },
						err);
	if (!status)
		status = ent_store_check_had(memory->store, true, count, c, err);
	if (!status)
		status = check_hashes(memory->store, true, c, err);
	if (!status)
		status = ent_store_make_indexes(memory->store, err);
	if (!status)
		status = ent_index_rebuild(memory->index, err);
	return ent_change_end(memory, status, err);
}

/* A memory beside this one with its rows takes its place, when all can be read. */
static ent_status rebuild_from(struct check *c,
			       ent_memory *memory,
			       const char *beside,
			       ent_error *err)
{
	ent_memory *other = NULL;
	ent_store_guard guard = { NULL, 0 };
	ent_status status = ent_memory_open(&other, beside, ENT_OPEN_CREATE, err);
	if (!status)
		status = ent_store_guard_begin(&guard, memory->store, err);
	if (!status)
		status = ent_store_copy_rows(other->store, memory->store, err);
	if (!status)
		status = repair_all(c, other, err);
	if (!status)
		status = ent_store_take_over(memory->store, other->store, &guard, err);
	ent_store_guard_end(&guard);
	ent_memory_close(other);
	ent_index_forget(memory->index);
	return status;
}

static ent_status rebuild_pages(struct check *c, ent_memory *memory, ent_error *err)
{
	static const char *const files[] = { "", "-wal", "-shm", "-journal" };
	const char *path = ent_store_path(memory->store);
	ent_buf name = ENT_BUF_INIT;
	const int fd = ent_file_beside(&name, path);
	if (fd < 0) {
		ent_fail(err, ENT_EIO, "cannot write beside it: %s", strerror(errno));
		ent_buf_release(&name);
		return ent_error_in(err, ENT_EIO, ent_str_of(path));
	}
	close(fd);
	ent_status status = rebuild_from(c, memory, name.p, err);
	if (status && err) /* of the memory, not of what is beside it */
		snprintf(err->file, sizeof(err->file), "%s", path);
	const size_t n = name.n;
	for (size_t k = 0; k < sizeof(files) / sizeof(files[0]); k++) {
		name.n = n;
		ent_buf_add(&name, ent_str_of(files[k]));
		if (!name.failed)
			unlink(name.p);
	}
	ent_buf_release(&name);
	return status;
}

/* An older memory without a fault is upgraded. */
static ent_status end_upgrade(ent_memory *memory, ent_error *err)
{
	bool lacks = false;
	ent_status status = ent_store_lacks_index(&lacks, memory->store, err);
	if (!status)
		status = ent_change_begin(memory, err);
	if (status)
		return status;
	if (lacks)
		status = ent_index_rebuild(memory->index, err);
	return ent_change_end(memory, status, err);
}

/* What the check found is repaired: rows where they are, pages by another file. */
static ent_status repair(struct check *c, ent_memory *memory, ent_error *err)
{
	bool pages = false;
	if (!*c->found)
		return ent_store_is_upgrading(memory->store) ? end_upgrade(memory, err)
							     : ENT_OK;
	ent_status status = ENT_OK;
	if (!ent_store_is_upgrading(memory->store))
		status = ent_store_pages_damaged(&pages, memory->store, err);
	if (status)
		return status;
	return pages ? rebuild_pages(c, memory, err) : repair_all(c, memory, err);
}

ent_status ent_memory_check(uint64_t *found,
			    ent_memory *memory,
			    bool repairs,
			    void (*fn)(void *data, const char *what),
			    void *data,
			    ent_error *err)
{
	struct check c = { found, fn, data };
	*found = 0;
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = check_all(&c, memory, err);
	ent_store_read_end(memory->store);
	/* what the check could not read may be what can be made again */
	if (status == ENT_ECORRUPT && repairs && *found)
		status = ENT_OK;
	return status || !repairs ? status : repair(&c, memory, err);
}

ent_status ent_memory_backup(ent_memory *memory,
			     const char *path,
			     const ent_progress *progress,
			     ent_error *err)
{
	ent_store_watch(memory->store, progress, "copying");
	ent_status status = ent_store_backup(memory->store, path, err);
	ent_store_watch(memory->store, NULL, NULL);
	return status;
}
