/* SPDX-License-Identifier: Apache-2.0 */
/* The counterparts that a concordance marks, against word links by hand.
 *
 * Each phrase of one to three words of a sentence of tests/links, in both directions,
 * is a hit; its counterpart is what its words are linked to by hand.  Precision: marked
 * words that a link, sure or possible, leads to, or that are between such; recall:
 * content words that a sure link leads to and that are marked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "align/lexicon.h"
#include "align/words.h"
#include "concord/marks.h"
#include "text/function_words.h"

enum { WORDS_MAX = 200, PHRASE_MAX = 3 };

/* Reached on 2026-11-30: see the line that the test prints. */
#define FLOOR_PRECISION 0.92
#define FLOOR_RECALL 0.92

struct text {
	ent_str s;
	ent_word all[WORDS_MAX];
	uint32_t n;
};

static void read_words(struct text *out, ent_str s)
{
	ent_words words = ENT_WORDS_INIT;
	out->s = s;
	out->n = 0;
	ent_words_start(&words, s);
	while (out->n < WORDS_MAX && ent_words_next(&out->all[out->n], &words))
		out->n++;
	ent_words_release(&words);
}

static ent_str word(const struct text *t, uint32_t k)
{
	return ent_str_slice(t->s, t->all[k].start, t->all[k].end);
}

static bool is_content(const struct text *t, uint32_t k)
{
	return t->all[k].kind != ENT_TOKEN_MARK && !ent_is_function_word(word(t, k));
}

struct gold {
	uint8_t at[WORDS_MAX][WORDS_MAX]; /* 1 possible, 2 sure */
};

static void read_gold(struct gold *out, ent_str field, bool turned)
{
	memset(out, 0, sizeof(*out));
	while (field.p) {
		ent_str one = ent_str_cut(&field, ' ');
		unsigned i, j;
		char kind, text[32] = "";
		assert_true(one.n < sizeof(text));
		memcpy(text, one.p, one.n);
		assert_int_equal(sscanf(text, "%u%c%u", &i, &kind, &j), 3);
		*(turned ? &out->at[j][i] : &out->at[i][j]) = kind == '-' ? 2 : 1;
	}
}

struct totals {
	uint32_t hits, unmarked;
	double marked, right, wanted, found;
};

static void judge(struct totals *t,
		  const struct text *src,
		  const struct text *tgt,
		  const struct gold *gold,
		  uint32_t from,
		  uint32_t to,
		  const ent_span *spans,
		  uint32_t n)
{
	int64_t first = -1, last = -1;
	uint8_t best[WORDS_MAX] = { 0 };
	for (uint32_t j = 0; j < tgt->n; j++) {
		for (uint32_t i = from; i < to; i++)
			best[j] = gold->at[i][j] > best[j] ? gold->at[i][j] : best[j];
		if (best[j]) {
			first = first < 0 ? j : first;
			last = j;
		}
	}
	if (first < 0)
		return; /* nobody linked it */
	t->hits++;
	t->unmarked += n == 0;
	for (uint32_t j = 0; j < tgt->n; j++) {
		bool marked = false;
		for (uint32_t k = 0; k < n; k++)
			marked |= tgt->all[j].start < spans[k].end &&
				  tgt->all[j].end > spans[k].start;
		if (tgt->all[j].kind == ENT_TOKEN_MARK)
			continue;
		const bool within = j > first && j < last && !is_content(tgt, j);
		t->marked += marked;
		t->right += marked && (best[j] || within);
		t->wanted += best[j] == 2 && is_content(tgt, j);
		t->found += best[j] == 2 && is_content(tgt, j) && marked;
	}
	if (getenv("VERBOSE")) {
		printf("# %.*s =", (int)(src->all[to - 1].end - src->all[from].start),
		       src->s.p + src->all[from].start);
		for (uint32_t k = 0; k < n; k++)
			printf(" [%.*s]", (int)(spans[k].end - spans[k].start),
			       tgt->s.p + spans[k].start);
		printf(" / gold");
		for (uint32_t j = 0; j < tgt->n; j++)
			if (best[j])
				printf(" %.*s%s", (int)word(tgt, j).n, word(tgt, j).p,
				       best[j] == 1 ? "?" : "");
		printf("\n");
	}
}

