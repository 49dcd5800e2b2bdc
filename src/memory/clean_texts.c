/* SPDX-License-Identifier: Apache-2.0 */
/* clean_texts.c - the rules of a clean-up that correct texts.
 *
 * In messages of software (PO) white space at an end that both sides share is kept:
 * programs put texts together from parts that end in a space.
 *
 * An entity is left over where a file was escaped once too often.  A unit with tags, or
 * with an entity that HTML does not have, is the source of a document in HTML or XML,
 * and is left alone.  What "&lt;", "&gt;" and "&amp;" mean is put in only where the
 * text has no "<" and no "&" of its own, so that a second clean-up finds nothing.
 *
 * With inline codes, the texts between the codes are corrected, white space beside a
 * code stays, and the text is made of the result.  A side whose text is not that of its
 * markup is left as it is.
 */
#include "entente/lookup.h"
#include "format/inline_read.h"
#include "memory/clean_parts.h"
#include "text/lang.h"
#include "text/tidy.h"

enum { LONGEST_REFERENCE = 32 };

/* What is done to the texts of a side. */
struct edit {
	unsigned rules;
	bool bidi;               /* overrides of direction go */
	bool start, end;         /* white space at the ends goes */
	bool entities, brackets; /* are replaced; those of & < > too */
	unsigned broken;
	bool failed;
};

/* ---- entities -------------------------------------------------------------------- */

/* Where a reference that begins at `at` ends; 0 when there is none. */
static size_t reference_end(ent_str s, size_t at)
{
	size_t k = at + 1;
	if (k < s.n && s.p[k] == '#')
		k++;
	const size_t name = k;
	while (k < s.n && k - at < LONGEST_REFERENCE &&
	       ((s.p[k] >= '0' && s.p[k] <= '9') ||
		((s.p[k] | 32) >= 'a' && (s.p[k] | 32) <= 'z')))
		k++;
	return k > name && k < s.n && s.p[k] == ';' ? k + 1 : 0;
}

/* What it means, in *out; false for an entity that is not known. */
static bool read_reference(ent_buf *out, ent_str reference)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf_clear(out);
	ent_xml_decode(out, reference, &repairs);
	return !repairs.characters && !repairs.entities;
}

static bool is_bracket(ent_str s)
{
	return s.n == 1 && strchr("<>&", s.p[0]);
}

static bool begins_tag(ent_str s, size_t at)
{
	const size_t k = at + 1 < s.n && s.p[at + 1] == '/' ? at + 2 : at + 1;
	return s.p[at] == '<' && k < s.n && (s.p[k] | 32) >= 'a' &&
	       (s.p[k] | 32) <= 'z';
}

/* Whether a text has tags or entities of its own. */
static bool is_source_of_markup(struct edit *e, ent_str s)
{
	ent_buf one = ENT_BUF_INIT;
	bool found = false;
	for (size_t at = 0; at < s.n && !found;) {
		const size_t end = s.p[at] == '&' ? reference_end(s, at) : 0;
		found = begins_tag(s, at) ||
			(end && !read_reference(&one, ent_str_slice(s, at, end)));
		at = end ? end : at + 1;
	}
	e->failed |= one.failed;
	ent_buf_release(&one);
	return found;
}

/* Whether "<" and "&" of a text are all escaped. */
static bool is_escaped(ent_str s)
{
	for (size_t at = 0; at < s.n; at++)
		if (s.p[at] == '<' || (s.p[at] == '&' && !reference_end(s, at)))
			return false;
	return true;
}

