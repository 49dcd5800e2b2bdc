/* SPDX-License-Identifier: Apache-2.0 */
/* runs.c - the imports, merges, batches and edits that a memory lists. */
#include "memory/handle.h"
#include "store/run_rows.h"

ent_status ent_memory_runs(const ent_memory_run **out,
			   uint32_t *count,
			   ent_memory *memory,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = ent_store_runs(out, count, memory->store, arena, err);
	ent_store_read_end(memory->store);
	return status;
}
