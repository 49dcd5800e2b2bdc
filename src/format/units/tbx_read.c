/* SPDX-License-Identifier: Apache-2.0 */
/* tbx_read.c - read the terms of a TBX file as units.
 *
 * What: TermBase eXchange, ISO 30042:2008 (martif: termEntry, langSet, tig or ntig) and
 * ISO 30042:2019 (tbx: conceptEntry, langSec, termSec).  A term of one language with a
 * term of the other, of the same entry, is a unit: synonyms are paired each with each.
 *
 * A term that the file marks as deprecated, superseded or forbidden is refused with
 * that reason, so that it is never proposed.  The other data (subject, definition,
 * context, part of speech) is kept as notes and as properties with its name: of the
 * entry at the unit, of language and term at the side.
 *
 * Time O(n), memory: one entry.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/units/term_state.h"
#include "format/units/units.h"
#include "text/lang.h"

enum {
	TERMS_MAX = 256, /* of one entry, all languages; the largest we saw has 27 */
	PAIRS_MAX = 1024,
	TYPE_MAX = 100,
};

struct beside {
	ent_buf notes, props;
};

struct term {
	ent_str lang, content;
	bool avoid;
	struct beside beside;
};

struct tbx {
	ent_reading *reading;
	struct term terms[TERMS_MAX];
	unsigned n, left_out;
	struct beside entry, language;
	ent_str lang, own; /* of the langSet; of the file */
	bool in_term;      /* what comes belongs to the last term */
	ent_buf text[2], markup[2], extra[3], place, date;
	ent_xml_repairs repairs;
};

static void clear_beside(struct beside *b)
{
	ent_buf_clear(&b->notes);
	ent_buf_clear(&b->props);
}

static void release_beside(struct beside *b)
{
	ent_buf_release(&b->notes);
	ent_buf_release(&b->props);
}

/* Its text without markup, trimmed and with folded layout. */
static void add_flat(struct tbx *x, ent_buf *to, ent_str content)
{
	ent_xml_token t;
	ent_buf text = ENT_BUF_INIT;
	for (size_t at = 0; ent_xml_next(&t, content, &at);)
		if (t.type == ENT_XML_TEXT)
			ent_xml_decode(&text, t.body, &x->repairs);
		else if (t.type == ENT_XML_CDATA)
			ent_xml_clean(&text, t.body, &x->repairs);
	ent_str rest = ent_str_trim(ent_buf_str(&text));
	bool space = false;
	for (size_t k = 0; k < rest.n; k++) {
		bool blank = strchr(" \t\r\n", rest.p[k]) && rest.p[k];
		if (!blank) {
			if (space)
				ent_buf_add_char(to, ' ');
			ent_buf_add_char(to, rest.p[k]);
		}
		space = blank;
	}
	to->failed |= text.failed;
	ent_buf_release(&text);
}

/* <descrip type="definition">x</descrip> as a property x-descrip-definition. */
static void keep_property(struct tbx *x,
			  struct beside *b,
			  const ent_xml_token *t,
			  ent_str body)
{
	ent_buf value = ENT_BUF_INIT;
	ent_str type = ent_xml_get(t->body, "type");
	bool note = ent_str_is(t->name, "note");
	add_flat(x, &value, body);
	if (value.n && note) {
		ent_buf_addf(&b->notes, "<note>");
		ent_buf_add_xml(&b->notes, ent_buf_str(&value));
		ent_buf_addf(&b->notes, "</note>");
	} else if (value.n) {
		ent_buf_addf(&b->props, "<prop type=\"x-%.*s", (int)t->name.n,
			     t->name.p);
		if (type.n && type.n < TYPE_MAX) {
			ent_buf name = ENT_BUF_INIT;
			ent_xml_decode(&name, type, &x->repairs);
			ent_buf_add_char(&b->props, '-');
			ent_buf_add_xml(&b->props, ent_buf_str(&name));
			b->props.failed |= name.failed;
			ent_buf_release(&name);
		}
		ent_buf_addf(&b->props, "\">");
		ent_buf_add_xml(&b->props, ent_buf_str(&value));
		ent_buf_addf(&b->props, "</prop>");
	}
	if (value.failed || b->notes.failed || b->props.failed)
		ent_arena_fail(x->reading->arena);
	ent_buf_release(&value);
}

