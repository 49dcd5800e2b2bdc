/* SPDX-License-Identifier: Apache-2.0 */
/* tables.c - the words of a segmentation data file in a hash table.
 *
 * The file is for people: sections in brackets, words separated by commas, comments
 * after '#'.  A user's own file has the same form and adds to ours; a word that is
 * listed again gets the new class instead of the old abbreviation class, so that a user
 * can correct ours.
 *
 * Open addressing over FNV-1a, filled to a half at most: a look-up touches mostly one
 * slot.  Memory: the words and 16 bytes a slot.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/data.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "segment/char.h"
#include "segment/tables.h"
#include "text/lang.h"

enum { FIRST_SLOTS = 1024 }; /* slots; a power of two */

/* Largest abbreviation file; ours have 10 KB. */
#define ABBREVIATIONS_MAX ((uint64_t)16 << 20)

struct entry {
	ent_str word;
	unsigned classes;
};

struct tables {
	ent_arena *arena;         /* the words */
	struct entry *entries;    /* in the order in which they came */
	uint32_t *slots;          /* index of an entry + 1; 0 for none */
	uint32_t count, capacity; /* capacity: of slots; entries hold a half of it */
};

static const struct {
	const char *name;
	unsigned classes;
} sections[] = {
	{ "never", WORD_NEVER },
	{ "number", WORD_NUMBER },
	{ "final", WORD_FINAL },
	{ "ambiguous", WORD_AMBIGUOUS },
	{ "openers", WORD_OPENER },
	{ "stay", WORD_STAY },
	{ "labels", WORD_LABEL },
	{ "capitals", WORD_CAPITAL },
	{ "words", WORD_ORDINARY },
	{ "ordinals", WORD_ORDINAL },
	{ "greetings", WORD_GREETING },
	{ "closings", WORD_CLOSING },
	{ "references", WORD_REFERENCE },
	{ "addresses", WORD_ADDRESS },
	{ "reporting", WORD_REPORT },
	{ "restart", WORD_RESTART },
	{ "letters", WORD_NUMBER | WORD_LETTER },
	{ "seldom", WORD_NEVER | WORD_AMBIGUOUS },
	{ "titles", WORD_AMBIGUOUS | WORD_TITLE },
};

ent_status ent_tables_new(struct tables **out, ent_error *err)
{
	struct tables *t = calloc(1, sizeof(*t));
	if (!t)
		return ent_fail_memory(err);
	t->capacity = FIRST_SLOTS;
	t->arena = ent_arena_new(0);
	t->entries = calloc(t->capacity / 2, sizeof(*t->entries));
	t->slots = calloc(t->capacity, sizeof(*t->slots));
	if (!t->arena || !t->entries || !t->slots) {
		ent_tables_free(t);
		return ent_fail_memory(err);
	}
	*out = t;
	return ENT_OK;
}

void ent_tables_free(struct tables *tables)
{
	if (!tables)
		return;
	ent_arena_free(tables->arena);
	free(tables->entries);
	free(tables->slots);
	free(tables);
}

/* The slot where a word is or would be. */
static uint32_t *slot_of(const struct tables *t, ent_str word)
{
	uint32_t k = (uint32_t)ent_str_hash(word) & (t->capacity - 1);
	while (t->slots[k] && !ent_str_eq(t->entries[t->slots[k] - 1].word, word))
		k = (k + 1) & (t->capacity - 1);
	return &t->slots[k];
}

static bool grow_table(struct tables *t)
{
	if (t->capacity > UINT32_MAX / 4)
		return false;
	struct entry *entries =
		realloc(t->entries, (size_t)t->capacity * sizeof(*t->entries));
	if (!entries)
		return false;
	t->entries = entries;
	uint32_t *slots = calloc((size_t)t->capacity * 2, sizeof(*slots));
	if (!slots)
		return false;
	free(t->slots);
	t->slots = slots;
	t->capacity *= 2;
	for (uint32_t k = 0; k < t->count; k++)
		*slot_of(t, t->entries[k].word) = k + 1;
	return true;
}

/* Whether a word has a control character, which no text has and no SRX file may. */
static bool has_control(ent_str word)
{
	for (size_t k = 0; k < word.n; k++)
		if ((unsigned char)word.p[k] < ' ' || word.p[k] == 0x7F)
			return true;
	return false;
}

