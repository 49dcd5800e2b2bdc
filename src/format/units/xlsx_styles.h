/* SPDX-License-Identifier: Apache-2.0 */
/* xlsx_styles.h - which number format a cell of a spreadsheet has. */
#ifndef ENT_FORMAT_UNITS_XLSX_STYLES_H
#define ENT_FORMAT_UNITS_XLSX_STYLES_H

#include "entente/arena.h"
#include "format/package.h"

typedef struct {
	ent_str *codes; /* of each style that a cell may have */
	uint32_t n;
	bool from_1904; /* days are counted from 1904 */
} ent_xlsx_styles;

/* Reads the styles of a workbook.  False if there is not enough memory. */
bool ent_xlsx_styles_read(ent_xlsx_styles *out,
			  const ent_package *package,
			  ent_arena *arena);

/* Appends the value of a cell as it is shown: type and style are its attributes t and
 * s. */
void ent_xlsx_show(ent_buf *to,
		   const ent_xlsx_styles *styles,
		   ent_str type,
		   ent_str style,
		   ent_str value);

#endif
