/* SPDX-License-Identifier: Apache-2.0 */
/* readers.c - handles of a memory for threads that read the same state of it.
 *
 * SQLite counts, for each connection, whether others changed the file.  Another handle
 * notes that count, then the caller's handle begins to read, then the other one does:
 * when its count is the same, nothing was changed between, and both read one state.
 */
#include "memory/readers.h"
#include "base/fail.h"

/* Another handle and what it counted. */
struct other {
	ent_memory *memory;
	int64_t version;
};

static bool open_other(struct other *out, const ent_memory *memory)
{
	if (ent_memory_open(&out->memory, ent_store_path(memory->store), ENT_OPEN_READ,
			    NULL))
		return false;
	if (!ent_store_version(&out->version, out->memory->store, NULL))
		return true;
	ent_memory_close(out->memory);
	return false;
}

/* Begins to read; false when it is not the state that was counted. */
static bool begin_other(const struct other *other)
{
	int64_t version;
	ent_store *store = other->memory->store;
	if (ent_store_read_begin(store, NULL))
		return false;
	if (!ent_store_version(&version, store, NULL) && version == other->version)
		return true;
	ent_store_read_end(store);
	return false;
}

ent_status ent_readers_open(ent_readers *out,
			    ent_memory *memory,
			    uint32_t jobs,
			    ent_error *err)
{
	struct other others[ENT_READERS_MAX];
	uint32_t n = 0;
	int64_t version;
	const bool is_read = memory->grouped || ent_store_reading(memory->store);
	while (!is_read && n + 1 < jobs && n + 1 < ENT_READERS_MAX &&
	       open_other(&others[n], memory))
		n++;
	ent_status status = ent_store_read_begin(memory->store, err);
	if (!status) {
		/* a state is chosen when something is read */
		status = ent_store_version(&version, memory->store, err);
		if (status)
			ent_store_read_end(memory->store);
	}
	const bool replaced = ent_store_is_replaced(memory->store);
	*out = (ent_readers){ .list = { memory }, .n = 1 };
	for (uint32_t k = 0; k < n; k++)
		if (!status && !replaced && begin_other(&others[k]))
			out->list[out->n++] = others[k].memory;
		else
			ent_memory_close(others[k].memory);
	return status;
}

void ent_readers_close(ent_readers *readers)
{
	for (uint32_t k = readers->n; k-- > 0;) {
		ent_store_read_end(readers->list[k]->store);
		if (k)
			ent_memory_close(readers->list[k]);
	}
}
