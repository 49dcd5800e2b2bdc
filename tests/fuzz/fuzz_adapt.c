/* SPDX-License-Identifier: Apache-2.0 */
/* A query, a source and a target, separated by line ends: values are inside their text
 * and in order, what is put into the target is text and its place is reported, the
 * similarity by characters is 0 to 1, that of equal texts 1.  The first byte chooses
 * the languages. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "entente/lookup.h"
#include "match/adapt.h"
#include "match/chars.h"
#include "match/score.h"
#include "text/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_values(ent_str text, ent_str lang)
{
	ent_value v[64];
	uint32_t n = ent_values(v, 64, text, lang), last = 0;
	for (uint32_t k = 0; k < n; k++) {
		if (v[k].start < last || v[k].end <= v[k].start || v[k].end > text.n ||
		    v[k].numeral.start < v[k].start || v[k].numeral.end > v[k].end ||
		    !memchr(v[k].digits, 0, sizeof(v[k].digits)) ||
		    !memchr(v[k].separator, 0, sizeof(v[k].separator)))
			abort();
		last = v[k].end;
	}
}

/* A text agrees with itself. */
static void check_agree(ent_str text, ent_str lang)
{
	ent_buf a = ENT_BUF_INIT, b = ENT_BUF_INIT;
	bool agree;
	if (!ent_values_agree(&agree, &a, &b, text, lang, text, lang) || !agree)
		abort();
	ent_buf_release(&a);
	ent_buf_release(&b);
}

static void check_match(const ent_match *m)
{
	uint32_t last = 0;
	if (!ent_utf8_valid(m->adapted, NULL))
		abort();
	for (uint32_t k = 0; k < m->n_substitutions; k++) {
		const ent_substitution *s = &m->substitutions[k];
		if (s->start < last || s->end < s->start || s->end > m->adapted.n)
			abort();
		last = s->end;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { "en", "fr", "de", "zh" };
	ent_error err;
	ent_query *q;
	double quality;
	ent_str rest = { (const char *)data + 1, size ? size - 1 : 0 }, parts[3];
	if (!size || size > 4000 || !ent_utf8_valid(rest, NULL))
		return 0;
	for (int k = 0; k < 3; k++)
		parts[k] = rest.p ? ent_str_cut(&rest, '\n') : ENT_STR("");
	ent_match m = { .found = {
				.source = { .lang = ent_str_of(langs[data[0] % 4]),
					    .text = parts[1] },
				.target = { .lang = ent_str_of(langs[data[0] / 4 % 4]),
					    .text = parts[2] } } };
	ent_adapt_query asked = { .text = parts[0] };
	ent_arena *arena = ent_arena_new(0);
	for (int k = 0; k < 3; k++) {
		check_values(parts[k], ent_str_of(langs[data[0] % 4]));
		check_agree(parts[k], ent_str_of(langs[data[0] % 4]));
	}
	if (!arena ||
	    ent_query_new(&q, parts[0], ENT_SCORE_GRADED, NULL, arena, &err) ||
	    ent_query_explain(&m.edits, &m.n_edits, q, parts[1], arena, &err) ||
	    ent_adapt(&m, &asked, arena, &err) ||
	    ent_chars_quality(&quality, parts[0], parts[1], &err))
		abort();
	check_match(&m);
	if (!(quality >= 0 && quality <= 1) ||
	    (ent_str_eq(parts[0], parts[1]) && quality < 1))
		abort();
	ent_query_release(q);
	ent_arena_free(arena);
	return 0;
}
