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
#include "text/token.h"

enum {
	NARROWEST = 40, /* no wrapper is set to less: RFC 3676 has 78, man pages 60 */
	WIDEST = 160,
	FULL_LINES = 3,    /* that make a width certain; two titles can be alike */
	HEADING_MAX = 140, /* characters; the longest title in corpora/ has 103 */
};

/* What the start of a line looks like. */
enum look {
	LOOK_BLANK,
	LOOK_RULE, /* "-----", "* * *" */
	LOOK_TEXT,
	LOOK_HASH,   /* "## Title" */
	LOOK_BULLET, /* "- ", "* " */
	LOOK_DASH,   /* an en or em dash: an item, or direct speech */
	LOOK_LABEL,  /* "1. ", "(a) " */
	LOOK_NOTE,   /* "[1] " */
};

struct line {
	ent_str text; /* trimmed */
	enum look look;
	size_t mark;           /* bytes of the mark, with the space after it */
	uint32_t width, first; /* characters, of the line and of its first word */
	uint32_t number;
};

struct cursor {
	ent_str rest;
	uint32_t number;
};

struct reader {
	ent_release *release;
	ent_buf text;
	ent_hyphens hyphens;
	uint32_t begun, width; /* width 0: not certain */
	enum look look;        /* of the paragraph that grows */
	ent_kind kind;         /* of what is nothing else */
	bool keep_kind;
	bool dashes; /* the last paragraph was an item with a dash */
};

static bool is_gap(char c)
{
	return c == ' ' || c == '\t' || c == '\v';
}

static bool is_letter(char c)
{
	return ent_is_letter(c) || (c & 0x80);
}

/* Bytes of the white space at `at`. */
static size_t spaces(ent_str s, size_t at)
{
	size_t k = at;
	while (k < s.n) {
		if (is_gap(s.p[k]))
			k++;
		else if (ent_str_starts(ent_str_slice(s, k, s.n), ENT_STR("\xC2\xA0")))
			k += 2;
		else
			break;
	}
	return k - at;
}

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
		k += spaces(s, k);
	return begins_lower(ent_str_slice(s, k, s.n));
}

static bool ends_with_any(ent_str s, const char *ascii)
{
	return s.n && strchr(ascii, s.p[s.n - 1]) != NULL && s.p[s.n - 1];
}

/* "1", "12", "1.2.3", "a", "iv": what labels are made of. */
static size_t label_body(ent_str s, size_t at)
{
	size_t k = at;
	while (k < s.n && ent_is_digit(s.p[k]) && k - at < 3)
		k++;
	if (k > at) {
		while (k + 1 < s.n && s.p[k] == '.' && ent_is_digit(s.p[k + 1])) {
			size_t from = ++k;
			while (k < s.n && ent_is_digit(s.p[k]) && k - from < 3)
				k++;
		}
		return k - at;
	}
	while (k < s.n && strchr("ivx", s.p[k]) && s.p[k] && k - at < 5)
		k++;
	if (k > at)
		return k - at;
	return k < s.n && is_letter(s.p[k]) && !(s.p[k] & 0x80) ? 1 : 0;
}

/* "1. ", "1) ", "(1) ", "a) ", "(a) ", "(iv) ", "1.2 ".  "A. " may be a name. */
static size_t label_at(ent_str s)
{
	size_t at = s.n && s.p[0] == '(' ? 1 : 0;
	size_t body = label_body(s, at), k = at + body;
	if (!body || k >= s.n)
		return 0;
	bool digits = ent_is_digit(s.p[at]);
	bool dotted = digits && memchr(s.p + at, '.', body) != NULL;
	if (s.p[k] == ')')
		k++;
	else if (!at && s.p[k] == '.' && digits)
		k++;
	else if (at || !dotted)
		return 0;
	size_t space = spaces(s, k);
	return space && k + space < s.n ? k + space : 0;
}

static size_t note_at(ent_str s)
{
	size_t k = 1;
	if (!s.n || s.p[0] != '[')
		return 0;
	while (k < s.n && ent_is_digit(s.p[k]) && k < 4)
		k++;
	return k > 1 && k + 1 < s.n && s.p[k] == ']' ? k + 1 : 0;
}

