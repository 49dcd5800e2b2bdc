/* SPDX-License-Identifier: Apache-2.0 */
/* align_stream.c - a filter: JSON Lines of document pairs in, of units out.
 *
 * 	{"id":7,"from":"en","to":"fr","source":"...","target":"..."}
 * 	{"id":7,"source":"...","target":"...","confidence":0.98,...}
 *
 * Why: the tools that spread work over many machines (job arrays, GNU parallel, Hadoop
 * streaming, Spark's pipe) need a program that reads lines, writes lines and keeps no
 * state between them.
 *
 * A source or target is the text of a release (plain, HTML, XML) or an array of its
 * segments.  "document", "target_document" and "date" are passed on; the id, any JSON
 * value, is in each line that the pair gives; without one it is the number of the line.
 * A pair that cannot be aligned gives one line with "error" in place of its units, and
 * the stream goes on: its exit code reports the state of the stream, not of the pairs.
 * Lines are written when their pair is done.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/align_stream.h"
#include "cli/cmd.h"
#include "cli/pick_lexicon.h"
#include "cli/report.h"
#include "cli/show.h"
#include "entente/align.h"
#include "entente/language.h"
#include "entente/read.h"
#include "entente/segment.h"
#include "server/wire_json.h"
#include "json/json.h"

enum { MAX_LINE = 256 << 20 }; /* bytes of a pair */

/* What is kept from line to line, for speed alone. */
struct stream {
	const char *command, *from, *to, *lexicon_file, *glossary;
	ent_arena *arena;
	ent_segmenter *segmenters[2];
	char segmenter_langs[2][16];
	ent_lexicon *lexicon;
	char lexicon_langs[2][16];
	bool lexicon_known;
	ent_buf line, out;
	char *id;
	uint64_t number;
};

/* One side of a pair. */
struct side {
	ent_document document;
	const ent_segment *segments;
	uint32_t n;
};

static ent_status fail(ent_error *err, ent_status code, const char *what)
{
	return ent_error_set(err, code, "%s", what);
}

/* ---- reading ------------------------------------------------------------------- */

/* A line without its end; false at the end of the input.  *whole is false for one over
 * the limit, which is skipped. */
static bool read_line(struct stream *s, bool *whole)
{
	char chunk[1 << 16];
	ent_buf_clear(&s->line);
	*whole = true;
	bool any = false;
	while (fgets(chunk, sizeof(chunk), stdin)) {
		ent_str piece = ent_str_of(chunk);
		const bool end = piece.n && piece.p[piece.n - 1] == '\n';
		any = true;
		*whole = *whole && s->line.n + piece.n <= MAX_LINE;
		if (*whole)
			ent_buf_add(&s->line, piece);
		if (end)
			break;
	}
	return any;
}

static ent_str text_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	if (!json_is_string(value))
		return (ent_str){ NULL, 0 };
	return (ent_str){ json_string_value(value), json_string_length(value) };
}

/* A copy of the language that a line gives, else of the one for all. */
static ent_str lang_of(const json_t *object, const char *key, const char *given)
{
	ent_str lang = text_of(object, key);
	return lang.n ? lang : ent_str_of(given);
}

static ent_status segments_of(struct side *side,
			      const json_t *array,
			      ent_arena *arena,
			      ent_error *err)
{
	const size_t n = json_array_size(array);
	ent_segment *segments =
		n < UINT32_MAX ? ENT_NEW_ARRAY(arena, ent_segment, n) : NULL;
	if (!segments)
		return fail(err, ENT_ELIMIT, "too many segments");
	for (size_t k = 0; k < n; k++) {
		const json_t *value = json_array_get(array, k);
		if (!json_is_string(value))
			return fail(err, ENT_EFORMAT, "a segment is not a string");
		segments[k] = (ent_segment){ .text = { json_string_value(value),
						       json_string_length(value) },
					     .paragraph = ENT_NO_PARAGRAPH };
	}
	side->segments = segments;
	side->n = (uint32_t)n;
	return ENT_OK;
}

