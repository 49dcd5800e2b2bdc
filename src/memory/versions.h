/* SPDX-License-Identifier: Apache-2.0 */
/* versions.h - of the versions of one release the newest stays in the memory. */
#ifndef ENT_MEMORY_VERSIONS_H
#define ENT_MEMORY_VERSIONS_H

#include "memory/handle.h"

/* Called for a version that went into the history. */
typedef void ent_retired_fn(void *data, ent_str source, ent_str target, ent_str newer);

/* ent_memory_add_pair(), which reports the versions that go. */
ent_status ent_memory_add_version(ent_change *out,
				  ent_memory *memory,
				  const ent_aligned_pair *pair,
				  ent_retired_fn *fn,
				  void *data,
				  ent_error *err);

/* Of the versions of the release that an alignment belongs to the newest stays;
 * the others go into the history.  fn (NULL allowed) is called for each.  Part of a
 * change that is open. */
ent_status ent_versions_settle(ent_memory *memory,
			       uint64_t alignment,
			       ent_retired_fn *fn,
			       void *data,
			       ent_error *err);

#endif
