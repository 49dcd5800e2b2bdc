/* SPDX-License-Identifier: Apache-2.0 */
/* srx_write.c - our rules and words as an SRX file, for programs that cut by one.
 *
 * corpora/segmentation/rules.srx is a template: it expresses the rules of scan.c as far
 * as SRX can, and has names in the places of a language's words.  Here the names are
 * replaced.  The text of a name may contain names that were defined before it, so that
 * the replacement ends.
 */
#include <string.h>

#include "base/data.h"
#include "base/fail.h"
#include "entente/segment.h"
#include "segment/tables.h"

enum { MOST_NAMES = 64, MOST_DEPTH = 8 };

/* Words of a language as alternatives of a regular expression, written for XML. */
struct list {
	const char *name;
	ent_buf words;
};

enum {
	LIST_NEVER,
	LIST_AMBIGUOUS,
	LIST_FINAL,
	LIST_ORDINARY,
	LIST_NAMES, /* with their own mark: "Yahoo!" */
	LIST_STAY,
	LIST_OPENERS,
	LIST_ELIDED, /* openers that end with an apostrophe */
	LIST_TITLES, /* openers that are abbreviations */
	LIST_LABELS,
	LIST_ORDINALS,
	LIST_REFERENCES,
	LIST_GREETINGS,
	LIST_CLOSINGS,
	LIST_CAPITALS,
	LIST_ADDRESSES,
	LIST_REPORTING,
	LIST_RESTART,
	LIST_LANGUAGE, /* "fr" */
	LIST_CODE,     /* "[Ff][Rr]" */
	LIST_INFORMAL, /* nothing, where chat without capitals differs from "i" */
	LIST_FIRST,    /* labels of a series in their order */
	LIST_THIS,
	LIST_FOLLOWING,
	N_LISTS
};

struct name {
	ent_str name, text;
};

struct filler {
	const struct tables *tables;
	struct list lists[N_LISTS];
	struct name names[MOST_NAMES]; /* of @define lines */
	size_t n_names;
	bool informal;
	ent_buf *out;
	ent_error *err;
	ent_status status;
};

/* ---- words ------------------------------------------------------------------ */

static void add_escaped(ent_buf *to, ent_str word)
{
	for (size_t k = 0; k < word.n; k++) {
		char c = word.p[k];
		if (c == '\'')
			ent_buf_add(to, ENT_STR("['’]"));
		else if (c == ' ')
			ent_buf_add(to, ENT_STR("[\\s\\p{Z}]{1,2}"));
		else if (c == '&')
			ent_buf_add(to, ENT_STR("&amp;"));
		else if (c == '<' || c == '>')
			ent_buf_addf(to, c == '<' ? "&lt;" : "&gt;");
		else if (strchr(".+*?()[]{}|^$\\", c))
			ent_buf_addf(to, "\\%c", c);
		else
			ent_buf_add_char(to, c);
	}
}

static void add_word(struct filler *f, int list, ent_str word)
{
	ent_buf *to = &f->lists[list].words;
	if (to->n)
		ent_buf_add_char(to, '|');
	add_escaped(to, word);
}

static void add_abbreviation(struct filler *f, ent_str word, unsigned classes)
{
	if (word.n && word.p[word.n - 1] == '!')
		add_word(f, LIST_NAMES, word);
	else if (classes & WORD_NEVER)
		add_word(f, LIST_NEVER, word);
	else if (classes & (WORD_NUMBER | WORD_AMBIGUOUS))
		add_word(f, LIST_AMBIGUOUS, word);
	else if (classes & WORD_FINAL)
		add_word(f, LIST_FINAL, word);
	else if (classes & WORD_ORDINARY)
		add_word(f, LIST_ORDINARY, word);
}

/* Adds the forms of an abbreviation that a text may have but the list does not. */
static void add_forms(struct filler *f, ent_str word, unsigned classes)
{
	static const enum word_form forms[] = { FORM_FIRST, FORM_ALL };
	char form[2][ENT_WORD_MAX];
	ent_str made[2] = { { NULL, 0 }, { NULL, 0 } };
	add_abbreviation(f, word, classes);
	for (int k = 0; k < 2; k++) {
		made[k] = ent_word_upper(form[k], word, forms[k]);
		if (ent_str_eq(made[k], word) || (k && ent_str_eq(made[1], made[0])) ||
		    ent_tables_find(f->tables, made[k]) & WORD_ABBREVIATION)
			continue;
		add_abbreviation(f, made[k],
				 ent_tables_find_abbreviation(f->tables, made[k]));
	}
}