static void add_term(struct tbx *x, ent_str body)
{
	x->in_term = x->n < TERMS_MAX;
	x->left_out += !x->in_term;
	if (!x->in_term)
		return;
	struct term *term = &x->terms[x->n++];
	clear_beside(&term->beside);
	ent_buf_add(&term->beside.notes, ent_buf_str(&x->language.notes));
	ent_buf_add(&term->beside.props, ent_buf_str(&x->language.props));
	if (term->beside.notes.failed || term->beside.props.failed)
		ent_arena_fail(x->reading->arena);
	term->lang = x->lang;
	term->content = body;
	term->avoid = false;
}

/* Whether a field of a term says that the term is not to be used; in TBX 3 its name may
 * be that of the element. */
static bool says_avoid(struct tbx *x, const ent_xml_token *t, ent_str body)
{
	const ent_str type = ent_xml_get(t->body, "type");
	ent_buf value = ENT_BUF_INIT;
	bool failed = false;
	add_flat(x, &value, body);
	const bool avoid = value.n && ent_term_is_avoided(type.n ? type : t->name,
							  ent_buf_str(&value), &failed);
	if (failed || value.failed)
		ent_arena_fail(x->reading->arena);
	ent_buf_release(&value);
	return avoid;
}

/* The last date of the entry is the unit's. */
static void take_date(struct tbx *x, ent_str body)
{
	ent_buf value = ENT_BUF_INIT;
	add_flat(x, &value, body);
	ent_str date = ent_buf_str(&value);
	bool iso = date.n >= 10 && date.p[4] == '-' && date.p[7] == '-';
	for (size_t k = 0; iso && k < 10; k++)
		iso = k == 4 || k == 7 || ent_is_digit(date.p[k]);
	date = ent_str_slice(date, 0, iso ? 10 : 0);
	if (iso && ent_str_cmp(date, ent_buf_str(&x->date)) > 0) {
		ent_buf_clear(&x->date);
		ent_buf_add(&x->date, date);
	}
	if (value.failed)
		ent_arena_fail(x->reading->arena);
	ent_buf_release(&value);
}

static void open_language(struct tbx *x, const ent_xml_token *t)
{
	ent_str code = ent_xml_get(t->body, "xml:lang");
	if (!code.n)
		code = ent_xml_get(t->body, "lang");
	x->lang = ent_reading_lang(x->reading, code);
	x->in_term = false;
	clear_beside(&x->language);
}

static void read_entry(struct tbx *x, ent_str inner)
{
	static const char *const languages[] = { "langSet", "langSec", NULL };
	static const char *const holders[] = { "tig", "ntig", "termSec", NULL };
	static const char *const groups[] = { "termGrp",    "descripGrp",  "adminGrp",
					      "transacGrp", "termNoteGrp", NULL };
	ent_xml_token t;
	size_t at = 0, end;
	while (ent_xml_next(&t, inner, &at)) {
		if (ent_list_has(languages, t.name)) {
			open_language(x, &t);
			if (t.type == ENT_XML_CLOSE)
				x->lang = ENT_STR("");
			continue;
		}
		if (ent_list_has(holders, t.name))
			x->in_term = false;
		if (t.type != ENT_XML_OPEN || ent_list_has(holders, t.name) ||
		    ent_list_has(groups, t.name))
			continue;
		size_t close = ent_xml_close(inner, at, &end);
		ent_str body = ent_str_slice(inner, at, close);
		if (ent_str_is(t.name, "term"))
			add_term(x, body);
		else if (ent_str_is(t.name, "date"))
			take_date(x, body);
		else
			keep_property(x,
				      x->in_term  ? &x->terms[x->n - 1].beside
				      : x->lang.n ? &x->language
						  : &x->entry,
				      &t, body);
		if (x->in_term && !ent_str_is(t.name, "term"))
			x->terms[x->n - 1].avoid |= says_avoid(x, &t, body);
		at = end;
	}
}

