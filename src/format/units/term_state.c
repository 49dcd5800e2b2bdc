/* SPDX-License-Identifier: Apache-2.0 */
/* term_state.c - which terms of a term base are not to be used.
 *
 * What: TBX has a list of values (ISO 30042, administrativeStatus: deprecatedTerm,
 * supersededTerm); in MultiTerm each term base names its own fields and values, in the
 * language of who made it.  A field whose name speaks of a state counts when its whole
 * value is one of the words below; one that is named by such a word, when its value is
 * yes; one that is named by approval, when its value is no.
 *
 * Method: names and values are compared without case, accents and anything that is
 * neither a letter nor a digit.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/units/term_state.h"
#include "text/fold.h"

/* Parts of the names of fields that hold a state. */
static const char *const states[] = { "status",    "statut", "state",   "etat",
				      "usage",     "approv", "approb",  "valid",
				      "autor",     "author", "accept",  "prefer",
				      "priorite",  "recomm", "sanct",   "evalua",
				      "qualifier", "note",   "comment", "remar" };

static const char *const avoided[] = {
	"forbidden",
	"prohibited",
	"banned",
	"deprecated",
	"superseded",
	"obsolete",
	"rejected",
	"notapproved",
	"unapproved",
	"disapproved",
	"avoid",
	"notrecommended",
	"donotuse",
	"dontuse",
	"nottobeused",
	"notforuse",
	"neveruse",
	"nottouse",
	"notallowed",
	"disallowed",
	"notpermitted",
	"notaccepted",
	"notadmitted",
	"tobeavoided",
	"unacceptable",
	"withdrawn",
	"invalid",
	"notvalid",
	"blacklisted",
	"notauthorized",
	"notauthorised",
	"outdated",
	"interdit",
	"proscrit",
	"aproscrire",
	"deconseille",
	"aeviter",
	"eviter",
	"nepasutiliser",
	"rejete",
	"refuse",
	"nonapprouve",
	"nonautorise",
	"nonrecommande",
	"nonadmis",
	"nonaccepte",
	"nonvalide",
	"desuet",
	"perime",
	"banni",
	"invalide",
	"remplace",
	"anepasutiliser",
	"inacceptable",
	NULL,
};

static const char *const approvals[] = { "approved", "allowed",   "validated",
					 "valid",    "permitted", "approuve",
					 "autorise", "valide",    NULL };

static bool has_state(ent_str field)
{
	for (size_t k = 0; k < sizeof(states) / sizeof(states[0]); k++)
		if (memmem(field.p, field.n, states[k], strlen(states[k])))
			return true;
	return false;
}

/* Appends the letters and digits. */
static ent_str bare(ent_buf *to, ent_str s)
{
	ent_buf folded = ENT_BUF_INIT;
	ent_fold_add(&folded, s, ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
	for (size_t k = 0; k < folded.n; k++)
		if (ent_is_letter(folded.p[k]) || ent_is_digit(folded.p[k]))
			ent_buf_add_char(to, folded.p[k]);
	to->failed |= folded.failed;
	ent_buf_release(&folded);
	return to->n ? ent_buf_str(to) : ENT_STR("");
}

static ent_str without(ent_str s, ent_str end)
{
	return s.n > end.n && ent_str_ends(s, end) ? ent_str_slice(s, 0, s.n - end.n)
						   : s;
}

/* "deprecatedtermadmnsts", "termeinterdit", "obsoletes" are the word alone. */
static bool is_avoided(ent_str value)
{
	value = without(value, ENT_STR("admnsts"));
	if (ent_str_starts(value, ENT_STR("terme")))
		value = ent_str_slice(value, 5, value.n);
	value = without(without(value, ENT_STR("terme")), ENT_STR("term"));
	return ent_list_has(avoided, value) ||
	       ent_list_has(avoided, without(value, ENT_STR("e")));
}

bool ent_term_is_avoided(ent_str field, ent_str value, bool *failed)
{
	static const char *const yes[] = { "yes",  "true", "1", "oui",
					   "vrai", "y",    "x", NULL };
	static const char *const no[] = {
		"no", "false", "0", "non", "faux", "n", NULL
	};
	ent_buf names = ENT_BUF_INIT, values = ENT_BUF_INIT;
	const ent_str name = bare(&names, field), what = bare(&values, value);
	const bool avoid = (has_state(name) && is_avoided(what)) ||
			   (is_avoided(name) && ent_list_has(yes, what)) ||
			   (ent_list_has(approvals, name) && ent_list_has(no, what));
	*failed |= names.failed || values.failed;
	ent_buf_release(&names);
	ent_buf_release(&values);
	return avoid;
}
