/* SPDX-License-Identifier: Apache-2.0 */
/* unlinked.c - the counterpart of words of a phrase that nothing links to.
 *
 * Word links are sparse where words are rare or free.  What is left then says more:
 *
 *  - where nothing links to the phrase, what is between the counterparts of its
 *    neighbours and linked to nothing else;
 *  - the counterpart of a word beside a linked one is the word beside that one's
 *    counterpart, on either side, for adjectives change places ("gauging stations",
 *    "stations hydrométriques"), if only one there is free;
 *  - by elimination: when the phrase has the only content words of its side without a
 *    link, the only such words of the other side.
 *
 * Cost: O(tokens) for each word of the phrase.
 */
#include "base/word_list.h"
#include "concord/side.h"

/* ---- passing over light tokens -------------------------------------------------- */

/* Whether a token may be skipped inside a counterpart: a function word, an apostrophe,
 * a hyphen. */
bool ent_mark_is_light(const struct ent_marks *m, uint32_t k)
{
	if (ent_side_is_word(&m->target, k))
		return !m->target.content[k];
	const ent_token *t = &m->target.tokens[k];
	const char c = m->target.text.p[t->start];
	return c == '\'' || c == '-' || (t->end - t->start == 3 && (c & 0x80));
}

/* Whether the words on both sides of a function word can be of one expression: not
 * those of an auxiliary or a pronoun ("databases are free"). */
static bool joins(const struct ent_marks *m, uint32_t k)
{
	static const char *const words[] = { "a",   "an", "and", "at",   "au",  "aux",
					     "d",   "de", "des", "du",   "en",  "et",
					     "for", "in", "l",   "la",   "le",  "les",
					     "of",  "on", "par", "pour", "sur", "the",
					     "to",  "à",  "y",   "se",   "s",   NULL };
	const ent_token *t = &m->target.tokens[k];
	if (!ent_side_is_word(&m->target, k))
		return true;
	return ent_list_has(words, ent_str_slice(m->target.text, t->start, t->end));
}

/* The next content token in a direction, over light ones; -1. */
int64_t ent_mark_next_content(const struct ent_marks *m, int64_t from, int step)
{
	int64_t k = from + step;
	for (int passed = 0; k >= 0 && k < m->target.n && passed < ENT_LIGHT_MAX;
	     k += step, passed++) {
		if (m->target.content[k])
			return k;
		if (!ent_mark_is_light(m, (uint32_t)k) || !joins(m, (uint32_t)k))
			return -1;
	}
	return -1;
}

/* ---- a phrase that nothing links to --------------------------------------------- */

/* The target token that the source token nearest to the phrase on one side links to;
 * -1, or the number of tokens, without one. */
static int64_t anchor(const struct ent_marks *m,
		      const ent_link *links,
		      uint32_t n_links,
		      bool before)
{
	uint32_t first = 0, last = 0;
	while (first < m->source.n && !m->in_phrase[first])
		first++;
	for (uint32_t k = first; k < m->source.n; k++)
		last = m->in_phrase[k] ? k : last;
	if (first == m->source.n)
		return -1;
	const uint32_t edge =
		before ? m->source.tokens[first].start : m->source.tokens[last].end;
	const ent_link *best = NULL;
	for (uint32_t l = 0; l < n_links; l++) {
		const bool fits =
			before ? links[l].src_end <= edge : links[l].src_start >= edge;
		if (fits && (!best || (before ? links[l].src_start >= best->src_start
					      : links[l].src_start < best->src_start)))
			best = &links[l];
	}
	if (!best)
		return before ? -1 : (int64_t)m->target.n;
	for (uint32_t k = 0; k < m->target.n; k++)
		if (ent_token_touches(&m->target.tokens[k], best->tgt_start,
				      best->tgt_end))
			return k;
	return before ? -1 : (int64_t)m->target.n;
}

/* Marks what is between the counterparts of the neighbours.  Where the phrase links to
 * a function word ("every" to "toutes les"), nothing else there belongs to it; where
 * there are more words than the phrase has, it is not known which. */
void ent_mark_between(struct ent_marks *m, const ent_link *links, uint32_t n_links)
{
	for (uint32_t k = 0; k < m->target.n; k++)
		if (m->inside[k] && ent_side_is_word(&m->target, k))
			return;
	int64_t left = anchor(m, links, n_links, true);
	int64_t right = anchor(m, links, n_links, false);
	if (left >= right || (left < 0 && right == m->target.n))
		return;
	uint32_t content = 0, others = 0;
	for (int64_t k = left + 1; k < right; k++) {
		content += m->target.content[k] && ent_mark_is_free(m, (uint32_t)k);
		others += ent_mark_is_free(m, (uint32_t)k);
	}
	uint32_t words = 0;
	for (uint32_t k = 0; k < m->source.n; k++)
		words += m->in_phrase[k] && ent_side_is_word(&m->source, k);
	const bool any = m->n_content == 0 && content == 0;
	const uint32_t n = any ? others : content;
	if (!n || n > words + 1 || (!any && n > m->n_content))
		return;
	for (int64_t k = left + 1; k < right; k++)
		m->marked[k] = ent_mark_is_free(m, (uint32_t)k) &&
			       (any || m->target.content[k]);
}

static bool is_unlinked(const struct ent_marks *m, uint32_t k)
{
	return m->source.content[k] && m->partner[k] < 0;
}

/* ---- words that are alike ------------------------------------------------------- */

/* Equal letters at the beginning of words that are alike: as in align/fit.c. */
enum { ALIKE = 4 };

bool ent_words_begin_alike(ent_str a, ent_str b)
{
	if (a.n < ALIKE || b.n < ALIKE)
		return false;
	for (size_t k = 0; k < ALIKE; k++)
		if ((a.p[k] | 32) != (b.p[k] | 32))
			return false;
	return true;
}

