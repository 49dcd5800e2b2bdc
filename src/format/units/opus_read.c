/* SPDX-License-Identifier: Apache-2.0 */
/* opus_read.c - read an alignment of OPUS with the two documents it names.
 *
 * What: XCES Align as OPUS has it (J. Tiedemann, LREC 2012): cesAlign, a linkGrp
 * for two documents, links whose xtargets="1 2;1" name sentences <s id="1"> in
 * them.  The documents are those in a folder that the caller names, else in the
 * alignment's own, also below xml/ as in OPUS's own packages, plain or in gzip.
 *
 * Safety: a document whose name leads outside the folder is not opened.
 *
 * Text: what is in <s>. Where a corpus has its words as <w>, spaces are put between
 * them as the writing of the language requires it: no corpus records where they were.
 *
 * Time O(n log n), also when many groups after each other name the same documents,
 * which are then read once; memory: the sentences of two documents, at most
 * SENTENCES_MAX.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/release/release.h"
#include "format/units/units.h"
#include "text/lang.h"

enum {
	SENTENCES_MAX = 4 << 20, /* of a document; the largest of OPUS is below */
	PATH_SIZE = 1024,
	LINK_MAX = 64, /* sentences of one side of a link */
};

struct sentence {
	uint64_t id;  /* hash */
	size_t at, n; /* in text */
};

struct side {
	ent_buf name; /* of the document that is loaded */
	ent_buf text;
	struct sentence *sentences;
	size_t n, scratch;
	bool loaded, french; /* the document with the spaces of that language */
	ent_str lang;
	ent_buf joined; /* of a link */
};

struct opus {
	ent_reading *reading;
	struct side sides[2];
	bool swap; /* the first document is in the language of the targets */
	bool wanted;
	ent_buf extra, place;
};

/* ---- words ------------------------------------------------------------------ */

/* Whether no space is between a text and the word that follows it. */
static bool is_tight(ent_str before, ent_str word, bool french)
{
	static const char *const openers[] = { "(", "[", "{", "\xE2\x80\x9C", NULL };
	static const char *const closers[] = {
		".", ",", ")", "]", "}", "\xE2\x80\xA6", "\xE2\x80\x9D", NULL
	};
	static const char *const high[] = { ";", ":", "!", "?", NULL };
	static const char *const elided[] = { "'", "\xE2\x80\x99", NULL };
	static const char *const joined[] = { "'s", "'re", "'ve",           "'ll", "'d",
					      "'m", "n't", "\xE2\x80\x99s", NULL };
	return ent_list_end_of(openers, before) || ent_list_start_of(closers, word) ||
	       (!french && ent_list_start_of(high, word)) ||
	       (french ? ent_list_end_of(elided, before)
		       : ent_list_start_of(joined, word));
}

static void add_word(ent_buf *to, size_t start, ent_str word, bool french)
{
	ent_str before = ent_str_slice(ent_buf_str(to), start, to->n);
	if (before.n && word.n && !is_tight(before, word, french))
		ent_buf_add_char(to, ' ');
	ent_buf_add(to, word);
}

/* Appends the text of a sentence, its layout folded. */
static void add_sentence(ent_buf *to, ent_str content, bool french)
{
	ent_xml_token t;
	ent_xml_repairs repairs = { .characters = 0 };
	const size_t start = to->n;
	bool words = false;
	for (size_t at = 0; !words && ent_xml_next(&t, content, &at);)
		words = t.type == ENT_XML_OPEN && ent_str_is(t.name, "w");
	ent_buf piece = ENT_BUF_INIT;
	for (size_t at = 0; ent_xml_next(&t, content, &at);) {
		if (t.type != ENT_XML_TEXT && t.type != ENT_XML_CDATA)
			continue;
		ent_buf_clear(&piece);
		ent_xml_decode(&piece, t.body, &repairs);
		ent_str text = ent_str_trim(ent_buf_str(&piece));
		if (words && text.n)
			add_word(to, start, text, french);
		else if (!words && piece.n)
			ent_fold_space(to, ent_buf_str(&piece));
	}
	to->failed |= piece.failed;
	ent_buf_release(&piece);
}