static void take_word(void *data, ent_str word, unsigned classes)
{
	static const struct {
		unsigned class;
		int list;
	} plain[] = {
		{ WORD_STAY, LIST_STAY },          { WORD_LABEL, LIST_LABELS },
		{ WORD_ORDINAL, LIST_ORDINALS },   { WORD_REFERENCE, LIST_REFERENCES },
		{ WORD_GREETING, LIST_GREETINGS }, { WORD_CLOSING, LIST_CLOSINGS },
		{ WORD_CAPITAL, LIST_CAPITALS },   { WORD_ADDRESS, LIST_ADDRESSES },
		{ WORD_REPORT, LIST_REPORTING },   { WORD_RESTART, LIST_RESTART },
	};
	struct filler *f = data;
	if (classes & WORD_ABBREVIATION)
		add_forms(f, word, classes);
	if (classes & WORD_OPENER)
		add_word(f, word.p[word.n - 1] == '\'' ? LIST_ELIDED : LIST_OPENERS,
			 word);
	if (classes & WORD_OPENER &&
	    (classes & WORD_NEVER ||
	     (word.n > 1 && ent_tables_find_abbreviation(f->tables, word))))
		add_word(f, LIST_TITLES, word);
	for (size_t k = 0; k < sizeof(plain) / sizeof(plain[0]); k++)
		if (classes & plain[k].class)
			add_word(f, plain[k].list, word);
}

static void clear_lists(struct filler *f)
{
	static const char *const names[N_LISTS] = {
		"never",     "ambiguous",  "final",     "ordinary",  "names",
		"stay",      "openers",    "elided",    "titles",    "labels",
		"ordinals",  "references", "greetings", "closings",  "capitals",
		"addresses", "reporting",  "restart",   "language",  "code",
		"informal",  "first",      "this",      "following",
	};
	for (int k = 0; k < N_LISTS; k++) {
		f->lists[k].name = names[k];
		ent_buf_clear(&f->lists[k].words);
	}
}

static void read_words(struct filler *f, ent_str lang, const char *users)
{
	struct tables *tables = NULL;
	bool ours;
	clear_lists(f);
	f->status = ent_tables_open(&tables, &ours, lang, users, f->err);
	if (!f->status && !ours)
		f->status = ent_fail(f->err, ENT_EINVAL, "no words for language '%.*s'",
				     (int)lang.n, lang.n ? lang.p : "");
	if (!f->status) {
		f->tables = tables;
		ent_tables_each(tables, take_word, f);
		ent_buf_add(&f->lists[LIST_LANGUAGE].words, lang);
		for (size_t k = 0; k < lang.n; k++)
			ent_buf_addf(&f->lists[LIST_CODE].words, "[%c%c]",
				     lang.p[k] & ~32, lang.p[k]);
		f->informal =
			(ent_tables_find(tables, ENT_STR("I")) & WORD_CAPITAL) != 0;
	}
	for (int k = 0; k < N_LISTS; k++) {
		if (!f->lists[k].words.n && !(k == LIST_INFORMAL && f->informal))
			/* matches nothing */
			ent_buf_add(&f->lists[k].words, ENT_STR("(?!)"));
		if (f->lists[k].words.failed)
			f->status = ent_fail_memory(f->err);
	}
	ent_tables_free(tables);
	f->tables = NULL;
}

/* ---- the file --------------------------------------------------------------- */

static bool is_name(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (s.p[k] < 'a' || s.p[k] > 'z')
			return false;
	return s.n > 0;
}

static ent_str text_of(const struct filler *f, ent_str name)
{
	for (size_t k = 0; k < f->n_names; k++)
		if (ent_str_eq(f->names[k].name, name))
			return f->names[k].text;
	for (int k = 0; k < N_LISTS; k++)
		if (ent_str_is(name, f->lists[k].name))
			return f->lists[k].words.n ? ent_buf_str(&f->lists[k].words)
						   : ENT_STR("");
	return (ent_str){ NULL, 0 };
}

/* Writes text with its names replaced. */
static void fill_text(struct filler *f, ent_str text, int depth)
{
	while (text.p) {
		bool more = memchr(text.p, '@', text.n) != NULL;
		ent_buf_add(f->out, ent_str_cut(&text, '@'));
		if (!more)
			return;
		ent_str rest = text, name = ent_str_cut(&rest, '@');
		ent_str with = is_name(name) ? text_of(f, name) : (ent_str){ NULL, 0 };
		if (!with.p || depth == MOST_DEPTH) {
			ent_buf_add_char(f->out, '@');
			continue;
		}
		fill_text(f, with, depth + 1);
		text = rest;
	}
}

