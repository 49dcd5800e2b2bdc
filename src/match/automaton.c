/* SPDX-License-Identifier: Apache-2.0 */
/* automaton.c - a suffix automaton over word numbers.
 *
 * The smallest automaton that accepts every run of words of a text: Blumer, Blumer,
 * Haussler, Ehrenfeucht, Chen, Seiferas, "The smallest automaton recognizing the
 * subwords of a text", Theoretical Computer Science 40 (1985), 31-55.  A state stands
 * for runs that end at the same places of the text; its link leads to the longest
 * run that is a suffix of them and ends at more places.  A text of n words has at
 * most 2n states and 3n transitions.
 *
 * Transitions are in one open-addressing table, because states such as that of "the"
 * have hundreds; the words of a state's transitions are also listed, because a state
 * that is split copies them.  Memory: about 80 bytes a word of the text.
 */
#include <stdlib.h>

#include "match/automaton.h"

#define NO_STATE UINT32_MAX
#define NO_EDGE UINT32_MAX

struct state {
	uint32_t length, link, end;
	uint32_t edges; /* the first of its list */
};

struct edge {
	uint32_t word, next; /* in the list of its state */
};

struct slot {
	uint64_t key; /* state + 1, word; 0: free */
	uint32_t to;
};

/* Most words that follow a run in a memory do not follow it in the document: a bit for
 * each transition shows it without reading the table. 32 KB, which fit into a cache. */
enum { FILTER_BITS = 1 << 18 };

struct ent_automaton {
	uint64_t filter[FILTER_BITS / 64], triples[ENT_TRIPLE_BITS / 64],
		pairs[ENT_PAIR_BITS / 64];
	struct state *states;
	struct edge *edges;
	struct slot *slots;
	uint32_t *root;     /* [n_words] states after the first word */
	uint32_t *prefixes; /* [n] */
	uint32_t n_states, n_edges, last;
	uint64_t mask;
};