static ent_status find_segmenter(struct stream *s, int k, ent_str lang, ent_error *err)
{
	if (s->segmenters[k] && ent_str_is(lang, s->segmenter_langs[k]))
		return ENT_OK;
	ent_segmenter_free(s->segmenters[k]);
	s->segmenters[k] = NULL;
	snprintf(s->segmenter_langs[k], sizeof(s->segmenter_langs[k]), "%.*s",
		 (int)(lang.n < 15 ? lang.n : 15), lang.p ? lang.p : "");
	return ent_segmenter_new(&s->segmenters[k], lang, NULL, err);
}

static ent_status read_side(struct side *side,
			    struct stream *s,
			    const json_t *object,
			    int k,
			    ent_error *err)
{
	static const char *const texts[] = { "source", "target" };
	static const char *const names[] = { "document", "target_document" };
	static const char *const langs[] = { "from", "to" };
	const json_t *value = json_object_get(object, texts[k]);
	ent_str name = text_of(object, names[k]);
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.lang = lang_of(object, langs[k], k ? s->to : s->from);
	if (json_is_array(value)) {
		side->document = (ent_document){ .name = name, .lang = opt.lang };
		if (!opt.lang.n)
			return fail(err, ENT_EFORMAT, "a language is missing");
		return segments_of(side, value, s->arena, err);
	}
	if (!json_is_string(value))
		return fail(err, ENT_EFORMAT,
			    k ? "\"target\" is neither a text nor segments"
			      : "\"source\" is neither a text nor segments");
	ent_status status = ent_read_document_bytes(
		&side->document, text_of(object, texts[k]),
		name.n ? name : ent_str_of(texts[k]), &opt, s->arena, err);
	if (status)
		return status;
	side->document.name = name;
	if (!side->document.lang.n)
		return fail(err, ENT_EFORMAT, "a language is missing");
	status = find_segmenter(s, k, side->document.lang, err);
	return status ? status
		      : ent_segment_document(&side->segments, &side->n,
					     s->segmenters[k], &side->document,
					     s->arena, err);
}

/* ---- writing ------------------------------------------------------------------- */

static ent_status write_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct stream *s = data;
	ent_buf_addf(&s->out, "{\"id\":%s,", s->id);
	json_unit(&s->out, unit);
	ent_buf_add(&s->out, ENT_STR("}\n"));
	return s->out.failed ? ent_error_memory(err) : ENT_OK;
}

static void write_error(struct stream *s, const ent_error *err)
{
	ent_buf_clear(&s->out);
	if (s->id)
		ent_buf_addf(&s->out, "{\"id\":%s,", s->id);
	else
		ent_buf_addf(&s->out, "{\"id\":%llu,", (unsigned long long)s->number);
	ent_buf_addf(&s->out, "\"code\":\"%s\",\"error\":", ent_status_name(err->code));
	ent_buf_add_json(&s->out, ent_str_of(err->message));
	if (err->line)
		ent_buf_addf(&s->out, ",\"line\":%u", err->line);
	ent_buf_add(&s->out, ENT_STR("}\n"));
}

/* ---- a line ---------------------------------------------------------------------- */

static ent_status find_lexicon(struct stream *s,
			       ent_str from,
			       ent_str to,
			       ent_error *err)
{
	if (s->lexicon_known && ent_str_is(from, s->lexicon_langs[0]) &&
	    ent_str_is(to, s->lexicon_langs[1]))
		return ENT_OK;
	ent_lexicon_close(s->lexicon);
	s->lexicon = NULL;
	ent_status status =
		pick_lexicon(&s->lexicon, s->lexicon_file, s->glossary, from, to, err);
	s->lexicon_known = !status && from.n < 16 && to.n < 16;
	for (int k = 0; s->lexicon_known && k < 2; k++)
		snprintf(s->lexicon_langs[k], sizeof(s->lexicon_langs[k]), "%.*s",
			 (int)(k ? to : from).n, (k ? to : from).p);
	return status;
}

