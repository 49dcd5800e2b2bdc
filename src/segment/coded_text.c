/* SPDX-License-Identifier: Apache-2.0 */
/* coded_text.c - cut a text with inline codes: boundaries are found in the text alone
 * and brought back, so that no code is read, lost or written twice.
 *
 * Where codes are between the last character of a segment and the first of the
 * next, with their white space, SRX 2.0 (section 4.2.1, formathandle) says to which
 * side each goes: a closing code left, an opening or standalone one right, unless
 * the file says otherwise.  There is one boundary, so the last code that belongs to
 * the left decides, and what is before it goes left too; a pair that opens and
 * closes there moves as one.  By our own rules a standalone code that touches the
 * left text before white space, like the call of a note, stays with it.
 *
 * Time and memory are linear in the text and its codes.
 */
#include <string.h>

#include "base/fail.h"
#include "segment/char.h"
#include "segment/coded_text.h"

/* A walk over the raw text and the text that the rules read, side by side. */
struct walk {
	ent_str raw, plain;
	const struct piece *pieces;
	size_t n_pieces;
	size_t next;    /* piece */
	size_t at, out; /* offsets in raw and plain that correspond */
};

static size_t length_of(const struct piece *piece)
{
	return strlen(piece->text);
}

/* Whether a piece begins at the place of the walk. */
static const struct piece *code_here(const struct walk *w)
{
	const struct piece *p = &w->pieces[w->next];
	return w->next < w->n_pieces && p->start == w->at ? p : NULL;
}

static void pass_code(struct walk *w, const struct piece *p)
{
	w->out += length_of(p);
	w->at = p->end;
	w->next++;
}

/* Moves on to `out` in plain, before the pieces that are empty there. */
static void advance_to(struct walk *w, size_t out)
{
	while (w->out < out) {
		const struct piece *p = code_here(w);
		if (p) {
			pass_code(w, p);
			continue;
		}
		size_t end =
			w->next < w->n_pieces ? w->pieces[w->next].start : w->raw.n;
		size_t step = end - w->at < out - w->out ? end - w->at : out - w->out;
		w->at += step;
		w->out += step;
	}
}

static bool goes_left(const struct code_sides *sides,
		      const struct piece *p,
		      bool touches)
{
	switch (p->kind) {
	case ENT_CODE_START: return sides->start;
	case ENT_CODE_END: return sides->end;
	case ENT_CODE_ISOLATED: return sides->isolated || (sides->ours && touches);
	case ENT_CODE_LINE: return true;
	}
	return false;
}

/* Walks over the gap between two segments, which ends at `out` in plain; returns
 * where in raw it is parted. */
static size_t split_gap(struct walk *w, const struct code_sides *sides, size_t out)
{
	size_t split = SIZE_MAX, open = 0, begin = w->out;
	while (w->out < out || (code_here(w) && !code_here(w)->reference)) {
		const struct piece *p = code_here(w);
		if (!p || p->reference) {
			advance_to(w, w->out + 1);
			continue;
		}
		bool touches = w->out == begin && out > begin;
		bool closes = p->kind == ENT_CODE_END && open;
		open += p->kind == ENT_CODE_START;
		open -= closes;
		if (!closes && goes_left(sides, p, touches))
			split = SIZE_MAX; /* and all before it */
		else if (!closes && split == SIZE_MAX)
			split = w->at;
		pass_code(w, p);
	}
	return split == SIZE_MAX ? w->at : split;
}

/* Whether a boundary at `at` would cut what must stay whole. */
static bool is_inside(const struct walk *w, size_t at)
{
	size_t k = w->next;
	while (k > 0 && w->pieces[k - 1].start >= at)
		k--;
	return k > 0 && w->pieces[k - 1].inside;
}

static size_t gap_begin(ent_str plain, size_t at)
{
	size_t step;
	while (ent_char_kind(ent_char_before(plain, at, &step)) == KIND_SPACE)
		at -= step;
	return at;
}

static bool write_plain(ent_buf *out,
			ent_str text,
			const struct piece *pieces,
			size_t n_pieces)
{
	size_t at = 0;
	for (size_t k = 0; k < n_pieces; k++) {
		ent_buf_add(out, ent_str_slice(text, at, pieces[k].start));
		ent_buf_add(out, ent_str_of(pieces[k].text));
		at = pieces[k].end;
	}
	ent_buf_add(out, ent_str_slice(text, at, text.n));
	return !out->failed;
}

ent_status ent_coded_cut(const struct engine *engine,
			 void *self,
			 const struct code_sides *sides,
			 struct cuts *cuts,
			 ent_str text,
			 const struct piece *pieces,
			 size_t n_pieces,
			 ent_error *err)
{
	ent_buf plain = ENT_BUF_INIT;
	size_t n = 0, last = 0;
	if (!write_plain(&plain, text, pieces, n_pieces)) {
		ent_buf_release(&plain);
		return ent_fail_memory(err);
	}
	struct walk w = { .raw = text,
			  .plain = ent_buf_str(&plain),
			  .pieces = pieces,
			  .n_pieces = n_pieces };
	ent_status status =
		plain.n ? engine->cut(self, cuts, ent_buf_str(&plain), err) : ENT_OK;
	for (size_t k = 0; k < cuts->n && !status; k++) {
		ent_boundary b = cuts->p[k];
		advance_to(&w, gap_begin(w.plain, b.end));
		size_t at = split_gap(&w, sides, b.end);
		if (at <= last || at >= text.n || is_inside(&w, at))
			continue;
		cuts->p[n++] = (ent_boundary){ last = at, b.uncertain };
	}
	cuts->n = n;
	ent_buf_release(&plain);
	return status;
}
