/* SPDX-License-Identifier: Apache-2.0 */
/* by_version.c - which pairs of documents are versions of one release.
 *
 * Why: a press office corrects a release and issues it again, under another name
 * beside the first (x-v2.html, x-corrected.html) or with a later date and the same
 * identifier (A/79/12, A/79/12/Rev.1).  A memory that offers both offers the mistake
 * too.  But what is made from one template, a bulletin each week, is not one release,
 * even if all of it carries the address of the portal as its identifier.
 *
 * Method: two pairs of documents are versions of one release when all of this holds.
 * Their keys are equal (the identifier, or folder and name, without marks of language
 * and version).  One is newer by its date or, of equal dates, by its mark.  Their
 * sources share ALIKE of their words (Jaccard, Bulletin de la Societe vaudoise des
 * sciences naturelles 37, 1901).  And where no mark says that one is a version: the
 * identifier contains a number, which an address of a portal does not; their file names
 * do not differ in numbers alone (week1, week2); and their sources share ALIKE of their
 * numbers.  So copies stay beside each other, a notice of correction does not replace
 * what it corrects, and an identifier that was left in a template does no harm.
 *
 * Cost: a look-up for each pair stored; the words of those with an equal key. */
#include <string.h>

#include "base/fail.h"
#include "base/word_list.h"
#include "pairing/by_content.h"
#include "pairing/by_statement.h"
#include "pairing/by_version.h"
#include "pairing/lang_mark.h"
#include "text/fold.h"

/* Words, and numbers, in common of two versions.  Between different releases of one
 * office the words are below .35 (18 communiques and 103 press releases, 2026-11),
 * between a release and itself with a paragraph changed above .8. */
#define ALIKE .5

/* ---- marks of version ------------------------------------------------------------ */

/* The next run of letters and digits, or digits alone after letters: "v2" gives
 * "v" and "2".  False at the end. */
static bool next_part(ent_str *part, ent_str *rest)
{
	size_t k = 0, start;
	while (k < rest->n && !ent_is_name_byte(rest->p[k]))
		k++;
	if (k == rest->n)
		return false;
	start = k;
	const bool digits = ent_is_digit(rest->p[k]);
	while (k < rest->n && ent_is_name_byte(rest->p[k]) &&
	       ent_is_digit(rest->p[k]) == digits)
		k++;
	*part = ent_str_slice(*rest, start, k);
	*rest = ent_str_slice(*rest, k, rest->n);
	return true;
}

/* A part that marks a version with the number after it. */
static bool is_numbered_mark(ent_str part, uint32_t *first)
{
	static const char *const plain[] = { "v", "ver", "version", NULL };
	static const char *const revised[] = { "rev", "corr", NULL };
	*first = ent_list_has_any_case(
		revised, part); /* the first revision is the second version */
	return *first || ent_list_has_any_case(plain, part);
}

static bool is_plain_mark(ent_str part)
{
	static const char *const words[] = {
		"corrected", "updated",        "revised",  "reissued",        "reissue",
		"corrige",   "corrig\xC3\xA9", "rectifie", "rectifi\xC3\xA9", "maj",
		NULL
	};
	return ent_list_has_any_case(words, part);
}

/* At most two digits; 0 for anything else, such as a year. */
static uint32_t small_number(ent_str part)
{
	if (!part.n || part.n > 2 || !ent_is_digit(part.p[0]))
		return 0;
	return part.n == 1 ? (uint32_t)(part.p[0] - '0')
			   : (uint32_t)(10 * (part.p[0] - '0') + part.p[1] - '0');
}

/* Adds the parts that do not mark a version to out, and returns the version. */
static uint32_t read_parts(ent_buf *out, ent_str name)
{
	uint32_t version = 0, first;
	ent_str rest = name, part;
	while (next_part(&part, &rest)) {
		ent_str after = rest, number;
		if (is_plain_mark(part)) {
			version = version < 2 ? 2 : version;
			continue;
		}
		if (is_numbered_mark(part, &first) && next_part(&number, &after) &&
		    small_number(number)) {
			version = small_number(number) + first;
			rest = after;
			continue;
		}
		if (first) { /* "rev", "corr" without a number */
			version = version < 2 ? 2 : version;
			continue;
		}
		if (!out)
			continue;
		if (out->n)
			ent_buf_add_char(out, '-');
		ent_buf_add(out, part);
	}
	return version;
}

