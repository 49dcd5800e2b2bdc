/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_cover.c - which words on the pages belong to which paragraph of the structure
 * tree.
 *
 * Why: the tree knows paragraphs, cells, items and their order, but in the text that
 * poppler gives for it spaces and, after ligatures, words are missing; the pages have
 * all words, and their places.
 *
 * Method: the text of each part is followed along the words in the order of the layout.
 * Where the next word is another one, the text continues at the place where it fits for
 * longest, and of those at the nearest.  Words that no text names belong to the line
 * that they are in.  Lines are cut where parts change.  When nearly all words have a
 * part and the parts follow the pages, the order of the tree is that of reading;
 * otherwise the layout's order stays and the tree says where paragraphs begin and end.
 * A tree that names few of the words, or whose paragraphs are lines or pages, is not
 * used.
 *
 * Time O(words) as long as texts follow the layout, WORK_MAX comparisons at most.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/pdf/pdf_cover.h"

enum {
	WINDOW = 6000, /* words: as far as text is looked for, some ten pages */
	NEAR = 600,    /* the same for short text, which occurs often */
	ABOUT = 60,    /* the same, in steps, for a better place of equal text */
	SHORT = 8,     /* bytes */
	LOOK = 40,     /* bytes that decide between two places */
	SKIP = 12,     /* bytes or words that may differ within a text */
	WORK_MAX = 400 * 1000 * 1000,
	CUT_MIN = 2,
	PART_MAX = 6000, /* bytes: longer parts on average are not paragraphs */
};

static const float CELL_GAP = 0.7f; /* of the height of letters */

static const double COMPLETE = 0.93, SOME = 0.3;

struct word {
	const ent_pdf_word *word;
	uint32_t place; /* index of the line */
	uint32_t part;  /* from 1; 0: none */
	uint32_t rank;
	bool label, edge;
};

struct cover {
	struct word *words;
	uint32_t n;
	uint32_t rank;
	size_t work, found; /* bytes of the texts that are on the pages */
};

/* Bytes of the hyphen that a word ends with, which may be that of a line end. */
static size_t hyphen_size(ent_str s)
{
	return ent_str_ends(s, ENT_STR("-"))          ? 1
	       : ent_str_ends(s, ENT_STR("\xC2\xAD")) ? 2
						      : 0;
}

/* Whether the first w letters of a word end where poppler left out the rest of a piece:
 * after letters that fonts draw as one. */
static bool ends_in_ligature(ent_str word, size_t w)
{
	static const char *const joined[] = { "ff", "fi", "fl", "ft", "fj", "tt",
					      "ti", "tf", "st", "ct", NULL };
	return ent_list_end_of(joined, ent_str_slice(word, 0, w)) > 0;
}

/* How many bytes of text, from its beginning, are the word; 0 when it is another one.
 * The text may lack the word's hyphen, and the letters after a ligature.  inner: the
 * word is not the last of its line, so that there is a space after it. */
static size_t match_word(ent_str text, ent_str word, bool inner)
{
	size_t k = 0, w = 0;
	bool piece_end = false;
	while (w < word.n && k < text.n) {
		if (ent_pdf_is_mark(text.p[k])) {
			piece_end |= text.p[k] == ENT_PDF_PIECE;
			k++;
		} else if (text.p[k] == word.p[w]) {
			piece_end = false;
			k++;
			w++;
		} else {
			break;
		}
	}
	if (w == word.n)
		return inner && k < text.n && !ent_pdf_is_mark(text.p[k]) ? 0 : k;
	if (w && hyphen_size(word) && w + hyphen_size(word) == word.n)
		return k;
	return w && (piece_end || k == text.n) && ends_in_ligature(word, w) ? k : 0;
}

static size_t match_at(struct cover *c, uint32_t at, ent_str text)
{
	const struct word *w = &c->words[at];
	const bool inner =
		at + 1 < c->n && w[1].place == w->place && !w[1].word->touches;
	c->work++;
	return match_word(text, w->word->text, inner);
}

/* How far the words from `at` agree with the text, at most LOOK bytes. */
static size_t run_length(struct cover *c, uint32_t at, ent_str text)
{
	size_t n = 0;
	while (at < c->n && n < LOOK && n < text.n && !c->words[at].part) {
		const size_t more = match_at(c, at, ent_str_slice(text, n, text.n));
		if (!more)
			break;
		n += more;
		at++;
	}
	while (n < text.n && ent_pdf_is_mark(text.p[n]))
		n++;
	return n;
}