/* Three and more of the same mark and nothing else. */
static bool is_rule(ent_str s)
{
	size_t marks = 0;
	if (!s.n || !strchr("-=_*~#+", s.p[0]))
		return false;
	for (size_t k = 0; k < s.n; k++) {
		if (!is_gap(s.p[k]) && s.p[k] != s.p[0])
			return false;
		marks += s.p[k] == s.p[0];
	}
	return marks >= 3;
}

/* The look of a line and the bytes of its mark. */
static enum look look_at(ent_str s, size_t *mark)
{
	/* the last is what Word makes of a bullet in its font of symbols */
	static const char *const bullets[] = { "-",
					       "*",
					       "\xE2\x80\xA2",
					       "\xE2\x80\xA3",
					       "\xE2\x81\x83",
					       "\xE2\x97\x8F",
					       "\xE2\x97\x8B",
					       "\xE2\x97\xA6",
					       "\xE2\x96\xAA",
					       "\xE2\x96\xA0",
					       "\xC2\xB7",
					       "\xEF\x82\xB7",
					       NULL };
	static const char *const dashes[] = { "\xE2\x80\x93", "\xE2\x80\x94", NULL };
	*mark = 0;
	if (ent_is_blank(s))
		return LOOK_BLANK;
	if (is_rule(s))
		return LOOK_RULE;
	size_t n = ent_list_start_of(bullets, s), space = n ? spaces(s, n) : 0;
	if (space && n + space < s.n) {
		*mark = n + space;
		return LOOK_BULLET;
	}
	n = ent_list_start_of(dashes, s);
	space = n ? spaces(s, n) : 0;
	if (space && n + space < s.n) {
		*mark = n + space;
		return LOOK_DASH;
	}
	if ((*mark = note_at(s)))
		return LOOK_NOTE;
	if ((*mark = label_at(s)))
		return LOOK_LABEL;
	for (n = 0; n < s.n && s.p[n] == '#';)
		n++;
	if (n && n <= 6 && spaces(s, n)) {
		*mark = n + spaces(s, n);
		return LOOK_HASH;
	}
	return LOOK_TEXT;
}

/* The next line.  LF, CR LF, CR and a form feed end one; a form feed that begins
 * a line is the end of a page between two lines. */
static bool next_line(struct cursor *c, struct line *out)
{
	if (!c->rest.p)
		return false;
	while (c->rest.n && c->rest.p[0] == '\f')
		c->rest = ent_str_slice(c->rest, 1, c->rest.n);
	ent_str rest = c->rest;
	size_t end = 0;
	while (end < rest.n && rest.p[end] != '\n' && rest.p[end] != '\r' &&
	       rest.p[end] != '\f')
		end++;
	*out = (struct line){ .number = c->number };
	ent_str whole = ent_str_slice(rest, 0, end);
	if (end < rest.n) {
		bool both = rest.p[end] == '\r' && end + 1 < rest.n &&
			    rest.p[end + 1] == '\n';
		c->number += rest.p[end] != '\f';
		c->rest = ent_str_slice(rest, end + 1 + both, rest.n);
	} else {
		c->rest = (ent_str){ NULL, 0 };
	}
	out->text = ent_str_trim(whole);
	out->look = look_at(out->text, &out->mark);
	size_t indent = out->text.n ? (size_t)(out->text.p - whole.p) : 0;
	size_t word = 0;
	while (word < out->text.n && !is_gap(out->text.p[word]))
		word++;
	size_t width = ent_str_chars(out->text) + indent;
	out->width = width < WIDEST * 2 ? (uint32_t)width : WIDEST * 2;
	size_t first = ent_str_chars(ent_str_slice(out->text, 0, word));
	out->first = first < WIDEST * 2 ? (uint32_t)first : WIDEST * 2;
	return true;
}

static bool has_text(const struct line *l)
{
	return l->look != LOOK_BLANK && l->look != LOOK_RULE;
}

static bool is_full(const struct line *l, const struct line *next, uint32_t width)
{
	/* a word longer than the width is on a line of its own */
	return (l->width <= width || l->first == ent_str_chars(l->text)) &&
	       l->width + 1 + next->first > width;
}