static void judge_sentence(struct totals *t,
			   ent_str source,
			   ent_str target,
			   const struct gold *gold,
			   const ent_lexicon *lexicon)
{
	static struct text src, tgt;
	ent_arena *arena = ent_arena_new(0);
	const ent_link *links;
	uint32_t n_links, n;
	ent_error err;
	read_words(&src, source);
	read_words(&tgt, target);
	assert_int_equal(
		ent_align_words(&links, &n_links, source, target, lexicon, arena, &err),
		0);
	for (uint32_t from = 0; from < src.n; from++)
		for (uint32_t to = from + 1; to <= from + PHRASE_MAX && to <= src.n;
		     to++) {
			/* phrases begin and end with a content word */
			if (src.all[to - 1].kind == ENT_TOKEN_MARK ||
			    src.all[from].kind == ENT_TOKEN_MARK)
				break;
			if (!is_content(&src, from) || !is_content(&src, to - 1))
				continue;
			const ent_span phrase = { src.all[from].start,
						  src.all[to - 1].end };
			const ent_span *spans;
			const ent_phrase_links given = {
				{ source, target }, &phrase, 1, links, n_links, NULL
			};
			assert_int_equal(
				ent_concord_mark(&spans, &n, &given, arena, &err), 0);
			judge(t, &src, &tgt, gold, from, to, spans, n);
		}
	ent_arena_free(arena);
}

static void marks_are_those_of_a_person(void **state)
{
	(void)state;
	static struct gold gold;
	static char line[4096];
	struct totals t = { 0 };
	ent_lexicon *there, *back;
	ent_error err;
	FILE *in = fopen("tests/links/en-fr.tsv", "r");
	assert_non_null(in);
	assert_int_equal(
		ent_lexicon_open(&there, NULL, ENT_STR("en"), ENT_STR("fr"), &err), 0);
	assert_int_equal(
		ent_lexicon_open(&back, NULL, ENT_STR("fr"), ENT_STR("en"), &err), 0);
	while (fgets(line, sizeof(line), in)) {
		ent_str rest = { line, strcspn(line, "\n") };
		if (line[0] == '#')
			continue;
		const ent_str en = ent_str_cut(&rest, '\t');
		const ent_str fr = ent_str_cut(&rest, '\t');
		read_gold(&gold, rest, false);
		judge_sentence(&t, en, fr, &gold, there);
		read_gold(&gold, rest, true);
		judge_sentence(&t, fr, en, &gold, back);
	}
	fclose(in);
	ent_lexicon_close(there);
	ent_lexicon_close(back);
	const double p = t.right / t.marked, r = t.found / t.wanted;
	printf("# marks: %u hits, %u unmarked; precision %.3f, recall %.3f\n", t.hits,
	       t.unmarked, p, r);
	assert_true(t.hits >= 300);
	assert_true(p >= FLOOR_PRECISION);
	assert_true(r >= FLOOR_RECALL);
}

/* ---- rules, with links given ---------------------------------------------------- */