/* Writes the form under which a word is kept; 0 when it is empty or too long. */
static size_t normal_word(char *out, ent_str word)
{
	size_t n = 0;
	word = ent_str_trim(word);
	if (word.n > 1 && word.p[word.n - 1] == '.')
		word.n--;
	for (size_t k = 0; k < word.n && n < ENT_WORD_MAX; n++) {
		if (ent_str_starts(ent_str_slice(word, k, word.n), ENT_STR("’"))) {
			out[n] = '\'';
			k += sizeof("’") - 1;
		} else {
			out[n] = word.p[k++];
		}
		if (n + 1 == ENT_WORD_MAX && k < word.n)
			return 0;
	}
	return n;
}

ent_status ent_tables_add(struct tables *tables,
			  ent_str word,
			  unsigned classes,
			  ent_error *err)
{
	char normal[ENT_WORD_MAX];
	ent_str key = { normal, normal_word(normal, word) };
	if (has_control(word))
		return ent_fail(err, ENT_EFORMAT,
				"a word must have no control character: '%.*s'",
				word.n > ENT_WORD_MAX ? ENT_WORD_MAX : (int)word.n,
				word.p);
	if (!key.n)
		return ent_fail(err, ENT_EFORMAT,
				"a word must have 1 to %d bytes: '%.*s'", ENT_WORD_MAX,
				word.n > ENT_WORD_MAX ? ENT_WORD_MAX : (int)word.n,
				word.p ? word.p : "");
	uint32_t *slot = slot_of(tables, key);
	if (*slot) {
		struct entry *old = &tables->entries[*slot - 1];
		if (classes & (unsigned)WORD_ABBREVIATION)
			old->classes &= ~(unsigned)WORD_ABBREVIATION;
		old->classes |= classes;
		return ENT_OK;
	}
	if (tables->count >= tables->capacity / 2) {
		if (!grow_table(tables))
			return ent_fail_memory(err);
		slot = slot_of(tables, key);
	}
	ent_str kept = ent_arena_str(tables->arena, key);
	if (!kept.p)
		return ent_fail_memory(err);
	tables->entries[tables->count] = (struct entry){ kept, classes };
	*slot = ++tables->count;
	return ENT_OK;
}

static ent_status read_section(unsigned *classes, ent_str line, ent_error *err)
{
	ent_str name = ent_str_slice(line, 1, line.n);
	if (name.n && name.p[name.n - 1] == ']') {
		name.n--;
		for (size_t k = 0; k < sizeof(sections) / sizeof(sections[0]); k++)
			if (ent_str_is(name, sections[k].name)) {
				*classes = sections[k].classes;
				return ENT_OK;
			}
	}
	return ent_fail(err, ENT_EFORMAT, "no section '%.*s'",
			line.n > 40 ? 40 : (int)line.n, line.p);
}

static ent_status read_line(struct tables *tables,
			    unsigned *classes,
			    ent_str line,
			    ent_error *err)
{
	line = ent_str_trim(ent_str_cut(&line, '#'));
	if (line.n && line.p[0] == '[')
		return read_section(classes, line, err);
	ent_status status = ENT_OK;
	while (line.p && !status) {
		ent_str word = ent_str_trim(ent_str_cut(&line, ','));
		if (word.n)
			status = ent_tables_add(tables, word, *classes, err);
	}
	return status;
}

ent_status ent_tables_read(struct tables *tables, ent_str bytes, ent_error *err)
{
	unsigned classes = WORD_NEVER;
	ent_status status = ENT_OK;
	ent_str rest = bytes;
	if (!ent_utf8_valid(bytes, NULL))
		return ent_fail(err, ENT_EENCODING, "is not UTF-8");
	if (ent_str_starts(rest, ENT_STR("\xEF\xBB\xBF")))
		rest = ent_str_slice(rest, 3, rest.n);
	for (uint32_t n = 1; rest.p && !status; n++) {
		status = read_line(tables, &classes, ent_str_cut(&rest, '\n'), err);
		if (status && err)
			err->line = n;
	}
	return status;
}

/* The words of a file of ours for a language; *found: whether there is one. */
static ent_status read_data(bool *found,
			    struct tables *tables,
			    const char *folder,
			    ent_str lang,
			    ent_error *err)
{
	char name[64];
	ent_str base = ent_lang_base(lang);
	ent_data data;
	snprintf(name, sizeof(name), "%s/%.*s.txt", folder, (int)base.n,
		 base.n ? base.p : "");
	ent_status status = ent_data_open(&data, name, err);
	*found = status == ENT_OK;
	if (status == ENT_ENOTFOUND)
		return ENT_OK;
	if (status)
		return status;
	status = ent_tables_read(tables, data.bytes, err);
	ent_data_close(&data);
	return ent_error_in(err, status, ent_str_of(name));
}

