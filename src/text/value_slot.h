/* SPDX-License-Identifier: Apache-2.0 */
/* value_slot.h - what the writers of values share.
 *
 * A slot is the value in whose place another one is written.  A writer appends what the
 * slot becomes; when it is not certain how that is written, it returns false, and `out`
 * may have a part of it.
 */
#ifndef ENT_TEXT_VALUE_SLOT_H
#define ENT_TEXT_VALUE_SLOT_H

#include "text/value.h"

/* One write: `is` takes the place of `was`, which is the same as the slot. */
struct ent_slot_write {
	ent_buf *out;
	ent_value_place *place;
	const ent_value *slot, *is, *was;
	ent_str text, is_text; /* of the slot; of `is` */
	ent_value_lang lang;   /* of the slot */
};

/* Each writes the value `is` in the style of the slot; false when it has no certain
 * form there. */
bool ent_slot_write_number(struct ent_slot_write *w);
bool ent_slot_write_ordinal(struct ent_slot_write *w);
bool ent_slot_write_roman(struct ent_slot_write *w);
bool ent_slot_write_day(struct ent_slot_write *w);
bool ent_slot_write_month(struct ent_slot_write *w);
bool ent_slot_write_weekday(struct ent_slot_write *w);
bool ent_slot_write_time(struct ent_slot_write *w);

static inline bool ent_span_is_set(ent_value_span s)
{
	return s.end > s.start;
}

/* value_plural.c: whether a verb from there on may agree with the value; and appends
 * the singular or plural of a noun whose ending is regular, false for others. */
bool ent_slot_has_verb(const struct ent_slot_write *w, uint32_t at);
bool ent_slot_add_regular_noun(struct ent_slot_write *w, ent_str noun, bool singular);

/* Appends a text that ends with NUL. */
void ent_slot_add(struct ent_slot_write *w, const char *z);

/* What is in the slot's text between two places, as it is. */
void ent_slot_add_text(struct ent_slot_write *w, uint32_t start, uint32_t end);

/* A word, its first letter a capital if it is ASCII and that is asked for. */
void ent_slot_add_capital(struct ent_slot_write *w, const char *word, bool capital);
bool ent_slot_has_capital(const struct ent_slot_write *w, uint32_t at);

/* Writes the article "a" or "an" that the digits require, where the slot's text is
 * English and has one before the slot; the article is then part of the place. */
void ent_slot_fix_article(struct ent_slot_write *w, const char *digits);

/* Whether text[at] is part of a letter of Latin script: not of a quote or a space. */
bool ent_letter_at(ent_str text, size_t at);

/* The bytes, 0 to 3, of one white space of any kind that ends, or begins, at `at`. */
size_t ent_gap_before(ent_str text, size_t at);
size_t ent_gap_after(ent_str text, size_t at);

/* The word that ends before `at`, or begins after it, a space between; "" for none. */
ent_str ent_word_before(ent_str text, size_t at);
ent_str ent_word_after(ent_str text, size_t at);

#endif
