/* SPDX-License-Identifier: Apache-2.0 */
/* memory.c - a memory as a whole: open, close, change in one step, languages. */
#include <stdlib.h>

#include "align/links.h"
#include "base/fail.h"
#include "memory/handle.h"
#include "text/lang.h"

/* An older version's memory has lost its index; it becomes one of this version with a
 * new one, or stays what it was. */
static ent_status make_index(ent_memory *memory, ent_open_mode mode, ent_error *err)
{
	bool lacks = false;
	ent_status status = ent_store_lacks_index(&lacks, memory->store, err);
	if (status || (!lacks && !ent_store_is_upgrading(memory->store)))
		return status;
	if (mode == ENT_OPEN_READ)
		return ent_fail(err, ENT_EFORMAT,
				"has no index; 'entente check --repair' makes one");
	status = ent_change_begin(memory, err);
	if (status)
		return status;
	if (lacks)
		status = ent_index_rebuild(memory->index, err);
	return ent_change_end(memory, status, err);
}

static void close_memory(ent_memory *memory, void (*close_store)(ent_store *store))
{
	if (!memory)
		return;
	ent_index_free(memory->index);
	close_store(memory->store);
	ent_use_table_free(memory->uses);
	free(memory->addresses);
	for (int k = 0; k < 2; k++) {
		ent_linker_free(memory->linkers[k]);
		ent_linker_free(memory->seed_linkers[k]);
	}
	ent_lexicon_close(memory->seed);
	ent_lexicon_close(memory->lexicon);
	ent_buf_release(&memory->lexicon_for);
	ent_buf_release(&memory->last.source);
	ent_buf_release(&memory->last.target);
	ent_buf_release(&memory->last.document);
	ent_buf_release(&memory->last.counterpart);
	free(memory);
}

void ent_memory_close(ent_memory *memory)
{
	close_memory(memory, ent_store_close);
}

void ent_memory_discard(ent_memory *memory)
{
	close_memory(memory, ent_store_discard);
}

ent_status ent_memory_open(ent_memory **out,
			   const char *path,
			   ent_open_mode mode,
			   ent_error *err)
{
	ent_memory *memory = ent_lang_prepare() ? calloc(1, sizeof(*memory)) : NULL;
	if (!memory)
		return ent_fail_memory(err);
	const bool as_it_is = mode == ENT_OPEN_CHECK || mode == ENT_OPEN_REPAIR;
	ent_status status = ent_store_open(&memory->store, path,
					   mode == ENT_OPEN_CHECK    ? ENT_OPEN_READ
					   : mode == ENT_OPEN_REPAIR ? ENT_OPEN_WRITE
								     : mode,
					   err);
	if (!status)
		status = ent_index_new(&memory->index, memory->store, err);
	if (!status && !as_it_is)
		status = ent_error_in(err, make_index(memory, mode, err),
				      ent_str_of(path));
	if (status) {
		ent_memory_discard(memory);
		return status;
	}
	*out = memory;
	return ENT_OK;
}

void ent_memory_expect_searches(ent_memory *memory)
{
	memory->uses_asked = UINT64_MAX;
}

bool ent_memory_is_replaced(ent_memory *memory)
{
	return ent_store_is_replaced(memory->store);
}

void ent_memory_forget(ent_memory *memory)
{
	memory->last.known = memory->last.document_known = false;
}

static void undo(ent_memory *memory)
{
	ent_store_rollback(memory->store);
	ent_index_forget(memory->index);
	ent_memory_forget(memory);
	memory->grouped = memory->broken = false;
}

ent_status ent_change_begin(ent_memory *memory, ent_error *err)
{
	if (memory->broken)
		return ent_fail(err, ENT_EINVAL,
				"an earlier change failed; it must be rolled back");
	return memory->grouped ? ENT_OK : ent_store_begin(memory->store, err);
}

ent_status ent_change_end(ent_memory *memory, ent_status status, ent_error *err)
{
	if (memory->grouped) {
		memory->broken |= status != ENT_OK;
		return status;
	}
	if (!status)
		status = ent_index_flush(memory->index, err);
	if (!status)
		status = ent_store_commit(memory->store, err);
	if (status)
		undo(memory);
	return status;
}

