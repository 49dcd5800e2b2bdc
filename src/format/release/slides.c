/* SPDX-License-Identifier: Apache-2.0 */
/* slides.c - the text of a presentation (PPTX).
 *
 * What: PresentationML and DrawingML (ECMA-376, part 1, sections 19 and 21): the
 * paragraphs of the shapes of each slide in the order in which they are shown; titles
 * are headings, cells of tables are cells.  Numbers, dates and footers of slides are
 * left out, hidden slides, notes of the speaker and alternative texts of pictures are
 * read on request only.  The place of a paragraph is its slide.
 *
 * Time O(n): one pass over the tags of each slide.
 */
#include <string.h>

#include "base/fail.h"
#include "base/word_list.h"
#include "format/package_targets.h"
#include "format/release/office.h"
#include "format/xml_scan.h"

enum { DEPTH_MAX = 64 };

struct slide {
	ent_release *release;
	ent_buf text;
	ent_kind kind; /* of the paragraphs of the shape at hand */
	uint32_t number;
	bool silent;   /* the shape is a number, date or footer */
	unsigned cell; /* cells that are open */
};

/* ---- shapes ---------------------------------------------------------------------- */

static void end_paragraph(struct slide *s)
{
	if (s->text.n && !s->silent)
		ent_release_add(s->release, ent_buf_str(&s->text),
				s->cell ? ENT_KIND_CELL : s->kind, s->number);
	s->release->failed |= s->text.failed;
	ent_buf_clear(&s->text);
}

/* <p:ph type="ctrTitle"/> says what a shape is. */
static void read_placeholder(struct slide *s, ent_str attributes)
{
	static const char *const left_out[] = { "sldNum", "dt",     "ftr",
						"hdr",    "sldImg", NULL };
	const ent_str type = ent_xml_get(attributes, "type");
	if (ent_str_is(type, "title") || ent_str_is(type, "ctrTitle"))
		s->kind = ENT_KIND_HEADING;
	s->silent |= !s->release->opt->all && ent_list_has(left_out, type);
}

static void read_tag(struct slide *s, const ent_xml_token *t, ent_str xml, size_t *at)
{
	const bool open = t->type == ENT_XML_OPEN;
	if (ent_str_is(t->name, "sp") || ent_str_is(t->name, "graphicFrame")) {
		s->kind = ENT_KIND_BODY;
		s->silent = false;
	} else if (ent_str_is(t->name, "ph") && t->type != ENT_XML_CLOSE) {
		read_placeholder(s, t->body);
	} else if (ent_str_is(t->name, "tc") && t->type != ENT_XML_EMPTY) {
		s->cell += open ? 1 : s->cell ? -1u : 0;
	} else if (ent_str_is(t->name, "p") && t->type != ENT_XML_EMPTY) {
		end_paragraph(s);
	} else if (ent_str_is(t->name, "br") || ent_str_is(t->name, "tab")) {
		if (t->type != ENT_XML_CLOSE && s->text.n)
			ent_buf_add_char(&s->text, ' ');
	} else if (ent_str_is(t->name, "t") && open) {
		size_t end;
		const size_t close = ent_xml_close(xml, *at, &end);
		ent_xml_repairs repairs = { .characters = 0 };
		ent_xml_decode(&s->text, ent_str_slice(xml, *at, close), &repairs);
		*at = end;
	} else if (ent_str_is(t->name, "Fallback") && open) {
		/* the same again, for programs that do not know what is before it */
		ent_xml_close(xml, *at, at);
	}
}

static void read_shapes(struct slide *s, ent_str xml, ent_kind kind)
{
	ent_xml_token t;
	s->kind = kind;
	s->silent = false;
	s->cell = 0;
	for (size_t at = 0; ent_xml_next(&t, xml, &at) && !s->release->failed;)
		if (t.type == ENT_XML_OPEN || t.type == ENT_XML_CLOSE ||
		    t.type == ENT_XML_EMPTY)
			read_tag(s, &t, xml, &at);
	end_paragraph(s);
}

