/* SPDX-License-Identifier: Apache-2.0 */
/* html_svg.c - pictures in SVG in a page that is read without libgumbo (HTML Living
 * Standard, section 13.2.6.5); see html_strict.c.
 *
 * Tags in them are those of XML; elements of HTML in them are odd but for the text of
 * title and desc. */
#include <string.h>
#include <strings.h>

#include "format/html_page.h"

/* The names of attributes that have capitals in SVG (the standard's "adjust SVG
 * attributes"). */
static const char *const capitals[] = {
	"attributeName",
	"attributeType",
	"baseFrequency",
	"baseProfile",
	"calcMode",
	"clipPathUnits",
	"diffuseConstant",
	"edgeMode",
	"filterUnits",
	"glyphRef",
	"gradientTransform",
	"gradientUnits",
	"kernelMatrix",
	"kernelUnitLength",
	"keyPoints",
	"keySplines",
	"keyTimes",
	"lengthAdjust",
	"limitingConeAngle",
	"markerHeight",
	"markerUnits",
	"markerWidth",
	"maskContentUnits",
	"maskUnits",
	"numOctaves",
	"pathLength",
	"patternContentUnits",
	"patternTransform",
	"patternUnits",
	"pointsAtX",
	"pointsAtY",
	"pointsAtZ",
	"preserveAlpha",
	"preserveAspectRatio",
	"primitiveUnits",
	"refX",
	"refY",
	"repeatCount",
	"repeatDur",
	"requiredExtensions",
	"requiredFeatures",
	"specularConstant",
	"specularExponent",
	"spreadMethod",
	"startOffset",
	"stdDeviation",
	"stitchTiles",
	"surfaceScale",
	"systemLanguage",
	"tableValues",
	"targetX",
	"targetY",
	"textLength",
	"viewBox",
	"viewTarget",
	"xChannelSelector",
	"yChannelSelector",
	"zoomAndPan",
};

/* The name of an attribute in SVG; NULL where it is odd. */
static const xmlChar *attribute_name(ent_html_page *p, ent_str name)
{
	if (memchr(name.p, ':', name.n)) {
		const bool link = ent_str_is(name, "xlink:href");
		return link || ent_str_is(name, "xmlns:xlink")
			       ? ent_html_name(&p->nodes, link ? ENT_STR("href")
							       : ENT_STR("xlink"))
			       : NULL;
	}
	for (size_t k = 0; k < sizeof(capitals) / sizeof(capitals[0]); k++) {
		if (strlen(capitals[k]) == name.n &&
		    !strncasecmp(capitals[k], name.p, name.n))
			return xmlDictLookup(p->nodes.doc->dict, BAD_CAST capitals[k],
					     (int)name.n);
	}
	return ent_html_name(&p->nodes, name);
}

static bool open_tag(ent_html_page *p)
{
	xmlNode *node = ent_html_add_named(p, p->scan.tag);
	for (unsigned k = 0; node && k < p->scan.n; k++) {
		const xmlChar *name = attribute_name(p, p->scan.attributes[k].name);
		const char *value =
			ent_html_value(&p->scan, p->scan.attributes[k].value);
		if (!name || !value)
			return false;
		ent_html_add_attribute(&p->nodes, node, name, value);
	}
	if (!ent_html_push(p, node, p->scan.tag))
		return false;
	if (p->scan.self_closing)
		ent_html_pop(p);
	return true;
}

static bool is_of_svg(GumboTag tag)
{
	return tag == GUMBO_TAG_UNKNOWN || tag == GUMBO_TAG_A ||
	       tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_IMAGE ||
	       tag == GUMBO_TAG_TITLE || tag == GUMBO_TAG_DESC;
}

static bool start_tag(ent_html_page *p)
{
	const GumboTag in = ent_html_innermost(p)->tag;
	return is_of_svg(p->scan.tag) && in != GUMBO_TAG_TITLE &&
	       in != GUMBO_TAG_DESC && open_tag(p);
}

/* Whether nothing comes after the name; libgumbo takes "g/" as the name in "</g/>". */
static bool is_plain_end(const ent_html_scan *scan)
{
	return scan->at - scan->start == scan->name.n + strlen("</>");
}

static bool end_tag(ent_html_page *p)
{
	const ent_html_open *in = ent_html_innermost(p);
	if (in->tag != p->scan.tag || !is_plain_end(&p->scan) ||
	    in->node->name != ent_html_name(&p->nodes, p->scan.name))
		return false;
	ent_html_pop(p);
	return true;
}

bool ent_html_add_picture(ent_html_page *p)
{
	const unsigned depth = p->depth;
	bool fine = open_tag(p);
	while (fine && p->depth > depth) {
		switch (ent_html_next(&p->scan)) {
		case ENT_HTML_TEXT:
			ent_html_put_text(p, p->scan.text, p->scan.start);
			break;
		case ENT_HTML_START: fine = start_tag(p); break;
		case ENT_HTML_END: fine = end_tag(p); break;
		case ENT_HTML_COMMENT:
			p->text = NULL;
			fine = p->scan.page.p[p->scan.start + 2] != '[';
			break;
		case ENT_HTML_DOCTYPE:
		case ENT_HTML_EOF:
		case ENT_HTML_ODD: fine = false; break;
		}
	}
	return fine;
}
