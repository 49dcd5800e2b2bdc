/* SPDX-License-Identifier: Apache-2.0 */
/* learn_glossary.c - a user's terms over a lexicon.
 *
 * Terms are learned with the lexicon as the seed: what the seed explains of a term of
 * many words ("of" by "de") is left to it, and what remains is the term's.  A term
 * counts as three occurrences (trainer.c) against SEED_WEIGHT of the seed, so that the
 * translation of a word that only the term has gets about nine tenths; of frequent
 * words less.
 *
 * Cost: 30 ms for the lexicon that ships, and a millisecond a thousand terms.
 */
#include "base/fail.h"
#include "entente/lexicon.h"
#include "entente/read.h"

static const float SEED_WEIGHT = 0.3f;

static ent_status add_entry(void *data, const ent_unit *unit, ent_error *err)
{
	return ent_trainer_add_term(data, unit->source.text, unit->target.text, err);
}

ent_status ent_glossary_open(ent_lexicon **out,
			     const char *path,
			     const ent_units_options *opt,
			     const ent_lexicon *seed,
			     ent_error *err)
{
	ent_trainer *trainer = NULL;
	ent_trainer_options usual = ENT_TRAINER_OPTIONS_DEFAULT;
	ent_trainer_counts counts;
	ent_status status = ent_trainer_new(&trainer, opt->from, opt->to, err);
	if (status)
		return status;
	usual.seed_weight = SEED_WEIGHT;
	usual.min_count = 1;
	ent_trainer_tune(trainer, &usual);
	status = ent_read_units(path, opt, NULL, add_entry, trainer, err);
	ent_trainer_count(&counts, trainer);
	if (!status && !counts.pairs) {
		ent_fail(err, ENT_EFORMAT, "no terms of '%.*s' and '%.*s'",
			 (int)opt->from.n, opt->from.p, (int)opt->to.n, opt->to.p);
		status = ent_error_in(err, ENT_EFORMAT, ent_str_of(path));
	}
	if (!status)
		status = ent_trainer_run(out, trainer, seed, err);
	ent_trainer_free(trainer);
	return status;
}
