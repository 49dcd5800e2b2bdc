/* SPDX-License-Identifier: Apache-2.0 */
/* select.h - the elements that a simple XPath selector selects, without XPath. */
#ifndef ENT_FORMAT_RELEASE_SELECT_H
#define ENT_FORMAT_RELEASE_SELECT_H

#include <stdbool.h>

#include <libxml/tree.h>

/* Calls fn for each element that the selector selects, in document order, when
 * the selector has one of the forms
 *	/descendant::p:name	/descendant::p:*
 *	/descendant::*[self::p:a or self::p:b ...]
 *	/descendant::p:*[contains(concat(' ',@class,' '),' a ') or ...]
 *	/descendant::*[contains(' a b ',concat(' ',translate(local-name(),
 *		'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz'),' '))]
 * (also without prefixes; without the line end).  scope declares the prefixes.  False,
 * without a call, for any other selector. */
bool ent_select_simple(xmlDoc *doc,
		       const char *selector,
		       xmlNode *scope,
		       void (*fn)(void *data, xmlNode *node),
		       void *data);

/* Calls fn for each element that may be selected when the selector is a name, or
 * several, and conditions, "/descendant::p:name[@a][...]": what is left to be
 * evaluated, of the node itself, goes to *conditions before.  False, without a call,
 * for any other. */
bool ent_select_narrow(xmlDoc *doc,
		       const char *selector,
		       xmlNode *scope,
		       const char **conditions,
		       void (*fn)(void *data, xmlNode *node),
		       void *data);

/* The node after n in document order, within the tree below root; NULL at the
 * end. */
xmlNode *ent_next_node(xmlNode *n, const xmlNode *root);

#endif
