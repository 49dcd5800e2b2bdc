/* SPDX-License-Identifier: Apache-2.0 */
/* jsonl_read.c - JSON Lines: one object a line is one unit.
 *
 * What: the lines of jsonl_write.c and of `entente align --format jsonl`, where a side
 * is an array of segments; and those of other programs, with members "source" and
 * "target" (or "src", "tgt"), or with a member for each language ("en", "fr"), also
 * inside "translation".  Members that are not known are skipped.  A line that is not an
 * object or does not have two texts is refused with the reason, and the others are
 * read.  Memory: a line.
 */
#include <string.h>

#include "base/fail.h"
#include "format/units/json_scan.h"
#include "format/units/pair_table.h"
#include "format/units/unit_fields.h"
#include "text/lang.h"

enum {
	LANGUAGES = 32, /* of one line; more are not looked at */
	NAMES = 64,     /* of a file whose language is looked up; later ones are not */
	NAME_MAX_BYTES = 64, /* longer names are not ours */
};

/* Part of values. */
struct part {
	size_t from, to;
	bool given;
};

struct jsonl {
	ent_reading *reading;
	ent_buf values; /* of the line */
	struct part fields[ENT_UNIT_FIELDS];
	struct {
		ent_str code;
		struct part text;
	} langs[LANGUAGES];
	unsigned n_langs;
	struct {
		ent_str name, code;
	} names[NAMES]; /* of members met so far, in the arena of the reading */
	unsigned n_names;
	ent_json_scan scan;
};

static ent_unit_field field_named(ent_str name)
{
	static const ent_field_alias aliases[] = {
		{ "src", ENT_FIELD_SOURCE },
		{ "tgt", ENT_FIELD_TARGET },
		{ "source_lang", ENT_FIELD_SOURCE_LANGUAGE },
		{ "src_lang", ENT_FIELD_SOURCE_LANGUAGE },
		{ "target_lang", ENT_FIELD_TARGET_LANGUAGE },
		{ "tgt_lang", ENT_FIELD_TARGET_LANGUAGE },
	};
	return ent_unit_field_named(name, aliases,
				    sizeof(aliases) / sizeof(aliases[0]));
}

/* The language that a name means, found once for each name; "" for none. */
static ent_str lang_named(struct jsonl *j, ent_str name)
{
	for (unsigned k = 0; k < j->n_names; k++)
		if (ent_str_eq(j->names[k].name, name))
			return j->names[k].code;
	if (j->n_names == NAMES || name.n > NAME_MAX_BYTES)
		return ENT_STR("");
	const ent_str kept = ent_arena_str(j->reading->arena, name);
	const ent_str code = ent_table_lang(name, j->reading->names, j->reading->arena);
	if (kept.p) {
		j->names[j->n_names].name = kept;
		j->names[j->n_names++].code = code;
	}
	return code;
}

/* Takes a string, a number, or an array of strings, with spaces between them. */
static bool take_value(struct jsonl *j, struct part *part)
{
	bool more = true;
	*part = (struct part){ j->values.n, 0, true };
	if (ent_json_peek(&j->scan) == '"') {
		more = ent_json_string(&j->values, &j->scan);
	} else if (!ent_json_takes(&j->scan, '[')) {
		more = ent_json_word(&j->values, &j->scan);
		part->given = !ent_str_is(
			ent_str_slice(ent_buf_str(&j->values), part->from, j->values.n),
			"null");
	} else if (!ent_json_takes(&j->scan, ']')) {
		do {
			if (j->values.n > part->from)
				ent_buf_add_char(&j->values, ' ');
			more = ent_json_string(&j->values, &j->scan);
		} while (more && ent_json_takes(&j->scan, ','));
		if (more && !ent_json_takes(&j->scan, ']')) {
			j->scan.flaw = "an array that does not end";
			more = false;
		}
	}
	part->to = j->values.n;
	return more;
}

/* Whether a member is a text in the language that its name is a code of.  "id" outside
 * of "translation" is a number far more often than Indonesian. */
static bool is_text(const struct jsonl *j, ent_str code, ent_str name, bool inner)
{
	return code.n && j->n_langs < LANGUAGES &&
	       (inner || !ent_str_is(name, "id") ||
		ent_lang_matches(j->reading->from, code) ||
		ent_lang_matches(j->reading->to, code));
}

