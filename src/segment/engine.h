/* SPDX-License-Identifier: Apache-2.0 */
/* engine.h - what every way of cutting a text provides. */
#ifndef ENT_SEGMENT_ENGINE_H
#define ENT_SEGMENT_ENGINE_H

#include "entente/segment.h"

/* Boundaries of one text; the buffer is used again for the next text. */
struct cuts {
	ent_boundary *p;
	size_t n, capacity;
	bool failed; /* an allocation failed */
};

/* Appends a boundary; sets failed when there is not enough memory. */
void ent_cuts_add(struct cuts *cuts, size_t end, bool uncertain);

/* cut() adds the inner boundaries of a text to cuts, in order, each > 0 and
 * < text.n; the end of the text is added by the caller.  self is what the
 * engine's maker returned. */
struct engine {
	ent_status (*cut)(void *self, struct cuts *cuts, ent_str text, ent_error *err);
	void (*free)(void *self); /* NULL is allowed for self */
};

/* On which side of a boundary an inline code stays: true for the left. */
struct code_sides {
	bool start, end, isolated;
	bool ours; /* by our rules: a standalone code that touches the left text too */
};

struct tables;

/* The rules of ours for a language, with tables that it takes over. */
extern const struct engine ent_scan_engine;
ent_status ent_scan_new(void **out, struct tables *tables, ent_error *err);

/* ICU's sentence iterator for a language, with CLDR's abbreviations and those of
 * tables, which it takes over. */
extern const struct engine ent_icu_engine;
ent_status ent_icu_new(void **out, ent_str lang, struct tables *tables, ent_error *err);

/* The rules of an SRX file for a language, and its formathandle; java: patterns are
 * Java's. */
extern const struct engine ent_srx_engine;
ent_status ent_srx_new(void **out,
		       struct code_sides *sides,
		       const char *path,
		       ent_str lang,
		       bool java,
		       ent_error *err);

#endif
