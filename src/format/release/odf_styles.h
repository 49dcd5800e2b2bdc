/* SPDX-License-Identifier: Apache-2.0 */
/* odf_styles.h - headings and hidden text by the styles of an OpenDocument. */
#ifndef ENT_FORMAT_RELEASE_ODF_STYLES_H
#define ENT_FORMAT_RELEASE_ODF_STYLES_H

#include <libxml/tree.h>

#include "format/release/release.h"

/* Marks the elements of a document that are headings or hidden by their styles; does
 * nothing for a document that is not OpenDocument. styles is the styles.xml of its
 * package, "" for a flat file.  False when out of memory. */
bool ent_odf_mark(xmlDoc *doc, ent_str styles);

#endif
