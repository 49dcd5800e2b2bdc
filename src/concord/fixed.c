/* SPDX-License-Identifier: Apache-2.0 */
/* fixed.c - words beside a counterpart that belong to it by grammar.
 *
 * Closed classes of both languages: the verb of "take place" and "avoir lieu", "pour"
 * of "pour cent", the other half of a compound, the title before a name, the adjective
 * of "de manière pacifique".
 *
 * Cost: O(tokens).
 */
#include "base/word_list.h"
#include "concord/side.h"

static bool is_word(const struct ent_hit_side *s, uint32_t k, const char *word)
{
	const ent_token *t = &s->tokens[k];
	return ent_str_is(ent_str_slice(s->text, t->start, t->end), word);
}

static bool is_token(const struct ent_marks *m, uint32_t k, const char *word)
{
	return is_word(&m->target, k, word);
}

static bool is_one_of(const struct ent_hit_side *s,
		      uint32_t k,
		      const char *const *words)
{
	const ent_token *t = &s->tokens[k];
	return ent_list_has(words, ent_str_slice(s->text, t->start, t->end));
}

/* "take place", "avoir lieu", and the particle of "carry out" with its verb. */
static void add_verbs(struct ent_marks *m)
{
	static const char *const take[] = { "take",  "takes",  "took",
					    "taken", "taking", NULL };
	static const char *const avoir[] = { "a",       "ont",      "aura",  "auront",
					     "aurait",  "avait",    "eu",    "avoir",
					     "avaient", "auraient", "ayant", NULL };
	static const char *const particles[] = { "out", "up", "off", "down", NULL };
	for (uint32_t k = 1; k < m->target.n; k++) {
		if (!m->marked[k] || m->marked[k - 1])
			continue;
		if ((is_token(m, k, "place") && is_one_of(&m->target, k - 1, take)) ||
		    (is_token(m, k, "lieu") && is_one_of(&m->target, k - 1, avoir)) ||
		    (is_one_of(&m->target, k, particles) && m->target.content[k - 1] &&
		     m->target.tokens[k - 1].kind == ENT_TOKEN_WORD &&
		     ent_mark_is_free(m, k - 1)))
			m->marked[k - 1] = true;
	}
}

/* "pour cent", "per cent" and "tout le monde", whose first words are function words,
 * are whole. */
static void add_fixed(struct ent_marks *m)
{
	for (uint32_t k = 1; k < m->target.n; k++) {
		if (!m->marked[k])
			continue;
		if (is_token(m, k, "cent") &&
		    (is_token(m, k - 1, "pour") || is_token(m, k - 1, "per")))
			m->marked[k - 1] = true;
		if (k > 1 && is_token(m, k, "monde") && is_token(m, k - 1, "le") &&
		    is_token(m, k - 2, "tout"))
			m->marked[k - 1] = m->marked[k - 2] = true;
	}
}

/* Whether token k is a hyphen inside a word. */
static bool is_inner_hyphen(const struct ent_marks *m, uint32_t k)
{
	const ent_token *t = m->target.tokens;
	return k && k + 1 < m->target.n && is_token(m, k, "-") &&
	       t[k - 1].end == t[k].start && t[k].end == t[k + 1].start;
}

/* The other half of a compound, when nothing else links to it: "e-mail". */
static void add_halves(struct ent_marks *m)
{
	for (uint32_t k = 1; k + 1 < m->target.n; k++) {
		if (!is_inner_hyphen(m, k) || m->marked[k - 1] == m->marked[k + 1])
			continue;
		const uint32_t other = m->marked[k - 1] ? k + 1 : k - 1;
		if (ent_mark_is_free(m, other))
			m->marked[k] = m->marked[other] = true;
	}
}

/* "Dr", where the phrase has a title, before a name that is marked; the point after
 * it. */
static void add_titles(struct ent_marks *m)
{
	static const char *const titles[] = { "Dr",   "Dre",  "M",         "Mme",
					      "Mlle", "Me",   "Pr",        "Pre",
					      "Mr",   "Ms",   "Mrs",       "Miss",
					      "Dr.",  "Prof", "Professor", NULL };
	bool any = false;
	for (uint32_t k = 0; k < m->source.n && !any; k++)
		any = m->in_phrase[k] && is_one_of(&m->source, k, titles);
	for (uint32_t k = 0; k + 1 < m->target.n && any; k++) {
		if (!is_one_of(&m->target, k, titles))
			continue;
		const bool point = is_word(&m->target, k + 1, ".");
		const uint32_t name = k + (point ? 2 : 1);
		if (name >= m->target.n || !m->marked[name])
			continue;
		m->marked[k] = true;
		m->marked[k + 1] = true;
	}
}

/* Whether the phrase has an English adverb of manner. */
static bool has_adverb(const struct ent_marks *m)
{
	enum { LONG = 5 };
	for (uint32_t k = 0; k < m->source.n; k++) {
		const ent_token *t = &m->source.tokens[k];
		if (m->in_phrase[k] && t->end - t->start >= LONG &&
		    m->source.text.p[t->end - 2] == 'l' &&
		    m->source.text.p[t->end - 1] == 'y')
			return true;
	}
	return false;
}

/* "de manière pacifique" for "peacefully" */
static void add_manner(struct ent_marks *m)
{
	static const char *const nouns[] = { "mani\u00e8re", "fa\u00e7on", NULL };
	if (!has_adverb(m))
		return;
	for (uint32_t k = 1; k + 1 < m->target.n; k++)
		if (m->marked[k] && m->target.content[k + 1] &&
		    is_one_of(&m->target, k, nouns) && ent_mark_is_free(m, k + 1) &&
		    (is_word(&m->target, k - 1, "de") ||
		     is_word(&m->target, k - 1, "d")))
			m->marked[k - 1] = m->marked[k + 1] = true;
}

/* The points of "www.example.org", the slash of "and/or": between words that are
 * marked, without a space. */
static void add_glue(struct ent_marks *m)
{
	const ent_token *t = m->target.tokens;
	for (uint32_t k = 1; k + 1 < m->target.n; k++)
		m->marked[k] |= !m->target.words[k] && m->marked[k - 1] &&
				m->marked[k + 1] && t[k - 1].end == t[k].start &&
				t[k].end == t[k + 1].start;
}

void ent_mark_fixed(struct ent_marks *m)
{
	add_fixed(m);
	add_verbs(m);
	add_halves(m);
	add_titles(m);
	add_manner(m);
	add_glue(m);
}
