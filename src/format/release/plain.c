/* SPDX-License-Identifier: Apache-2.0 */
/* plain.c - plain text becomes paragraphs by its layout.
 *
 * What: blank lines part blocks; within a block, lines that a program wrapped
 * are joined again, other lines are paragraphs of their own.  Marks at the start
 * of a line show items and notes; a short line alone is a heading.
 *
 * Why: most releases sent by mail are wrapped, the ones saved from a word
 * processor have one line a paragraph, and both hold addresses and lists whose
 * line ends are the author's.  A sentence cut in two, or two lines made one,
 * ends in a wrong pair.
 *
 * Method: a wrapper at width w ends a line because the next word does not fit: a line
 * of l characters before a word of f is full if l <= w < l + 1 + f. The width of the
 * text is the w at which most lines are full; it is certain when full lines are the
 * rule and prose continues over their ends.  Without a certain width a block is judged
 * alone: it was wrapped if every line but the last is full at the longest one's length
 * and the next ones begin like the middle of a sentence; wrapped by hand, with lines of
 * any length, if nearly all of them do and the block begins and ends as prose does.
 *
 * Cost: time O(n), three passes; memory one paragraph.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/release/hyphen.h"
#include "format/release/release.h"
#include "format/release/text_line.h"
#include "text/token.h"

enum {
	NARROWEST = 40, /* no wrapper is set to less: RFC 3676 has 78, man pages 60 */
	FULL_LINES = 3, /* that make a width certain; two titles can be alike */
	HEADING_MAX = 140, /* characters; the longest title in corpora/ has 103 */
};

struct reader {
	ent_release *release;
	ent_buf text;
	ent_hyphens hyphens;
	uint32_t begun, width; /* width 0: not certain */
	uint32_t margin;       /* of the block, where its paragraphs begin further in */
	bool indented;
	ent_look look; /* of the paragraph that grows */
	ent_kind kind; /* of what is nothing else */
	bool keep_kind;
	bool dashes; /* the last paragraph was an item with a dash */
};

static bool begins_upper(ent_str s)
{
	return ent_starts_upper(s);
}

/* A capital that has a meaning: not one among capitals only. */
static bool begins_like_a_name(ent_str s)
{
	return begins_upper(s) && !(s.n > 2 && begins_upper(ent_str_slice(s, 1, s.n)) &&
				    begins_upper(ent_str_slice(s, 2, s.n)));
}

static bool begins_lower(ent_str s)
{
	return ent_starts_lower(s);
}

/* Like the middle of a sentence: a small letter, or one after a bracket or quote. */
static bool begins_inside(ent_str s)
{
	static const char *const opening[] = { "(", "\"", "\xC2\xAB", "\xE2\x80\x9C",
					       NULL };
	size_t k = ent_list_start_of(opening, s);
	if (k)
		k += ent_gap_at(s, k);
	return begins_lower(ent_str_slice(s, k, s.n));
}

static bool ends_with_any(ent_str s, const char *ascii)
{
	return s.n && strchr(ascii, s.p[s.n - 1]) != NULL && s.p[s.n - 1];
}

static bool has_text(const ent_text_line *l)
{
	return l->look != ENT_LOOK_BLANK && l->look != ENT_LOOK_RULE;
}

static bool is_full(const ent_text_line *l, const ent_text_line *next, uint32_t width)
{
	/* a word longer than the width is on a line of its own */
	return (l->width <= width || l->first == ent_str_chars(l->text)) &&
	       l->width + 1 + next->first > width;
}

static bool ends_sentence(ent_str s)
{
	static const char *const closing[] = { "\"", ")", "\xC2\xBB", "\xE2\x80\x9D" };
	for (size_t k = 0; k < sizeof(closing) / sizeof(*closing); k++)
		if (ent_str_ends(s, ent_str_of(closing[k])))
			s = ent_str_trim(ent_str_slice(s, 0, s.n - strlen(closing[k])));
	return ends_with_any(s, ".?!") || ent_str_ends(s, ENT_STR("\xE2\x80\xA6"));
}

