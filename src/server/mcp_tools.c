/* SPDX-License-Identifier: Apache-2.0 */
/* mcp_tools.c - what assistants can ask a memory.
 *
 * An answer must fit the context of an assistant: each tool stops before mcp->max_bytes
 * and says so ("truncated"), so that a narrower question can be asked.  Members have
 * the names that --json gives them, and each item its provenance: document, date,
 * place, confidence, number of the unit.
 */
#include "server/mcp_tools.h"
#include "entente/concord.h"
#include "entente/lookup.h"
#include "json/json.h"

/* ---- lookup ------------------------------------------------------------------ */

static void add_match(struct mcp_result *out, const ent_match *m, bool first)
{
	if (!first)
		ent_buf_add_char(&out->structured, ',');
	json_match(&out->structured, m, false);
	ent_buf_addf(&out->text, "%u ", m->score);
	mcp_add_line(&out->text, "", m->found.source.text);
	mcp_add_line(&out->text, "   = ", m->found.target.text);
	if (m->adapted.n)
		mcp_add_line(&out->text, "   ~ ", m->adapted);
	mcp_add_provenance(&out->text, &m->found, m->unit);
}

static ent_status look_up(struct mcp_result *out,
			  struct mcp *mcp,
			  const json_t *arguments,
			  ent_arena *arena,
			  ent_error *err)
{
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	ent_str text;
	const ent_match *matches = NULL;
	uint32_t n = 0, k = 0;
	ent_status status = mcp_get_text(&text, arguments, "text", true, err);
	if (!status)
		status = mcp_get_languages(&opt.from, &opt.to, arguments, err);
	if (!status)
		status = mcp_get_number(&opt.min_score, arguments, "min_score", 1, 100,
					err);
	if (!status)
		status = mcp_get_number(&opt.limit, arguments, "limit", 1, 50, err);
	opt.variants = ENT_VARIANTS_NEWEST;
	if (!status)
		status = ent_memory_lookup(&matches, &n, mcp->memory, text, &opt, arena,
					   err);
	if (status)
		return status;
	bool full = false;
	ent_buf_add(&out->structured, ENT_STR("{\"query\":"));
	ent_buf_add_json(&out->structured, text);
	ent_buf_add(&out->structured, ENT_STR(",\"matches\":["));
	for (; k < n && !full; k++) {
		const size_t at[] = { out->structured.n, out->text.n };
		add_match(out, &matches[k], k == 0);
		full = mcp_is_full(out, mcp, at);
	}
	if (!n)
		ent_buf_addf(&out->text,
			     "No match at %u or more. Try a lower min_score, or "
			     "concordance for a part of the sentence.\n",
			     opt.min_score);
	mcp_end_list(out, full);
	return ENT_OK;
}

/* ---- concordance --------------------------------------------------------------- */

/* The words of the other side that correspond to the phrase, as an array of texts. */
static void add_counterparts(ent_buf *out, const ent_hit *hit)
{
	ent_buf_add_char(out, '[');
	for (uint32_t k = 0; k < hit->n_counterparts; k++) {
		const ent_span *span = &hit->counterparts[k];
		json_comma(out, k);
		ent_buf_add_json(out, ent_str_slice(hit->found.target.text, span->start,
						    span->end));
	}
	ent_buf_add_char(out, ']');
}

static void add_hit(struct mcp_result *out, const ent_hit *hit, bool first)
{
	ent_buf *json = &out->structured;
	if (!first)
		ent_buf_add_char(json, ',');
	ent_buf_add_char(json, '{');
	json_unit(json, &hit->found);
	ent_buf_addf(json, ",\"unit\":%llu,\"counterpart_words\":",
		     (unsigned long long)hit->unit);
	add_counterparts(json, hit);
	ent_buf_add_char(json, '}');
	mcp_add_line(&out->text, "- ", hit->found.source.text);
	mcp_add_line(&out->text, "  = ", hit->found.target.text);
	for (uint32_t k = 0; k < hit->n_counterparts; k++) {
		const ent_span *span = &hit->counterparts[k];
		mcp_add_line(
			&out->text, k ? "    and: " : "    rendered as: ",
			ent_str_slice(hit->found.target.text, span->start, span->end));
	}
	mcp_add_provenance(&out->text, &hit->found, hit->unit);
}

