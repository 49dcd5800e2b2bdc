/* SPDX-License-Identifier: Apache-2.0 */
/* writer_text.c - what the writers of units write alike: confidences, doubts,
 * languages. */
#include "entente/bead.h"
#include "format/write/writers.h"

void ent_add_confidence(ent_buf *to, float confidence, int digits)
{
	unsigned long long scale = 1, value;
	double c = confidence > 0 ? (double)confidence : 0;
	for (int k = 0; k < digits; k++)
		scale *= 10;
	value = (unsigned long long)((c < 1 ? c : 1) * (double)scale + 0.5);
	ent_buf_addf(to, "%llu", value / scale);
	value %= scale;
	if (!value)
		return;
	ent_buf_add_char(to, '.');
	for (scale /= 10; value; scale /= 10) {
		ent_buf_addf(to, "%llu", value / scale);
		value %= scale;
	}
}

void ent_add_doubts(ent_buf *to, uint32_t doubts, const char *separator)
{
	bool any = false;
	for (uint32_t bit = 1; bit <= ENT_DOUBT_LAST; bit <<= 1)
		if (doubts & bit) {
			ent_buf_addf(to, "%s%s", any ? separator : "",
				     ent_doubt_name((ent_doubt)bit));
			any = true;
		}
}

ent_str ent_writer_lang(ent_str of_unit, ent_str of_writer)
{
	return of_unit.n ? of_unit : of_writer.n ? of_writer : ENT_STR("und");
}
