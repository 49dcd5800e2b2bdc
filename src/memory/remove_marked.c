/* SPDX-License-Identifier: Apache-2.0 */
/* remove_marked.c - take marked units out of the index and the store. */
#include "base/fail.h"
#include "memory/handle.h"

static ent_status unindex(void *data, const ent_text_row *row, ent_error *err)
{
	ent_memory *memory = data;
	return ent_index_remove(memory->index, row, err);
}

ent_status ent_memory_remove_marked(uint64_t *removed,
				    ent_memory *memory,
				    ent_error *err)
{
	ent_status status = ent_index_flush(memory->index, err);
	if (!status)
		status = ent_store_remove_marked(removed, memory->store, unindex,
						 memory, err);
	if (!status)
		status = ent_index_flush(memory->index, err);
	ent_memory_forget(memory);
	return status;
}
