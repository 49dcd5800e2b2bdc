/* SPDX-License-Identifier: Apache-2.0 */
/* entente/report.h - a reuse report as a file: a page, a table to translate in,
 * XLIFF. */
#ifndef ENTENTE_REPORT_H
#define ENTENTE_REPORT_H

#include "entente/reuse.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Each function appends a whole file for one report to out, and sets out->failed when
 * there is not enough memory.  The same report gives the same bytes. */

/* An HTML page that needs no network: the text with its passages shaded, their
 * translations, the quotations, the bands, and the documents from which passages
 * come. */
void ent_report_html(ent_buf *out, const ent_reuse *reuse);

/* XLIFF 1.2 or 2.1: a unit for each segment, filled with the best match of min_score
 * (1..100) or more, with its state, score and origin. */
void ent_report_xliff(ent_buf *out,
		      const ent_reuse *reuse,
		      bool version_2,
		      uint32_t min_score);

/* A Word document with a table: the source, a proposed target, where it comes from.
 * ENT_ENOMEM or ENT_EIO. */
ent_status ent_report_docx(ent_buf *out,
			   const ent_reuse *reuse,
			   uint32_t min_score,
			   ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