/* *found: whether there are rules of ours for the language; else there may be
 * abbreviations for ICU's. */
static ent_status read_ours(bool *found,
			    struct tables *tables,
			    ent_str lang,
			    ent_error *err)
{
	bool any;
	ent_status status = read_data(found, tables, "segmentation", lang, err);
	return status || *found ? status
				: read_data(&any, tables, "segmentation/abbreviations",
					    lang, err);
}

static ent_status read_users(struct tables *tables, const char *path, ent_error *err)
{
	ent_buf bytes = ENT_BUF_INIT;
	if (!path)
		return ENT_OK;
	ent_status status = ent_file_read(&bytes, path, ABBREVIATIONS_MAX, err);
	if (!status)
		status = ent_tables_read(tables, ent_buf_str(&bytes), err);
	ent_buf_release(&bytes);
	return ent_error_in(err, status, ent_str_of(path));
}

ent_status ent_tables_open(struct tables **out,
			   bool *ours,
			   ent_str lang,
			   const char *users,
			   ent_error *err)
{
	struct tables *tables;
	ent_status status = ent_tables_new(&tables, err);
	if (status)
		return status;
	status = read_ours(ours, tables, lang, err);
	if (!status)
		status = read_users(tables, users, err);
	if (status)
		ent_tables_free(tables);
	else
		*out = tables;
	return status;
}

unsigned ent_tables_find(const struct tables *tables, ent_str word)
{
	uint32_t at = *slot_of(tables, word);
	return at ? tables->entries[at - 1].classes : 0;
}

static ent_str recased(char *out, ent_str word, enum word_form how, bool upper)
{
	for (size_t at = 0, step; at < word.n; at += step) {
		UChar32 c = ent_char_at(word, at, &step);
		if (how & (at ? FORM_REST : FORM_FIRST))
			c = upper ? u_toupper(c) : u_tolower(c);
		/* a few letters differ in length from their pair: leave those */
		if (c < 0x80 && step == 1) {
			out[at] = (char)c;
		} else if (c >= 0x80 && c < 0x800 && step == 2) {
			out[at] = (char)(0xC0 | c >> 6);
			out[at + 1] = (char)(0x80 | (c & 0x3F));
		} else {
			memcpy(out + at, word.p + at, step);
		}
	}
	return (ent_str){ out, word.n };
}

ent_str ent_word_upper(char *out, ent_str word, enum word_form how)
{
	return recased(out, word, how, true);
}

ent_str ent_word_lower(char *out, ent_str word, enum word_form how)
{
	return recased(out, word, how, false);
}

unsigned ent_tables_find_abbreviation(const struct tables *tables, ent_str word)
{
	char copy[ENT_WORD_MAX];
	size_t step, next;
	if (!word.n || word.n > ENT_WORD_MAX)
		return 0;
	unsigned found = ent_tables_find(tables, word) & WORD_ABBREVIATION;
	if (found || ent_char_kind(ent_char_at(word, 0, &step)) != KIND_UPPER)
		return found;
	if (step == word.n) /* a capital alone is an initial */
		return 0;
	found = ent_tables_find(tables, recased(copy, word, FORM_FIRST, false)) &
		WORD_ABBREVIATION;
	enum kind second = ent_char_kind(ent_char_at(word, step, &next));
	if (found || (second != KIND_UPPER && second != KIND_STOP))
		return found;
	found = ent_tables_find(tables, recased(copy, word, FORM_ALL, false)) &
		WORD_ABBREVIATION;
	if (!found)
		found = ent_tables_find(tables, recased(copy, word, FORM_REST, false)) &
			WORD_ABBREVIATION;
	if (!found || second != KIND_UPPER)
		return found;
	return found & (WORD_NUMBER | WORD_ORDINARY) ? WORD_ORDINARY : WORD_AMBIGUOUS;
}

void ent_tables_each(const struct tables *tables,
		     void (*fn)(void *data, ent_str word, unsigned classes),
		     void *data)
{
	for (uint32_t k = 0; k < tables->count; k++)
		fn(data, tables->entries[k].word, tables->entries[k].classes);
}