/* links: "source word=target word" pairs; marked: the spans joined by "|". */
static void expect_marks(const char *source,
			 const char *phrase,
			 const char *target,
			 const char *links,
			 const char *marked)
{
	ent_arena *arena = ent_arena_new(0);
	const ent_str texts[2] = { ent_str_of(source), ent_str_of(target) };
	ent_span places[4];
	ent_link all[16];
	uint32_t n_places = 0, n = 0, count;
	for (const char *at = source; (at = strstr(at, phrase)); at += strlen(phrase))
		places[n_places++] = (ent_span){
			(uint32_t)(at - source),
			(uint32_t)(at - source + (ptrdiff_t)strlen(phrase))
		};
	for (ent_str rest = ent_str_of(links); rest.n;) {
		char word[2][40] = { "", "" };
		ent_str pair = ent_str_cut(&rest, ' '), left = ent_str_cut(&pair, '=');
		memcpy(word[0], left.p, left.n);
		memcpy(word[1], pair.p, pair.n);
		const char *s = strstr(source, word[0]), *t = strstr(target, word[1]);
		assert_true(s && t && n < 16);
		all[n++] = (ent_link){ (uint32_t)(s - source),
				       (uint32_t)(s - source) + (uint32_t)left.n,
				       (uint32_t)(t - target),
				       (uint32_t)(t - target) + (uint32_t)pair.n, 1 };
	}
	const ent_span *spans;
	ent_error err;
	ent_buf got = ENT_BUF_INIT;
	const ent_phrase_links given = {
		{ texts[0], texts[1] }, places, n_places, all, n, NULL
	};
	assert_int_equal(ent_concord_mark(&spans, &count, &given, arena, &err), 0);
	ent_buf_add(&got, ENT_STR(""));
	for (uint32_t k = 0; k < count; k++) {
		ent_buf_add(&got, k ? ENT_STR("|") : ENT_STR(""));
		ent_buf_add(&got,
			    ent_str_slice(texts[1], spans[k].start, spans[k].end));
	}
	assert_string_equal(got.p, marked);
	ent_buf_release(&got);
	ent_arena_free(arena);
}

static void a_whole_side_corresponds_to_the_other(void **state)
{
	(void)state;
	expect_marks("steering committee", "steering committee", "comité de pilotage",
		     "committee=comité", "comité de pilotage");
	expect_marks("« Comité de pilotage »", "Comité de pilotage",
		     "\"Steering committee\"", "", "Steering committee");
}

static void a_counterpart_is_whole(void **state)
{
	(void)state;
	expect_marks("see www.lake.org now", "www.lake.org", "voir www.lake.org tout",
		     "www=www lake=lake org=org see=voir now=tout", "www.lake.org");
	expect_marks("said Dr. Lopez", "Dr. Lopez", "a dit la Dre Lopez",
		     "Lopez=Lopez said=dit", "Dre Lopez");
	expect_marks(
		"they travel quietly", "travel quietly", "ils voyagent de façon calme",
		"they=ils travel=voyagent quietly=façon", "voyagent de façon calme");
	expect_marks("on human rights here", "human rights",
		     "sur les droits de l'homme ici", "rights=droits here=ici",
		     "droits de l'homme");
	expect_marks("sur les droits de l'homme", "droits de l'homme",
		     "on human rights", "droits=rights", "human rights");
	/* signs, fixed expressions, halves of a compound */
	expect_marks("12 per cent in May", "per cent", "12 % en mai", "12=12 cent=%",
		     "%");
	expect_marks("5 per cent rise", "per cent", "hausse de 5 pour cent",
		     "5=5 cent=cent rise=hausse", "pour cent");
	expect_marks("then everyone left", "everyone", "puis tout le monde partit",
		     "then=puis everyone=monde left=partit", "tout le monde");
	expect_marks("un courriel ici", "courriel", "an e-mail here",
		     "courriel=mail ici=here", "e-mail");
	expect_marks("an early-warning here", "warning", "une alerte rapide ici",
		     "early=rapide warning=alerte here=ici", "alerte");
	/* what an auxiliary separates is not one expression */
	expect_marks("des bases de données ici", "bases de données",
		     "databases are free here", "bases=databases ici=here",
		     "databases");
	/* a word that others link to is theirs */
	expect_marks("the red house", "house", "la maison rouge",
		     "red=rouge house=maison", "maison");
	/* the word after an auxiliary or an article that is linked alone */
	expect_marks("nous aimerions ici", "aimerions", "we would like here",
		     "nous=we aimerions=would ici=here", "like");
}