/* The renderings that are used most, with what is left out. */
static void add_renderings(struct mcp_result *out,
			   const struct mcp *mcp,
			   const ent_concord_group *group)
{
	ent_buf_add(&out->structured, ENT_STR(",\"renderings\":["));
	for (uint32_t k = 0; k < group->n; k++) {
		const ent_concord_rendering *r = &group->list[k];
		if (out->structured.n > mcp->max_bytes / 2)
			break;
		ent_buf_add(&out->structured,
			    k ? ENT_STR(",{\"text\":") : ENT_STR("{\"text\":"));
		ent_buf_add_json(&out->structured, r->text);
		ent_buf_addf(&out->structured, ",\"count\":%llu",
			     (unsigned long long)r->count);
		json_field(&out->structured, "first", r->first);
		json_field(&out->structured, "last", r->last);
		ent_buf_add_char(&out->structured, '}');
		ent_buf_addf(&out->text, "%llu x ", (unsigned long long)r->count);
		ent_buf_add(&out->text, r->text);
		ent_buf_add(&out->text, r->last.n ? ENT_STR(", last ") : ENT_STR(""));
		mcp_add_line(&out->text, "", r->last);
	}
	ent_buf_add_char(&out->structured, ']');
}

static ent_status get_concord_options(ent_str *phrase,
				      ent_concord_options *opt,
				      const json_t *arguments,
				      ent_error *err)
{
	ent_status status = mcp_get_text(phrase, arguments, "phrase", true, err);
	const struct {
		const char *name;
		ent_str *to;
	} texts[] = { { "lang", &opt->lang },
		      { "other", &opt->other },
		      { "document", &opt->document },
		      { "since", &opt->since },
		      { "until", &opt->until } };
	for (size_t k = 0; !status && k < sizeof(texts) / sizeof(texts[0]); k++)
		status =
			mcp_get_text(texts[k].to, arguments, texts[k].name, false, err);
	if (!status)
		status = mcp_get_number(&opt->limit, arguments, "limit", 1, 100, err);
	return status;
}

static ent_status concordance(struct mcp_result *out,
			      struct mcp *mcp,
			      const json_t *arguments,
			      ent_arena *arena,
			      ent_error *err)
{
	ent_concord_options opt = ENT_CONCORD_OPTIONS_DEFAULT;
	opt.limit = 10;
	ent_str phrase;
	const ent_hit *hits = NULL;
	uint32_t n = 0, k = 0;
	uint64_t total = 0;
	ent_status status = get_concord_options(&phrase, &opt, arguments, err);
	if (!status)
		status = ent_memory_concord(&hits, &n, &total, mcp->memory, phrase,
					    &opt, arena, err);
	if (status)
		return status;
	ent_concord_group group;
	status =
		ent_memory_concord_group(&group, mcp->memory, phrase, &opt, arena, err);
	if (status)
		return status;
	bool full = false;
	ent_buf_add(&out->structured, ENT_STR("{\"phrase\":"));
	ent_buf_add_json(&out->structured, phrase);
	ent_buf_addf(&out->structured, ",\"total\":%llu,\"unmarked\":%llu",
		     (unsigned long long)total, (unsigned long long)group.unmarked);
	ent_buf_addf(&out->text, "%llu hit%s for \"", (unsigned long long)total,
		     total == 1 ? "" : "s");
	ent_buf_add(&out->text, phrase);
	ent_buf_add(&out->text, ENT_STR("\"\n"));
	add_renderings(out, mcp, &group);
	ent_buf_add(&out->structured, ENT_STR(",\"hits\":["));
	for (; k < n && !full; k++) {
		const size_t at[] = { out->structured.n, out->text.n };
		add_hit(out, &hits[k], k == 0);
		full = mcp_is_full(out, mcp, at);
	}
	mcp_end_list(out, full);
	return ENT_OK;
}