/* Whether a text can begin, or go on, with a word though the word before it is another
 * one's: at the beginning of a line, after the space between two cells, or where
 * another text ends. */
static bool starts_piece(const struct cover *c, uint32_t k)
{
	const struct word *w = &c->words[k];
	if (!k || w[-1].place != w->place || w[-1].part)
		return true;
	const float gap = w->word->box.x0 - w[-1].word->box.x1;
	return gap > CELL_GAP * ent_box_height(&w->word->box);
}

/* Whether a word begins a line, or what is left of one by other texts. */
static bool starts_line(const struct cover *c, uint32_t k)
{
	return !k || c->words[k - 1].place != c->words[k].place || c->words[k - 1].part;
}

/* Of the words at most `reach` from `at`, the one at which the text goes on for
 * longest, and of those the nearest; c->n when that proves nothing. */
static uint32_t find_within(struct cover *c, uint32_t at, uint32_t reach, ent_str text)
{
	uint32_t best = c->n, end = 2 * reach;
	size_t longest = 0;
	bool sure = false;
	for (uint32_t step = 0; step < end && c->work < WORK_MAX; step++) {
		const uint32_t far = (step + 1) / 2;
		const bool back = step % 2;
		if (back ? far > at : at + far >= c->n)
			continue;
		const uint32_t k = back ? at - far : at + far;
		c->work++;
		if (c->words[k].part || c->words[k].word->text.p[0] != text.p[0] ||
		    !starts_piece(c, k))
			continue;
		const size_t n = run_length(c, k, text);
		const bool line = starts_line(c, k);
		if (n < longest || !n || (n == longest && (sure || !line)))
			continue;
		longest = n;
		best = k;
		sure = line;
		if (n + 1 < text.n && n < LOOK)
			continue;
		if (line)
			break;
		/* a wide space may be one of justified text: a line that begins so is
		 * better when it is near */
		end = step + ABOUT < end ? step + ABOUT : end;
	}
	/* a good part of a short text is enough: the cell of a table in two lines */
	return longest >= SHORT || longest + 1 >= text.n ||
			       (longest >= SHORT / 2 && longest * 3 >= text.n)
		       ? best
		       : c->n;
}

/* Where a text goes on, or begins; c->n when it is nowhere.  Short text is looked for
 * near `at` only, for it occurs often. */
static uint32_t find_place(struct cover *c, uint32_t at, ent_str text)
{
	const uint32_t near = find_within(c, at, NEAR, text);
	return near < c->n || text.n < SHORT ? near : find_within(c, at, WINDOW, text);
}

/* Where the text goes on though a few of its letters or a few words are not on the
 * other side; *at and *k are moved there. */
static bool skip_difference(struct cover *c, uint32_t *at, ent_str text, size_t *k)
{
	for (size_t skip = 1; skip <= SKIP; skip++) {
		const size_t j = *k + skip;
		if (j < text.n && *at < c->n && !ent_pdf_is_mark(text.p[j]) &&
		    run_length(c, *at, ent_str_slice(text, j, text.n)) >= SHORT) {
			*k = j;
			return true;
		}
		if (*at + skip < c->n &&
		    run_length(c, *at + (uint32_t)skip,
			       ent_str_slice(text, *k, text.n)) >= LOOK / 2) {
			*at += (uint32_t)skip;
			return true;
		}
	}
	return false;
}

/* How far a text must agree with the next words for them to be its own: a word alone
 * does not prove where it begins, or goes on in another line. */
static size_t enough(ent_str text, bool begun)
{
	const size_t most = begun ? SHORT : LOOK;
	return text.n <= most ? text.n - 1 : most;
}