/* Whether a sentence ends within the line: "left. The".  The word has four letters, so
 * that it is not an abbreviation. */
static bool has_inner_end(ent_str s)
{
	for (size_t k = 4; k + 2 < s.n; k++)
		if (strchr(".?!", s.p[k]) && s.p[k] && s.p[k + 1] == ' ' &&
		    begins_upper(ent_str_slice(s, k + 2, s.n)) &&
		    begins_lower(ent_str_slice(s, k - 1, k)) &&
		    begins_lower(ent_str_slice(s, k - 2, k)) &&
		    begins_lower(ent_str_slice(s, k - 3, k)) &&
		    begins_lower(ent_str_slice(s, k - 4, k)))
			return true;
	return false;
}

/* Whether lines of which so many begin with a capital may be prose: verse, titles and
 * addresses mostly do.  Names and German nouns do as well, but then sentences end
 * within the lines rather than with them. */
static bool may_be_prose(uint32_t lines,
			 uint32_t capitals,
			 uint32_t inner,
			 uint32_t stops)
{
	return capitals * 2 <= lines || (inner > stops && stops * 4 <= lines);
}

/* Lines that another line follows, by width. */
struct census {
	int64_t full[ENT_TEXT_WIDEST + 2]; /* differences: lines full at each width */
	uint32_t lines[2 * ENT_TEXT_WIDEST + 1];
	uint32_t total, capital; /* capital: the next line begins with one */
	uint32_t inner, stops;   /* sentences that end within a line, and at its end */
};

static void take_census(struct census *c, ent_str text)
{
	ent_text_cursor at = { text, 1 };
	ent_text_line l, next;
	bool more = ent_text_next_line(&at, &l);
	for (; more && ent_text_next_line(&at, &next); l = next) {
		if (!has_text(&l) || next.look != ENT_LOOK_TEXT ||
		    next.quoted != l.quoted)
			continue;
		c->lines[l.width]++;
		if (l.width < NARROWEST || l.width > ENT_TEXT_WIDEST)
			continue;
		uint32_t end = l.width + 1 + next.first;
		c->full[l.width]++;
		c->full[end <= ENT_TEXT_WIDEST ? end : ENT_TEXT_WIDEST + 1]--;
		c->total++;
		c->capital += begins_like_a_name(next.text);
		c->inner += has_inner_end(l.text);
		c->stops += ends_sentence(l.text);
	}
}

/* The width at which the text was wrapped; 0 if that is not certain. */
static uint32_t find_width(ent_str text)
{
	struct census c;
	memset(&c, 0, sizeof(c));
	take_census(&c, text);
	int64_t full = 0, best = 0;
	uint32_t width = 0;
	for (uint32_t w = 0; w <= ENT_TEXT_WIDEST; w++) {
		full += c.full[w];
		if (full >= best && full) {
			best = full;
			width = w;
		}
	}
	uint32_t longer = 0, other = 0;
	for (uint32_t w = width / 2; w <= 2 * ENT_TEXT_WIDEST; w++) {
		longer += w > width ? c.lines[w] : 0;
		other += c.lines[w];
	}
	bool certain = best >= FULL_LINES && best * 2 >= other &&
		       (int64_t)longer * 10 <= other &&
		       may_be_prose(c.total, c.capital, c.inner, c.stops);
	return certain ? width : 0;
}

/* Whether the line begins a paragraph by the white space before it. */
static bool is_indented(const struct reader *r, const ent_text_line *l)
{
	return r->indented && l->indent > r->margin;
}

/* Whether `next` begins a paragraph by its mark.  In the middle of wrapped text
 * a dash or a number may are at the start of a line by chance. */
static bool begins(const struct reader *r,
		   const ent_text_line *l,
		   const ent_text_line *next,
		   ent_look look)
{
	if (next->quoted != l->quoted || is_indented(r, next))
		return true;
	if (next->look == ENT_LOOK_TEXT)
		return false;
	bool by_chance = r->width && is_full(l, next, r->width) && next->look != look &&
			 !ends_with_any(l->text, ".:;!?,");
	return !by_chance;
}

