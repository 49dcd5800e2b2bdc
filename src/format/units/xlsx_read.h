/* SPDX-License-Identifier: Apache-2.0 */
/* xlsx_read.h - read the sheets of a spreadsheet as tables of pairs. */
#ifndef ENT_FORMAT_UNITS_XLSX_READ_H
#define ENT_FORMAT_UNITS_XLSX_READ_H

#include "format/package.h"
#include "format/units/units.h"

/* Sends the units of the tables of a workbook. */
ent_status ent_xlsx_read(ent_reading *reading,
			 const ent_package *package,
			 ent_error *err);

#endif
