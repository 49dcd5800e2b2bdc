/* SPDX-License-Identifier: Apache-2.0 */
/* xliff_state.c - which targets of XLIFF are translations.
 *
 * What: the values of state and state-qualifier (XLIFF 1.2, section 2.3, "state"):
 * "new" and "needs-translation" have no translation, nor has a copy of the source in
 * "initial" (XLIFF 2); "needs-l10n" needs its text adapted; the other "needs-..." have
 * one that needs review, unless a program put it there; "rejected" and "rejected-..."
 * are wrong.  SDLXLIFF, MQXLIFF and MXLIFF have elements and attributes of their own
 * for it.
 */
#include <string.h>

#include "base/word_list.h"
#include "format/units/xliff_state.h"
#include "format/xml_scan.h"

static const char copied[] = "is a copy of the source that needs translation";
static const char machine[] = "is a machine's suggestion that nobody has confirmed";
static const char fuzzy[] = "is a fuzzy match that nobody has confirmed";
static const char rejected[] = "was rejected";

static bool is_confirmed(ent_str state)
{
	static const char *const states[] = { "translated", "final", "signed-off",
					      NULL };
	return ent_list_has(states, state);
}

const char *ent_xliff_unfinished(ent_str attributes, bool copy)
{
	static const char *const machines[] = { "mt-suggestion", "leveraged-mt", NULL };
	static const char *const untranslated[] = { "new", "initial",
						    "needs-translation", "needs-l10n",
						    NULL };
	const ent_str state = ent_xml_get(attributes, "state");
	const ent_str qualifier = ent_xml_get(attributes, "state-qualifier");
	const bool open = !is_confirmed(state);
	if (ent_str_starts(state, ENT_STR("rejected")) ||
	    ent_str_starts(qualifier, ENT_STR("rejected")))
		return rejected;
	if (ent_list_has(untranslated, state) && copy)
		return copied;
	if (open && ent_list_has(machines, qualifier))
		return machine;
	if (((!state.n || ent_str_starts(state, ENT_STR("needs-"))) &&
	     ent_str_is(qualifier, "fuzzy-match")) ||
	    ent_str_is(ent_xml_get(attributes, "subState"), "entente:fuzzy"))
		return fuzzy;
	if (ent_str_is(state, "new"))
		return "is in state 'new': not translated yet";
	if (ent_str_is(state, "needs-translation"))
		return "is in state 'needs-translation'";
	if (ent_str_is(state, "needs-l10n"))
		return "is in state 'needs-l10n': its text is not adapted yet";
	return NULL;
}

const char *ent_xliff_unconfirmed_unit(ent_str attributes)
{
	static const char *const machines[] = { "mt", "machine-trans", "nmt", NULL };
	static const char *const made[] = { "MachineTranslated",
					    "AssembledFromFragments", NULL };
	if (ent_list_has(made, ent_xml_get(attributes, "mq:status")))
		return machine;
	/* memoQ put a fuzzy match there, which is not edited yet */
	if (ent_str_is(ent_xml_get(attributes, "mq:status"), "Pretranslated") &&
	    ent_xml_get(attributes, "mq:percent").n < 3)
		return fuzzy;
	if (ent_str_is(ent_xml_get(attributes, "mq:status"), "Rejected"))
		return rejected;
	if (!ent_str_is(ent_xml_get(attributes, "m:confirmed"), "0"))
		return NULL;
	const ent_str origin = ent_xml_get(attributes, "m:trans-origin");
	const ent_str score = ent_xml_get(attributes, "m:score");
	if (ent_list_has(machines, origin))
		return machine;
	const bool exact = score.n && score.p[0] != '0';
	return ent_str_is(origin, "tm") && !exact ? fuzzy : NULL;
}

const char *ent_xliff_unconfirmed_segment(ent_str seg_defs, ent_str id)
{
	static const char *const machines[] = { "mt", "nmt", "amt", NULL };
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, seg_defs, &at);) {
		if (!ent_str_is(t.name, "seg") || t.type == ENT_XML_CLOSE ||
		    !ent_str_eq(ent_xml_get(t.body, "id"), id))
			continue;
		const ent_str origin = ent_xml_get(t.body, "origin");
		const ent_str conf = ent_xml_get(t.body, "conf");
		if (ent_str_starts(conf, ENT_STR("Rejected")))
			return rejected;
		/* without one, nobody has touched the segment */
		if (conf.n && !ent_str_is(conf, "Draft") &&
		    !ent_str_is(conf, "Unspecified"))
			return NULL;
		if (ent_list_has(machines, origin))
			return machine;
		return ent_str_is(origin, "tm") &&
				       !ent_str_is(ent_xml_get(t.body, "percent"),
						   "100")
			       ? fuzzy
			       : NULL;
	}
	return NULL;
}

bool ent_xliff_accept_changes(ent_buf *to, ent_str content)
{
	static const char deleted[] = "x-sdl-deleted";
	ent_xml_token t;
	size_t done = 0, end;
	if (!content.n || !memmem(content.p, content.n, deleted, sizeof(deleted) - 1))
		return false;
	for (size_t at = 0; ent_xml_next(&t, content, &at);) {
		if (t.type != ENT_XML_OPEN || !ent_str_is(t.name, "mrk") ||
		    !ent_str_is(ent_xml_get(t.body, "mtype"), deleted))
			continue;
		ent_xml_close(content, at, &end);
		ent_buf_add(to, ent_str_slice(content, done, t.at));
		done = at = end;
	}
	ent_buf_add(to, ent_str_slice(content, done, content.n));
	return true;
}