static inline uint64_t hash_of(uint32_t state, uint32_t word)
{
	const uint64_t h = ((uint64_t)(state + 1) << 32 | word) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

static struct slot *find_slot(const ent_automaton *a, uint32_t state, uint32_t word)
{
	const uint64_t key = (uint64_t)(state + 1) << 32 | word;
	uint64_t at = hash_of(state, word) & a->mask;
	for (; a->slots[at].key; at = (at + 1) & a->mask)
		if (a->slots[at].key == key)
			break;
	return &a->slots[at];
}

static uint32_t follow(const ent_automaton *a, uint32_t state, uint32_t word)
{
	if (state == ENT_AUTOMATON_ROOT)
		return a->root[word];
	const uint64_t bit = hash_of(state, word) >> 40;
	if (!(a->filter[bit % FILTER_BITS / 64] >> bit % 64 & 1))
		return NO_STATE;
	const struct slot *slot = find_slot(a, state, word);
	return slot->key ? slot->to : NO_STATE;
}

/* Adds or changes a transition. */
static void set_transition(ent_automaton *a, uint32_t state, uint32_t word, uint32_t to)
{
	if (state == ENT_AUTOMATON_ROOT) {
		a->root[word] = to;
		return;
	}
	struct slot *slot = find_slot(a, state, word);
	if (!slot->key) {
		const uint64_t bit = hash_of(state, word) >> 40;
		a->filter[bit % FILTER_BITS / 64] |= (uint64_t)1 << bit % 64;
		slot->key = (uint64_t)(state + 1) << 32 | word;
		a->edges[a->n_edges] = (struct edge){ word, a->states[state].edges };
		a->states[state].edges = a->n_edges++;
	}
	slot->to = to;
}

static uint32_t add_state(ent_automaton *a, uint32_t length, uint32_t end)
{
	a->states[a->n_states] =
		(struct state){ length, ENT_AUTOMATON_ROOT, end, NO_EDGE };
	return a->n_states++;
}

/* Splits q, so that the runs of p with one word more have a state of their own. */
static uint32_t split(ent_automaton *a, uint32_t p, uint32_t word, uint32_t q)
{
	const uint32_t copy = add_state(a, a->states[p].length + 1, a->states[q].end);
	for (uint32_t e = a->states[q].edges; e != NO_EDGE; e = a->edges[e].next)
		set_transition(a, copy, a->edges[e].word,
			       follow(a, q, a->edges[e].word));
	a->states[copy].link = a->states[q].link;
	a->states[q].link = copy;
	for (; follow(a, p, word) == q; p = a->states[p].link) {
		set_transition(a, p, word, copy);
		if (p == ENT_AUTOMATON_ROOT)
			break;
	}
	return copy;
}

static void append(ent_automaton *a, uint32_t word, uint32_t at)
{
	const uint32_t added = add_state(a, at + 1, at);
	uint32_t p = a->last, q = follow(a, p, word);
	while (q == NO_STATE) {
		set_transition(a, p, word, added);
		if (p == ENT_AUTOMATON_ROOT)
			break;
		p = a->states[p].link;
		q = follow(a, p, word);
	}
	if (q != NO_STATE && q != added)
		a->states[added].link = a->states[q].length == a->states[p].length + 1
						? q
						: split(a, p, word, q);
	a->prefixes[at] = a->last = added;
}

ent_automaton *ent_automaton_new(const uint32_t *words, uint32_t n, uint32_t n_words)
{
	ent_automaton *a = calloc(1, sizeof(*a));
	if (!a || n > UINT32_MAX / 16) {
		free(a);
		return NULL;
	}
	for (a->mask = 15; a->mask < (uint64_t)n * 4; a->mask = a->mask * 2 + 1)
		;
	a->states = malloc(((size_t)n * 2 + 2) * sizeof(*a->states));
	a->edges = malloc(((size_t)n * 3 + 4) * sizeof(*a->edges));
	a->slots = calloc(a->mask + 1, sizeof(*a->slots));
	a->root = malloc(((size_t)n_words + 1) * sizeof(*a->root));
	a->prefixes = malloc(((size_t)n + 1) * sizeof(*a->prefixes));
	if (!a->states || !a->edges || !a->slots || !a->root || !a->prefixes) {
		ent_automaton_free(a);
		return NULL;
	}
	for (uint32_t k = 0; k < n_words; k++)
		a->root[k] = NO_STATE;
	add_state(a, 0, 0);
	for (uint32_t k = 0; k < n; k++)
		append(a, words[k], k);
	for (uint32_t k = 0; k + 1 < n; k++) {
		const uint32_t bit = ent_pair_bit(&words[k]);
		a->pairs[bit / 64] |= (uint64_t)1 << bit % 64;
	}
	for (uint32_t k = 0; k + 2 < n; k++) {
		const uint32_t bit = ent_triple_bit(&words[k]);
		a->triples[bit / 64] |= (uint64_t)1 << bit % 64;
	}
	return a;
}

void ent_automaton_free(ent_automaton *a)
{
	if (!a)
		return;
	free(a->states);
	free(a->edges);
	free(a->slots);
	free(a->root);
	free(a->prefixes);
	free(a);
}

const uint64_t *ent_automaton_triples(const ent_automaton *a)
{
	return a->triples;
}

const uint64_t *ent_automaton_pairs(const ent_automaton *a)
{
	return a->pairs;
}

uint32_t ent_automaton_states(const ent_automaton *a)
{
	return a->n_states;
}

void ent_automaton_step(ent_run *run, const ent_automaton *a, uint32_t word)
{
	for (;;) {
		const uint32_t to = follow(a, run->state, word);
		if (to != NO_STATE) {
			run->state = to;
			run->length++;
			return;
		}
		if (run->state == ENT_AUTOMATON_ROOT)
			break;
		run->state = a->states[run->state].link;
		run->length = a->states[run->state].length;
	}
	run->length = 0;
}

void ent_automaton_shorten(ent_run *run, const ent_automaton *a, uint32_t length)
{
	if (length >= run->length)
		return;
	while (run->state != ENT_AUTOMATON_ROOT &&
	       a->states[a->states[run->state].link].length >= length)
		run->state = a->states[run->state].link;
	run->length = length;
}

uint32_t ent_automaton_link(const ent_automaton *a, uint32_t state)
{
	return a->states[state].link;
}

uint32_t ent_automaton_length(const ent_automaton *a, uint32_t state)
{
	return a->states[state].length;
}

uint32_t ent_automaton_end(const ent_automaton *a, uint32_t state)
{
	return a->states[state].end;
}

uint32_t ent_automaton_prefix(const ent_automaton *a, uint32_t at)
{
	return a->prefixes[at];
}