/* ---- documents --------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	const struct sentence *x = a, *y = b;
	return x->id < y->id ? -1 : x->id > y->id;
}

static bool add_id(struct side *s, ent_str id, size_t at)
{
	if (!ENT_GROW(s->sentences, s->scratch, s->n + 1))
		return false;
	s->sentences[s->n++] =
		(struct sentence){ ent_str_hash(id), at, s->text.n - at };
	return true;
}

static ent_status read_sentences(struct side *s, ent_input *input, ent_error *err)
{
	static const char *const units[] = { "s", NULL };
	ent_xml_stream *stream = NULL;
	bool more = true;
	ent_status status = ent_input_next(input, &more, err);
	if (!status && more)
		status = ent_xml_stream_new(&stream, input, units, err);
	while (!status && more) {
		ent_xml_item item;
		status = ent_xml_stream_next(stream, &item, &more, err);
		const bool ended =
			item.flaw != ENT_XML_UNENDED && item.flaw != ENT_XML_TOO_LONG;
		if (status || !more || !item.unit.n || !ended)
			continue;
		size_t at = s->text.n, from = item.token.raw.n, end;
		size_t close = ent_xml_close(item.unit, from, &end);
		add_sentence(&s->text, ent_str_slice(item.unit, from, close),
			     s->french);
		if (s->n == SENTENCES_MAX)
			status = ent_fail(err, ENT_ELIMIT,
					  "a document has more than %d sentences",
					  SENTENCES_MAX);
		else if (s->text.failed ||
			 !add_id(s, ent_xml_get(item.token.body, "id"), at))
			status = ent_fail_memory(err);
	}
	ent_xml_stream_free(stream);
	return status;
}

/* Whether a name stays in the folder. */
static bool is_safe(ent_str name)
{
	if (!name.n || name.p[0] == '/')
		return false;
	for (ent_str rest = name; rest.p;)
		if (ent_str_is(ent_str_cut(&rest, '/'), ".."))
			return false;
	return memchr(name.p, '\0', name.n) == NULL;
}

/* The path of a document that is there, into scratch; false without one. */
static bool find_path(char scratch[PATH_SIZE], const ent_reading *r, ent_str name)
{
	ent_str folder = ent_str_of(r->opt->folder);
	ent_str bare = ent_str_ends(name, ENT_STR(".gz"))
			       ? ent_str_slice(name, 0, name.n - 3)
			       : name;
	if (!folder.n) {
		folder = r->file;
		while (folder.n && folder.p[folder.n - 1] != '/')
			folder.n--;
		if (!folder.n)
			folder = ENT_STR("./");
	}
	static const char *const between[] = { "/", "/xml/", "/raw/" };
	static const char *const ends[] = { "", ".gz" };
	for (size_t k = 0; k < 6; k++) {
		int n = snprintf(scratch, PATH_SIZE, "%.*s%s%.*s%s", (int)folder.n,
				 folder.p, between[k / 2], (int)bare.n, bare.p,
				 ends[k % 2]);
		if (n > 0 && n < PATH_SIZE && !access(scratch, R_OK))
			return true;
	}
	return false;
}

static ent_status load(struct opus *o, int k, ent_str name, ent_error *err)
{
	struct side *s = &o->sides[k];
	char path[PATH_SIZE];
	ent_input *input = NULL;
	const bool french = ent_lang_matches(s->lang, ENT_STR("fr"));
	if (s->loaded && s->french == french && ent_str_eq(ent_buf_str(&s->name), name))
		return ENT_OK;
	s->french = french;
	ent_buf_clear(&s->name);
	ent_buf_add(&s->name, ENT_STR(""));
	ent_buf_add(&s->name, name);
	ent_buf_clear(&s->text);
	s->n = 0;
	s->loaded = false;
	if (!is_safe(name) || !find_path(path, o->reading, name)) {
		ent_reading_problem(o->reading, 0, true, "document %.*s is %s",
				    (int)name.n, name.p,
				    is_safe(name) ? "not there" : "outside the folder");
		return ENT_OK;
	}
	ent_status status =
		ent_input_open(&input, path, o->reading->opt->max_size, err);
	if (!status)
		status = read_sentences(s, input, err);
	ent_input_close(input);
	if (!status && s->n)
		qsort(s->sentences, s->n, sizeof(*s->sentences), by_id);
	s->loaded = !status;
	return ent_error_in(err, status, ent_str_of(path));
}