static ent_str base_name(ent_str path)
{
	size_t k = path.n, end = path.n;
	while (k > 0 && path.p[k - 1] != '/')
		k--;
	for (size_t dot = end; dot-- > k;)
		if (path.p[dot] == '.' && end - dot <= 6) {
			end = dot;
			break;
		}
	return ent_str_slice(path, k, end);
}

uint32_t ent_version_number(ent_str name)
{
	return read_parts(NULL, name);
}

/* ---- the key of a release -------------------------------------------------------- */

/* Whether a part of the source, an initial of its language, marks it: the target has
 * the initial of its own language in its place. */
static bool is_initial(const ent_spellings langs[2], ent_str part, ent_str target)
{
	size_t start = 0;
	bool answered = false;
	for (size_t k = 0; k <= target.n; k++) {
		if (k < target.n && ent_is_name_byte(target.p[k]))
			continue;
		const ent_str other = ent_str_slice(target, start, k);
		start = k + 1;
		if (ent_str_eq(other, part))
			return false;
		answered |= ent_mark_of(&langs[1], other) == ENT_MARK_INITIAL;
	}
	return answered;
}

/* A name without the marks of its version and its language, its parts folded with '-'
 * between; target is the name on the other side. */
static void add_key(ent_buf *out,
		    ent_str name,
		    ent_str target,
		    const ent_spellings langs[2])
{
	ent_buf parts = ENT_BUF_INIT, folded = ENT_BUF_INIT, other = ENT_BUF_INIT;
	const size_t begin = out->n;
	read_parts(&parts, name);
	ent_fold_add(&folded, ent_buf_str(&parts), ENT_FOLD_CASE);
	ent_fold_add(&other, target, ENT_FOLD_CASE);
	for (ent_str rest = ent_buf_str(&folded); rest.n;) {
		const ent_str part = ent_str_cut(&rest, '-');
		const ent_mark_kind kind = ent_mark_of(&langs[0], part);
		if (kind == ENT_MARK_INITIAL &&
		    is_initial(langs, part, ent_buf_str(&other)))
			continue;
		if (kind != ENT_MARK_NONE && kind != ENT_MARK_INITIAL)
			continue;
		if (out->n > begin)
			ent_buf_add_char(out, '-');
		ent_buf_add(out, part);
	}
	out->failed |= parts.failed || folded.failed || other.failed;
	ent_buf_release(&parts);
	ent_buf_release(&folded);
	ent_buf_release(&other);
}

void ent_release_key(ent_buf *out,
		     const ent_document *source,
		     const ent_document *target)
{
	ent_spellings langs[2];
	const ent_str base = base_name(source->name);
	ent_buf key = ENT_BUF_INIT;
	ent_spell_language(&langs[0], source->lang, target->lang);
	ent_spell_language(&langs[1], target->lang, source->lang);
	ent_buf_clear(out);
	add_key(&key, source->id, target->id, langs);
	if (key.n) {
		ent_buf_add(out, ENT_STR("id "));
	} else if (base.n) {
		add_key(&key, base, base_name(target->name), langs);
		ent_buf_add(out, ENT_STR("name "));
		ent_buf_add(out, ent_str_slice(source->name, 0,
					       (size_t)(base.p - source->name.p)));
	}
	ent_buf_add(out, ent_buf_str(&key));
	out->failed |= key.failed || langs[0].failed || langs[1].failed;
	ent_buf_release(&key);
}

/* ---- which is newer -------------------------------------------------------------- */

static ent_str date_of(const ent_stored_pair *pair)
{
	return pair->source.date.n ? pair->source.date : pair->target.date;
}

/* < 0: a is older by its marks of version; 0: neither. */
static int compare_marks(const ent_stored_pair *a, const ent_stored_pair *b)
{
	uint32_t x = ent_version_number(a->source.id);
	uint32_t y = ent_version_number(b->source.id);
	if (x == y) {
		x = ent_version_number(base_name(a->source.name));
		y = ent_version_number(base_name(b->source.name));
	}
	return x == y ? 0 : x < y ? -1 : 1;
}

