/* SPDX-License-Identifier: Apache-2.0 */
/* A memory through its public API: the index finds what scoring everything finds;
 * pairs come in, change and go; several handles; damage is found and repaired. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "concord/concord_parts.h"
#include "entente/concord.h"
#include "entente/lookup.h"
#include "entente/memory.h"
#include "index/parts.h"
#include "match/form.h"
#include "memory/handle.h"
#include "store/sql.h"

static const char path[] = "t_memory.entente";

struct random {
	uint64_t x;
};

static uint32_t draw(struct random *r, uint32_t n)
{
	r->x = r->x * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(r->x >> 33) % n;
}

static void remove_memory(void)
{
	unlink(path);
	unlink("t_memory.entente-wal");
	unlink("t_memory.entente-shm");
}

static ent_memory *open_memory(ent_open_mode mode)
{
	ent_memory *memory;
	ent_error err;
	if (ent_memory_open(&memory, path, mode, &err))
		fail_msg("%s", err.message);
	return memory;
}

/* ---- random texts ------------------------------------------------------------ */

/* A small vocabulary with inflections, accents, numbers and marks, in which some
 * words are much more frequent than others. */
static void add_token(ent_buf *out, struct random *r)
{
	static const char *const words[] = {
		"the",      "The",    "of",       "nation", "nations",
		"national", "report", "reporter", "droit",  "droits",
		"etat",     "état",   "x",        "zebra",  "quorum",
		"l'",       "l’",     "Œuvre",    "take",   "took"
	};
	static const char *const marks[] = { ".", ",", ";", "(", ")", "–", "-" };
	static const char *const thousands[] = { "000", ",000", " 000", "\u202F000" };
	uint32_t k = draw(r, 20);
	if (out->n && draw(r, 8))
		ent_buf_add_char(out, ' ');
	if (k < 13)
		ent_buf_add(out, ent_str_of(words[draw(r, 1 + draw(r, 20))]));
	else if (k < 15)
		ent_buf_addf(out, "w%u", draw(r, 300));
	else if (k < 16)
		ent_buf_addf(out, "%u", draw(r, 30));
	else if (k < 17)
		ent_buf_addf(out, "%u%s", 1 + draw(r, 2), thousands[draw(r, 4)]);
	else
		ent_buf_add(out, ent_str_of(marks[draw(r, 7)]));
}

static void make_text(ent_buf *out, struct random *r)
{
	uint32_t n = 1 + draw(r, 1 + draw(r, 24));
	if (!draw(r, 80)) /* longer than a byte can count */
		n = 120 + draw(r, 200);
	ent_buf_clear(out);
	for (uint32_t k = 0; k < n; k++)
		add_token(out, r);
}

/* A text of the memory with some tokens changed, so that there is much to find. */
static void perturb(ent_buf *out, ent_str text, struct random *r)
{
	ent_buf_clear(out);
	while (text.p) {
		ent_str token = ent_str_cut(&text, ' ');
		uint32_t what = draw(r, 10);
		if (what == 0)
			continue;
		if (what == 1) {
			add_token(out, r);
			continue;
		}
		if (out->n)
			ent_buf_add_char(out, ' ');
		ent_buf_add(out, token);
	}
	if (!out->n)
		ent_buf_add(out, ENT_STR("x"));
}

/* The text as content of TMX with some codes in it. */
static void add_codes(ent_buf *out, ent_str text, struct random *r)
{
	static const char *const codes[] = {
		"<bpt i=\"1\">&lt;b&gt;</bpt>",
		"<ept i=\"1\">&lt;/b&gt;</ept>",
		"<ph x=\"2\">{0}</ph>",
		"<ph type=\"lb\"/>",
		"<it pos=\"begin\" type=\"italic\">&lt;i&gt;</it>",
	};
	uint32_t often = draw(r, 3) ? 0 : 2 + draw(r, 12);
	ent_buf_clear(out);
	ent_buf_add(out, ENT_STR(""));
	for (size_t k = 0; k <= text.n; k++) {
		bool beside = k == 0 || k == text.n || text.p[k] == ' ' ||
			      text.p[k - 1] == ' ';
		bool whole = k == text.n || (text.p[k] & 0xC0) != 0x80;
		if (often && whole && !draw(r, beside ? often : 20 * often))
			ent_buf_add(out, ent_str_of(codes[draw(r, 5)]));
		if (k < text.n)
			ent_buf_add_char(out, text.p[k]);
	}
}

