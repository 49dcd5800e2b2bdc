/* SPDX-License-Identifier: Apache-2.0 */
/* tsv_write.c - a unit a line: source, target, confidence, document, place.
 *
 * White space and backslashes in a field are written \t, \n, \r, \\; tsv_read.c
 * reads them back.
 */
#include "format/write/writers.h"

static void add(ent_writer *w, const ent_unit *unit)
{
	ent_buf_add_tsv(&w->out, unit->source.text);
	ent_buf_add_char(&w->out, '\t');
	ent_buf_add_tsv(&w->out, unit->target.text);
	ent_buf_add_char(&w->out, '\t');
	ent_add_confidence(&w->out, unit->confidence, ENT_CONFIDENCE_DIGITS);
	ent_buf_add_char(&w->out, '\t');
	ent_buf_add_tsv(&w->out, unit->document);
	ent_buf_add_char(&w->out, '\t');
	ent_buf_add_tsv(&w->out, unit->place);
	ent_buf_add_char(&w->out, '\n');
}

const ent_unit_format ent_tsv_format = { .name = "tsv", .add = add };