static void words_without_links_are_found_by_what_is_left(void **state)
{
	(void)state;
	/* beside the counterpart of a neighbour, on either side */
	expect_marks("the old gauging stations often", "gauging",
		     "les vieilles stations hydrométriques souvent",
		     "old=vieilles stations=stations often=souvent", "hydrométriques");
	expect_marks("a search bar opens wide", "search",
		     "une barre de recherche apparaît vite", "bar=barre opens=apparaît",
		     "recherche");
	/* alike in form */
	expect_marks("the Arabic and Spanish texts agree", "Spanish texts",
		     "les textes en arabe et en espagnol disent cela",
		     "Arabic=arabe Spanish=espagnol", "textes|espagnol");
	/* the only ones left on either side */
	expect_marks("ni à des peines ou traitements cruels", "peines ou traitements",
		     "or to cruel treatment or punishment", "cruels=cruel",
		     "treatment or punishment");
}

static void fixed_expressions_are_known(void **state)
{
	(void)state;
	expect_marks("Il y a dix ans, elle parlait", "Il y a",
		     "Ten years ago she spoke", "dix=Ten ans=years", "ago");
	expect_marks("long ago, a fox", "ago", "il y a longtemps, un renard",
		     "fox=renard", "il y a");
	expect_marks("cats as well as dogs", "as well as",
		     "les chats ainsi que les chiens", "cats=chats dogs=chiens",
		     "ainsi que");
	/* twice in the target: nobody knows which */
	expect_marks("he left in order to eat", "in order to",
		     "il part afin de boire afin de manger", "left=part eat=manger",
		     "");
	expect_marks("La fête aura lieu demain", "aura lieu",
		     "The party will take place tomorrow", "lieu=place demain=tomorrow",
		     "take place");
	expect_marks("Ils ont mené une étude ici", "mené une étude",
		     "They carried out a study here", "mené=out étude=study ici=here",
		     "carried out a study");
}

static void what_is_not_of_the_phrase_is_not_marked(void **state)
{
	(void)state;
	expect_marks("tel. +41 22 000 12", "41 22", "tél. +41 22 000 12",
		     "tel=tél 41=41 22=22 22=000 12=12", "41 22");
	expect_marks("those of business in here", "business",
		     "celle des affaires près des Affaires étrangères",
		     "business=affaires business=Affaires", "affaires");
	expect_marks("le 21 mai", "mai", "21 May", "21=21 mai=May", "May");
	expect_marks("Mr. Lang", "Mr", "M. Lang", "Mr=M Lang=Lang", "M");
}

static void a_phrase_without_links_is_found_between_its_neighbours(void **state)
{
	(void)state;
	expect_marks("disputons, tout le monde aura soif", "tout le monde",
		     "quarrel, everyone goes thirsty",
		     "disputons=quarrel aura=goes soif=thirsty", "everyone");
	expect_marks("un mois d'ici à 2030", "d'ici à", "a month by 2030",
		     "mois=month 2030=2030", "by");
}

static void each_place_of_a_repeated_word_is_marked(void **state)
{
	(void)state;
	expect_marks("OISE, presse à OISE", "OISE", "IWSO, press at iwso",
		     "OISE=IWSO presse=press", "IWSO|iwso");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_side_corresponds_to_the_other),
		cmocka_unit_test(a_counterpart_is_whole),
		cmocka_unit_test(
			a_phrase_without_links_is_found_between_its_neighbours),
		cmocka_unit_test(words_without_links_are_found_by_what_is_left),
		cmocka_unit_test(fixed_expressions_are_known),
		cmocka_unit_test(what_is_not_of_the_phrase_is_not_marked),
		cmocka_unit_test(each_place_of_a_repeated_word_is_marked),
		cmocka_unit_test(marks_are_those_of_a_person),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