/* The language that the first folder of a document's name is, as in OPUS. */
static ent_str lang_of_name(ent_reading *r, ent_str name)
{
	ent_str first = ent_str_cut(&name, '/');
	ent_str code = ent_reading_lang(r, first);
	return ent_lang_base(code).n <= 3 && ent_lang_iso3(code)[0] ? code
								    : ENT_STR("");
}

/* A linkGrp: the languages, then both documents. */
static ent_status open_group(struct opus *o, const ent_xml_token *t, ent_error *err)
{
	static const char *const names[2] = { "fromDoc", "toDoc" };
	ent_reading *r = o->reading;
	ent_str wanted[2], langs[2];
	for (int k = 0; k < 2; k++)
		langs[k] = lang_of_name(r, ent_xml_get(t->body, names[k]));
	if (!r->from.n && langs[0].n && !ent_lang_matches(langs[0], r->to))
		r->from = langs[0];
	if (!r->to.n && langs[1].n && !ent_lang_matches(langs[1], r->from))
		r->to = langs[1];
	o->swap = ent_lang_matches(langs[0], r->to) &&
		  ent_lang_matches(langs[1], r->from) &&
		  !ent_lang_matches(langs[0], r->from);
	wanted[0] = o->swap ? r->to : r->from;
	wanted[1] = o->swap ? r->from : r->to;
	o->wanted = wanted[0].n && wanted[1].n;
	for (int k = 0; k < 2; k++) {
		o->wanted &= !langs[k].n || ent_lang_matches(langs[k], wanted[k]);
		o->sides[k].lang = langs[k].n ? langs[k] : wanted[k];
	}
	if (!o->wanted) {
		ent_reading_problem(r, 0, true,
				    wanted[0].n && wanted[1].n
					    ? "a group is in other languages"
					    : "a group does not name its languages");
		return ENT_OK;
	}
	for (int k = 0; k < 2; k++) {
		ent_status status = load(o, k, ent_xml_get(t->body, names[k]), err);
		if (status)
			return status;
	}
	o->wanted = o->sides[0].loaded && o->sides[1].loaded;
	return ENT_OK;
}

/* ---- links ---------------------------------------------------------------------- */

/* Whether a side of a link names more sentences than a unit has. */
static bool is_too_long(ent_str ids)
{
	unsigned n = 0;
	while (ids.p && n <= LINK_MAX)
		n += ent_str_cut(&ids, ' ').n > 0;
	return n > LINK_MAX;
}

/* The sentences of one side of a link, joined; the id that is missing, "" when
 * none is. */
static ent_str join(struct side *s, ent_str ids)
{
	ent_buf_clear(&s->joined);
	ent_buf_add(&s->joined, ENT_STR(""));
	while (ids.p) {
		ent_str id = ent_str_cut(&ids, ' ');
		if (!id.n)
			continue;
		struct sentence key = { ent_str_hash(id), 0, 0 };
		const struct sentence *found =
			s->n ? bsearch(&key, s->sentences, s->n, sizeof(key), by_id)
			     : NULL;
		if (!found)
			return id;
		if (s->joined.n)
			ent_buf_add_char(&s->joined, ' ');
		ent_buf_add(&s->joined,
			    ent_str_trim(ent_str_slice(ent_buf_str(&s->text), found->at,
						       found->at + found->n)));
	}
	return ENT_STR("");
}

