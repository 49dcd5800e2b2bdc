/* SPDX-License-Identifier: Apache-2.0 */
/* pretranslate.c - an XLIFF file's empty targets, filled from the memory.
 *
 * What: each open place is looked up with its document and its neighbours as
 * context, and the best match is written in.  A whole unit that no text equals is
 * looked up sentence by sentence too (pretranslate_sentences.c).
 * format/fill/xliff_fill.c finds the places, format/fill/xliff_edit.c writes the file.
 *
 * The file goes out in the encoding in which it came: UTF-8, UTF-16, or
 * windows-1252, which has character references for the letters that it lacks.
 * Before anything is done the text is encoded again: if that does not give the
 * bytes of the file, they could not be kept, and the file is refused.
 *
 * Time: a look-up a place.  Memory: the file four times, and the matches.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "base/file.h"
#include "entente/lookup.h"
#include "entente/pretranslate.h"
#include "format/fill/xliff_fill.h"
#include "format/sniff.h"
#include "memory/handle.h"
#include "memory/pretranslate_sentences.h"
#include "text/decode.h"
#include "text/lang.h"
#include "text/windows_1252.h"

enum { LOG_STEP = 64 };

struct job {
	ent_memory *memory;
	const ent_pretranslate_options *opt;
	ent_pretranslate_result *result;
	ent_str name;
	ent_str file; /* its path, for warnings */
	ent_arena *arena;
	ent_fill fill;
	ent_segmenter *segmenter; /* of the language `cuts` */
	ent_str cuts;
	bool adapted; /* the last proposal has values of the text */
};

/* ---- encodings ------------------------------------------------------------- */

static void add_unit16(ent_buf *to, unsigned v, bool big)
{
	const char high = (char)(v >> 8), low = (char)(v & 0xFF);
	ent_buf_add_char(to, big ? high : low);
	ent_buf_add_char(to, big ? low : high);
}

/* The character at an offset of valid UTF-8, and its bytes. */
static uint32_t character_at(ent_str s, size_t at, size_t *n)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	uint32_t c = p[0];
	*n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	c = *n == 1 ? c : c & (0x7Fu >> *n);
	for (size_t j = 1; j < *n; j++)
		c = c << 6 | (p[j] & 0x3Fu);
	return c;
}

/* Valid UTF-8 as UTF-16 (RFC 2781). */
static void add_utf16(ent_buf *to, ent_str s, bool big)
{
	for (size_t k = 0; k < s.n;) {
		size_t n;
		uint32_t c = character_at(s, k, &n);
		if (c < 0x10000) {
			add_unit16(to, c, big);
		} else {
			add_unit16(to, 0xD800 + ((c - 0x10000) >> 10), big);
			add_unit16(to, 0xDC00 + ((c - 0x10000) & 0x3FF), big);
		}
		k += n;
	}
}

/* Valid UTF-8 as windows-1252, of whose upper half the first n characters are used;
 * what is not among them as character references. */
static void add_1252(ent_buf *to, ent_str s, unsigned n_high)
{
	uint32_t high[128];
	for (unsigned k = 0; k < 128; k++)
		high[k] = ent_windows_1252((unsigned char)(128 + k));
	for (size_t k = 0; k < s.n;) {
		size_t n;
		uint32_t c = character_at(s, k, &n);
		unsigned byte = c < 128 ? c : 0;
		for (unsigned j = 0; c >= 128 && j < n_high && !byte; j++)
			byte = high[j] == c ? 128 + j : 0;
		if (byte || !c)
			ent_buf_add_char(to, (char)byte);
		else
			ent_buf_addf(to, "&#%u;", (unsigned)c);
		k += n;
	}
}

/* How a file is encoded. */
struct coding {
	enum {
		CODING_UTF8,
		CODING_UTF16LE,
		CODING_UTF16BE,
		CODING_1252,
		CODING_ASCII,
	} kind;
	ent_str mark; /* byte order mark */
};

static void encode(ent_buf *to, ent_str text, const struct coding *coding)
{
	ent_buf_add(to, coding->mark);
	switch (coding->kind) {
	case CODING_UTF8: ent_buf_add(to, text); break;
	case CODING_UTF16LE: add_utf16(to, text, false); break;
	case CODING_UTF16BE: add_utf16(to, text, true); break;
	case CODING_1252: add_1252(to, text, 128); break;
	case CODING_ASCII: add_1252(to, text, 0); break;
	}
}

