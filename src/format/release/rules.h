/* SPDX-License-Identifier: Apache-2.0 */
/* rules.h - ITS 2.0 rules: which elements of a document are paragraphs. */
#ifndef ENT_FORMAT_RELEASE_RULES_H
#define ENT_FORMAT_RELEASE_RULES_H

#include <libxml/tree.h>

#include "format/dom.h"

/* What the rules set for one element, packed into its _private field. */
typedef enum ent_within {
	WITHIN_UNSET,
	WITHIN_YES,
	WITHIN_NO,
	WITHIN_NESTED
} ent_within;
typedef enum ent_flag { FLAG_UNSET, FLAG_YES, FLAG_NO } ent_flag;
typedef enum ent_skip { SKIP_UNSET, SKIP_NO, SKIP_EXTRA, SKIP_ALWAYS } ent_skip;
typedef enum ent_flow {
	FLOW_UNSET,
	FLOW_BREAK, /* a line break */
	FLOW_LABEL, /* is put before the next paragraph */
	FLOW_SPACE,
	FLOW_QUOTE, /* is in quotation marks */
	FLOW_CALL,  /* is left out if it is the call of a note */
} ent_flow;

typedef struct ent_mark {
	ent_within within;  /* its:withinText */
	ent_flag translate; /* its:translate */
	ent_flag preserve;  /* its:preserveSpace */
	ent_skip skip;      /* left out: never, unless all is asked for, always */
	ent_flow flow;      /* what it does to the paragraph around it */
	unsigned kind;      /* ent_kind + 1; 0 for unset */
	bool mixed;         /* has text of its own, or is in such an element */
} ent_mark;

/* The mark of a node, which is kept in the node itself. */
ent_mark ent_mark_get(const xmlNode *node);
void ent_mark_set(xmlNode *node, ent_mark mark);

/* Finds the rule file for the document, marks its elements, and then applies
 * the rules that are in the document itself.  Sets format, title, date,
 * language, id and alternates of the release. */
ent_status ent_rules_apply(ent_release *release,
			   xmlDoc *doc,
			   ent_watch *watch,
			   ent_error *err);

#endif