enum { TEXTS = 1500 };
static ent_buf texts[TEXTS];

static void add_units(ent_memory *memory,
		      struct random *r,
		      const char *name,
		      uint32_t n)
{
	ent_error err;
	ent_import_result result;
	ent_buf target = ENT_BUF_INIT, markup[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	static const char *const origins[] = { "tmx", "tsv", "align" };
	static const char *const langs[2][3] = { { "en", "en-GB", "en-US" },
						 { "fr", "fr-CA", "fr-FR" } };
	FILE *out = fopen("t_memory.tmx", "w");
	assert_non_null(out);
	fputs("<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n", out);
	for (uint32_t k = 0; k < n; k++) {
		ent_buf *text = &texts[draw(r, TEXTS)];
		if (draw(r, 4))
			make_text(text, r);
		make_text(&target, r);
		add_codes(&markup[0], ent_buf_str(text), r);
		add_codes(&markup[1], ent_buf_str(&target), r);
		fprintf(out,
			"<tu><prop type=\"x-entente-document\">%s</prop>"
			"<prop type=\"x-entente-place\">%u</prop>"
			"<prop type=\"x-entente-date\">20%02u-0%u-01</prop>"
			"<prop type=\"x-entente-confidence\">0.%u</prop>"
			"<prop type=\"x-entente-origin\">%s</prop>",
			name, k, 10 + draw(r, 15), 1 + draw(r, 9), draw(r, 10),
			origins[draw(r, 3)]);
		for (int side = 0; side < 2; side++)
			fprintf(out, "<tuv xml:lang=\"%s\"><seg>%s</seg></tuv>",
				langs[side][draw(r, 3)], markup[side].p);
		fputs("</tu>\n", out);
	}
	fputs("</body></tmx>\n", out);
	fclose(out);
	ent_buf_release(&target);
	ent_buf_release(&markup[0]);
	ent_buf_release(&markup[1]);
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.from = ENT_STR("en");
	opt.to = ENT_STR("fr");
	if (ent_memory_import(&result, memory, "t_memory.tmx", &opt, &err))
		fail_msg("%s", err.message);
	assert_int_equal(result.stored, n);
	unlink("t_memory.tmx");
}

/* Now and then: a choice of units, points off, each translation once. */
static void draw_options(ent_lookup_options *opt, struct random *r)
{
	static const ent_penalty penalties[] = { { { "tm*", 3 }, 2.5f },
						 { { "align", 5 }, 11 } };
	if (!draw(r, 4))
		opt->documents = draw(r, 2) ? ENT_STR("d[0135]") : ENT_STR("d2");
	if (!draw(r, 4))
		opt->since = ENT_STR("2015-03-01");
	if (!draw(r, 4))
		opt->until = ENT_STR("2021");
	if (!draw(r, 4))
		opt->min_confidence = 0.3f;
	if (!draw(r, 3)) {
		opt->penalties = penalties;
		opt->n_penalties = 2;
	}
	if (!draw(r, 4))
		opt->penalty_confidence = 9;
	if (!draw(r, 4)) {
		opt->penalty_age = 1.5f;
		opt->today = ENT_STR("2024-06-30");
	}
	if (!draw(r, 3)) {
		opt->penalty_region = 4.5f;
		opt->from = ent_str_is(opt->from, "en") ? ENT_STR("en-GB")
							: ENT_STR("fr-CA");
		if (draw(r, 2))
			opt->to = ent_str_is(opt->to, "en") ? ENT_STR("en-US")
							    : ENT_STR("fr-FR");
	}
	opt->variants = (ent_variants)draw(r, 3);
	if (!draw(r, 3))
		opt->document = ENT_STR("d0");
}

/* What the edits cost that are codes; the others must lie within the texts. */
static float code_costs(const ent_match *m, ent_str query)
{
	float sum = 0;
	for (uint32_t k = 0; k < m->n_edits; k++) {
		const ent_edit *e = &m->edits[k];
		assert_true(e->query_start <= e->query_end && e->query_end <= query.n);
		assert_true(e->match_start <= e->match_end &&
			    e->match_end <= m->found.source.text.n);
		assert_true(!k || e->query_start >= m->edits[k - 1].query_start);
		if (e->query_code.n || e->match_code.n)
			sum += e->cost;
	}
	return sum;
}

static uint32_t n_coded; /* matches that lost something for their codes */

/* markup: "" for a query that says nothing of codes. */
static uint32_t compare_answers(ent_memory *memory,
				struct random *r,
				ent_str query,
				ent_str markup)
{
	static const uint32_t least[] = { 1, 30, 50, 60, 70, 75, 85, 95, 99, 100 };
	static const uint32_t limits[] = { 0, 1, 2, 5, 20 };
	ent_error err;
	const ent_match *fast, *slow;
	uint32_t n_fast, n_slow;
	ent_arena *arena = ent_arena_new(0);
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	bool back = draw(r, 4) == 0;
	opt.from = back ? ENT_STR("fr") : ENT_STR("en");
	opt.to = back ? ENT_STR("en") : ENT_STR("fr");
	opt.min_score = least[draw(r, 10)];
	opt.limit = limits[draw(r, 5)];
	opt.score = draw(r, 2) ? ENT_SCORE_PLAIN : ENT_SCORE_GRADED;
	if (markup.n)
		opt.markup = markup;
	if (draw(r, 2))
		draw_options(&opt, r);
	memory->index->sieve.eager = draw(r, 2);
	if (ent_memory_lookup(&fast, &n_fast, memory, query, &opt, arena, &err))
		fail_msg("%s", err.message);
	opt.exhaustive = true;
	if (ent_memory_lookup(&slow, &n_slow, memory, query, &opt, arena, &err))
		fail_msg("%s", err.message);
	if (n_fast != n_slow)
		fail_msg("'%.*s' at %u, limit %u, score %d: %u and %u matches",
			 (int)query.n, query.p, opt.min_score, opt.limit, opt.score,
			 n_fast, n_slow);
	for (uint32_t k = 0; k < n_fast; k++) {
		assert_int_equal(fast[k].unit, slow[k].unit);
		assert_int_equal(fast[k].score, slow[k].score);
		assert_int_equal(fast[k].kind, slow[k].kind);
		assert_true(fast[k].penalty == slow[k].penalty);
		assert_int_equal(fast[k].uses, slow[k].uses);
		assert_true(fast[k].similarity == slow[k].similarity);
		const float codes = code_costs(&fast[k], query);
		assert_true(codes == code_costs(&slow[k], query));
		if (!markup.n || opt.score == ENT_SCORE_PLAIN)
			assert_true(codes == 0);
		if (codes > 0) {
			assert_true(fast[k].score < 100);
			n_coded++;
		}
		if (fast[k].kind == ENT_MATCH_CODES)
			assert_true(codes > 0);
		assert_true(fast[k].score >= opt.min_score);
		assert_true(!k || fast[k].score <= fast[k - 1].score);
	}
	ent_arena_free(arena);
	return n_fast;
}

static void no_fault(void *data, const char *what)
{
	(void)data;
	fail_msg("%s", what);
}

static void expect_sound(ent_memory *memory)
{
	uint64_t found;
	ent_error err;
	assert_int_equal(ent_memory_check(&found, memory, false, no_fault, NULL, &err),
			 0);
	assert_int_equal(found, 0);
}

/* ---- phrases, found by the index and by looking ------------------------------- */

/* The words of a text in the form of a concordance, each between bars. */
static void write_forms(ent_buf *out, ent_str text)
{
	ent_form_buffer scratch = ENT_FORM_BUFFER_INIT;
	ent_token t;
	ent_buf_clear(out);
	ent_buf_add_char(out, '|');
	for (size_t at = 0; ent_token_next(&t, text, &at);) {
		ent_str form =
			ent_form_of(&scratch, ent_str_slice(text, t.start, t.end),
				    t.kind, ENT_FORM_BARE);
		ent_buf_add(out, form);
		if (form.n)
			ent_buf_add_char(out, '|');
	}
	ent_form_release(&scratch);
}

struct phrase {
	ent_buf forms, text;
	uint64_t uses;
};

static ent_status look_for_phrase(void *data, const ent_unit *u, ent_error *err)
{
	struct phrase *p = data;
	(void)err;
	write_forms(&p->text, u->source.text);
	p->uses += strstr(p->text.p, p->forms.p) != NULL;
	write_forms(&p->text, u->target.text);
	p->uses += strstr(p->text.p, p->forms.p) != NULL;
	return ENT_OK;
}

/* Part of a text, of one to four words. */
static ent_str draw_phrase(ent_str text, struct random *r)
{
	ent_token t;
	uint32_t n = 0;
	size_t at = 0;
	while (ent_token_next(&t, text, &at))
		n++;
	uint32_t first = draw(r, n), last = first + draw(r, 4), k = 0;
	uint32_t start = 0, end = 0;
	for (at = 0; ent_token_next(&t, text, &at) && k <= last; k++) {
		start = k == first ? t.start : start;
		end = t.end;
	}
	return ent_str_slice(text, start, end);
}

static uint64_t compare_phrase(ent_memory *memory, ent_str phrase)
{
	ent_error err;
	const ent_hit *hits;
	uint32_t n;
	uint64_t total;
	struct phrase p = { ENT_BUF_INIT, ENT_BUF_INIT, 0 };
	ent_concord_options opt = ENT_CONCORD_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	write_forms(&p.forms, phrase);
	assert_int_equal(ent_memory_each(memory, NULL, look_for_phrase, &p, &err), 0);
	opt.no_counterparts = true;
	opt.exact = true;
	if (ent_memory_concord(&hits, &n, &total, memory, phrase, &opt, arena, &err))
		fail_msg("'%.*s': %s", (int)phrase.n, phrase.p, err.message);
	if (total != p.uses)
		fail_msg("'%.*s': %u hits, %u by looking", (int)phrase.n, phrase.p,
			 (unsigned)total, (unsigned)p.uses);
	ent_buf_release(&p.forms);
	ent_buf_release(&p.text);
	ent_arena_free(arena);
	return total;
}

struct forms {
	const ent_pattern *pattern;
	ent_arena *scratch;
	uint64_t uses;
};

static ent_status look_for_forms(void *data, const ent_unit *u, ent_error *err)
{
	struct forms *f = data;
	const ent_span *spans;
	uint32_t n;
	ent_status status = ENT_OK;
	for (int side = 0; side < 2 && !status; side++) {
		ent_arena_clear(f->scratch);
		status = ent_pattern_mark(&spans, &n, f->pattern,
					  side ? u->target.text : u->source.text,
					  f->scratch, err);
		f->uses += !status && n;
	}
	return status;
}

/* The same with all forms of the words, which the index finds word by word. */
static uint64_t compare_forms(ent_memory *memory, ent_str phrase)
{
	ent_error err;
	const ent_hit *hits;
	uint32_t n;
	uint64_t total;
	ent_concord_rules rules;
	ent_pattern *pattern;
	ent_concord_options opt = ENT_CONCORD_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	struct forms f = { NULL, ent_arena_new(0), 0 };
	opt.no_counterparts = true;
	ent_status status = ent_memory_concord(&hits, &n, &total, memory, phrase, &opt,
					       arena, &err);
	if (status == ENT_EINVAL) { /* only hyphens, or a star */
		ent_arena_free(f.scratch);
		ent_arena_free(arena);
		return 0;
	}
	assert_int_equal(status, ENT_OK);
	assert_int_equal(ent_concord_rules_find(&rules, memory, ENT_STR(""), &err), 0);
	assert_int_equal(ent_pattern_new(&pattern, phrase, &opt, &rules, arena, &err),
			 0);
	f.pattern = pattern;
	assert_int_equal(ent_memory_each(memory, NULL, look_for_forms, &f, &err), 0);
	if (total != f.uses)
		fail_msg("forms of '%.*s': %u hits, %u by looking", (int)phrase.n,
			 phrase.p, (unsigned)total, (unsigned)f.uses);
	ent_arena_free(f.scratch);
	ent_arena_free(arena);
	return total;
}

static void expect_phrases(ent_memory *memory, struct random *r)
{
	uint64_t found = 0, forms = 0;
	for (int k = 0; k < 20; k++) {
		ent_str text = ent_buf_str(&texts[draw(r, TEXTS)]);
		ent_str phrase = draw_phrase(text, r);
		found += compare_phrase(memory, phrase);
		forms += compare_forms(memory, phrase);
	}
	assert_true(found > 20);
	assert_true(forms > found); /* there are some that are not as they are given */
}

struct seam {
	uint64_t list;
	size_t rows, bytes, split;
};

static bool take_seam(void *data, const ent_posting_row *row)
{
	struct seam *s = data;
	bool placed = !ent_row_bucket(row->id);
	if (s->list != row->id >> 31 || placed)
		*s = (struct seam){ .list = row->id >> 31, .split = s->split };
	s->rows++;
	s->bytes += row->bytes.n;
	s->split += s->rows > 1 && s->bytes / s->rows < ENT_ROW_BYTES / 2;
	return true;
}

/* What came in by many pieces lies in rows that are half full at least. */
static void expect_packed(ent_memory *memory)
{
	struct seam s = { .list = 0 };
	ent_error err;
	assert_int_equal(ent_store_postings(memory->store, 0, INT64_MAX, false,
					    take_seam, &s, &err),
			 0);
	assert_int_equal(s.split, 0);
}

static void the_index_misses_nothing(void **state)
{
	/* units a round: many; some; so few that their places wait */
	static const uint32_t sizes[] = { 1200, 60, 20, 60, 12, 60 };

	(void)state;
	struct random r = { 20261124 };
	ent_error err;
	uint32_t found = 0;
	remove_memory();
	ent_memory *memory = open_memory(ENT_OPEN_CREATE);
	for (int k = 0; k < TEXTS; k++)
		make_text(&texts[k], &r);
	for (int round = 0; round < 6; round++) {
		char name[20];
		snprintf(name, sizeof(name), "d%d", round);
		if (!round)
			memory->index->at_once = 100;
		add_units(memory, &r, name, sizes[round]);
		if (!round)
			expect_packed(memory);
		ent_buf query = ENT_BUF_INIT, markup = ENT_BUF_INIT;
		for (int k = 0; k < 300; k++) {
			ent_buf *text = &texts[draw(&r, TEXTS)];
			if (draw(&r, 4))
				perturb(&query, ent_buf_str(text), &r);
			else
				ent_buf_clear(&query),
					ent_buf_add(&query, ent_buf_str(text));
			ent_str coded = ENT_STR("");
			if (k % 2) {
				add_codes(&markup, ent_buf_str(&query), &r);
				coded = ent_buf_str(&markup);
				ent_buf_clear(&query);
				assert_int_equal(ent_markup_text(&query, coded, &err),
						 0);
			}
			found +=
				compare_answers(memory, &r, ent_buf_str(&query), coded);
		}
		ent_buf_release(&query);
		ent_buf_release(&markup);
		if (round == 3 || round == 4) { /* much goes, and comes again */
			ent_filter f = ENT_FILTER_DEFAULT;
			ent_delete_result gone;
			f.document = round == 3 ? ENT_STR("d[12]") : ENT_STR("d0");
			assert_int_equal(
				ent_memory_delete(&gone, memory, &f, NULL, &err), 0);
			assert_true(gone.units >= 60);
		}
		expect_sound(memory);
		expect_phrases(memory, &r);
	}
	assert_true(found > 1000 && n_coded > 300);
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	const ent_match *m;
	uint32_t n;
	ent_arena *arena = ent_arena_new(0);
	opt.markup = ENT_STR("the <x/>nation");
	assert_int_equal(ent_memory_lookup(&m, &n, memory, ENT_STR("the report"), &opt,
					   arena, &err),
			 ENT_EINVAL);
	assert_int_equal(ent_memory_lookup(&m, &n, memory, ENT_STR("the nation"), &opt,
					   arena, &err),
			 ENT_OK);
	ent_arena_free(arena);
	ent_memory_close(memory);
	for (int k = 0; k < TEXTS; k++)
		ent_buf_release(&texts[k]);
	remove_memory();
}

/* ---- pairs of documents -----------------------------------------------------------
 */

static ent_change add_pair(ent_memory *memory, const char *second, uint64_t hash)
{
	const ent_segment source[] = {
		{ ENT_STR("First sentence."), 0, ENT_KIND_BODY, false },
		{ ent_str_of(second), 0, ENT_KIND_BODY, false },
		{ ENT_STR("Third."), 1, ENT_KIND_BODY, false },
	};
	const ent_segment target[] = {
		{ ENT_STR("Première phrase, seconde aussi."), 0, ENT_KIND_BODY, false },
		{ ENT_STR("Troisième."), 1, ENT_KIND_BODY, false },
		{ ENT_STR("En trop."), 2, ENT_KIND_BODY, false },
	};
	const ent_bead beads[] = {
		{ 0, 0, 2, 1, 0, 0.9f },
		{ 2, 1, 1, 1, 0, 0.95f },
		{ 3, 2, 0, 1, ENT_DOUBT_OMITTED, 0.5f },
	};
	ent_document en = { .name = ENT_STR("en.html"),
			    .lang = ENT_STR("en"),
			    .date = ENT_STR("2024-05-06"),
			    .hash = hash };
	ent_document fr = { .name = ENT_STR("fr.html"),
			    .lang = ENT_STR("fr"),
			    .hash = 7 };
	ent_alignment alignment = { beads, 3, 0.9f };
	ent_aligned_pair pair = { .source = &en,
				  .target = &fr,
				  .source_segments = source,
				  .target_segments = target,
				  .n_src = 3,
				  .n_tgt = 3,
				  .alignment = &alignment };
	ent_change change = ENT_UNCHANGED;
	ent_error err;
	bool there;
	if (ent_memory_add_pair(&change, memory, &pair, &err))
		fail_msg("%s", err.message);
	assert_int_equal(ent_memory_has_pair(&there, memory, &en, &fr, &err), 0);
	assert_true(there);
	return change;
}

static uint32_t score_of(ent_memory *memory, const char *query, ent_unit *found)
{
	static char text[200];
	ent_error err;
	const ent_match *m;
	uint32_t n, score = 0;
	ent_arena *arena = ent_arena_new(0);
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	if (ent_memory_lookup(&m, &n, memory, ent_str_of(query), &opt, arena, &err))
		fail_msg("%s", err.message);
	if (n) {
		score = m[0].score;
		if (found) {
			snprintf(text, sizeof(text), "%.*s|%.*s|%.*s|%.*s",
				 (int)m[0].found.document.n, m[0].found.document.p,
				 (int)m[0].found.target_document.n,
				 m[0].found.target_document.p, (int)m[0].found.place.n,
				 m[0].found.place.p, (int)m[0].found.date.n,
				 m[0].found.date.p);
			found->document = ent_str_of(text);
		}
	}
	ent_arena_free(arena);
	return score;
}

static void a_pair_is_stored_once_and_replaced_when_it_changes(void **state)
{
	(void)state;
	ent_error err;
	ent_stats stats;
	ent_unit unit = { .line = 0 };
	remove_memory();
	ent_memory *memory = open_memory(ENT_OPEN_CREATE);
	assert_int_equal(add_pair(memory, "Second sentence here.", 1), ENT_ADDED);
	assert_int_equal(add_pair(memory, "Second sentence here.", 1), ENT_UNCHANGED);
	assert_int_equal(ent_memory_stats(&stats, memory, &err), 0);
	assert_int_equal(stats.units, 2);
	assert_int_equal(stats.beads, 3);
	assert_int_equal(stats.pairs, 1);
	assert_int_equal(
		score_of(memory, "First sentence. Second sentence here.", &unit), 100);
	assert_true(ent_str_is(unit.document, "en.html|fr.html|1|2024-05-06"));
	assert_int_equal(score_of(memory, "First sentence.", NULL), 0);
	expect_sound(memory);
	assert_int_equal(add_pair(memory, "Another one.", 2), ENT_REPLACED);
	assert_int_equal(score_of(memory, "First sentence. Another one.", NULL), 100);
	assert_int_equal(
		score_of(memory, "First sentence. Second sentence here.", NULL), 0);
	expect_sound(memory);
	ent_filter all = ENT_FILTER_DEFAULT;
	ent_delete_result gone;
	assert_int_equal(ent_memory_delete(&gone, memory, &all, NULL, &err), 0);
	assert_int_equal(gone.units, 2);
	assert_int_equal(gone.pairs, 1);
	expect_sound(memory);
	ent_memory_close(memory);
	remove_memory();
}

static void a_group_is_whole_or_nothing(void **state)
{
	(void)state;
	ent_error err;
	ent_stats stats;
	remove_memory();
	ent_memory *memory = open_memory(ENT_OPEN_CREATE);
	assert_int_equal(ent_memory_begin(memory, &err), 0);
	add_pair(memory, "Second sentence here.", 1);
	ent_memory *reader = open_memory(ENT_OPEN_READ);
	assert_int_equal(ent_memory_stats(&stats, reader, &err), 0);
	assert_int_equal(stats.units, 0); /* not committed yet */
	/* a search inside the group sees what the group has done */
	assert_int_equal(score_of(memory, "Third.", NULL), 100);
	ent_memory_rollback(memory);
	assert_int_equal(score_of(memory, "Third.", NULL), 0);
	assert_int_equal(ent_memory_begin(memory, &err), 0);
	add_pair(memory, "Second sentence here.", 1);
	assert_int_equal(ent_memory_commit(memory, &err), 0);
	assert_int_equal(score_of(reader, "Third.", NULL), 100);
	/* the reader's remembered words are those of the file as it is now */
	assert_int_equal(add_pair(memory, "Another one.", 2), ENT_REPLACED);
	assert_int_equal(score_of(reader, "First sentence. Another one!", NULL), 95);
	ent_memory_close(reader);
	expect_sound(memory);
	ent_memory_close(memory);
	remove_memory();
}

/* The rows of an empty memory are written in the background.  When that fails SQLite
 * may end the transaction, and nothing that comes after may be kept. */
static void a_full_disk_leaves_nothing(void **state)
{
	(void)state;
	ent_error err;
	ent_stats stats;
	ent_import_result result;
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	remove_memory();
	ent_memory *memory = open_memory(ENT_OPEN_CREATE);
	FILE *out = fopen("t_memory.tsv", "w");
	assert_non_null(out);
	fputs("source\ttarget\tdocument\n", out);
	for (int k = 0; k < 20000; k++)
		fprintf(out, "Text number %d\tTexte %d\td%d\n", k, k, k / 50);
	fclose(out);
	opt.from = ENT_STR("en");
	opt.to = ENT_STR("fr");
	assert_int_equal(ent_sql_exec(memory->store, "PRAGMA max_page_count=120", &err),
			 0);
	assert_int_equal(ent_memory_import(&result, memory, "t_memory.tsv", &opt, &err),
			 ENT_EIO);
	assert_non_null(strstr(err.message, "full"));
	assert_int_equal(ent_memory_stats(&stats, memory, &err), 0);
	assert_int_equal(stats.units, 0);
	assert_int_equal(stats.documents, 0);
	assert_int_equal(
		ent_sql_exec(memory->store, "PRAGMA max_page_count=100000", &err), 0);
	assert_int_equal(ent_memory_import(&result, memory, "t_memory.tsv", &opt, &err),
			 0);
	assert_int_equal(result.stored, 20000);
	expect_sound(memory);
	ent_memory_close(memory);
	unlink("t_memory.tsv");
	remove_memory();
}

static void a_unit_of_a_person_is_stored_once_and_its_pair_of_languages_listed(
	void **state)
{
	(void)state;
	ent_error err;
	bool added;
	uint64_t id = 0, again = 0;
	int64_t before, after;
	uint32_t n;
	const ent_language_pair *pairs;
	remove_memory();
	ent_memory *memory = open_memory(ENT_OPEN_CREATE);
	ent_memory *reader = open_memory(ENT_OPEN_READ);
	ent_arena *arena = ent_arena_new(0);
	ent_unit unit = {
		.source = { .lang = ENT_STR("EN_us"), .text = ENT_STR(" One. ") },
		.target = { .lang = ENT_STR("fre"), .text = ENT_STR("Un.") },
		.origin = ENT_STR("server"),
		.confidence = 1,
	};
	assert_int_equal(ent_memory_version(&before, reader, &err), 0);
	assert_int_equal(ent_memory_add_unit(&id, &added, memory, &unit, &err), 0);
	assert_true(added);
	assert_int_equal(ent_memory_add_unit(&again, &added, memory, &unit, &err), 0);
	assert_false(added);
	assert_int_equal(id, again);
	assert_int_equal(ent_memory_version(&after, reader, &err), 0);
	assert_int_not_equal(before, after);
	assert_int_equal(ent_memory_language_pairs(&pairs, &n, memory, arena, &err), 0);
	assert_int_equal(n, 1);
	assert_true(ent_str_is(pairs[0].from, "en-US"));
	assert_true(ent_str_is(pairs[0].to, "fr"));
	assert_int_equal(pairs[0].units, 1);
	unit.target.lang = ENT_STR("en-US");
	assert_int_equal(ent_memory_add_unit(&id, &added, memory, &unit, &err),
			 ENT_EINVAL);
	unit.target = (ent_unit_side){ .lang = ENT_STR("fr"), .text = ENT_STR("  ") };
	assert_int_equal(ent_memory_add_unit(&id, &added, memory, &unit, &err),
			 ENT_EINVAL);
	expect_sound(memory);
	ent_arena_free(arena);
	ent_memory_close(reader);
	ent_memory_close(memory);
	remove_memory();
}

int main(void)
{
	char folder[] = "/tmp/t_memory.XXXXXX";
	if (!mkdtemp(folder) || chdir(folder))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_index_misses_nothing),
		cmocka_unit_test(a_pair_is_stored_once_and_replaced_when_it_changes),
		cmocka_unit_test(a_group_is_whole_or_nothing),
		cmocka_unit_test(a_full_disk_leaves_nothing),
		cmocka_unit_test(
			a_unit_of_a_person_is_stored_once_and_its_pair_of_languages_listed),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	return failed;
}
