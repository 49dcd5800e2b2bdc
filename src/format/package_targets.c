/* SPDX-License-Identifier: Apache-2.0 */
/* package_targets.c - what the ids in a package stand for, and each part once.
 *
 * A list of 20,000 chapters may name one entry 20,000 times: what is read stays within
 * what was unpacked, and finding an entry does not scan the list.
 */
#include <stdlib.h>

#include "base/array.h"
#include "format/package_targets.h"
#include "format/xml_scan.h"

static int compare_targets(const void *va, const void *vb)
{
	const struct ent_package_target *a = va, *b = vb;
	const int order = ent_str_cmp(a->id, b->id);
	return order ? order : (a->body.p > b->body.p) - (a->body.p < b->body.p);
}

bool ent_package_targets_read(ent_package_targets *out,
			      const ent_package *package,
			      ent_str xml,
			      const char *element,
			      const char *id,
			      ent_arena *arena)
{
	size_t capacity = 0;
	ent_xml_token t;
	*out = (ent_package_targets){ .package = package };
	for (size_t at = 0; xml.p && ent_xml_next(&t, xml, &at);) {
		if (t.type == ENT_XML_CLOSE || !ent_str_is(t.name, element))
			continue;
		if (!ENT_ARENA_GROW(arena, out->entries, capacity, out->n + 1))
			return false;
		out->entries[out->n++] =
			(struct ent_package_target){ ent_xml_get(t.body, id), t.body };
	}
	if (out->n)
		qsort(out->entries, out->n, sizeof(*out->entries), compare_targets);
	return true;
}

static int compare_id(const void *key, const void *entry)
{
	return ent_str_cmp(*(const ent_str *)key,
			   ((const struct ent_package_target *)entry)->id);
}

ent_str ent_package_target(const ent_package_targets *targets, ent_str id)
{
	const size_t k = ent_lower_bound(&id, targets->entries, targets->n,
					 sizeof(*targets->entries), compare_id);
	return k < targets->n && ent_str_eq(targets->entries[k].id, id)
		       ? targets->entries[k].body
		       : ENT_STR("");
}

ent_str ent_package_take(ent_package_targets *targets, ent_str name)
{
	const unsigned k = ent_package_find(targets->package, name);
	if (k == targets->package->n || targets->taken[k])
		return (ent_str){ NULL, 0 };
	targets->taken[k] = true;
	return ent_buf_str(&targets->package->parts[k].text);
}