static void cover_part(struct cover *c,
		       const ent_pdf_part *part,
		       uint32_t number,
		       uint32_t *at)
{
	const ent_str text = part->text;
	uint32_t place = 0;
	bool begun = false;
	for (size_t k = 0; k < text.n && c->work < WORK_MAX;) {
		if (ent_pdf_is_mark(text.p[k])) {
			k++;
			continue;
		}
		const ent_str rest = ent_str_slice(text, k, text.n);
		const size_t next =
			*at < c->n && !c->words[*at].part ? match_at(c, *at, rest) : 0;
		const bool sure =
			next && ((begun && c->words[*at].place == place) ||
				 run_length(c, *at, rest) >= enough(rest, begun));
		size_t n = sure ? next : 0;
		if (!n && begun && skip_difference(c, at, text, &k))
			continue;
		if (!n) {
			uint32_t found = find_place(c, *at, rest);
			if (found == c->n && next)
				found = *at;
			if (found == c->n && k < part->label) {
				k = part->label; /* it is a picture, or missing */
				continue;
			}
			if (found == c->n && ent_is_digit(text.p[k])) {
				k++; /* the number of a note or line */
				continue;
			}
			if (found == c->n) { /* on to the next piece */
				while (k < text.n && text.p[k] != ENT_PDF_PIECE)
					k++;
				continue;
			}
			*at = found;
			n = match_at(c, *at, rest);
		}
		place = c->words[*at].place;
		struct word *w = &c->words[(*at)++];
		w->part = number;
		w->rank = ++c->rank;
		w->label = k + n <= part->label;
		c->found += n;
		k += n;
		begun = true;
	}
}

/* ---- lines ----------------------------------------------------------------------- */

/* Words of a line that no text names have the part of the word before them, those at
 * its beginning that of the word after them. */
static void fill_line(struct word *words, uint32_t n)
{
	for (uint32_t k = 1; k < n; k++)
		if (!words[k].part) {
			words[k].part = words[k - 1].part;
			words[k].rank = words[k - 1].rank;
		}
	for (uint32_t k = n; k-- > 1;)
		if (!words[k - 1].part) {
			words[k - 1].part = words[k].part;
			words[k - 1].rank = words[k].rank;
		}
}

/* The line of the words from..to of a place. */
static bool add_line(ent_pdf_places *out,
		     const ent_pdf_place *place,
		     const struct word *words,
		     uint32_t n,
		     const ent_pdf_tree *tree,
		     ent_arena *arena)
{
	ent_pdf_line *line = ENT_NEW_ARRAY(arena, ent_pdf_line, 1);
	ent_pdf_word *copy = ENT_NEW_ARRAY(arena, ent_pdf_word, n);
	if (!line || !copy)
		return false;
	*line = *place->line;
	line->words = copy;
	line->n = 0;
	for (uint32_t k = 0; k < n; k++) {
		line->item |= words[k].label;
		if (!words[k].label)
			copy[line->n++] = *words[k].word;
	}
	if (!line->n)
		return true;
	line->box.x0 = copy[0].box.x0;
	line->box.x1 = copy[line->n - 1].box.x1;
	ent_pdf_place *to = &out->list[out->n++];
	*to = *place;
	to->line = line;
	to->at = words[0].place;
	to->part = words[0].part;
	to->rank = words[0].rank;
	if (to->part) {
		to->kind = tree->parts[to->part - 1].kind;
		to->contents = tree->parts[to->part - 1].contents;
	}
	return true;
}

static bool cut_lines(ent_pdf_places *out,
		      const ent_pdf_places *from,
		      struct cover *c,
		      const ent_pdf_tree *tree,
		      ent_arena *arena)
{
	for (uint32_t k = 0; k < c->n;) {
		uint32_t end = k;
		while (end < c->n && c->words[end].place == c->words[k].place)
			end++;
		fill_line(&c->words[k], end - k);
		while (k < end) {
			uint32_t to = k;
			while (to < end && c->words[to].part == c->words[k].part)
				to++;
			if (!add_line(out, &from->list[c->words[k].place], &c->words[k],
				      to - k, tree, arena))
				return false;
			k = to;
		}
	}
	return true;
}

/* Lines in no part between two of one part and column belong to it. */
static void fill_gaps(ent_pdf_places *places)
{
	uint32_t last = UINT32_MAX;
	for (uint32_t k = 0; k < places->n; k++) {
		const ent_pdf_place *p = &places->list[k];
		if (!p->part)
			continue;
		const ent_pdf_place *from = last < k ? &places->list[last] : p;
		for (uint32_t j = last + 1; last < k && j < k; j++)
			if (from->part == p->part && from->column == p->column) {
				places->list[j].part = from->part;
				places->list[j].rank = from->rank;
				places->list[j].kind = from->kind;
				places->list[j].contents = from->contents;
			}
		last = k;
	}
}

