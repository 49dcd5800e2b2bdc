/* SPDX-License-Identifier: Apache-2.0 */
/* links.c - which words of a target answer which words of its source.
 *
 * Words and numbers that are spelled alike in both texts, case and accents aside,
 * are linked in order of appearance.  Cost: O(source words x target words).
 */
#include "base/fail.h"
#include "entente/align.h"
#include "text/fold.h"
#include "text/token.h"

static bool alike(ent_str a, ent_str b, ent_buf *x, ent_buf *y)
{
	ent_buf_clear(x);
	ent_buf_clear(y);
	ent_fold_add(x, a, ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
	ent_fold_add(y, b, ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
	return ent_str_eq(ent_buf_str(x), ent_buf_str(y));
}

ent_status ent_align_words(const ent_link **out,
			   uint32_t *count,
			   ent_str source,
			   ent_str target,
			   const struct ent_lexicon *lexicon,
			   ent_arena *arena,
			   ent_error *err)
{
	uint32_t n_src, n_tgt, n = 0;
	ent_buf x = ENT_BUF_INIT, y = ENT_BUF_INIT;
	const ent_token *src = ent_tokens(&n_src, source, arena);
	const ent_token *tgt = ent_tokens(&n_tgt, target, arena);
	(void)lexicon;
	if (n_src == UINT32_MAX || n_tgt == UINT32_MAX)
		return ent_fail_memory(err);
	ent_link *links = ENT_NEW_ARRAY(arena, ent_link, n_src);
	bool *taken = ENT_NEW_ARRAY(arena, bool, n_tgt);
	if (!links || !taken)
		return ent_fail_memory(err);
	for (uint32_t i = 0; i < n_src; i++)
		for (uint32_t j = 0; j < n_tgt; j++) {
			if (taken[j] || src[i].kind != tgt[j].kind ||
			    src[i].kind == ENT_TOKEN_MARK ||
			    !alike(ent_str_slice(source, src[i].start, src[i].end),
				   ent_str_slice(target, tgt[j].start, tgt[j].end), &x,
				   &y))
				continue;
			taken[j] = true;
			links[n++] = (ent_link){ src[i].start, src[i].end, tgt[j].start,
						 tgt[j].end, 1 };
			break;
		}
	const bool failed = x.failed || y.failed;
	ent_buf_release(&x);
	ent_buf_release(&y);
	if (failed)
		return ent_fail_memory(err);
	*out = links;
	*count = n;
	return ENT_OK;
}
