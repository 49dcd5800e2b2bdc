/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon.c - the lexicons that ship: none yet. */
#include "entente/lexicon.h"
#include "base/fail.h"

ent_status ent_lexicon_open(ent_lexicon **out,
			    const char *path,
			    ent_str from,
			    ent_str to,
			    ent_error *err)
{
	(void)from;
	(void)to;
	if (path)
		return ent_error_in(
			err, ent_fail(err, ENT_EFORMAT, "not a lexicon of entente"),
			ent_str_of(path));
	*out = NULL;
	return ENT_OK;
}

void ent_lexicon_close(ent_lexicon *lexicon)
{
	(void)lexicon;
}