/* The first line of each part begins it. */
static bool mark_begins(ent_pdf_places *places, uint32_t parts)
{
	uint32_t *first = calloc((size_t)parts + 1, sizeof(*first));
	if (!first)
		return false;
	for (uint32_t k = 0; k < places->n; k++) {
		const ent_pdf_place *p = &places->list[k];
		if (p->part && (!first[p->part] ||
				p->rank < places->list[first[p->part] - 1].rank))
			first[p->part] = k + 1;
	}
	for (uint32_t k = 1; k <= parts; k++)
		if (first[k])
			places->list[first[k] - 1].begins = true;
	free(first);
	return true;
}

/* Lines in no part come after the part of the line before them. */
static bool rank_others(ent_pdf_places *places, uint32_t parts)
{
	uint32_t *last = calloc((size_t)parts + 1, sizeof(*last)), part = 0;
	if (!last)
		return false;
	for (uint32_t k = 0; k < places->n; k++) {
		const ent_pdf_place *p = &places->list[k];
		if (p->part && p->rank > last[p->part])
			last[p->part] = p->rank;
	}
	for (uint32_t k = 0; k < places->n; k++) {
		ent_pdf_place *p = &places->list[k];
		if (p->part) {
			part = p->part;
			continue;
		}
		p->rank = last[part];
		p->contents = k && places->list[k - 1].contents;
	}
	free(last);
	return true;
}

static int by_layout(const void *a, const void *b)
{
	const ent_pdf_place *x = a, *y = b;
	if (x->at != y->at)
		return x->at > y->at ? 1 : -1;
	const float p = x->line->box.x0, q = y->line->box.x0;
	return p > q ? 1 : p < q ? -1 : 0;
}

static int by_rank(const void *a, const void *b)
{
	const ent_pdf_place *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank > y->rank ? 1 : -1;
	return by_layout(a, b);
}

/* ---- whether the tree is sane ---------------------------------------------------- */

static bool begins_small(ent_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	return s.n && ((p[0] >= 'a' && p[0] <= 'z') ||
		       (p[0] == 0xC3 && s.n > 1 && p[1] >= 0xA0));
}

/* Whether the parts are lines or pages and not paragraphs. */
static bool is_senseless(const ent_pdf_tree *tree)
{
	size_t bytes = 0, cut = 0, body = 0;
	for (uint32_t k = 0; k < tree->n; k++) {
		const ent_pdf_part *part = &tree->parts[k];
		bytes += part->text.n;
		if (part->kind != ENT_KIND_BODY || k + 1 == tree->n)
			continue;
		body++;
		const size_t n = part->text.n;
		const char last = n > 1 ? part->text.p[n - 2] : '.';
		cut += (ent_is_letter(last) || (last & 0x80) || last == ',') &&
		       tree->parts[k + 1].kind == ENT_KIND_BODY &&
		       begins_small(tree->parts[k + 1].text);
	}
	return !tree->n || bytes / tree->n > PART_MAX ||
	       (cut >= CUT_MIN && cut * 5 > body);
}

/* Whether the order of the parts is that of the pages, but for a few. */
static bool follows_pages(const ent_pdf_places *places)
{
	size_t back = 0, all = 0;
	uint32_t page = 0;
	for (uint32_t k = 0; k < places->n; k++) {
		const ent_pdf_place *p = &places->list[k];
		if (!p->begins)
			continue;
		all++;
		back += p->line->page < page;
		page = p->line->page;
	}
	return back * 20 <= all + 20;
}

/* Whether a line at the edge of its page, or one that is on other pages too, is a
 * header or footer, or the head of a table that goes on: the tree does not have
 * those. */
static bool is_artifact(const ent_pdf_place *p,
			const ent_pdf_places *places,
			const ent_pdf *pdf)
{
	static const float EDGE = 0.14f; /* of the height */
	const float height = pdf->pages[p->line->page].height;
	if (p->line->box.y1 < EDGE * height || p->line->box.y0 > (1 - EDGE) * height)
		return true;
	for (uint32_t k = 0; k < places->n; k++) {
		const ent_pdf_line *other = places->list[k].line;
		bool same = other->page != p->line->page && other->n == p->line->n;
		for (uint32_t w = 0; same && w < other->n; w++)
			same = ent_str_eq(other->words[w].text, p->line->words[w].text);
		if (same)
			return true;
	}
	return false;
}