/* The languages when the caller names none: the file's own, then those of the
 * entries. */
static void settle_languages(struct tbx *x)
{
	ent_reading *r = x->reading;
	if (!r->from.n && x->own.n && !ent_lang_matches(x->own, r->to))
		r->from = x->own;
	for (unsigned k = 0; k < x->n && (!r->from.n || !r->to.n); k++) {
		ent_str lang = x->terms[k].lang;
		if (!r->from.n && !ent_lang_matches(lang, r->to))
			r->from = lang;
		else if (!r->to.n && !ent_lang_matches(lang, r->from))
			r->to = lang;
	}
}

/* Whether a term is one of the language: of exactly its region, if any is. */
static bool serves(const struct tbx *x, const struct term *term, ent_str want)
{
	if (!ent_lang_matches(term->lang, want))
		return false;
	for (unsigned k = 0; k < x->n && want.n > 3; k++)
		if (ent_str_eq(x->terms[k].lang, want))
			return ent_str_eq(term->lang, want);
	return true;
}

static ent_str joined(ent_buf *to, struct beside *b)
{
	ent_buf_clear(to);
	ent_buf_add(to, ENT_STR(""));
	ent_buf_add(to, ent_buf_str(&b->notes));
	ent_buf_add(to, ent_buf_str(&b->props));
	to->failed |= b->notes.failed || b->props.failed;
	return ent_buf_str(to);
}

static void fill_side(struct tbx *x, ent_unit_side *out, struct term *term, int k)
{
	bool coded;
	ent_buf_clear(&x->text[k]);
	ent_buf_clear(&x->markup[k]);
	ent_buf_add(&x->text[k], ENT_STR(""));
	ent_tmx_content(&x->text[k], &x->markup[k], &coded, term->content, false,
			&x->repairs);
	*out = (ent_unit_side){ .lang = term->lang,
				.text = ent_str_trim(ent_buf_str(&x->text[k])),
				.markup = coded ? ent_buf_str(&x->markup[k])
						: ENT_STR(""),
				.extra = joined(&x->extra[k], &term->beside) };
}

static ent_status check_memory(const struct tbx *x, ent_error *err)
{
	bool failed = x->extra[2].failed || x->place.failed || x->date.failed;
	for (int k = 0; k < 2; k++)
		failed |=
			x->text[k].failed || x->markup[k].failed || x->extra[k].failed;
	return failed ? ent_fail_memory(err) : ENT_OK;
}

static ent_status send_pairs(struct tbx *x, uint32_t line, ent_error *err)
{
	ent_reading *r = x->reading;
	ent_status status = ENT_OK;
	unsigned sent = 0;
	ent_unit unit = {
		.document = ENT_STR(""),
		.target_document = ENT_STR(""),
		.place = ent_buf_str(&x->place),
		.date = ent_buf_str(&x->date),
		.origin = ENT_STR("tbx"),
		.extra = joined(&x->extra[2], &x->entry),
		.attributes = ENT_STR(""),
		.confidence = 1,
		.line = line,
	};
	for (unsigned s = 0; s < x->n; s++) {
		if (!serves(x, &x->terms[s], r->from) || x->terms[s].avoid)
			continue;
		fill_side(x, &unit.source, &x->terms[s], 0);
		for (unsigned t = 0; t < x->n && !status && sent < PAIRS_MAX; t++) {
			if (!serves(x, &x->terms[t], r->to) || x->terms[t].avoid)
				continue;
			fill_side(x, &unit.target, &x->terms[t], 1);
			status = check_memory(x, err);
			if (!status)
				status = ent_reading_send(r, &unit, err);
			sent++;
		}
	}
	return status;
}