static void add_entities(ent_buf *out, struct edit *e, ent_str s)
{
	ent_buf one = ENT_BUF_INIT;
	for (size_t at = 0; at < s.n;) {
		const char *amp = memchr(s.p + at, '&', s.n - at);
		const size_t to = amp ? (size_t)(amp - s.p) : s.n;
		ent_buf_add(out, ent_str_slice(s, at, to));
		at = to;
		if (!amp)
			break;
		size_t end = reference_end(s, at);
		if (end && read_reference(&one, ent_str_slice(s, at, end)) &&
		    (e->brackets || !is_bracket(ent_buf_str(&one))))
			ent_buf_add(out, ent_buf_str(&one));
		else
			ent_buf_add(out,
				    ent_str_slice(s, at, end ? end : (end = at + 1)));
		at = end;
	}
	e->failed |= one.failed;
	ent_buf_release(&one);
}

/* ---- one text -------------------------------------------------------------------- */

/* Puts what an edit made of *text in its place. */
static void settle(ent_str *text,
		   struct edit *e,
		   ent_buf *made,
		   unsigned rule,
		   ent_arena *arena)
{
	if (made->failed) {
		e->failed = true;
	} else if (!ent_str_eq(*text, ent_buf_str(made))) {
		e->broken |= rule;
		*text = ent_arena_str(arena, made->n ? ent_buf_str(made) : ENT_STR(""));
		e->failed |= !text->p;
	}
	ent_buf_clear(made);
}

/* ends: ENT_TIDY_... */
static ent_str edit_text(struct edit *e, ent_str text, unsigned ends, ent_arena *arena)
{
	ent_buf made = ENT_BUF_INIT;
	if (e->entities && text.n && memchr(text.p, '&', text.n)) {
		add_entities(&made, e, text);
		settle(&text, e, &made, ENT_CLEAN_ENTITIES, arena);
	}
	if (!e->failed && (e->rules & ENT_CLEAN_CONTROLS)) {
		ent_tidy_controls(&made, text, e->bidi);
		settle(&text, e, &made, ENT_CLEAN_CONTROLS, arena);
	}
	if (!e->failed && (e->rules & ENT_CLEAN_WHITESPACE)) {
		ent_tidy_spaces(&made, text, ends);
		settle(&text, e, &made, ENT_CLEAN_WHITESPACE, arena);
	}
	ent_buf_release(&made);
	return text;
}

static unsigned ends_of(const struct edit *e)
{
	return (e->start ? ENT_TIDY_START : 0u) | (e->end ? ENT_TIDY_END : 0u);
}

/* ---- a side with inline codes ---------------------------------------------------- */

/* Adds a text between codes. */
static void add_piece(ent_buf *to,
		      struct edit *e,
		      const ent_xml_token *t,
		      unsigned ends,
		      ent_arena *arena)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf plain = ENT_BUF_INIT;
	ent_xml_decode(&plain, t->body, &repairs);
	const ent_str was = plain.n ? ent_buf_str(&plain) : ENT_STR("");
	const ent_str now = edit_text(e, was, ends, arena);
	if (ent_str_eq(was, now))
		ent_buf_add(to, t->raw);
	else
		ent_buf_add_xml(to, now);
	e->failed |= plain.failed;
	ent_buf_release(&plain);
}

static ent_str edit_markup(struct edit *e, ent_str markup, ent_arena *arena)
{
	ent_buf out = ENT_BUF_INIT;
	ent_xml_token t;
	for (size_t at = 0; !e->failed && ent_xml_next(&t, markup, &at);) {
		size_t end = at;
		if (t.type == ENT_XML_OPEN && ent_inline_is_native(t.name)) {
			ent_xml_close(markup, at, &end);
			ent_buf_add(&out, ent_str_slice(markup, t.at, end));
			at = end;
		} else if (t.type == ENT_XML_TEXT) {
			unsigned ends = t.at ? 0u : ENT_TIDY_START;
			ends |= at < markup.n ? 0u : ENT_TIDY_END;
			add_piece(&out, e, &t, ends & ends_of(e), arena);
		} else {
			ent_buf_add(&out, t.raw);
		}
	}
	const ent_str copy =
		ent_arena_str(arena, out.n ? ent_buf_str(&out) : ENT_STR(""));
	e->failed |= out.failed || !copy.p;
	ent_buf_release(&out);
	return copy.p ? copy : ENT_STR("");
}

