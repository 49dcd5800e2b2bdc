/* SPDX-License-Identifier: Apache-2.0 */
/* dom.h - HTML and XML as trees of libxml2, parsed safely. */
#ifndef ENT_FORMAT_DOM_H
#define ENT_FORMAT_DOM_H

#include <libxml/parser.h>

#include "format/release/release.h"

/* Sees every error of libxml2 on this thread between begin and end: failed allocations,
 * after which it continues with a part of the document. */
typedef struct ent_watch {
	const ent_release *release;
	xmlParserCtxt *parser; /* while one is at work */
	bool no_memory;
	xmlStructuredErrorFunc before;
	void *before_data;
} ent_watch;

/* The line on which an element begins, or the first letter of a text; 0 if unknown,
 * as of an element after line 65,534. */
uint32_t ent_dom_line(const xmlNode *node);

bool ent_watch_begin(ent_watch *watch); /* false when out of memory */
bool ent_watch_end(ent_watch *watch);   /* whether an allocation failed */

/* Valid UTF-8 becomes a tree that the caller frees. */
ent_status ent_dom_xml(xmlDoc **out,
		       const ent_release *release,
		       ent_str text,
		       ent_watch *watch,
		       ent_error *err);
ent_status ent_dom_html(xmlDoc **out, ent_str text, ent_error *err);

/* Texts that are HTML become elements in the namespace of XHTML.  Whether there were
 * any.  Allocations that fail are seen by the watch. */
bool ent_dom_expand(const ent_release *release, xmlDoc *doc, ent_watch *watch);

#endif
