/* SPDX-License-Identifier: Apache-2.0 */
/* proofread_findings.c - the list of findings, and the names of their kinds. */
#include "base/fail.h"
#include "memory/handle.h"
#include "memory/proofread_parts.h"

const char *ent_finding_kind_name(ent_finding_kind kind)
{
	switch (kind) {
	case ENT_FINDING_VALUES: return "values";
	case ENT_FINDING_UNTRANSLATED: return "untranslated";
	case ENT_FINDING_LANGUAGE: return "language";
	case ENT_FINDING_CODES: return "codes";
	case ENT_FINDING_TERM: return "term";
	case ENT_FINDING_WORDING: return "wording";
	case ENT_FINDING_QUOTATION: return "quotation";
	}
	return "unknown";
}

void ent_proof_add(struct ent_proof *p, const ent_finding *finding)
{
	if (p->n == p->capacity) {
		const uint32_t more = p->capacity ? 2 * p->capacity : 8;
		ent_finding *grown = ENT_NEW_ARRAY(p->arena, ent_finding, more);
		if (!grown) {
			p->failed = true;
			return;
		}
		if (p->n)
			memcpy(grown, p->findings, p->n * sizeof(*grown));
		p->findings = grown;
		p->capacity = more;
	}
	ent_finding *copy = &p->findings[p->n];
	*copy = *finding;
	ent_str *const texts[] = { &copy->message, &copy->replacement, &copy->document,
				   &copy->date };
	for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++) {
		*texts[k] = ent_arena_str(p->arena, *texts[k]);
		p->failed |= !texts[k]->p;
	}
	p->n++;
}
