/* SPDX-License-Identifier: Apache-2.0 */
/* style_sheet.h - what the style sheets within an HTML page hide. */
#ifndef ENT_FORMAT_RELEASE_STYLE_SHEET_H
#define ENT_FORMAT_RELEASE_STYLE_SHEET_H

#include <libxml/tree.h>

/* Gives each element that the style elements of a page hide a style attribute that
 * hides it.  False if there is not enough memory. */
bool ent_style_hide_by_sheets(xmlDoc *doc);

#endif
