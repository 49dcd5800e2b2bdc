/* SPDX-License-Identifier: Apache-2.0 */
/* versions.h - several versions of one release: corrected, re-issued. */
#ifndef ENT_MEMORY_VERSIONS_H
#define ENT_MEMORY_VERSIONS_H

#include "memory/handle.h"

/* What all versions of a release have in common: its identifier or, without one,
 * its name, marks of language and version aside.  out is cleared first; empty when
 * a release has neither. */
void ent_release_key(ent_buf *out, const ent_document *doc, ent_str from, ent_str to);

/* The number of a version by the marks in an identifier or file name: 0 without,
 * 2 for "v2", "-corrected", "/Rev.1", 3 for "/Rev.2". */
uint32_t ent_version_number(ent_str name);

/* Told of a version that went into the history. */
typedef void ent_retired_fn(void *data, ent_str source, ent_str target, ent_str newer);

/* ent_memory_add_pair(), which tells of versions that go. */
ent_status ent_memory_add_version(ent_change *out,
				  ent_memory *memory,
				  const ent_aligned_pair *pair,
				  ent_retired_fn *fn,
				  void *data,
				  ent_error *err);

/* Of the versions of the release that an alignment belongs to the newest stays;
 * the others go into the history.  fn (NULL allowed) is told of each.  Part of a
 * change that is open. */
ent_status ent_versions_settle(ent_memory *memory,
			       uint64_t alignment,
			       ent_retired_fn *fn,
			       void *data,
			       ent_error *err);

#endif