static bool take_object(struct jsonl *j, bool inner);

static bool take_member(struct jsonl *j, bool inner)
{
	const size_t from = j->values.n;
	if (!ent_json_string(&j->values, &j->scan))
		return false;
	const ent_str name = ent_str_slice(ent_buf_str(&j->values), from, j->values.n);
	const ent_unit_field field = field_named(name);
	const ent_str code = field < 0 ? lang_named(j, name) : ENT_STR("");
	const bool text = is_text(j, code, name, inner);
	const bool nested = ent_str_is(name, "translation") && !inner;
	if (!ent_json_takes(&j->scan, ':')) {
		j->scan.flaw = "a name without ':'";
		return false;
	}
	const char next = ent_json_peek(&j->scan);
	if (nested && next == '{')
		return take_object(j, true);
	if (field >= 0 && next != '{')
		return take_value(j, &j->fields[field]);
	if (!text || next != '"')
		return ent_json_skip(&j->scan);
	j->langs[j->n_langs].code = code;
	return take_value(j, &j->langs[j->n_langs++].text);
}

static bool take_object(struct jsonl *j, bool inner)
{
	if (!ent_json_takes(&j->scan, '{')) {
		j->scan.flaw = "no object";
		return false;
	}
	if (ent_json_takes(&j->scan, '}'))
		return true;
	do
		if (!take_member(j, inner))
			return false;
	while (ent_json_takes(&j->scan, ','));
	if (ent_json_takes(&j->scan, '}'))
		return true;
	j->scan.flaw = "an object that does not end";
	return false;
}

static ent_str text_of(const struct jsonl *j, struct part part)
{
	return part.given ? ent_str_slice(ent_buf_str(&j->values), part.from, part.to)
			  : ENT_STR("");
}

static ent_str lang_of(struct jsonl *j, ent_unit_field field, ent_str otherwise)
{
	const ent_str code = text_of(j, j->fields[field]);
	const ent_str normal = code.n ? ent_reading_lang(j->reading, code) : code;
	return normal.n ? normal : otherwise;
}

/* The two sides of a line that names them by languages. */
static void choose_languages(struct jsonl *j, ent_unit_side sides[2])
{
	const ent_reading *r = j->reading;
	for (unsigned k = 0; k < j->n_langs; k++) {
		const ent_str code = j->langs[k].code;
		const bool source =
			r->from.n ? ent_lang_matches(code, r->from)
				  : !sides[0].lang.n && !ent_lang_matches(code, r->to);
		const bool target =
			!source && (r->to.n ? ent_lang_matches(code, r->to) : true);
		if (!source && !target)
			continue;
		ent_unit_side *side = &sides[source ? 0 : 1];
		if (!side->lang.n) {
			side->lang = code;
			side->text = text_of(j, j->langs[k].text);
		}
	}
}

static void read_sides(struct jsonl *j, ent_unit_side sides[2])
{
	const struct part *f = j->fields;
	if (!f[ENT_FIELD_SOURCE].given && !f[ENT_FIELD_TARGET].given &&
	    j->n_langs > 1) {
		choose_languages(j, sides);
		return;
	}
	for (int k = 0; k < 2; k++) {
		sides[k].lang = lang_of(
			j, k ? ENT_FIELD_TARGET_LANGUAGE : ENT_FIELD_SOURCE_LANGUAGE,
			k ? j->reading->to : j->reading->from);
		sides[k].text = text_of(j, f[k ? ENT_FIELD_TARGET : ENT_FIELD_SOURCE]);
		sides[k].markup = text_of(
			j, f[k ? ENT_FIELD_TARGET_MARKUP : ENT_FIELD_SOURCE_MARKUP]);
		sides[k].extra = text_of(
			j, f[k ? ENT_FIELD_TARGET_EXTRA : ENT_FIELD_SOURCE_EXTRA]);
	}
}