ent_status ent_memory_begin(ent_memory *memory, ent_error *err)
{
	if (memory->grouped)
		return ent_fail(err, ENT_EINVAL, "a group of changes is open already");
	ent_status status = ent_store_begin(memory->store, err);
	memory->grouped = !status;
	return status;
}

ent_status ent_memory_commit(ent_memory *memory, ent_error *err)
{
	if (!memory->grouped)
		return ent_fail(err, ENT_EINVAL, "no group of changes is open");
	ent_status status = ENT_OK;
	if (memory->broken)
		status = ent_fail(err, ENT_EINVAL,
				  "a change of the group failed; all are undone");
	memory->grouped = false;
	return ent_change_end(memory, status, err);
}

void ent_memory_rollback(ent_memory *memory)
{
	undo(memory);
}

void ent_unit_swap(ent_unit *unit)
{
	ent_unit_side side = unit->source;
	unit->source = unit->target;
	unit->target = side;
	if (unit->target_document.n) {
		ent_str name = unit->document;
		unit->document = unit->target_document;
		unit->target_document = name;
	}
}

ent_status ent_memory_languages(ent_str *from,
				ent_str *to,
				ent_memory *memory,
				ent_arena *arena,
				ent_error *err)
{
	ent_direction *all;
	uint32_t count, best = 0;
	ent_status status =
		ent_store_directions(&all, &count, memory->store, arena, err);
	if (!status && count > 1) /* counting reads every unit */
		status = ent_store_direction_sizes(all, count, memory->store, err);
	if (status)
		return status;
	for (uint32_t k = 1; k < count; k++)
		if (all[k].units > all[best].units)
			best = k;
	*from = count ? all[best].source : ENT_STR("");
	*to = count ? all[best].target : ENT_STR("");
	return ENT_OK;
}

static int compare_sizes(const void *a, const void *b)
{
	const ent_language_pair *x = a, *y = b;
	if (x->units != y->units)
		return x->units < y->units ? 1 : -1;
	int order = ent_str_cmp(x->from, y->from);
	return order ? order : ent_str_cmp(x->to, y->to);
}

ent_status ent_memory_language_pairs(const ent_language_pair **out,
				     uint32_t *count,
				     ent_memory *memory,
				     ent_arena *arena,
				     ent_error *err)
{
	ent_direction *all;
	uint32_t n, kept = 0;
	ent_status status = ent_store_directions(&all, &n, memory->store, arena, err);
	if (!status && n)
		status = ent_store_direction_sizes(all, n, memory->store, err);
	if (status)
		return status;
	ent_language_pair *pairs = ENT_NEW_ARRAY(arena, ent_language_pair, n);
	if (n && !pairs)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n; k++)
		if (all[k].units)
			pairs[kept++] =
				(ent_language_pair){ all[k].source, all[k].target,
						     all[k].units };
	if (kept)
		qsort(pairs, kept, sizeof(*pairs), compare_sizes);
	*out = pairs;
	*count = kept;
	return ENT_OK;
}

ent_status ent_memory_version(int64_t *out, ent_memory *memory, ent_error *err)
{
	return ent_store_version(out, memory->store, err);
}

ent_status ent_memory_complete(ent_str *from,
			       ent_str *to,
			       ent_memory *memory,
			       ent_arena *arena,
			       ent_error *err)
{
	ent_str a, b;
	ent_status status = ent_memory_languages(&a, &b, memory, arena, err);
	if (status)
		return status;
	/* with one side given, the other is what that one is paired with */
	bool turned = ent_lang_matches(b, *from) || ent_lang_matches(a, *to);
	if (!from->n)
		*from = turned ? b : a;
	if (!to->n)
		*to = turned ? a : b;
	return ENT_OK;
}

ent_status ent_memory_has_language(bool *out,
				   ent_memory *memory,
				   ent_str lang,
				   ent_error *err)
{
	uint32_t id = 0;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ent_lang_read(&lang, lang, arena, err);
	if (!status)
		status = ent_store_language(&id, memory->store, ent_lang_base(lang),
					    false, err);
	*out = id != 0;
	ent_arena_free(arena);
	return status;
}