/* The lines from the cursor on that may be one paragraph. */
struct group {
	uint32_t lines;
	bool wrapped; /* by its own look */
};

static bool has_letter(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (ent_is_letter_or_more(s.p[k]))
			return true;
	return false;
}

/* A line without the reference to a note at its end: "text.[1]". */
static ent_str without_note(ent_str s)
{
	size_t k = s.n;
	if (!s.n || s.p[s.n - 1] != ']')
		return s;
	for (k--; k && ent_is_digit(s.p[k - 1]);)
		k--;
	return k > 1 && k < s.n - 1 && s.p[k - 1] == '[' ? ent_str_slice(s, 0, k - 1)
							 : s;
}

/* Whether a paragraph alone between blank lines is a heading: short, no sentence,
 * no speech and no address. */
static bool looks_like_heading(ent_str whole)
{
	static const char *const no_ends[] = { "\xC2\xBB", "\xE2\x80\x9D",
					       "\xE2\x80\xA6", NULL };
	const ent_str text = without_note(whole);
	size_t mark;
	if (!text.n || ent_look_at(whole, &mark) != ENT_LOOK_TEXT ||
	    ent_str_chars(whole) > HEADING_MAX || begins_lower(text) ||
	    !has_letter(text) || ends_with_any(text, ".,;:!?\"") ||
	    memchr(whole.p, '@', whole.n) || memmem(whole.p, whole.n, "://", 3) != NULL)
		return false;
	return !ent_list_end_of(no_ends, text);
}

/* Whether the first line of a block is a heading right above a paragraph. */
static bool is_heading_above(const ent_text_line *l, const ent_text_line *next)
{
	return next->look == ENT_LOOK_TEXT && next->quoted == l->quoted &&
	       next->width >= NARROWEST && l->width * 3 <= next->width * 2 &&
	       begins_upper(next->text) && looks_like_heading(l->text);
}

static struct group look_ahead(const struct reader *r,
			       ent_text_cursor at,
			       ent_text_line l,
			       bool alone)
{
	const ent_look look = l.look;
	struct group g = { .lines = 1 };
	uint32_t widest = l.width, narrowest = l.width, reach = UINT32_MAX;
	uint32_t capitals = 0, small = 0, inner = 0, stops = 0;
	bool list = false, short_list = look == ENT_LOOK_HASH || begins_inside(l.text);
	ent_text_line next;
	while (ent_text_next_line(&at, &next) && has_text(&next) &&
	       !begins(r, &l, &next, look)) {
		if (alone && g.lines == 1 && is_heading_above(&l, &next))
			return g;
		uint32_t end = l.width + 1 + next.first;
		reach = end < reach ? end : reach;
		narrowest = l.width < narrowest ? l.width : narrowest;
		list |= ends_with_any(l.text, ":;");
		short_list |= l.width < NARROWEST && ends_with_any(l.text, ",.!?");
		widest = next.width > widest ? next.width : widest;
		capitals += begins_like_a_name(next.text);
		small += begins_inside(next.text);
		inner += has_inner_end(l.text);
		stops += ends_sentence(l.text);
		g.lines++;
		l = next;
	}
	const uint32_t ends = g.lines - 1;
	bool by_program = ends && reach > widest && widest >= NARROWEST &&
			  may_be_prose(ends, capitals, inner, stops) &&
			  (ends > 1 || begins_lower(l.text));
	const bool prose =
		widest >= NARROWEST && !list && !short_list && ends_sentence(l.text);
	bool by_hand = !list && small * 3 >= ends * 2 && ends &&
		       (prose || (ends > 1 && narrowest >= NARROWEST));
	g.wrapped = widest <= ENT_TEXT_WIDEST && (by_program || by_hand);
	return g;
}

