/* SPDX-License-Identifier: Apache-2.0 */
/* value_slot.c - the place where a value is written, and the words around it. */
#include "text/value_slot.h"
#include "base/ascii.h"
#include "base/word_list.h"

void ent_slot_add(struct ent_slot_write *w, const char *z)
{
	ent_buf_add(w->out, ent_str_of(z));
}

void ent_slot_add_text(struct ent_slot_write *w, uint32_t start, uint32_t end)
{
	if (end > start)
		ent_buf_add(w->out, ent_str_slice(w->text, start, end));
}

bool ent_letter_at(ent_str text, size_t at)
{
	unsigned char c = (unsigned char)text.p[at];
	if (c < 0x80)
		return ent_is_letter((char)c);
	while (at && (c & 0xC0) == 0x80)
		c = (unsigned char)text.p[--at];
	return c >= 0xC3 && c <= 0xC5;
}

size_t ent_gap_before(ent_str text, size_t at)
{
	if (at >= 1 && text.p[at - 1] == ' ')
		return 1;
	if (at >= 2 && !memcmp(text.p + at - 2, "\xC2\xA0", 2))
		return 2;
	return at >= 3 && !memcmp(text.p + at - 3, "\xE2\x80\xAF", 3) ? 3 : 0;
}

size_t ent_gap_after(ent_str text, size_t at)
{
	ent_str rest = ent_str_slice(text, at, text.n);
	return ent_str_starts(rest, ENT_STR(" "))              ? 1
	       : ent_str_starts(rest, ENT_STR("\xC2\xA0"))     ? 2
	       : ent_str_starts(rest, ENT_STR("\xE2\x80\xAF")) ? 3
							       : 0;
}

ent_str ent_word_before(ent_str text, size_t at)
{
	size_t end = at - ent_gap_before(text, at), start = end;
	while (start && ent_letter_at(text, start - 1))
		start--;
	return ent_str_slice(text, start, end);
}

ent_str ent_word_after(ent_str text, size_t at)
{
	size_t start = at + ent_gap_after(text, at), end = start;
	while (end < text.n && ent_letter_at(text, end))
		end++;
	return ent_str_slice(text, start, end);
}

void ent_slot_add_capital(struct ent_slot_write *w, const char *word, bool capital)
{
	if (!capital || !ent_is_letter(word[0])) {
		ent_slot_add(w, word);
		return;
	}
	ent_buf_add_char(w->out, (char)(word[0] & ~32));
	ent_slot_add(w, word + 1);
}

bool ent_slot_has_capital(const struct ent_slot_write *w, uint32_t at)
{
	return ent_is_capital(w->text.p[at]);
}

void ent_slot_fix_article(struct ent_slot_write *w, const char *digits)
{
	uint32_t start = w->slot->start;
	ent_str before = ent_word_before(w->text, start);
	if (w->lang != ENT_VALUE_ENGLISH || !ent_gap_before(w->text, start) ||
	    !(ent_words_have_capitalised("a", before) ||
	      ent_words_have_capitalised("an", before)))
		return;
	const size_t whole = strcspn(digits, ".");
	const bool an = digits[0] == '8' ||
			(!strncmp(digits, "11", 2) && whole % 3 == 2) ||
			(!strncmp(digits, "18", 2) && whole % 3 == 2);
	const uint32_t from = (uint32_t)(before.p - w->text.p);
	w->place->start = from;
	ent_buf_add_char(w->out, before.p[0]);
	if (an)
		ent_buf_add_char(w->out, 'n');
	ent_slot_add_text(w, from + (uint32_t)before.n, start);
}