static bool is_ascii(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (s.p[k] & 0x80)
			return false;
	return true;
}

/* How to write a file whose bytes were read in the encoding `used`: as it declares,
 * because the next reader follows the declaration.  A wrong declaration of
 * another script's encoding is left alone, unless plain ASCII serves both. */
static void choose_coding(struct coding *coding,
			  ent_str text,
			  const char *used,
			  ent_str declared)
{
	const char *other = ent_encoding_declared(declared);
	const bool unicode = declared.n > 2 && !strncasecmp(declared.p, "utf", 3);
	coding->kind = !strcmp(used, "UTF-16LE")   ? CODING_UTF16LE
		       : !strcmp(used, "UTF-16BE") ? CODING_UTF16BE
						   : CODING_UTF8;
	if (coding->kind != CODING_UTF8 || !declared.n || unicode)
		return;
	if (other && !strcmp(other, "windows-1252"))
		coding->kind = CODING_1252;
	else if (is_ascii(text))
		coding->kind = CODING_ASCII;
}

/* The text of a file, and how to write it again: so that its bytes come back,
 * which is tried where they were read as they declare. */
static ent_status decode(ent_buf *text,
			 struct coding *coding,
			 ent_repaired *repaired,
			 ent_str bytes,
			 ent_error *err)
{
	size_t bom = 0;
	const char *used = "";
	const ent_str declared = ent_sniff_encoding(bytes);
	ent_encoding_sniff(bytes, &bom);
	ent_status status = ent_decode(text, &used, repaired, bytes, declared, err);
	if (status)
		return status;
	coding->mark = ent_str_slice(bytes, 0, bom);
	choose_coding(coding, ent_buf_str(text), used, declared);
	const bool narrow = !strcmp(used, "windows-1252") || !strcmp(used, "UTF-8");
	ent_buf again = ENT_BUF_INIT;
	encode(&again, ent_buf_str(text), coding);
	if (again.failed)
		status = ent_fail_memory(err);
	else if (!narrow && !ent_str_eq(ent_buf_str(&again), bytes))
		status = ent_fail(err, ENT_EENCODING, "is in %s; save it as UTF-8",
				  used);
	ent_buf_release(&again);
	return status;
}

static ent_status write_file(FILE *to,
			     const ent_fill *fill,
			     const struct coding *coding,
			     ent_error *err)
{
	ent_buf text = ENT_BUF_INIT, coded = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	ent_fill_write(&text, fill);
	encode(&coded, ent_buf_str(&text), coding);
	ent_str out = ent_buf_str(&coded);
	if (text.failed || coded.failed)
		status = ent_fail_memory(err);
	else if (fwrite(out.p ? out.p : "", 1, out.n, to) != out.n || fflush(to))
		status = ent_fail(err, ENT_EIO, "cannot write: %s", strerror(errno));
	ent_buf_release(&text);
	ent_buf_release(&coded);
	return status;
}

/* ---- looking up --------------------------------------------------------------- */

/* The text of the neighbour in the same document; "" without one. */
static ent_str neighbour(const ent_fill *fill, uint32_t k, int step)
{
	int64_t j = (int64_t)k + step;
	if (j < 0 || j >= fill->n_slots)
		return ENT_STR("");
	const ent_slot *other = &fill->slots[j];
	return ent_str_eq(other->document, fill->slots[k].document) ? other->text
								    : ENT_STR("");
}

/* What a look-up is about. */
struct place {
	const ent_slot *slot;
	ent_str content, text, before, after;
};

/* Whether nothing but numbers was put in, each to the letter as the text has it, and no
 * other word differs. */
static bool is_safe(const ent_match *m, ent_str text)
{
	if (m->n_stale)
		return false;
	for (uint32_t k = 0; k < m->n_substitutions; k++) {
		const ent_substitution *s = &m->substitutions[k];
		ent_str put = ent_str_slice(m->adapted, s->start, s->end);
		if (s->kind != ENT_SUBSTITUTION_NUMBER ||
		    !memmem(text.p, text.n, put.p, put.n))
			return false;
	}
	return true;
}