static ent_status align_object(struct stream *s, const json_t *object, ent_error *err)
{
	struct side sides[2];
	ent_alignment alignment;
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_status status = ENT_OK;
	for (int k = 0; !status && k < 2; k++)
		status = read_side(&sides[k], s, object, k, err);
	if (!status)
		status = find_lexicon(s, sides[0].document.lang, sides[1].document.lang,
				      err);
	opt.lexicon = s->lexicon;
	opt.from = sides[0].document.lang;
	opt.to = sides[1].document.lang;
	/* asked for by stated languages, not by two that look alike */
	opt.one_language =
		ent_lang_matches(ent_str_of(s->from), ent_str_of(s->to)) ||
		ent_lang_matches(text_of(object, "from"), text_of(object, "to"));
	if (!status)
		status = ent_align(&alignment, sides[0].segments, sides[0].n,
				   sides[1].segments, sides[1].n, &opt, s->arena, err);
	if (status)
		return status;
	if (text_of(object, "date").n)
		sides[0].document.date = text_of(object, "date");
	const ent_aligned_pair pair = { .source = &sides[0].document,
					.target = &sides[1].document,
					.source_segments = sides[0].segments,
					.target_segments = sides[1].segments,
					.n_src = sides[0].n,
					.n_tgt = sides[1].n,
					.alignment = &alignment };
	return ent_aligned_units(&pair, write_unit, s, err);
}

static ent_status align_line(struct stream *s, bool whole, ent_error *err)
{
	json_error_t where;
	if (!whole)
		return fail(err, ENT_ELIMIT, "the line is too long");
	json_t *object = NULL;
	if (wire_parse(&object, ent_buf_str(&s->line), JSON_REJECT_DUPLICATES, &where,
		       err) == ENT_ENOMEM)
		return ENT_ENOMEM;
	if (!json_is_object(object)) {
		const bool another = object != NULL;
		json_decref(object);
		return ent_error_set(err, ENT_EFORMAT,
				     "not a JSON object: column %d: %.150s",
				     another ? 1 : where.column,
				     another ? "another value" : where.text);
	}
	const json_t *id = json_object_get(object, "id");
	char number[24];
	snprintf(number, sizeof(number), "%llu", (unsigned long long)s->number);
	s->id = id ? json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT) : strdup(number);
	ent_status status =
		s->id ? align_object(s, object, err) : ent_error_memory(err);
	json_decref(object);
	return status;
}

static bool is_blank(const ent_buf *line)
{
	return !ent_str_trim(ent_buf_str(line)).n;
}

int align_stream(const char *command,
		 const char *from,
		 const char *to,
		 const char *lexicon,
		 const char *glossary)
{
	struct stream s = { .command = command,
			    .from = from,
			    .to = to,
			    .lexicon_file = lexicon,
			    .glossary = glossary,
			    .arena = ent_arena_new(0) };
	bool whole;
	while (s.arena && read_line(&s, &whole)) {
		ent_error err;
		s.number++;
		if (whole && is_blank(&s.line))
			continue;
		ent_arena_clear(s.arena);
		ent_buf_clear(&s.out);
		if (align_line(&s, whole, &err))
			write_error(&s, &err);
		free(s.id);
		s.id = NULL;
		if (!show_flush(&s.out) || fflush(stdout))
			break; /* main.c reports why standard output failed */
	}
	const int code = !s.arena || ferror(stdin) ? EXIT_DATA : 0;
	if (code)
		fprintf(stderr, "entente: %s: cannot read standard input\n", command);
	for (int k = 0; k < 2; k++)
		ent_segmenter_free(s.segmenters[k]);
	ent_lexicon_close(s.lexicon);
	ent_arena_free(s.arena);
	ent_buf_release(&s.line);
	ent_buf_release(&s.out);
	return code;
}