/* Reports the terms of an entry that give no unit. */
static void report_term(struct tbx *x, uint32_t line)
{
	ent_reading *r = x->reading;
	const ent_str wanted[] = { r->from, r->to };
	unsigned n[2] = { 0, 0 }, avoided = 0;
	for (unsigned k = 0; k < x->n; k++)
		for (int side = 0; side < 2; side++)
			if (serves(x, &x->terms[k], wanted[side])) {
				n[side] += !x->terms[k].avoid;
				avoided += x->terms[k].avoid;
			}
	for (int side = 0; side < 2; side++)
		if (!n[side]) {
			ent_reading_problem(r, line, true, "has no '%.*s' term%s",
					    (int)wanted[side].n, wanted[side].p,
					    avoided ? " that may be used" : "");
			return;
		}
	if (x->left_out)
		ent_reading_problem(r, line, false, "terms beyond %d are left out: %u",
				    TERMS_MAX, x->left_out);
	if (n[0] * n[1] > PAIRS_MAX)
		ent_reading_problem(r, line, false,
				    "pairs of terms beyond %d are left out: %u",
				    PAIRS_MAX, n[0] * n[1] - PAIRS_MAX);
	if (avoided)
		ent_reading_problem(r, line, false,
				    "terms that are not to be used are left out: %u",
				    avoided);
}

static ent_status read_unit(struct tbx *x, const ent_xml_item *item, ent_error *err)
{
	size_t from = item->token.raw.n, end;
	x->reading->unit++;
	x->repairs = (ent_xml_repairs){ .declared = x->reading->entities };
	if (!ent_reading_check(x->reading, item))
		return ENT_OK;
	x->n = x->left_out = 0;
	x->in_term = false;
	x->lang = ENT_STR("");
	clear_beside(&x->entry);
	clear_beside(&x->language);
	ent_buf_clear(&x->date);
	ent_buf_add(&x->date, ENT_STR(""));
	ent_buf_clear(&x->place);
	ent_buf_add(&x->place, ENT_STR(""));
	ent_xml_decode(&x->place, ent_xml_get(item->token.body, "id"), &x->repairs);
	size_t close = ent_xml_close(item->unit, from, &end);
	read_entry(x, ent_str_slice(item->unit, from, close));
	settle_languages(x);
	report_term(x, item->line);
	ent_status status = send_pairs(x, item->line, err);
	ent_reading_repairs(x->reading, item->line, &x->repairs);
	return status;
}

static void read_tag(struct tbx *x, const ent_xml_token *t)
{
	bool root = ent_str_is(t->name, "martif") || ent_str_is(t->name, "tbx");
	ent_str code = ent_xml_get(t->body, "xml:lang");
	if (root && t->type == ENT_XML_OPEN && code.n)
		x->own = ent_reading_lang(x->reading, code);
}

static void tbx_free(struct tbx *x)
{
	ent_buf *const all[] = { &x->text[0],   &x->text[1],  &x->markup[0],
				 &x->markup[1], &x->extra[0], &x->extra[1],
				 &x->extra[2],  &x->place,    &x->date };
	for (unsigned k = 0; k < TERMS_MAX; k++)
		release_beside(&x->terms[k].beside);
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++)
		ent_buf_release(all[k]);
	release_beside(&x->entry);
	release_beside(&x->language);
	free(x);
}

static ent_status read_item(void *data, const ent_xml_item *item, ent_error *err)
{
	struct tbx *x = data;
	if (item->unit.n)
		return read_unit(x, item, err);
	read_tag(x, &item->token);
	return ENT_OK;
}

static ent_status read_tbx(ent_reading *reading, ent_error *err)
{
	static const char *const units[] = { "termEntry", "conceptEntry", NULL };
	struct tbx *x = calloc(1, sizeof(*x));
	if (!x)
		return ent_fail_memory(err);
	x->reading = reading;
	const ent_status status = ent_reading_items(reading, units, read_item, x, err);
	tbx_free(x);
	return status;
}

const ent_units_reader ent_tbx_reader = {
	.name = "tbx",
	.roots = "martif tbx",
	.read = read_tbx,
};