/* The target with the values of the text; "" when it is left as it is.  One with codes
 * is left, for the values' places are those of the text alone. */
static ent_status adapted_content(ent_str *out,
				  struct job *job,
				  const struct place *at,
				  const ent_match *m,
				  ent_error *err)
{
	*out = ENT_STR("");
	if (!m->n_substitutions || memchr(at->content.p, '<', at->content.n) ||
	    m->found.target.markup.n || !(job->opt->adapt || is_safe(m, at->text)))
		return ENT_OK;
	ent_buf content = ENT_BUF_INIT;
	ent_buf_add_xml(&content, m->adapted);
	*out = ent_arena_str(job->arena, ent_buf_str(&content));
	const bool failed = content.failed || !out->p;
	ent_buf_release(&content);
	return failed ? ent_fail_memory(err) : ENT_OK;
}

/* The best match as a proposal; .unit NULL when there is none. */
static ent_status ask(ent_proposal *out,
		      struct job *job,
		      const struct place *at,
		      ent_error *err)
{
	const ent_match *m;
	uint32_t n = 0;
	ent_lookup_options look = ENT_LOOKUP_OPTIONS_DEFAULT;
	look.from = job->opt->from.n ? job->opt->from : at->slot->source_lang;
	look.to = job->opt->to.n ? job->opt->to : at->slot->target_lang;
	look.min_score = job->opt->min_score;
	look.limit = 1;
	look.markup = at->content;
	look.document = at->slot->document;
	look.before = at->before;
	look.after = at->after;
	*out = (ent_proposal){ .unit = NULL };
	job->adapted = false;
	if (!look.from.n || !look.to.n)
		return ent_fail(
			err, ENT_EINVAL,
			"does not name its languages: give both (--from, --to)");
	ent_status status = ent_memory_lookup(&m, &n, job->memory, at->text, &look,
					      job->arena, err);
	if (status || !n)
		return status;
	const bool whole = !m->codes_missing && m->codes_sure;
	ent_str adapted;
	status = adapted_content(&adapted, job, at, m, err);
	if (status)
		return status;
	job->adapted = adapted.n != 0;
	*out = (ent_proposal){
		.unit = &m->found,
		.content = adapted.n ? adapted : m->carried,
		.exact = whole && ent_str_eq(m->found.source.text, at->text),
		.score = m->score < 100 ? m->score
			 : whole        ? 100
					: 99,
		.origin = job->name,
	};
	return ENT_OK;
}

/* Sentence by sentence: *out is set when each has a match and the least of them is
 * better than it was. */
static ent_status ask_by_sentence(ent_proposal *out,
				  struct job *job,
				  const ent_slot *slot,
				  ent_error *err)
{
	ent_sentences s;
	ent_status status = ENT_OK;
	ent_str lang = job->opt->from.n ? job->opt->from : slot->source_lang;
	if (!job->segmenter || !ent_str_eq(lang, job->cuts)) {
		ent_segmenter_free(job->segmenter);
		job->segmenter = NULL;
		job->cuts = lang;
		status = ent_segmenter_new(&job->segmenter, lang, NULL, err);
	}
	if (!status)
		status = ent_sentences_of(&s, job->segmenter, slot->content, job->arena,
					  err);
	if (status || s.n < 2)
		return status;
	ent_proposal *parts = ENT_NEW_ARRAY(job->arena, ent_proposal, s.n);
	if (!parts)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < s.n && !status; k++) {
		const struct place at = {
			.slot = slot,
			.content = s.list[k].content,
			.text = s.list[k].text,
			.before = k ? s.list[k - 1].text : ENT_STR(""),
			.after = k + 1 < s.n ? s.list[k + 1].text : ENT_STR(""),
		};
		status = ask(&parts[k], job, &at, err);
		if (!status &&
		    (!parts[k].unit || (out->unit && parts[k].score <= out->score)))
			return ENT_OK;
	}
	return status ? status : ent_sentences_join(out, &s, parts, job->arena, err);
}