static void drop_artifacts(ent_pdf_places *places, const ent_pdf *pdf, bool by_tree)
{
	uint32_t to = 0;
	for (uint32_t k = 0; k < places->n; k++)
		places->list[k].drop =
			!places->list[k].part &&
			(places->list[k].line->edge ||
			 (by_tree && is_artifact(&places->list[k], places, pdf)));
	for (uint32_t k = 0; k < places->n; k++)
		if (!places->list[k].drop)
			places->list[to++] = places->list[k];
	places->n = to;
}

/* Poppler's own order, in which the lines are in memory, is nearer to that of the tree:
 * cells are blocks of it. */
static int by_poppler(const void *a, const void *b, void *places)
{
	const ent_pdf_places *all = places;
	const ent_pdf_line *x = all->list[*(const uint32_t *)a].line;
	const ent_pdf_line *y = all->list[*(const uint32_t *)b].line;
	if (x->page != y->page)
		return x->page > y->page ? 1 : -1;
	return x > y ? 1 : x < y ? -1 : 0;
}

static bool collect_words(struct cover *c, const ent_pdf_places *places)
{
	size_t n = 0;
	for (uint32_t k = 0; k < places->n; k++)
		n += places->list[k].line->n;
	c->words = calloc(n + 1, sizeof(*c->words));
	uint32_t *order = calloc((size_t)places->n + 1, sizeof(*order));
	for (uint32_t k = 0; order && k < places->n; k++)
		order[k] = k;
	if (order)
		qsort_r(order, places->n, sizeof(*order), by_poppler, (void *)places);
	for (uint32_t k = 0; order && c->words && k < places->n; k++)
		for (uint32_t w = 0; w < places->list[order[k]].line->n; w++)
			c->words[c->n++] = (struct word){
				.word = &places->list[order[k]].line->words[w],
				.place = order[k],
				.edge = places->list[order[k]].line->edge,
			};
	free(order);
	return order && c->words;
}

/* The part of the letters on the pages that the tree names. */
static double named(const struct cover *c)
{
	size_t all = 1, in = 0;
	for (uint32_t k = 0; k < c->n; k++) {
		all += c->words[k].edge ? 0 : c->words[k].word->text.n;
		in += c->words[k].part && !c->words[k].edge ? c->words[k].word->text.n
							    : 0;
	}
	return (double)in / (double)all;
}

/* The lines with their parts, in *out. */
static bool use_tree(ent_pdf_places *out,
		     const ent_pdf_places *places,
		     struct cover *c,
		     const ent_pdf_tree *tree,
		     const ent_pdf *pdf,
		     double part,
		     ent_arena *arena)
{
	out->list = calloc((size_t)c->n + 1, sizeof(*out->list));
	if (!out->list || !cut_lines(out, places, c, tree, arena))
		return false;
	qsort(out->list, out->n, sizeof(*out->list), by_layout);
	fill_gaps(out);
	if (!mark_begins(out, tree->n) || !rank_others(out, tree->n))
		return false;
	qsort(out->list, out->n, sizeof(*out->list), by_rank);
	out->by_tree = part >= COMPLETE && follows_pages(out);
	if (!out->by_tree)
		qsort(out->list, out->n, sizeof(*out->list), by_layout);
	drop_artifacts(out, pdf, out->by_tree);
	out->covered = true;
	return true;
}

bool ent_pdf_cover(ent_pdf_places *places,
		   const ent_pdf *pdf,
		   const ent_pdf_tree *tree,
		   ent_arena *arena)
{
	struct cover c = { .words = NULL };
	ent_pdf_places out = { .n = 0 };
	uint32_t at = 0;
	size_t bytes = 1;
	bool ok = true;
	if (!tree->n || is_senseless(tree))
		return true;
	if (!collect_words(&c, places)) {
		free(c.words);
		return false;
	}
	for (uint32_t k = 0; k < tree->n; k++) {
		cover_part(&c, &tree->parts[k], k + 1, &at);
		bytes += tree->parts[k].text.n;
	}
	const double part = named(&c), of_tree = (double)c.found / (double)bytes;
	if (part >= SOME && of_tree >= 2 * SOME && c.work < WORK_MAX) {
		ok = use_tree(&out, places, &c, tree, pdf, part, arena);
		if (ok) {
			free(places->list);
			*places = out;
		} else {
			free(out.list);
		}
	}
	free(c.words);
	return ok;
}