static ent_status send_unit(struct jsonl *j, uint32_t line, ent_error *err)
{
	ent_reading *r = j->reading;
	const struct part *f = j->fields;
	ent_unit_side sides[2] = { { .lang = { NULL, 0 } }, { .lang = { NULL, 0 } } };
	bool swap = false;
	read_sides(j, sides);
	if (!sides[0].lang.n || !sides[1].lang.n) {
		ent_reading_problem(r, line, true,
				    "names no languages: give both (--from, --to)");
		return ENT_OK;
	}
	if (!ent_reading_accepts(r, sides[0].lang, sides[1].lang, line, &swap))
		return ENT_OK;
	ent_str documents[2] = { text_of(j, f[ENT_FIELD_DOCUMENT]),
				 text_of(j, f[ENT_FIELD_TARGET_DOCUMENT]) };
	const bool cross = swap && documents[1].n;
	ent_unit unit = {
		.source = sides[swap],
		.target = sides[!swap],
		.document = documents[cross],
		.target_document = documents[!cross],
		.place = text_of(j, f[ENT_FIELD_PLACE]),
		.date = text_of(j, f[ENT_FIELD_DATE]),
		.origin = f[ENT_FIELD_ORIGIN].given ? text_of(j, f[ENT_FIELD_ORIGIN])
						    : ENT_STR("jsonl"),
		.extra = text_of(j, f[ENT_FIELD_EXTRA]),
		.attributes = text_of(j, f[ENT_FIELD_ATTRIBUTES]),
		.confidence = ent_read_confidence(text_of(j, f[ENT_FIELD_CONFIDENCE])),
		.doubts = ent_read_doubts(text_of(j, f[ENT_FIELD_DOUBTS])),
		.line = line,
	};
	ent_tmx_fields_check(r, &unit);
	return ent_reading_send(r, &unit, err);
}

static ent_status take_line(void *data, ent_str line, uint32_t number, ent_error *err)
{
	struct jsonl *j = data;
	ent_buf_clear(&j->values);
	ent_buf_add(&j->values, ENT_STR(""));
	memset(j->fields, 0, sizeof(j->fields));
	j->n_langs = 0;
	j->scan = (ent_json_scan){ .text = line };
	j->reading->unit++;
	bool whole = take_object(j, false);
	if (whole && ent_json_peek(&j->scan)) {
		j->scan.flaw = "something after the object";
		whole = false;
	}
	if (j->values.failed)
		return ent_fail_memory(err);
	if (whole && j->scan.zeros)
		ent_reading_problem(j->reading, number, false,
				    "U+0000 in a text was replaced by U+FFFD");
	if (whole)
		return send_unit(j, number, err);
	ent_reading_problem(j->reading, number, true,
			    "is not one JSON object: %s at byte %zu", j->scan.flaw,
			    j->scan.at + 1);
	return ENT_OK;
}

static ent_status read_jsonl(ent_reading *reading, ent_error *err)
{
	struct jsonl j = { .reading = reading, .values = ENT_BUF_INIT };
	ent_status status = ent_reading_lines(reading, take_line, &j, err);
	ent_buf_release(&j.values);
	return status;
}

/* A first line that is the beginning of an object with a name in it. */
static bool is_jsonl(const ent_units_head *of)
{
	ent_json_scan scan = { .text = of->text };
	return !of->root.n && ent_json_takes(&scan, '{') &&
	       (ent_json_peek(&scan) == '"' || ent_json_peek(&scan) == '}');
}

bool ent_is_units_json(ent_str text)
{
	ent_json_scan scan = { .text = ent_str_cut(&text, '\n') };
	ent_buf name = ENT_BUF_INIT;
	bool sides[2] = { false, false };
	bool sound = ent_json_takes(&scan, '{');
	while (sound) {
		ent_buf_clear(&name);
		sound = ent_json_string(&name, &scan) && ent_json_takes(&scan, ':') &&
			ent_json_skip(&scan);
		const ent_str given = ent_buf_str(&name);
		const ent_unit_field field = field_named(given);
		const bool both = ent_str_is(given, "translation");
		sides[0] |= both || field == ENT_FIELD_SOURCE;
		sides[1] |= both || field == ENT_FIELD_TARGET;
		if (!sound || !ent_json_takes(&scan, ','))
			break;
	}
	ent_buf_release(&name);
	return sound && sides[0] && sides[1] && ent_json_takes(&scan, '}');
}

const ent_units_reader ent_jsonl_reader = {
	.name = "jsonl",
	.fits = is_jsonl,
	.read = read_jsonl,
};