static void define_name(struct filler *f, ent_str line)
{
	if (f->n_names == MOST_NAMES) {
		f->status = ent_fail(f->err, ENT_ELIMIT, "too many names");
		return;
	}
	ent_str name = ent_str_cut(&line, ' ');
	f->names[f->n_names++] = (struct name){ name, line };
}

static void add_set(struct filler *f, int list, const char *text)
{
	ent_buf_clear(&f->lists[list].words);
	ent_buf_add(&f->lists[list].words, ent_str_of(text));
}

/* Writes a line once for each label that another may follow. */
static void write_series(struct filler *f, ent_str line)
{
	static const char *const series[] = {
		NULL, "1",  "2",  "3",   "4",    "5",  "6", "7",  "8", "9",  "10",
		"11", "12", "13", "14",  "15",   NULL, "a", "b",  "c", "d",  "e",
		"f",  "g",  "h",  "i",   "j",    "k",  "l", NULL, "i", "ii", "iii",
		"iv", "v",  "vi", "vii", "viii", "ix", "x", NULL,
	};
	const char *first = NULL;
	for (size_t k = 1; k + 1 < sizeof(series) / sizeof(series[0]); k++) {
		if (!series[k - 1])
			first = series[k];
		if (!series[k] || !series[k + 1])
			continue;
		add_set(f, LIST_FIRST, first);
		add_set(f, LIST_THIS, series[k]);
		add_set(f, LIST_FOLLOWING, series[k + 1]);
		fill_text(f, line, 0);
		ent_buf_add_char(f->out, '\n');
	}
}

static void fill_block(struct filler *f, ent_str block)
{
	const ent_str mark = ENT_STR("@series ");
	while (block.n) {
		ent_str line = ent_str_cut(&block, '\n');
		if (ent_str_starts(line, mark)) {
			write_series(f, ent_str_slice(line, mark.n, line.n));
			continue;
		}
		fill_text(f, line, 0);
		ent_buf_add_char(f->out, '\n');
	}
}

/* Writes a block once a language; lines are those up to @end. */
static void repeat_block(struct filler *f,
			 ent_str block,
			 const ent_str *langs,
			 size_t n_langs,
			 const char *users)
{
	for (size_t k = 0; k < n_langs && !f->status; k++) {
		read_words(f, langs[k], users);
		if (!f->status)
			fill_block(f, block);
	}
}

static void write_all(struct filler *f,
		      ent_str text,
		      const ent_str *langs,
		      size_t n_langs,
		      const char *users)
{
	const char *block = NULL;
	while (text.n && !f->status) {
		ent_str line = ent_str_cut(&text, '\n');
		ent_str word = line, first = ent_str_cut(&word, ' ');
		if (ent_str_is(first, "@define")) {
			define_name(f, word);
		} else if (ent_str_is(line, "@language") || ent_str_is(line, "@map")) {
			block = text.p;
		} else if (ent_str_is(line, "@end") && block) {
			ent_str all = { block, (size_t)(line.p - block) };
			repeat_block(f, all, langs, n_langs, users);
			block = NULL;
		} else if (!block) {
			fill_text(f, line, 0);
			ent_buf_add_char(f->out, '\n');
		}
	}
}

ent_status ent_segment_export_srx(ent_buf *out,
				  const ent_str *langs,
				  size_t n_langs,
				  const char *abbreviations,
				  ent_error *err)
{
	static const ent_str ours[] = { { "fr", 2 }, { "en", 2 } };
	ent_data data;
	ent_str name = ENT_STR("segmentation/rules.srx");
	struct filler f = { .out = out, .err = err };
	ent_status status = ent_data_open(&data, name.p, err);
	if (status == ENT_ENOTFOUND)
		return ent_fail(err, status, "there is no %s", name.p);
	if (status)
		return status;
	if (!n_langs) {
		langs = ours;
		n_langs = sizeof(ours) / sizeof(ours[0]);
	}
	clear_lists(&f);
	write_all(&f, data.bytes, langs, n_langs, abbreviations);
	if (!f.status && out->failed)
		f.status = ent_fail_memory(err);
	for (int k = 0; k < N_LISTS; k++)
		ent_buf_release(&f.lists[k].words);
	ent_data_close(&data);
	return f.status;
}
