/* SPDX-License-Identifier: Apache-2.0 */
/* rendering_key.c - the words of a counterpart, without what inflection, articles, case
 * and typography change.
 *
 * Cost: O(words).
 */
#include <string.h>

#include "concord/rendering.h"
#include "text/irregular.h"
#include "text/lang.h"

/* Between the parts of a counterpart. */
#define APART ENT_STR(" \u2026 ")

ent_status ent_rendering_language(ent_rendering_reader *r, ent_str lang, ent_error *err)
{
	const ent_str base = ent_lang_base(lang);
	if (r->begun && ent_str_eq(r->norms.lang, base))
		return ENT_OK;
	if (r->begun)
		ent_norms_release(&r->norms);
	r->begun = true;
	return ent_norms_begin(&r->norms, base, err);
}

void ent_rendering_release(ent_rendering_reader *r)
{
	if (r->begun)
		ent_norms_release(&r->norms);
}

/* A form of a word without its ending, which tables of irregular verbs do not have:
 * "comes", "taking"; 0 for no such form. */
static size_t cut_ending(char *out, size_t size, unsigned way, ent_str bare)
{
	static const char *const endings[][2] = {
		{ "", "" }, { "s", "" }, { "ing", "" }, { "ing", "e" }
	};
	const ent_str ending = ent_str_of(endings[way][0]);
	if (bare.n <= ending.n + 1 || bare.n + 1 >= size ||
	    memcmp(bare.p + bare.n - ending.n, ending.p, ending.n))
		return 0;
	const size_t n = bare.n - ending.n;
	memcpy(out, bare.p, n);
	const ent_str end = ent_str_of(endings[way][1]);
	memcpy(out + n, end.p, end.n);
	return n + end.n;
}

/* The least of the irregular forms of a word, which all have; its stem; .p NULL without
 * memory. */
static ent_str lemma_of(ent_rendering_reader *r, ent_str stem, ent_str token)
{
	enum { WAYS = 4, LONGEST = 40 };
	ent_str forms[ENT_IRREGULAR_MAX];
	char word[LONGEST];
	const ent_inflection kind = ent_inflection_of(r->norms.lang);
	const unsigned ways = kind == ENT_INFLECTION_STEM      ? 0
			      : kind == ENT_INFLECTION_ENGLISH ? WAYS
							       : 1;
	const ent_str bare =
		ent_form_of(&r->norms.forms, token, ENT_TOKEN_WORD, ENT_FORM_BARE);
	if (!bare.p)
		return bare;
	for (unsigned way = 0; way < ways; way++) {
		const size_t length = cut_ending(word, sizeof(word), way, bare);
		const uint32_t n = length ? ent_irregular_forms(
						    forms, kind,
						    (ent_str){ word, length }, r->arena)
					  : 0;
		if (n == UINT32_MAX)
			return (ent_str){ NULL, 0 };
		if (!n)
			continue;
		return ent_str_cmp(forms[0], (ent_str){ word, length }) < 0
			       ? forms[0]
			       : ent_arena_str(r->arena, (ent_str){ word, length });
	}
	return stem;
}

void ent_rendering_add_key(ent_buf *key, ent_rendering_reader *r, ent_str text)
{
	ent_token t;
	ent_buf_add_char(key, ' ');
	for (size_t at = 0; ent_token_next(&t, text, &at);) {
		if (t.kind == ENT_TOKEN_MARK)
			continue;
		ent_word_class class_of;
		const ent_str token = ent_str_slice(text, t.start, t.end);
		const uint32_t norm =
			ent_norm_of(&class_of, &r->norms, token, t.kind, true);
		if (norm == ENT_VOCAB_NONE) {
			key->failed = true;
			return;
		}
		if (class_of == ENT_CLASS_ARTICLE)
			continue;
		ent_str stem = ent_vocab_form(&r->norms.keys, norm);
		if (class_of == ENT_CLASS_CONTENT && t.kind == ENT_TOKEN_WORD)
			stem = lemma_of(r, stem, token);
		key->failed |= !stem.p;
		ent_buf_add(key, stem);
		ent_buf_add_char(key, ' ');
	}
	if (key->n == 1) { /* a sign: "%", or an article */
		ent_buf_add(key, text);
		ent_buf_add_char(key, ' ');
	}
}

static ent_str finish(ent_buf *buf, ent_arena *arena)
{
	ent_buf_add(buf, ENT_STR(""));
	ent_str out = buf->failed ? (ent_str){ NULL, 0 }
				  : ent_arena_str(arena, ent_buf_str(buf));
	ent_buf_release(buf);
	return out;
}

bool ent_rendering_read(ent_rendering_use *out,
			ent_rendering_reader *r,
			const ent_hit *hit)
{
	ent_buf text = ENT_BUF_INIT, key = ENT_BUF_INIT, part = ENT_BUF_INIT;
	const ent_str target = hit->found.target.text;
	*out = (ent_rendering_use){ ENT_STR(""), ENT_STR("") };
	for (uint32_t k = 0; k < hit->n_counterparts && !hit->doubtful; k++) {
		const ent_span *s = &hit->counterparts[k];
		const ent_str slice = ent_str_slice(target, s->start, s->end);
		ent_buf_clear(&part);
		ent_buf_add(&part, ENT_STR(""));
		ent_rendering_add_key(&part, r, slice);
		if (key.n && !part.failed && !key.failed && strstr(part.p, key.p)) {
			ent_buf_clear(&key); /* again, with more */
			ent_buf_clear(&text);
		}
		if (key.n && !part.failed && !key.failed && strstr(key.p, part.p))
			continue;
		if (key.n && hit->n_spans > 1) /* of another place of the phrase */
			break;
		if (text.n)
			ent_buf_add(&text, APART);
		ent_buf_add(&text, slice);
		if (!key.n)
			ent_buf_add_char(&key, ' ');
		ent_buf_add(&key, ent_str_slice(ent_buf_str(&part), 1, part.n));
	}
	key.failed |= part.failed;
	ent_buf_release(&part);
	out->text = finish(&text, r->arena);
	out->key = finish(&key, r->arena);
	return out->text.p && out->key.p;
}
