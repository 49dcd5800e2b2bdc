/* SPDX-License-Identifier: Apache-2.0 */
/* concord_rendering.c - the counterpart of a hit as a rendering: its text, and what it
 * has in common with renderings that differ in inflection only.
 */
#include "base/fail.h"
#include "match/form.h"
#include "memory/concord_parts.h"
#include "text/lang.h"
#include "text/stem.h"

/* Between the parts of a counterpart. */
#define APART ENT_STR(" \u2026 ")

ent_str ent_rendering_text(const ent_hit *hit, ent_arena *arena)
{
	ent_buf buf = ENT_BUF_INIT;
	ent_str target = hit->found.target.text;
	for (uint32_t k = 0; k < hit->n_counterparts; k++) {
		const ent_span *s = &hit->counterparts[k];
		if (k)
			ent_buf_add(&buf, APART);
		ent_buf_add(&buf, ent_str_slice(target, s->start, s->end));
	}
	ent_str out = buf.failed ? (ent_str){ NULL, 0 }
				 : ent_arena_str(arena, ent_buf_str(&buf));
	ent_buf_release(&buf);
	return out;
}

ent_str ent_rendering_key(ent_rendering_keys *keys, ent_str text, ent_arena *arena)
{
	ent_buf key = ENT_BUF_INIT;
	ent_token t;
	for (size_t at = 0; ent_token_next(&t, text, &at);) {
		if (t.kind == ENT_TOKEN_MARK)
			continue;
		ent_str form =
			ent_form_of(&keys->forms, ent_str_slice(text, t.start, t.end),
				    t.kind, ENT_FORM_KEY);
		if (!form.p)
			key.failed = true;
		ent_buf_add(&key, form);
		ent_buf_add_char(&key, ' ');
	}
	ent_buf_add(&key, ENT_STR(""));
	ent_str out = key.failed ? (ent_str){ NULL, 0 }
				 : ent_arena_str(arena, ent_buf_str(&key));
	ent_buf_release(&key);
	return out;
}

ent_status ent_rendering_language(ent_rendering_keys *keys,
				  ent_str lang,
				  ent_error *err)
{
	if (ent_str_eq(keys->lang, lang))
		return ENT_OK;
	ent_stemmer_free(keys->forms.stemmer);
	keys->forms.stemmer = NULL;
	keys->lang = lang;
	return ent_stemmer_new(&keys->forms.stemmer, ent_lang_base(lang), err);
}

void ent_rendering_release(ent_rendering_keys *keys)
{
	ent_stemmer_free(keys->forms.stemmer);
	keys->forms.stemmer = NULL;
	ent_form_release(&keys->forms);
}

ent_status ent_hits_of_rendering(ent_hit *hits,
				 uint32_t *count,
				 ent_str rendering,
				 ent_arena *arena,
				 ent_error *err)
{
	ent_rendering_keys keys = ENT_RENDERING_KEYS_INIT;
	ent_status status = ENT_OK;
	uint32_t kept = 0;
	for (uint32_t k = 0; k < *count && !status; k++) {
		status = ent_rendering_language(&keys, hits[k].found.target.lang, err);
		if (status)
			break;
		ent_str text = ent_rendering_text(&hits[k], arena);
		ent_str key = ent_rendering_key(&keys, text, arena);
		ent_str wanted = ent_rendering_key(&keys, rendering, arena);
		if (!text.p || !key.p || !wanted.p)
			status = ent_fail_memory(err);
		else if (hits[k].n_counterparts && ent_str_eq(key, wanted))
			hits[kept++] = hits[k];
	}
	ent_rendering_release(&keys);
	*count = kept;
	return status;
}