static void keep_certainty(struct opus *o, ent_str attributes)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_str value = ent_xml_get(attributes, "certainty");
	ent_buf text = ENT_BUF_INIT;
	ent_buf_clear(&o->extra);
	ent_buf_add(&o->extra, ENT_STR(""));
	if (!value.n)
		return;
	ent_xml_decode(&text, value, &repairs);
	ent_buf_addf(&o->extra, "<prop type=\"x-certainty\">");
	ent_buf_add_xml(&o->extra, ent_buf_str(&text));
	ent_buf_addf(&o->extra, "</prop>");
	o->extra.failed |= text.failed;
	ent_buf_release(&text);
}

static ent_status read_link(struct opus *o,
			    const ent_xml_token *t,
			    uint32_t line,
			    ent_error *err)
{
	ent_reading *r = o->reading;
	ent_str ids[2] = { ENT_STR(""), ent_xml_get(t->body, "xtargets") };
	ids[0] = ent_str_cut(&ids[1], ';');
	r->unit++;
	for (int k = 0; k < 2; k++) {
		if (is_too_long(ids[k])) {
			ent_reading_problem(r, line, true,
					    "has more than %d sentences on one side",
					    LINK_MAX);
			return ENT_OK;
		}
		ent_str missing = join(&o->sides[k], ids[k]);
		if (missing.n)
			ent_reading_problem(r, line, true, "there is no sentence %.*s",
					    (int)missing.n, missing.p);
		else if (!ent_str_trim(ids[k]).n)
			ent_reading_problem(r, line, true, "has no counterpart");
		if (missing.n || !ent_str_trim(ids[k]).n)
			return ENT_OK;
	}
	keep_certainty(o, t->body);
	ent_buf_clear(&o->place);
	ent_buf_add(&o->place, ENT_STR(""));
	ent_buf_add(&o->place, ids[o->swap]);
	const struct side *s = &o->sides[o->swap], *d = &o->sides[!o->swap];
	if (s->joined.failed || d->joined.failed || o->extra.failed ||
	    o->place.failed || s->name.failed || d->name.failed)
		return ent_fail_memory(err);
	ent_unit unit = {
		.source = { s->lang, ent_buf_str(&s->joined), ENT_STR(""),
			    ENT_STR("") },
		.target = { d->lang, ent_buf_str(&d->joined), ENT_STR(""),
			    ENT_STR("") },
		.document = ent_buf_str(&s->name),
		.target_document = ent_buf_str(&d->name),
		.place = ent_buf_str(&o->place),
		.date = ENT_STR(""),
		.origin = ENT_STR("opus"),
		.extra = ent_buf_str(&o->extra),
		.attributes = ENT_STR(""),
		.confidence = 1,
		.line = line,
	};
	return ent_reading_send(r, &unit, err);
}

static void opus_free(struct opus *o)
{
	for (int k = 0; k < 2; k++) {
		ent_buf_release(&o->sides[k].name);
		ent_buf_release(&o->sides[k].text);
		ent_buf_release(&o->sides[k].joined);
		free(o->sides[k].sentences);
	}
	ent_buf_release(&o->extra);
	ent_buf_release(&o->place);
}

static ent_status read_item(void *data, const ent_xml_item *item, ent_error *err)
{
	struct opus *o = data;
	if (item->token.type == ENT_XML_CLOSE)
		return ENT_OK;
	if (ent_str_is(item->token.name, "linkGrp"))
		return open_group(o, &item->token, err);
	if (ent_str_is(item->token.name, "link") && o->wanted)
		return read_link(o, &item->token, item->line, err);
	return ENT_OK;
}

static ent_status read_opus(ent_reading *reading, ent_error *err)
{
	static const char *const units[] = { NULL };
	struct opus o = { .reading = reading };
	const ent_status status = ent_reading_items(reading, units, read_item, &o, err);
	opus_free(&o);
	return status;
}

const ent_units_reader ent_opus_reader = {
	.name = "opus",
	.roots = "cesAlign",
	.read = read_opus,
};
