/* SPDX-License-Identifier: Apache-2.0 */
/* odf_styles.h - what the styles of an OpenDocument say of its text. */
#ifndef ENT_FORMAT_RELEASE_ODF_STYLES_H
#define ENT_FORMAT_RELEASE_ODF_STYLES_H

#include <libxml/tree.h>

#include "format/release/release.h"

/* Marks the elements of a document that are headings or hidden by their styles; does
 * nothing for a document that is not OpenDocument.  styles is the styles.xml of its
 * package, "" for a flat file.  False without memory. */
bool ent_odf_mark(xmlDoc *doc, ent_str styles);

#endif