/* ---- slides ---------------------------------------------------------------------- */

/* The relationships of a part; .p is NULL without them. */
static ent_str relationships(const ent_package *p, ent_str of)
{
	char name[512];
	size_t slash = of.n;
	while (slash && of.p[slash - 1] != '/')
		slash--;
	const int n = snprintf(name, sizeof(name), "%.*s_rels/%.*s.rels", (int)slash,
			       of.p, (int)(of.n - slash), of.p + slash);
	return n > 0 && (size_t)n < sizeof(name)
		       ? ent_package_part(p, (ent_str){ name, (size_t)n })
		       : (ent_str){ NULL, 0 };
}

/* Where the first relationship of a type leads; "" without one. */
static ent_str target_of_type(ent_str rels, ent_str type)
{
	ent_xml_token t;
	for (size_t at = 0; rels.p && ent_xml_next(&t, rels, &at);)
		if (ent_str_is(t.name, "Relationship") &&
		    ent_str_ends(ent_xml_get(t.body, "Type"), type))
			return ent_xml_get(t.body, "Target");
	return ENT_STR("");
}

/* A target, which is relative to the folder of `of`, from the root of the package. */
static ent_str resolve(ent_str of, ent_str target, ent_arena *arena)
{
	if (ent_str_starts(target, ENT_STR("/")))
		return ent_str_slice(target, 1, target.n);
	while (of.n && of.p[of.n - 1] != '/')
		of.n--;
	while (ent_str_starts(target, ENT_STR("../")) && of.n) {
		target = ent_str_slice(target, 3, target.n);
		of.n--;
		while (of.n && of.p[of.n - 1] != '/')
			of.n--;
	}
	ent_buf path = ENT_BUF_INIT;
	ent_buf_add(&path, of);
	ent_buf_add(&path, target);
	const ent_str found =
		path.n ? ent_arena_str(arena, ent_buf_str(&path)) : ENT_STR("");
	ent_buf_release(&path);
	return found;
}

static bool is_hidden(ent_str xml)
{
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, xml, &at);)
		if (ent_str_is(t.name, "sld")) {
			const ent_str show = ent_xml_get(t.body, "show");
			return ent_str_is(show, "0") || ent_str_is(show, "false");
		}
	return false;
}

static void read_slide(struct slide *s, ent_package_targets *targets, ent_str name)
{
	const ent_str xml = ent_package_take(targets, name);
	s->number++;
	if (!xml.p || (is_hidden(xml) && !s->release->opt->all))
		return;
	read_shapes(s, xml, ENT_KIND_BODY);
	if (!s->release->opt->all)
		return;
	const ent_str notes = target_of_type(relationships(targets->package, name),
					     ENT_STR("/notesSlide"));
	if (notes.n)
		read_shapes(s,
			    ent_package_take(targets,
					     resolve(name, notes, s->release->arena)),
			    ENT_KIND_NOTE);
}

ent_status ent_slides_read(ent_release *release, const ent_package *p, ent_error *err)
{
	struct slide s = { .release = release };
	ent_package_targets targets;
	ent_xml_token t;
	const ent_str name = ENT_STR("ppt/presentation.xml");
	const ent_str xml = ent_package_part(p, name);
	if (!xml.p)
		return ent_fail(err, ENT_EFORMAT, "is a presentation without slides");
	if (!ent_package_targets_read(&targets, p, relationships(p, name),
				      "Relationship", "Id", release->arena))
		return ent_fail_memory(err);
	for (size_t at = 0; ent_xml_next(&t, xml, &at) && !release->failed;) {
		if (!ent_str_is(t.name, "sldId") || t.type == ENT_XML_CLOSE)
			continue;
		const ent_str target = ent_xml_get(
			ent_package_target(&targets, ent_xml_get(t.body, "r:id")),
			"Target");
		if (target.n)
			read_slide(&s, &targets, resolve(name, target, release->arena));
	}
	ent_buf_release(&s.text);
	release->doc.part = ENT_STR("slide");
	return release->failed ? ent_fail_memory(err) : ENT_OK;
}