/* Lines that another line follows, by width. */
struct census {
	int64_t full[WIDEST + 2]; /* differences: lines full at each width */
	uint32_t lines[2 * WIDEST + 1];
	uint32_t total, capital; /* capital: the next line begins with one */
};

static void take_census(struct census *c, ent_str text)
{
	struct cursor at = { text, 1 };
	struct line l, next;
	bool more = next_line(&at, &l);
	for (; more && next_line(&at, &next); l = next) {
		if (!has_text(&l) || next.look != LOOK_TEXT)
			continue;
		c->lines[l.width]++;
		if (l.width < NARROWEST || l.width > WIDEST)
			continue;
		uint32_t end = l.width + 1 + next.first;
		c->full[l.width]++;
		c->full[end <= WIDEST ? end : WIDEST + 1]--;
		c->total++;
		c->capital += begins_like_a_name(next.text);
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
	for (uint32_t w = 0; w <= WIDEST; w++) {
		full += c.full[w];
		if (full >= best && full) {
			best = full;
			width = w;
		}
	}
	uint32_t longer = 0, other = 0;
	for (uint32_t w = width / 2; w <= 2 * WIDEST; w++) {
		longer += w > width ? c.lines[w] : 0;
		other += c.lines[w];
	}
	bool certain = best >= FULL_LINES && best * 2 >= other &&
		       (int64_t)longer * 10 <= other && c.capital * 2 <= c.total;
	return certain ? width : 0;
}

/* Whether `next` begins a paragraph by its mark.  In the middle of wrapped text
 * a dash or a number may are at the start of a line by chance. */
static bool begins(const struct reader *r,
		   const struct line *l,
		   const struct line *next,
		   enum look look)
{
	if (next->look == LOOK_TEXT)
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

static bool ends_sentence(ent_str s)
{
	static const char *const closing[] = { "\"", ")", "\xC2\xBB", "\xE2\x80\x9D" };
	for (size_t k = 0; k < sizeof(closing) / sizeof(*closing); k++)
		if (ent_str_ends(s, ent_str_of(closing[k])))
			s = ent_str_trim(ent_str_slice(s, 0, s.n - strlen(closing[k])));
	return ends_with_any(s, ".?!") || ent_str_ends(s, ENT_STR("\xE2\x80\xA6"));
}

static struct group look_ahead(const struct reader *r, struct cursor at, struct line l)
{
	const enum look look = l.look;
	struct group g = { .lines = 1 };
	uint32_t widest = l.width, narrowest = l.width, reach = UINT32_MAX;
	uint32_t capitals = 0, small = 0;
	bool list = false, short_list = look == LOOK_HASH || begins_inside(l.text);
	struct line next;
	while (next_line(&at, &next) && has_text(&next) &&
	       !begins(r, &l, &next, look)) {
		uint32_t end = l.width + 1 + next.first;
		reach = end < reach ? end : reach;
		narrowest = l.width < narrowest ? l.width : narrowest;
		list |= ends_with_any(l.text, ":;");
		short_list |= l.width < NARROWEST && ends_with_any(l.text, ",.!?");
		widest = next.width > widest ? next.width : widest;
		capitals += begins_like_a_name(next.text);
		small += begins_inside(next.text);
		g.lines++;
		l = next;
	}
	const uint32_t ends = g.lines - 1;
	bool by_program = ends && reach > widest && widest >= NARROWEST &&
			  capitals * 2 <= ends && (ends > 1 || begins_lower(l.text));
	const bool prose =
		widest >= NARROWEST && !list && !short_list && ends_sentence(l.text);
	bool by_hand = !list && small * 3 >= ends * 2 && ends &&
		       (prose || (ends > 1 && narrowest >= NARROWEST));
	g.wrapped = widest <= WIDEST && (by_program || by_hand);
	return g;
}

/* "quay: a wall", as the entries of a glossary begin: few words and a colon. */
static bool is_entry(ent_str s)
{
	enum { HEAD_MAX = 40, WORDS_MAX = 4 };
	size_t words = 1, k = 0;
	for (; k < s.n && k < HEAD_MAX && s.p[k] != ':' && !strchr(".;?!", s.p[k]); k++)
		words += is_gap(s.p[k]);
	return k && k + 1 < s.n && s.p[k] == ':' && is_gap(s.p[k + 1]) &&
	       words <= WORDS_MAX + 1;
}

/* Whether an entry ends and the next one begins. */
static bool parts_entries(const struct reader *r,
			  const struct line *l,
			  const struct line *next)
{
	return ends_sentence(l->text) && is_entry(next->text) &&
	       is_entry(ent_buf_str(&r->text));
}

static bool runs_on(const struct reader *r,
		    const struct line *l,
		    const struct line *next,
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
static void add_line(struct reader *r, const struct line *l)
{
	static const ent_str soft = { "\xC2\xAD", 2 };
	ent_buf *b = &r->text;
	if (b->n > 1 && ent_str_ends(ent_buf_str(b), soft))
		b->n -= soft.n;
	else if (b->n > 1 && b->p[b->n - 1] == '-' && is_letter(b->p[b->n - 2]) &&
		 is_letter(l->text.p[0]))
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
	enum look look = look_at(text, &mark);
	if (look == LOOK_DASH)
		look = is_dash_item(r, text) ? LOOK_BULLET : LOOK_TEXT;
	if (look == LOOK_BULLET || look == LOOK_LABEL)
		kind = ENT_KIND_ITEM;
	else if (look == LOOK_NOTE && !r->keep_kind)
		kind = ENT_KIND_NOTE;
	else if (look == LOOK_HASH && !r->keep_kind)
		kind = ENT_KIND_HEADING;
	bool drop = look == LOOK_BULLET || (look == LOOK_HASH && !r->keep_kind);
	r->dashes = look == LOOK_BULLET && text.p[0] == '\xE2';
	ent_release_add(r->release, ent_str_slice(text, drop ? mark : 0, text.n), kind,
			r->begun);
	r->release->failed |= r->text.failed;
	ent_buf_clear(&r->text);
}

static bool has_letter(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (is_letter(s.p[k]))
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
	if (!text.n || look_at(whole, &mark) != LOOK_TEXT ||
	    ent_str_chars(whole) > HEADING_MAX || begins_lower(text) ||
	    !has_letter(text) || ends_with_any(text, ".,;:!?\"") ||
	    memchr(whole.p, '@', whole.n) || memmem(whole.p, whole.n, "://", 3) != NULL)
		return false;
	return !ent_list_end_of(no_ends, text);
}

static bool is_underline(const struct line *l)
{
	return l->look == LOOK_RULE && (l->text.p[0] == '=' || l->text.p[0] == '-') &&
	       !memchr(l->text.p, ' ', l->text.n);
}

/* Reads one group; l is its first line, and then the line after it. */
static bool read_group(struct reader *r, struct cursor *at, struct line *l, bool alone)
{
	const struct group g = look_ahead(r, *at, *l);
	const struct line first = *l;
	bool more = true, one = true; /* one: all of it is one paragraph */
	for (uint32_t k = 1; k <= g.lines; k++) {
		const struct line line = *l;
		add_line(r, &line);
		more = next_line(at, l);
		if (k < g.lines && !runs_on(r, &line, l, g.wrapped)) {
			flush(r, r->kind);
			one = false;
		}
	}
	bool ends = !more || !has_text(l);
	bool underlined =
		more && g.lines == 1 && is_underline(l) && first.look == LOOK_TEXT;
	bool heading = !r->keep_kind && alone && one && ends &&
		       (underlined || looks_like_heading(ent_buf_str(&r->text)));
	flush(r, heading ? ENT_KIND_HEADING : r->kind);
	return more;
}

static void read_layout(struct reader *r, ent_str text, uint32_t number)
{
	struct cursor at = { text, number };
	struct line l;
	bool more = next_line(&at, &l);
	bool alone = true; /* nothing is right before this line */
	r->width = find_width(text);
	r->hyphens.text = text;
	while (more && !r->release->failed) {
		if (has_text(&l)) {
			more = read_group(r, &at, &l, alone);
			alone = false;
		} else {
			more = next_line(&at, &l);
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
	struct cursor at = { text, 1 };
	struct line l;
	while (next_line(&at, &l) && !release->failed)
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