static ent_status look_up(struct job *job, uint32_t k, ent_error *err)
{
	ent_slot *slot = &job->fill.slots[k];
	ent_proposal *p = &slot->proposal;
	const struct place at = { slot, slot->content, slot->text,
				  neighbour(&job->fill, k, -1),
				  neighbour(&job->fill, k, 1) };
	ent_status status = ask(p, job, &at, err);
	const bool adapted = job->adapted;
	bool equal = p->unit && ent_str_eq(p->unit->source.text, slot->text);
	if (!status && !equal && ent_slot_is_whole(&job->fill, k))
		status = ask_by_sentence(p, job, slot, err);
	if (status)
		return status;
	job->result->adapted += p->unit && !p->exact && !p->assembled && adapted;
	job->result->exact += p->unit && p->exact;
	job->result->fuzzy += p->unit && !p->exact;
	job->result->by_sentence += p->unit && p->assembled;
	job->result->empty += !p->unit;
	return ENT_OK;
}

static ent_status fill_all(struct job *job, ent_error *err)
{
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < job->fill.n_slots && !status; k++) {
		const ent_slot *slot = &job->fill.slots[k];
		if (k % LOG_STEP == 0)
			status = ent_step(job->opt->progress, "translating", k,
					  job->fill.n_slots, err);
		if (status)
			return status;
		if (!slot->text.n)
			continue;
		job->result->segments++;
		if (slot->open)
			status = look_up(job, k, err);
		else
			job->result->left++;
	}
	return status;
}

/* Whether the root element ends. */
static bool is_closed(ent_str text)
{
	for (size_t at = text.n; at-- > 1;) {
		if (text.p[at] != '/' || text.p[at - 1] != '<')
			continue;
		ent_str name = ent_str_slice(text, at + 1, text.n);
		name = ent_str_trim(ent_str_cut(&name, '>'));
		if (ent_str_is(name, "xliff") || ent_str_ends(name, ENT_STR(":xliff")))
			return true;
	}
	return false;
}

static void log_repaired(const struct job *job, const ent_repaired *repaired)
{
	ent_buf what = ENT_BUF_INIT;
	ent_repaired_text(&what, repaired);
	ent_log(job->opt->progress, ENT_LOG_WARNING, job->file, repaired->lines[0],
		"%s", what.p ? what.p : "");
	ent_buf_release(&what);
}

static ent_status run(struct job *job, ent_str bytes, FILE *to, ent_error *err)
{
	ent_buf text = ENT_BUF_INIT;
	struct coding coding;
	ent_repaired repaired = { .n = 0 };
	ent_status status = decode(&text, &coding, &repaired, bytes, err);
	if (!status && repaired.n)
		log_repaired(job, &repaired);
	if (!status)
		status = ent_fill_read(&job->fill, ent_buf_str(&text),
				       ent_lang_normal(job->opt->to, job->arena),
				       job->arena, err);
	if (!status && !is_closed(ent_buf_str(&text)))
		ent_log(job->opt->progress, ENT_LOG_WARNING, job->file, 0,
			"the file is cut off: no </xliff>");
	if (!status)
		status = fill_all(job, err);
	if (!status)
		status = write_file(to, &job->fill, &coding, err);
	ent_buf_release(&text);
	return status;
}

ent_status ent_memory_pretranslate(ent_pretranslate_result *out,
				   ent_memory *memory,
				   const char *path,
				   ent_str name,
				   FILE *to,
				   const ent_pretranslate_options *opt,
				   ent_error *err)
{
	const ent_pretranslate_options defaults = ENT_PRETRANSLATE_OPTIONS_DEFAULT;
	struct job job = { .memory = memory,
			   .opt = opt ? opt : &defaults,
			   .result = out,
			   .name = name,
			   .file = ent_str_of(path) };
	ent_buf bytes = ENT_BUF_INIT;
	*out = (ent_pretranslate_result){ .segments = 0 };
	job.arena = ent_arena_new(0);
	if (!job.arena)
		return ent_fail_memory(err);
	ent_status status = ent_file_read(&bytes, path, job.opt->max_size, err);
	if (!status)
		status = run(&job, ent_buf_str(&bytes), to, err);
	ent_buf_release(&bytes);
	ent_segmenter_free(job.segmenter);
	ent_arena_free(job.arena);
	return ent_error_in(err, status, ent_file_title(path));
}