/* ---- a unit ---------------------------------------------------------------------- */

/* The text of a markup, in the arena; false when its tags do not match, or without
 * memory. */
static bool read_text(ent_str *out, struct edit *e, ent_str markup, ent_arena *arena)
{
	ent_buf text = ENT_BUF_INIT;
	ent_error err;
	const ent_status status = ent_markup_text(&text, markup, &err);
	const bool broken = status && status != ENT_EFORMAT;
	*out = ent_arena_str(arena, text.n ? ent_buf_str(&text) : ENT_STR(""));
	e->failed |= broken || text.failed || !out->p;
	ent_buf_release(&text);
	return !status && !e->failed;
}

static bool edit_coded_side(ent_unit_side *side,
			    unsigned *broken,
			    struct edit *e,
			    ent_arena *arena)
{
	const ent_str markup = edit_markup(e, side->markup, arena);
	if (e->failed || !e->broken)
		return !e->failed;
	ent_str was, now;
	if (!read_text(&was, e, side->markup, arena) ||
	    !read_text(&now, e, markup, arena) || !ent_str_eq(was, side->text))
		return !e->failed;
	side->text = now;
	side->markup = markup;
	*broken |= e->broken;
	return true;
}

static bool edit_side(ent_unit_side *side,
		      unsigned *broken,
		      struct edit *e,
		      ent_arena *arena)
{
	e->broken = 0;
	if (side->markup.n)
		return edit_coded_side(side, broken, e, arena);
	side->text = edit_text(e, side->text, ends_of(e), arena);
	*broken |= e->broken;
	return !e->failed;
}

/* Whether a language is written from right to left. */
static bool runs_left(ent_str lang)
{
	static const char *const list[] = { "ar", "ckb", "dv", "fa", "he",
					    "ps", "sd",  "ug", "ur", "yi" };
	for (size_t k = 0; k < sizeof(list) / sizeof(list[0]); k++)
		if (ent_lang_matches(lang, ent_str_of(list[k])))
			return true;
	return false;
}

/* White space at the ends that both sides of a message of software share stays. */
static void choose_ends(struct edit *e, const ent_unit_side sides[2], ent_str origin)
{
	const ent_str source = sides[0].text, target = sides[1].text;
	const ent_str before = ent_space_before(source),
		      after = ent_space_after(source);
	const bool blank =
		before.n == source.n || ent_space_before(target).n == target.n;
	const bool software = ent_str_is(origin, "po") && !blank;
	e->start = !software || !ent_str_eq(before, ent_space_before(target));
	e->end = !software || !ent_str_eq(after, ent_space_after(target));
}

bool ent_clean_texts(ent_unit_side sides[2],
		     unsigned *broken,
		     const ent_unit *unit,
		     unsigned rules,
		     ent_arena *arena)
{
	struct edit e = { .rules = rules & ENT_CLEAN_TEXTS & ~ENT_CLEAN_WHITESPACE };
	sides[0] = unit->source;
	sides[1] = unit->target;
	*broken = 0;
	e.bidi = !runs_left(unit->source.lang) && !runs_left(unit->target.lang);
	e.entities = (rules & ENT_CLEAN_ENTITIES) &&
		     !is_source_of_markup(&e, sides[0].text) &&
		     !is_source_of_markup(&e, sides[1].text);
	for (int k = 0; k < 2 && e.rules; k++) {
		e.brackets = e.entities && is_escaped(sides[k].text);
		if (e.failed || !edit_side(&sides[k], broken, &e, arena))
			return false;
	}
	/* what the other rules leave has its white space corrected */
	e.rules = rules & ENT_CLEAN_WHITESPACE;
	e.entities = false;
	choose_ends(&e, sides, unit->origin);
	for (int k = 0; k < 2 && e.rules; k++)
		if (!edit_side(&sides[k], broken, &e, arena))
			return false;
	return true;
}