/* The only free word of the target that is like a word of the phrase. */
static bool mark_alike(struct ent_marks *m, uint32_t word)
{
	const ent_token *s = &m->source.tokens[word];
	const ent_str form = ent_str_slice(m->source.text, s->start, s->end);
	int64_t only = -1;
	for (uint32_t k = 0; k < m->target.n; k++) {
		const ent_token *t = &m->target.tokens[k];
		if (!m->target.content[k] || !ent_mark_is_free(m, k) || m->marked[k] ||
		    !ent_words_begin_alike(
			    form, ent_str_slice(m->target.text, t->start, t->end)))
			continue;
		if (only >= 0)
			return false;
		only = k;
	}
	if (only >= 0)
		m->marked[only] = true;
	return only >= 0;
}

/* ---- words beside linked ones --------------------------------------------------- */

/* Tokens to the neighbour of a word; words left over for elimination. */
enum { NEAR = 2, LEFT_MAX = 3 };

/* Shares of the texts that a word and its counterpart are apart at most, when nothing
 * else says where that is. */
static const float APART = 0.35f;

/* The counterpart of the nearest content token before or after a source token; -1. */
static int64_t neighbour(const struct ent_marks *m, uint32_t from, int step)
{
	int64_t k = (int64_t)from + step;
	for (int passed = 0; k >= 0 && k < m->source.n && passed <= NEAR;
	     k += step, passed++) {
		if (!ent_side_is_word(&m->source, (uint32_t)k))
			return -1;
		if (m->source.content[k])
			return m->partner[k];
	}
	return -1;
}

/* The content token beside a target token, or beyond the "of" that joins them; -1. */
static int64_t beside(const struct ent_marks *m, int64_t at, int step)
{
	static const char *const words[] = { "of", "de", "d",  "du", "des", "l",
					     "la", "y",  "se", "s",  NULL };
	const int64_t found = ent_mark_next_content(m, at, step);
	for (int64_t k = at + step; found >= 0 && k != found; k += step) {
		const ent_token *t = &m->target.tokens[k];
		const ent_str token = ent_str_slice(m->target.text, t->start, t->end);
		if (m->target.words[k] && !ent_list_has(words, token))
			return -1;
	}
	return found;
}

/* Adds a free content token beside a target token to the candidates. */
static void add_beside(int64_t *only,
		       uint32_t *n,
		       const struct ent_marks *m,
		       int64_t at)
{
	for (int step = -1; step <= 1 && at >= 0; step += 2) {
		const int64_t k = beside(m, at, step);
		if (k < 0 || !ent_mark_is_free(m, (uint32_t)k) || m->marked[k] ||
		    m->inside[k] || k == *only)
			continue;
		*only = k;
		++*n;
	}
}

static void mark_beside(struct ent_marks *m, uint32_t word)
{
	int64_t only = -1;
	uint32_t n = 0;
	add_beside(&only, &n, m, neighbour(m, word, -1));
	add_beside(&only, &n, m, neighbour(m, word, 1));
	if (n == 1)
		m->marked[only] = true;
}

/* The verb after an auxiliary to which the word is linked: "would like" for
 * "aimerions". */
static void mark_verb(struct ent_marks *m, uint32_t word)
{
	const int64_t k = m->light_partner[word] + 1;
	if (k > 0 && k < m->target.n && m->target.content[k] &&
	    m->target.tokens[k].kind == ENT_TOKEN_WORD &&
	    ent_mark_is_free(m, (uint32_t)k))
		m->marked[k] = true;
}

/* Whether a token is where it is expected: beside what is marked, or, when nothing is,
 * at about the same share of the text. */
static bool is_expected(const struct ent_marks *m, uint32_t at, uint32_t word)
{
	bool any = false;
	for (uint32_t k = 0; k < m->target.n; k++)
		any |= m->marked[k];
	if (any) {
		const int64_t left = beside(m, at, -1), right = beside(m, at, 1);
		return (left >= 0 && m->marked[left]) ||
		       (right >= 0 && m->marked[right]);
	}
	const float share = (float)(at + 1) / (float)(m->target.n + 1) -
			    (float)(word + 1) / (float)(m->source.n + 1);
	return share < APART && share > -APART;
}

static void mark_by_elimination(struct ent_marks *m)
{
	uint32_t of_phrase = 0, left[LEFT_MAX], n = 0, word = 0;
	for (uint32_t k = 0; k < m->source.n; k++) {
		if (is_unlinked(m, k) && m->in_phrase[k]) {
			of_phrase++;
			word = k;
		} else if (m->source.content[k] && !m->linked[k]) {
			return;
		}
	}
	for (uint32_t k = 0; k < m->target.n; k++) {
		if (!m->target.content[k] || !ent_mark_is_free(m, k) || m->inside[k] ||
		    m->marked[k])
			continue;
		if (n == LEFT_MAX || n == of_phrase)
			return;
		left[n++] = k;
	}
	for (uint32_t k = 0; k < n; k++)
		if (!is_expected(m, left[k], word))
			return;
	for (uint32_t k = 0; k < n; k++)
		m->marked[left[k]] = true;
}

void ent_mark_unlinked(struct ent_marks *m)
{
	for (uint32_t k = 0; k < m->source.n; k++)
		if (m->in_phrase[k] && is_unlinked(m, k) && mark_alike(m, k))
			m->linked[k] = true;
	mark_by_elimination(m);
	for (uint32_t k = 0; k < m->source.n; k++)
		if (m->in_phrase[k] && is_unlinked(m, k) && !m->linked[k])
			mark_beside(m, k);
		else if (m->in_phrase[k] && is_unlinked(m, k))
			mark_verb(m, k);
}
