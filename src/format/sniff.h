/* SPDX-License-Identifier: Apache-2.0 */
/* sniff.h - what a file is, from its first bytes. */
#ifndef ENT_FORMAT_SNIFF_H
#define ENT_FORMAT_SNIFF_H

#include "entente/str.h"

typedef enum ent_markup {
	ENT_MARKUP_NONE,
	ENT_MARKUP_HTML, /* as browsers take it */
	ENT_MARKUP_XML,
} ent_markup;

/* Decoded text, of any length. */
ent_markup ent_sniff_markup(ent_str text);

/* Whether a text that begins with no tag is a piece of a page: its name ends like that
 * of one, and an element of HTML is in it. */
bool ent_sniff_fragment(ent_str name, ent_str text);

/* The name of the first element of decoded text as it is written, prefix and
 * all; "" without one. */
ent_str ent_sniff_root(ent_str text);

/* The encoding that an XML declaration or an HTML meta element declares; lent
 * by bytes; "" if none.  Only the first 4 KiB are read. */
ent_str ent_sniff_encoding(ent_str bytes);

/* Why bytes of a known binary kind cannot be read; NULL for others.  Static. */
const char *ent_sniff_binary(ent_str bytes);

#endif
