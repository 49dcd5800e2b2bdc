/* SPDX-License-Identifier: Apache-2.0 */
/* html_flat.c - HTML with fewer elements within one another.
 *
 * Why: libgumbo searches all open elements for an end tag that does not fit, so that a
 * page of tags that are never closed takes time quadratic in their number.
 *
 * Method: a stack of the open elements, without the rules of the standard: an end tag
 * closes the innermost element of its name and all in it, or nothing when there is
 * none.  The start tags of elements that would be deeper than the limit, and as many
 * end tags of their names, become spaces, so that all lines stay.  Elements whose end
 * tags may be left out are not counted.
 *
 * Time O(n).
 */
#include <gumbo.h>

#include "format/html_flat.h"
#include "format/tag_limit.h"

enum { DEPTH_MAX = 512 }; /* as in html_dom.c */

struct flat {
	GumboTag stack[DEPTH_MAX];
	unsigned depth;
	unsigned open[GUMBO_TAG_LAST];  /* of each name, how many are on the stack */
	size_t dropped[GUMBO_TAG_LAST]; /* and start tags that wait for their ends */
};

static bool is_counted(GumboTag tag)
{
	static const GumboTag others[] = {
		GUMBO_TAG_HTML,  GUMBO_TAG_HEAD,   GUMBO_TAG_BODY,
		GUMBO_TAG_P,     GUMBO_TAG_LI,     GUMBO_TAG_DD,
		GUMBO_TAG_DT,    GUMBO_TAG_TR,     GUMBO_TAG_TD,
		GUMBO_TAG_TH,    GUMBO_TAG_TBODY,  GUMBO_TAG_THEAD,
		GUMBO_TAG_TFOOT, GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP,
		GUMBO_TAG_BR,    GUMBO_TAG_HR,     GUMBO_TAG_IMG,
		GUMBO_TAG_INPUT, GUMBO_TAG_META,   GUMBO_TAG_LINK,
		GUMBO_TAG_BASE,  GUMBO_TAG_COL,    GUMBO_TAG_AREA,
		GUMBO_TAG_EMBED, GUMBO_TAG_PARAM,  GUMBO_TAG_SOURCE,
		GUMBO_TAG_TRACK, GUMBO_TAG_WBR,    GUMBO_TAG_SCRIPT,
		GUMBO_TAG_STYLE, GUMBO_TAG_TITLE,  GUMBO_TAG_TEXTAREA,
	};
	for (size_t k = 0; k < sizeof(others) / sizeof(*others); k++)
		if (others[k] == tag)
			return false;
	return true;
}

static GumboTag tag_at(ent_str page, const ent_tag *tag)
{
	const size_t from = tag->start + 1 + tag->closes;
	size_t to = from;
	while (to < tag->end && !strchr(" \t\r\n\f/>", page.p[to]))
		to++;
	return gumbo_tagn_enum(page.p + from, (unsigned)(to - from));
}

/* Whether the tag is left out. */
static bool handle(struct flat *f, GumboTag tag, bool closes)
{
	if (!closes) {
		if (f->depth == DEPTH_MAX) {
			f->dropped[tag]++;
			return true;
		}
		f->stack[f->depth++] = tag;
		f->open[tag]++;
		return false;
	}
	if (f->dropped[tag]) {
		f->dropped[tag]--;
		return true;
	}
	while (f->open[tag]) {
		const GumboTag last = f->stack[--f->depth];
		f->open[last]--;
		if (last == tag)
			break;
	}
	return false;
}

void ent_html_flatten(ent_buf *to, ent_str page)
{
	struct flat f = { .depth = 0 };
	ent_tag tag = { .next = 0 };
	ent_buf_clear(to);
	ent_buf_add(to, page);
	while (!to->failed && ent_tag_next(&tag, page, tag.next, true)) {
		const GumboTag name = tag_at(page, &tag);
		if (!is_counted(name) || !handle(&f, name, tag.closes))
			continue;
		for (size_t k = tag.start; k < tag.end; k++)
			if (to->p[k] != '\n')
				to->p[k] = ' ';
	}
}
