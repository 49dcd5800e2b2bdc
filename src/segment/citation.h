/* SPDX-License-Identifier: Apache-2.0 */
/* citation.h - periods inside the titles of periodicals and the citations of
 * reports. */
#ifndef ENT_SEGMENT_CITATION_H
#define ENT_SEGMENT_CITATION_H

#include "segment/tables.h"

/* Whether the period at `stop`, with `next` after it and its white space, is inside the
 * title of a periodical ("Ann. Intern. Med.", "Mol. Cell. Biol.", "Phil. Trans.") or
 * between the parts of a citation of a report ("JCP G 2004. II. 12", "D. 2005.
 * 123"). */
bool ent_is_in_citation(ent_str text,
			size_t stop,
			size_t next,
			const struct tables *tables);

#endif