/* ---- terms --------------------------------------------------------------------- */

enum {
	TERM_WORDS = 6,  /* of a term, at most */
	TEXT_WORDS = 80, /* of a text that are looked at */
	TERM_SCORE = 95, /* as written, but for case and typography */
};

static bool is_edge(char c)
{
	return c && (unsigned char)c < 0x80 && strchr(" \t\r\n.,;:!?()[]\"'", c);
}

/* The words of a text, up to TEXT_WORDS, without white space around them. */
static uint32_t cut_words(ent_str words[TEXT_WORDS], ent_str text)
{
	uint32_t n = 0;
	size_t k = 0;
	while (k < text.n && n < TEXT_WORDS) {
		while (k < text.n && strchr(" \t\r\n", text.p[k]) && text.p[k])
			k++;
		const size_t start = k;
		while (k < text.n && !(strchr(" \t\r\n", text.p[k]) && text.p[k]))
			k++;
		if (k > start)
			words[n++] = ent_str_slice(text, start, k);
	}
	return n;
}

/* Words first..first+n-1 without punctuation around them. */
static ent_str phrase_of(const ent_str *words, uint32_t first, uint32_t n)
{
	const char *start = words[first].p;
	const ent_str *last = &words[first + n - 1];
	const char *end = last->p + last->n;
	while (start < end && is_edge(*start))
		start++;
	while (end > start && is_edge(end[-1]))
		end--;
	return (ent_str){ start, (size_t)(end - start) };
}

struct terms {
	struct mcp_result *out;
	struct mcp *mcp;
	ent_lookup_options opt;
	uint32_t n;
	bool full;
};

static ent_status find_term(bool *found,
			    struct terms *t,
			    ent_str phrase,
			    ent_arena *arena,
			    ent_error *err)
{
	const ent_match *matches = NULL;
	uint32_t n = 0;
	ent_status status = ent_memory_lookup(&matches, &n, t->mcp->memory, phrase,
					      &t->opt, arena, err);
	*found = !status && n > 0;
	for (uint32_t k = 0; !status && k < n && !t->full; k++) {
		const size_t at[] = { t->out->structured.n, t->out->text.n };
		add_match(t->out, &matches[k], t->n == 0);
		t->full = mcp_is_full(t->out, t->mcp, at);
		t->n++;
	}
	return status;
}

/* Whole units that are in the text: entries of glossaries, names, headings.  The
 * longest first; its words are not looked up again. */
static ent_status find_terms(struct mcp_result *out,
			     struct mcp *mcp,
			     const json_t *arguments,
			     ent_arena *arena,
			     ent_error *err)
{
	struct terms t = { .out = out, .mcp = mcp, .opt = ENT_LOOKUP_OPTIONS_DEFAULT };
	ent_str text, words[TEXT_WORDS];
	bool used[TEXT_WORDS] = { false };
	ent_status status = mcp_get_text(&text, arguments, "text", true, err);
	if (!status)
		status = mcp_get_languages(&t.opt.from, &t.opt.to, arguments, err);
	if (status)
		return status;
	t.opt.min_score = TERM_SCORE;
	t.opt.limit = 3;
	t.opt.adapt = false;
	t.opt.variants = ENT_VARIANTS_USED;
	ent_buf_add(&out->structured, ENT_STR("{\"terms\":["));
	const uint32_t n = cut_words(words, text);
	for (uint32_t size = TERM_WORDS; size > 0; size--)
		for (uint32_t first = 0; first + size <= n && !status; first++) {
			ent_str phrase = phrase_of(words, first, size);
			bool free = phrase.n > 1, found = false;
			for (uint32_t k = 0; k < size; k++)
				free &= !used[first + k];
			if (free)
				status = find_term(&found, &t, phrase, arena, err);
			for (uint32_t k = 0; found && k < size; k++)
				used[first + k] = true;
		}
	if (!status && !t.n)
		ent_buf_add(&out->text, ENT_STR("No term of the memory is in it.\n"));
	mcp_end_list(out, t.full);
	return status;
}

