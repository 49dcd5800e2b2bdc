/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_line.c - what a line of a PDF looks like: how it begins, ends, and what would
 * have fitted on it.  Time O(1) for each.
 */
#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/pdf/pdf_line.h"

static const float OTHER_SIZE = 0.12f;

bool ent_pdf_is_label(ent_str s)
{
	size_t k = s.n && s.p[0] == '(', digits = 0, letters = 0, points = 0, roman = 0;
	if (s.n < 2 || s.n > 8 || ent_str_is(s, "M.")) /* Monsieur */
		return false;
	for (; k < s.n && s.p[k] != ')'; k++) {
		digits += ent_is_digit(s.p[k]);
		letters += ent_is_letter(s.p[k]);
		roman += strchr("ivxIVX", s.p[k]) != NULL;
		points += s.p[k] == '.';
		if (!ent_is_digit(s.p[k]) && !ent_is_letter(s.p[k]) && s.p[k] != '.')
			return false;
	}
	const bool closed = k + 1 == s.n;
	return digits + letters > 0 && letters < 5 && (!letters || !digits) &&
	       (closed ||
		(k == s.n && points && s.p[s.n - 1] == '.' &&
		 (digits || letters == 1 || (letters < 5 && roman == letters))));
}

bool ent_pdf_begins_item(const ent_pdf_line *l)
{
	if (l->item)
		return true;
	return l->n > 1 && (ent_pdf_is_bullet(l->words[0].text) ||
			    ent_pdf_is_label(l->words[0].text));
}

bool ent_pdf_ends_sentence(ent_str s)
{
	static const char *const ends[] = {
		".", "!", "?", ":", ";", "\xC2\xBB", "\xE2\x80\x9D", ".)", "\"", NULL
	};
	return ent_list_end_of(ends, s) > 0;
}

bool ent_pdf_ends_item(ent_str s)
{
	return ent_str_ends(s, ENT_STR(";")) || ent_str_ends(s, ENT_STR(":"));
}

bool ent_pdf_is_address(ent_str s)
{
	return ent_str_starts(s, ENT_STR("http")) ||
	       ent_str_starts(s, ENT_STR("www.")) ||
	       (s.n > 3 && memchr(s.p + 1, '@', s.n - 2) != NULL);
}

/* Whether no line ends between two words: a number and its unit, a mark and the word
 * that it belongs to have a no-break space between them, which poppler does not
 * give. */
static bool are_bound(ent_str a, ent_str b)
{
	static const char *const after[] = { "\xC2\xAB",     "n\xC2\xB0", "M.",   "Mme",
					     "Dr",           "Pr",        "art.", "p.",
					     "\xE2\x80\x93", NULL };
	static const char *const before[] = {
		"?", "!", ":", ";", "%", "\xC2\xBB", "\xE2\x82\xAC", "%)", NULL
	};
	if (ent_list_has(after, a))
		return true;
	if (ent_list_start_of(before, b))
		return true;
	if (ent_str_ends(a, ENT_STR("n\xC2\xB0")) || ent_str_starts(a, ENT_STR("S.E.")))
		return true;
	if (b.n && ent_is_digit(b.p[0]) && (ent_str_is(a, "h") || ent_str_is(a, "min")))
		return true;
	return a.n && ent_is_digit(a.p[a.n - 1]);
}

/* The width of what begins a line and cannot be cut. */
static float first_width(const ent_pdf_line *l)
{
	enum { BOUND_MAX = 4 };
	uint32_t k = 0;
	while (k + 1 < l->n && k < BOUND_MAX &&
	       are_bound(l->words[k].text, l->words[k + 1].text))
		k++;
	return l->words[k].box.x1 - l->words[0].box.x0;
}

bool ent_pdf_would_fit(const ent_pdf_place *before, const ent_pdf_line *l)
{
	const float em = ent_box_height(&before->line->box);
	return before->line->box.x1 + 0.25f * em + first_width(l) <
	       before->right - 0.1f * em;
}

bool ent_pdf_is_other_size(const ent_pdf_line *a, const ent_pdf_line *b)
{
	const float x = ent_box_height(&a->box), y = ent_box_height(&b->box);
	return fabsf(x - y) > OTHER_SIZE * (x > y ? x : y);
}