/* "quay: a wall", as the entries of a glossary begin: few words and a colon. */
static bool is_entry(ent_str s)
{
	enum { HEAD_MAX = 40, WORDS_MAX = 4 };
	size_t words = 1, k = 0;
	for (; k < s.n && k < HEAD_MAX && s.p[k] != ':' && !strchr(".;?!", s.p[k]); k++)
		words += ent_is_gap(s.p[k]);
	return k && k + 1 < s.n && s.p[k] == ':' && ent_is_gap(s.p[k + 1]) &&
	       words <= WORDS_MAX + 1;
}

/* Whether an entry ends and the next one begins. */
static bool parts_entries(const struct reader *r,
			  const ent_text_line *l,
			  const ent_text_line *next)
{
	return ends_sentence(l->text) && is_entry(next->text) &&
	       is_entry(ent_buf_str(&r->text));
}

static bool runs_on(const struct reader *r,
		    const ent_text_line *l,
		    const ent_text_line *next,
		    bool wrapped)
{
	if (parts_entries(r, l, next))
		return false;
	if (wrapped || !r->width)
		return wrapped;
	return is_full(l, next, r->width) ||
	       (l->width >= r->width / 2 && l->width <= r->width &&
		begins_lower(next->text) && !ends_with_any(l->text, ".:;!?"));
}

/* Adds a line to the paragraph.  A word cut at its hyphen is joined; the hyphen stays
 * unless the rest of the text shows that it was the wrapper's own (hyphen.h). */
static void add_line(struct reader *r, const ent_text_line *l)
{
	static const ent_str soft = { "\xC2\xAD", 2 };
	ent_buf *b = &r->text;
	if (b->n > 1 && ent_str_ends(ent_buf_str(b), soft))
		b->n -= soft.n;
	else if (b->n > 1 && b->p[b->n - 1] == '-' &&
		 ent_is_letter_or_more(b->p[b->n - 2]) &&
		 ent_is_letter_or_more(l->text.p[0]))
		b->n -= begins_lower(l->text) &&
			ent_hyphen_is_wrapper(&r->hyphens, ent_buf_str(b), l->text);
	else if (b->n)
		ent_buf_add_char(b, ' ');
	if (!b->n) {
		r->begun = l->number;
		r->look = l->look;
	}
	ent_buf_add(b, l->text);
}

/* Whether a paragraph with a dash before it is an item: the ones before it are,
 * or it ends like one, or it has an en dash after a colon. */
static bool is_dash_item(const struct reader *r, ent_str text)
{
	const ent_release *to = r->release;
	if (r->dashes || ends_with_any(text, ";"))
		return true;
	return ent_str_starts(text, ENT_STR("\xE2\x80\x93")) && to->n &&
	       ends_with_any(to->paragraphs[to->n - 1].text, ":");
}

static void flush(struct reader *r, ent_kind plain)
{
	ent_str text = ent_buf_str(&r->text);
	ent_kind kind = plain;
	size_t mark = 0;
	if (!text.n)
		return;
	ent_look look = ent_look_at(text, &mark);
	if (look == ENT_LOOK_DASH)
		look = is_dash_item(r, text) ? ENT_LOOK_BULLET : ENT_LOOK_TEXT;
	if (look == ENT_LOOK_BULLET || look == ENT_LOOK_LABEL)
		kind = ENT_KIND_ITEM;
	else if (look == ENT_LOOK_NOTE && !r->keep_kind)
		kind = ENT_KIND_NOTE;
	else if (look == ENT_LOOK_HASH && !r->keep_kind)
		kind = ENT_KIND_HEADING;
	bool drop = look == ENT_LOOK_BULLET || (look == ENT_LOOK_HASH && !r->keep_kind);
	r->dashes = look == ENT_LOOK_BULLET && text.p[0] == '\xE2';
	ent_release_add(r->release, ent_str_slice(text, drop ? mark : 0, text.n), kind,
			r->begun);
	r->release->failed |= r->text.failed;
	ent_buf_clear(&r->text);
}

static bool is_underline(const ent_text_line *l)
{
	return l->look == ENT_LOOK_RULE &&
	       (l->text.p[0] == '=' || l->text.p[0] == '-') &&
	       !memchr(l->text.p, ' ', l->text.n);
}