/* ---- table ----------------------------------------------------------------------- */

/* clang-format off: one property of a JSON Schema a line */
#define TEXT(name, description)                                                        \
	"\"" name "\":{\"type\":\"string\",\"description\":\"" description "\"}"
#define NUMBER(name, low, high, description)                                           \
	"\"" name "\":{\"type\":\"integer\",\"minimum\":" low ",\"maximum\":" high     \
	",\"description\":\"" description "\"}"
#define LANGUAGES                                                                      \
	TEXT("from", "language of the text, such as en; omit for the memory's own")    \
	"," TEXT("to", "language of the translation, such as fr")
#define SCHEMA(required, properties)                                                   \
	"{\"type\":\"object\",\"properties\":{" properties                             \
	"},\"required\":[\"" required "\"]}"

const struct mcp_tool mcp_tools[] = {
	{ "lookup", "Look up a sentence",
	  "Find how a sentence was translated before: the stored sentences most like "
	  "it, best first, with their translations, score 0-100 (100 = the same text), "
	  "differences and provenance. 'adapted' is the translation with the numbers, "
	  "dates and names of the query, given only where that is sure.",
	  SCHEMA("text",
		 TEXT("text", "the sentence to translate") "," LANGUAGES "," NUMBER(
			 "min_score",
			 "1",
			 "100",
			 "default 70") "," NUMBER("limit",
						  "1",
						  "50",
						  "most matches, default 5")),
	  false, look_up },
	{ "concordance", "Show a phrase in context",
	  "Find every place where a phrase is used, newest first, with the translation "
	  "and the words in it that correspond to the phrase. A word that ends in * matches "
	  "all words that begin so.",
	  SCHEMA("phrase",
		 TEXT("phrase", "one or more words") "," TEXT("lang", "language of the phrase; omit for any") "," TEXT("other", "a phrase that the translation must have") "," TEXT(
			 "document",
			 "glob over document names") "," TEXT("since",
							      "earliest date, such as 2024-01") "," TEXT("until",
													 "latest date") "," NUMBER("limit",
																   "1",
																   "100",
																   "most hits, default 10")),
	  false, concordance },
	{ "terms", "Find known terms in a text",
	  "Find the entries of the memory (terms, names, titles) that occur in a text, "
	  "longest first, with their translations. Give at most 80 words.",
	  SCHEMA("text", TEXT("text", "the text to translate") "," LANGUAGES), false,
	  find_terms },
	{ "document", "Read a document",
	  "Read the units of one document in order, to see the context of a match.",
	  SCHEMA("document",
		 TEXT("document", "name as an answer gives it, or a glob") "," LANGUAGES "," NUMBER(
			 "skip",
			 "0",
			 "4294967295",
			 "units to skip") "," NUMBER("limit",
						     "1",
						     "500",
						     "most units, default 50")),
	  false, mcp_read_document },
	{ "reuse", "What of a text was translated before",
	  "Compare a text of several sentences with the memory: which passages, even "
	  "inside sentences, it has, with their translations; whether quotations are "
	  "verbatim; and how many words are new.",
	  SCHEMA("text",
		 TEXT("text", "the text to translate") "," LANGUAGES "," NUMBER(
			 "min_words",
			 "2",
			 "50",
			 "shortest passage, default 5")),
	  false, mcp_reuse },
	{ "add", "Add a translation",
	  "Store a sentence and its translation as a new unit of the memory.",
	  SCHEMA("source\",\"target\",\"from\",\"to",
		 TEXT("source", "the sentence") "," TEXT("target", "its translation") "," TEXT("from", "language of the sentence, such as en") "," TEXT(
			 "to",
			 "language of the translation, such as fr") "," TEXT("document",
									     "where it comes from")),
	  true, mcp_add },
};
/* clang-format on */
const size_t n_mcp_tools = sizeof(mcp_tools) / sizeof(mcp_tools[0]);
