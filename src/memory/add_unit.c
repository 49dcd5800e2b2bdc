/* SPDX-License-Identifier: Apache-2.0 */
/* add_unit.c - a unit becomes rows: its texts, its document, itself, its index. */
#include "base/fail.h"
#include "base/sizes.h"
#include "memory/handle.h"
#include "text/lang.h"

static bool remember(ent_buf *buf, ent_str s)
{
	ent_buf_clear(buf);
	ent_buf_add(buf, s);
	return !buf->failed;
}

static bool is_last(const ent_buf *buf, ent_str s)
{
	return ent_str_eq(ent_buf_str(buf), s);
}

static ent_status find_languages(ent_memory *memory, const ent_unit *u, ent_error *err)
{
	if (memory->last.known && is_last(&memory->last.source, u->source.lang) &&
	    is_last(&memory->last.target, u->target.lang))
		return ENT_OK;
	memory->last.known = false;
	ent_status status =
		ent_store_language(&memory->last.source_id, memory->store,
				   ent_lang_base(u->source.lang), true, err);
	if (!status)
		status = ent_store_language(&memory->last.target_id, memory->store,
					    ent_lang_base(u->target.lang), true, err);
	if (!status)
		status = ent_store_direction(&memory->last.direction, memory->store,
					     u->source.lang, u->target.lang, err);
	if (status)
		return status;
	if (!remember(&memory->last.source, u->source.lang) ||
	    !remember(&memory->last.target, u->target.lang))
		return ent_fail_memory(err);
	memory->last.known = true;
	return ENT_OK;
}

static ent_status find_document(uint64_t *id,
				ent_memory *memory,
				const ent_unit *u,
				ent_error *err)
{
	if (!memory->last.document_known ||
	    !is_last(&memory->last.document, u->document) ||
	    !is_last(&memory->last.counterpart, u->target_document)) {
		memory->last.document_known = false;
		ent_status status = ent_store_document_named(&memory->last.document_id,
							     memory->store, u->document,
							     u->target_document, err);
		if (status)
			return status;
		if (!remember(&memory->last.document, u->document) ||
		    !remember(&memory->last.counterpart, u->target_document))
			return ent_fail_memory(err);
		memory->last.document_known = true;
	}
	*id = memory->last.document_id;
	return ENT_OK;
}

static ent_status add_text(uint64_t *id,
			   ent_memory *memory,
			   const ent_text_key *key,
			   ent_error *err)
{
	uint32_t weight;
	ent_status status = ent_index_prepare(&weight, memory->index, key->language,
					      key->text, err);
	if (!status)
		status = ent_store_text_add(id, memory->store, key, weight, err);
	return status ? status
		      : ent_index_file(memory->index, key->language, *id, key->text,
				       weight, err);
}

static ent_status intern_text(uint64_t *id,
			      bool *is_new,
			      ent_memory *memory,
			      uint32_t language,
			      ent_str text,
			      ent_error *err)
{
	const ent_text_key key = ent_text_key_of(language, text);
	bool searched;
	ent_status status =
		ent_store_text_find(id, &searched, memory->store, &key, err);
	*is_new = !status && !*id;
	if (*is_new)
		return add_text(id, memory, &key, err);
	if (!status && !searched)
		status = ent_index_add(memory->index, language, *id, text, err);
	return status;
}

ent_status ent_memory_index_text(uint64_t *id,
				 ent_memory *memory,
				 ent_str lang,
				 ent_str text,
				 ent_error *err)
{
	uint32_t language;
	bool is_new;
	ent_status status = ent_check_length(text, err);
	if (!status)
		status = ent_store_language(&language, memory->store,
					    ent_lang_base(lang), true, err);
	return status ? status : intern_text(id, &is_new, memory, language, text, err);
}

ent_status ent_memory_put(uint64_t *id,
			  bool *added,
			  ent_memory *memory,
			  const ent_unit *unit,
			  uint64_t document,
			  bool once,
			  ent_error *err)
{
	ent_unit_keys keys = { .document = document };
	if (!unit->source.text.n || !unit->target.text.n)
		return ent_fail(err, ENT_EINVAL, "a unit without text on one side");
	if (!unit->source.lang.n || !unit->target.lang.n)
		return ent_fail(err, ENT_EINVAL, "a unit without a language");
	ent_status status = ent_check_length(unit->source.text, err);
	if (!status)
		status = ent_check_length(unit->target.text, err);
	if (!status)
		status = find_languages(memory, unit, err);
	if (!status && !document)
		status = find_document(&keys.document, memory, unit, err);
	keys.direction = memory->last.direction;
	if (!status)
		status = intern_text(&keys.source, &memory->last.source_is_new, memory,
				     memory->last.source_id, unit->source.text, err);
	if (!status)
		status = intern_text(&keys.target, &memory->last.target_is_new, memory,
				     memory->last.target_id, unit->target.text, err);
	if (!status)
		status = ent_store_unit_add(id, added, memory->store, unit, &keys, once,
					    err);
	return status;
}

ent_status ent_memory_put_text(uint64_t *id,
			       ent_memory *memory,
			       ent_str lang,
			       ent_str text,
			       ent_error *err)
{
	bool searched;
	uint32_t language;
	ent_status status = ent_check_length(text, err);
	if (!status)
		status = ent_store_language(&language, memory->store,
					    ent_lang_base(lang), true, err);
	if (!status)
		status = ent_store_text_intern(id, &searched, memory->store, language,
					       text, err);
	return status;
}

static ent_status add(uint64_t *id,
		      bool *added,
		      ent_memory *memory,
		      ent_unit *unit,
		      ent_arena *arena,
		      ent_error *err)
{
	ent_status status =
		ent_lang_read(&unit->source.lang, unit->source.lang, arena, err);
	if (!status)
		status = ent_lang_read(&unit->target.lang, unit->target.lang, arena,
				       err);
	if (!status && ent_str_eq(unit->source.lang, unit->target.lang))
		status = ent_fail(err, ENT_EINVAL, "source and target are both '%.*s'",
				  (int)unit->source.lang.n, unit->source.lang.p);
	if (!status)
		status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = ent_memory_put(id, added, memory, unit, 0, true, err);
	return ent_change_end(memory, status, err);
}

ent_status ent_memory_add_unit(uint64_t *id,
			       bool *added,
			       ent_memory *memory,
			       const ent_unit *unit,
			       ent_error *err)
{
	ent_unit copy = *unit;
	copy.source.text = ent_str_trim(unit->source.text);
	copy.target.text = ent_str_trim(unit->target.text);
	ent_arena *arena = ent_arena_new(0);
	ent_status status = arena ? add(id, added, memory, &copy, arena, err)
				  : ent_fail_memory(err);
	ent_arena_free(arena);
	return status;
}