/* Reads one group; l is its first line, and then the line after it. */
static bool read_group(struct reader *r,
		       ent_text_cursor *at,
		       ent_text_line *l,
		       bool alone)
{
	const struct group g = look_ahead(r, *at, *l, alone);
	const ent_text_line first = *l;
	bool more = true, one = true; /* one: all of it is one paragraph */
	for (uint32_t k = 1; k <= g.lines; k++) {
		const ent_text_line line = *l;
		add_line(r, &line);
		more = ent_text_next_line(at, l);
		if (k < g.lines && !runs_on(r, &line, l, g.wrapped)) {
			flush(r, r->kind);
			one = false;
		}
	}
	bool ends = !more || !has_text(l);
	bool underlined =
		more && g.lines == 1 && is_underline(l) && first.look == ENT_LOOK_TEXT;
	bool heading = !r->keep_kind && alone && one && ends &&
		       (underlined || looks_like_heading(ent_buf_str(&r->text)));
	flush(r, heading ? ENT_KIND_HEADING : r->kind);
	return more;
}

/* Sees whether the block at the cursor, of which l is the first line, begins its
 * paragraphs further in: each line that does follows the end of a sentence. */
static void look_at_margin(struct reader *r,
			   ent_text_cursor at,
			   const ent_text_line *first)
{
	ent_text_line l = *first, next;
	uint32_t least = l.indent, inside = 0, after = 0, deeper = 0;
	ent_text_cursor from = at;
	while (ent_text_next_line(&from, &next) && next.look == ENT_LOOK_TEXT)
		least = next.indent < least ? next.indent : least;
	from = at;
	while (ent_text_next_line(&from, &next) && next.look == ENT_LOOK_TEXT) {
		const bool in = next.indent > least;
		inside += !in;
		deeper += in;
		after += in && ends_sentence(l.text);
		l = next;
	}
	r->margin = least;
	r->indented = first->look == ENT_LOOK_TEXT && deeper && after == deeper &&
		      inside >= deeper;
}

static void read_layout(struct reader *r, ent_str text, uint32_t number)
{
	ent_text_cursor at = { text, number };
	ent_text_line l;
	bool more = ent_text_next_line(&at, &l);
	bool alone = true; /* nothing is right before this line */
	r->width = find_width(text);
	r->hyphens.text = text;
	while (more && !r->release->failed) {
		if (has_text(&l)) {
			if (alone)
				look_at_margin(r, at, &l);
			more = read_group(r, &at, &l, alone);
			alone = false;
		} else {
			more = ent_text_next_line(&at, &l);
			alone = true;
		}
	}
	r->release->failed |= r->text.failed;
	ent_buf_release(&r->text);
}

void ent_plain_read_as(ent_release *release, ent_str text, uint32_t line, ent_kind kind)
{
	struct reader r = { .release = release, .kind = kind, .keep_kind = true };
	read_layout(&r, text, line);
}

static void read_lines(ent_release *release, ent_str text)
{
	ent_text_cursor at = { text, 1 };
	ent_text_line l;
	while (ent_text_next_line(&at, &l) && !release->failed)
		ent_release_add(release, l.text, ENT_KIND_BODY, l.number);
}

static void read_paragraphs(ent_release *release, ent_str text)
{
	struct reader r = { .release = release, .kind = ENT_KIND_BODY };
	const uint32_t before = release->n;
	read_layout(&r, text, 1);
	/* a heading heads something */
	if (release->n > before &&
	    release->paragraphs[release->n - 1].kind == ENT_KIND_HEADING)
		release->paragraphs[release->n - 1].kind = ENT_KIND_BODY;
}

static bool is_text(const ent_release_head *head)
{
	return head->markup == ENT_MARKUP_NONE;
}

static ent_status read(ent_release *release, ent_str text, ent_error *err)
{
	(void)err;
	if (release->opt->lines)
		read_lines(release, text);
	else
		read_paragraphs(release, text);
	return ENT_OK;
}

const ent_release_reader ent_plain_reader = {
	.name = "text",
	.fits = is_text,
	.read = read,
};