static bool is_marked(const ent_stored_pair *pair)
{
	return ent_version_number(pair->source.id) ||
	       ent_version_number(base_name(pair->source.name));
}

/* < 0: a is older; 0: neither. */
static int compare_versions(const ent_stored_pair *a, const ent_stored_pair *b)
{
	if (date_of(a).n && date_of(b).n) {
		const int order = ent_str_cmp(date_of(a), date_of(b));
		if (order)
			return order;
	}
	return compare_marks(a, b);
}

/* ---- whether they are one release ------------------------------------------------ */

static bool has_digit(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (ent_is_digit(s.p[k]))
			return true;
	return false;
}

/* Whether two names are equal but for their digits. */
static bool differ_in_digits(ent_str a, ent_str b)
{
	size_t i = 0, j = 0;
	if (ent_str_eq(a, b))
		return false;
	while (i < a.n && j < b.n) {
		const bool digit = ent_is_digit(a.p[i]);
		if (digit != ent_is_digit(b.p[j]) || (!digit && a.p[i] != b.p[j]))
			return false;
		i++, j++;
		while (digit && i < a.n && ent_is_digit(a.p[i]))
			i++;
		while (digit && j < b.n && ent_is_digit(b.p[j]))
			j++;
	}
	return i == a.n && j == b.n;
}

/* Whether two releases without a mark of version may be versions, by what names
 * them. */
static bool may_be_versions(const ent_stored_pair *a, const ent_stored_pair *b)
{
	return has_digit(a->source.id) &&
	       !differ_in_digits(base_name(a->source.name), base_name(b->source.name));
}

static ent_status read_words(ent_bag *out,
			     ent_store *store,
			     uint64_t document,
			     ent_arena *arena,
			     ent_error *err)
{
	const ent_segment *segments;
	uint32_t n;
	ent_status status = ent_store_segments_load(&segments, &n, store, document, 0,
						    UINT32_MAX, arena, err);
	ent_paragraph *paragraphs =
		status ? NULL : ENT_NEW_ARRAY(arena, ent_paragraph, n);
	if (status)
		return status;
	if (!paragraphs)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n; k++)
		paragraphs[k].text = segments[k].text;
	const ent_document doc = { .paragraphs = paragraphs, .n_paragraphs = n };
	return ent_bag_read(out, &doc, ENT_STR(""), NULL, 0, arena, err);
}

/* Whether two sources share ALIKE of the words of a kind; none on either side are
 * alike. */
static bool are_alike(const ent_bag *a, const ent_bag *b, uint8_t kind)
{
	uint32_t i = 0, j = 0, both = 0, either = 0;
	while (i < a->n || j < b->n) {
		const bool left = j == b->n || (i < a->n && a->words[i] <= b->words[j]);
		const bool right =
			i == a->n || (j < b->n && b->words[j] <= a->words[i]);
		const uint8_t kinds = left ? a->kinds[i] : b->kinds[j];
		both += left && right && kinds & kind;
		either += (kinds & kind) != 0;
		i += left;
		j += right;
	}
	return both >= ALIKE * (double)either;
}

ent_status ent_version_order(int *order,
			     ent_store *store,
			     const ent_stored_pair *a,
			     const ent_stored_pair *b,
			     ent_arena *arena,
			     ent_error *err)
{
	const ent_stored_pair *pairs[] = { a, b };
	ent_bag words[2];
	ent_status status = ENT_OK;
	*order = 0;
	const int newer = compare_versions(a, b);
	const bool marked = is_marked(a) || is_marked(b);
	if (!newer || (!marked && !may_be_versions(a, b)))
		return ENT_OK;
	for (int k = 0; !status && k < 2; k++)
		status = read_words(&words[k], store, pairs[k]->documents[0], arena,
				    err);
	if (!status && are_alike(&words[0], &words[1], ENT_BAG_OWN) &&
	    (marked || are_alike(&words[0], &words[1], ENT_BAG_NUMBER)))
		*order = newer;
	return status;
}
