/* SPDX-License-Identifier: Apache-2.0 */
/* irregular.c - the forms of words that no ending makes.
 *
 * inflect.c has the endings; this table has what changes inside a word, without
 * accents: plurals ("men", "yeux", "travaux"), feminines ("blanche", "nouvelle"), and
 * the strong verbs of English and French.  Left out: auxiliaries, which are function
 * words, and forms that are far more often another word ("partie", "sort").
 *
 * Cost: O(rows x prefixes), some 20 us a word; only words of queries are looked up.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "text/irregular.h"

/* A row: the forms of a word.  Prefixes before '|' make further words with the same
 * forms; a '-' before them: the forms without a prefix are not words. */
static const char *const english[] = {
	"man men",
	"woman women",
	"child children",
	"foot feet",
	"tooth teeth",
	"goose geese",
	"mouse mice",
	"ox oxen",
	"chairman chairmen",
	"spokesman spokesmen",
	"spokeswoman spokeswomen",
	"fisherman fishermen",
	"policeman policemen",
	"businessman businessmen",
	"craftsman craftsmen",
	"ombudsman ombudsmen",
	"life lives",
	"wife wives",
	"knife knives",
	"half halves",
	"shelf shelves",
	"wolf wolves",
	"thief thieves",
	"leaf leaves",
	"loaf loaves",
	"calf calves",
	"analysis analyses",
	"crisis crises",
	"thesis theses",
	"hypothesis hypotheses",
	"synthesis syntheses",
	"diagnosis diagnoses",
	"emphasis emphases",
	"criterion criteria",
	"phenomenon phenomena",
	"bacterium bacteria",
	"curriculum curricula",
	"memorandum memoranda",
	"addendum addenda",
	"corrigendum corrigenda",
	"referendum referenda",
	"appendix appendices",
	"index indices",
	"matrix matrices",
	"stimulus stimuli",
	"nucleus nuclei",
	"fungus fungi",
	NULL,
};
static const char *const english_verbs[] = {
	"arise arose arisen",
	"beat beaten",
	"become became",
	"begin began begun",
	"bend bent",
	"bind bound",
	"bite bit bitten",
	"bleed bled",
	"blow blew blown",
	"break broke broken",
	"breed bred",
	"bring brought",
	"build built",
	"rebuild rebuilt",
	"buy bought",
	"catch caught",
	"choose chose chosen",
	"come came",
	"cling clung",
	"deal dealt",
	"dig dug",
	"draw drew drawn",
	"withdraw withdrew withdrawn",
	"drink drank drunk",
	"drive drove driven",
	"eat ate eaten",
	"fall fell fallen",
	"feed fed",
	"feel felt",
	"fight fought",
	"find found",
	"flee fled",
	"fly flew flown",
	"forbid forbade forbidden",
	"foresee foresaw foreseen",
	"forget forgot forgotten",
	"forgive forgave forgiven",
	"freeze froze frozen",
	"get got gotten",
	"give gave given",
	"go went gone",
	"undergo underwent undergone",
	"grow grew grown",
	"hang hung",
	"hear heard",
	"hide hid hidden",
	"hold held",
	"uphold upheld",
	"withhold withheld",
	"keep kept",
	"know knew known",
	"lay laid",
	"lead led",
	"mislead misled",
	"leave left",
	"lend lent",
	"lose lost",
	"make made",
	"remake remade",
	"mean meant",
	"meet met",
	"overcome overcame",
	"oversee oversaw overseen",
	"pay paid",
	"repay repaid",
	"ride rode ridden",
	"ring rang rung",
	"rise rose risen",
	"run ran",
	"outrun outran",
	"say said",
	"see saw seen",
	"seek sought",
	"sell sold",
	"send sent",
	"shake shook shaken",
	"shine shone",
	"shoot shot",
	"show shown",
	"shrink shrank shrunk",
	"sing sang sung",
	"sink sank sunk",
	"sit sat",
	"sleep slept",
	"slide slid",
	"speak spoke spoken",
	"spend spent",
	"spin spun",
	"stand stood",
	"withstand withstood",
	"understand understood",
	"steal stole stolen",
	"stick stuck",
	"strike struck stricken",
	"strive strove striven",
	"swear swore sworn",
	"sweep swept",
	"swim swam swum",
	"swing swung",
	"take took taken",
	"mistake mistook mistaken",
	"overtake overtook overtaken",
	"undertake undertook undertaken",
	"teach taught",
	"tear tore torn",
	"tell told",
	"foretell foretold",
	"think thought",
	"rethink rethought",
	"throw threw thrown",
	"overthrow overthrew overthrown",
	"wake woke woken",
	"wear wore worn",
	"weave wove woven",
	"weep wept",
	"win won",
	"wind wound",
	"write wrote written",
	"rewrite rewrote rewritten",
	NULL,
};

static const char *const french[] = {
	"oeil yeux",
	"ciel cieux",
	"travail travaux",
	"bail baux",
	"vitrail vitraux",
	"email emaux",
	"corail coraux",
	"soupirail soupiraux",
	"aieul aieux",
	"monsieur messieurs",
	"madame mesdames",
	"mademoiselle mesdemoiselles",
	"vieux vieil vieille vieilles",
	"beau bel belle belles beaux",
	"nouveau nouvel nouvelle nouvelles nouveaux",
	"fou fol folle folles fous",
	"mou mol molle molles mous",
	"blanc blanche blanches blancs",
	"franc franche franches francs",
	"public publique publiques publics",
	"grec grecque grecques grecs",
	"turc turque turques turcs",
	"sec seche seches secs",
	"frais fraiche fraiches",
	"long longue longues longs",
	"doux douce douces",
	"faux fausse fausses",
	"bref breve breves brefs",
	"favori favorite favorites favoris",
	"com ap entre re sur|prendre prend prennent prenait prenaient prenant pris prise prises prendra prendront prit prirent",
	"jeter jette jettes jettent jetons jettera jetteront jetterait",
	"r|envoyer enverra enverront enverrait enverraient",
	"re de inter con par pre pro sou sur sub|venir vient viennent venait venaient venant venu venue venus venues viendra viendront vint vinrent",
	"ob main sou con appar re de entre abs|tenir tient tiennent tenait tenaient tenant tenu tenue tenus tenues tiendra tiendront tint tinrent",
	"per pro trans ad re sou com e o|mettre met mettent mettait mettaient mettant mis mise mises mettra mettront mit mirent",
	"-e ins de pres sous trans cir|crire crit crits crite crites crivent crivait crivaient crivant crira criront crivit",
	"re pre inter contre|dire dit dits dite dites disent disait disaient disant dira diront",
	"pre re entre|voir voit voient voyait voyaient voyant vu vue vus vues verra verront voira voiront vit virent",
	"-re con per de aper|cevoir coit coivent cevait cevaient cevant cu cue cus cues cevra cevront cut curent",
	"-pro re con recon tra intro de se in|duire duit duits duite duites duisent duisait duisaient duisant duira duiront duisit duisirent",
	"-con recon in de|struire struit struits struite struites struisent struisait struisaient struisant struira struisit struisirent",
	"-con recon mecon|naitre nait naissent naissait naissaient naissant nu nue nus nues naitra naitront nut nurent",
	"ap dis com re|paraitre parait paraissent paraissait paraissant paru parue parus paraitra paraitront parut parurent",
	"-c dec rec|ouvrir ouvre ouvrent ouvert ouverts ouverte ouvertes ouvrait ouvraient ouvrant ouvrira ouvriront ouvrit ouvrirent",
	"re ent|ouvrir ouvre ouvrent ouvert ouverts ouverte ouvertes ouvrait ouvraient ouvrant ouvrira ouvriront ouvrit ouvrirent",
	"offrir offre offrent offert offerts offerte offertes offrait offraient offrant offrira offriront offrit",
	"souffrir souffre souffrent souffert souffrait souffraient souffrant souffrira",
	"par re con ac se|courir court courent couru courue courait couraient courant courra",
	"-ac con re|querir quiert quierent quis quise quises querait querra",
	"-con ex in|clure clut cluent clu clue clus clues cluait cluaient cluant clura clurent",
	"resoudre resout resolvent resolu resolue resolus resolues resolvait resoudra",
	"-atte restre enfre ete fe te pe jo rejo adjo enjo cra contra pla astre empre|indre int ints inte intes ignent ignait ignaient ignant indra indront ignit",
	"-ren ven reven atten enten sous-enten defen eten descen pen ten preten suspen depen repon correspon confon fon per repan appren|dre d dent du due dus dues dait daient dant dra dront dit dirent",
	"pour en|suivre suit suivent suivi suivie suivis suivies suivait suivaient suivant suivra suivront suivit",
	"sur re|vivre vit vivent vecu vecue vecus vivait vivaient vivant vivra vivront vecut",
	"-e re|lire lit lisent lu lue lus lues lisait lisant lira liront lut",
	"lire lisent lu lue lus lues lisait lisant lira liront",
	"vouloir veut veulent veux voulu voulait voulaient voulant voudra voudront voulut",
	"savoir sait savent su savait savaient sachant saura sauront sut",
	"equi pre|valoir vaut valent valu valait vaudra",
	"croire croit croient cru croyait croyaient croyant croira",
	"boire boit boivent bu buvait buvaient",
	"mourir meurt meurent mort morte morts mortes mourait mourra mourut",
	"aller allait allaient alla ira iront irait",
	"con res|sentir sent sentent senti sentie sentait sentira",
	"des|servir sert servent servi servie servis servait servaient servant servira",
	"fuir fuit fuient fui fuyait fuyaient fuyant",
	"rompre rompt rompent rompu rompue rompus rompait",
	"inter cor|rompre rompt rompent rompu rompue rompus rompait",
	"vaincre vainc vainquent vaincu vaincue vaincus vainquit",
	"con|vaincre vainc vainquent vaincu vaincue vaincus vainquit",
	"suffire suffit suffisent suffi suffisait suffira",
	"nuire nuit nuisent nui nuisait",
	NULL,
};

struct forms {
	ent_str *out; /* [ENT_IRREGULAR_MAX] */
	uint32_t n;
	ent_arena *arena;
	bool failed;
};

static void add_form(struct forms *f, ent_str prefix, ent_str form)
{
	ent_buf all = ENT_BUF_INIT;
	ent_buf_add(&all, prefix);
	ent_buf_add(&all, form);
	ent_str copy = ent_arena_str(f->arena, ent_buf_str(&all));
	f->failed |= all.failed || !copy.p;
	ent_buf_release(&all);
	if (!f->failed && f->n < ENT_IRREGULAR_MAX)
		f->out[f->n++] = copy;
}

static bool has_form(ent_str forms, ent_str word)
{
	while (forms.p)
		if (ent_str_eq(ent_str_cut(&forms, ' '), word))
			return true;
	return false;
}

/* Adds the other forms if the word is the prefix and one of the forms. */
static void try_prefix(struct forms *f, ent_str prefix, ent_str forms, ent_str bare)
{
	if (!ent_str_starts(bare, prefix) ||
	    !has_form(forms, ent_str_slice(bare, prefix.n, bare.n)))
		return;
	while (forms.p) {
		ent_str form = ent_str_cut(&forms, ' ');
		if (!ent_str_eq(form, ent_str_slice(bare, prefix.n, bare.n)))
			add_form(f, prefix, form);
	}
}

/* The regular forms of a verb, "takes" and "taking", whose stem only the first form of
 * a row shares; a form that is not a word does no harm. */
static void add_regular(struct forms *f, ent_str base, ent_str bare)
{
	const ent_str trunk = ent_str_slice(base, 0, base.n - 1);
	const ent_str last = ent_str_slice(base, base.n - 1, base.n);
	ent_buf doubled = ENT_BUF_INIT;
	if (ent_str_eq(base, bare))
		return; /* they have its stem */
	add_form(f, base, ENT_STR("s"));
	if (last.p[0] == 'e' && base.p[base.n - 2] != 'e') {
		add_form(f, trunk, ENT_STR("ing"));
		return;
	}
	ent_buf_add(&doubled, base);
	ent_buf_add(&doubled, last);
	add_form(f, base, ENT_STR("es"));
	add_form(f, base, ENT_STR("ing"));
	add_form(f, trunk, ENT_STR("ies"));
	add_form(f, ent_buf_str(&doubled), ENT_STR("ing"));
	f->failed |= doubled.failed;
	ent_buf_release(&doubled);
}

static void try_row(struct forms *f, const char *row, ent_str bare)
{
	ent_str forms = ent_str_of(row), prefixes = ENT_STR("");
	const bool alone = *row != '-';
	if (strchr(row, '|')) {
		prefixes = ent_str_cut(&forms, '|');
		prefixes = ent_str_slice(prefixes, !alone, prefixes.n);
		while (prefixes.p)
			try_prefix(f, ent_str_cut(&prefixes, ' '), forms, bare);
	}
	if (alone)
		try_prefix(f, ENT_STR(""), forms, bare);
}

static void try_rows(struct forms *f,
		     const char *const *rows,
		     ent_str bare,
		     bool english_verb)
{
	for (; *rows; rows++) {
		const uint32_t before = f->n;
		ent_str forms = ent_str_of(*rows);
		try_row(f, *rows, bare);
		if (f->n > before && english_verb)
			add_regular(f, ent_str_cut(&forms, ' '), bare);
	}
}

uint32_t ent_irregular_forms(ent_str out[ENT_IRREGULAR_MAX],
			     ent_inflection kind,
			     ent_str bare,
			     ent_arena *arena)
{
	struct forms f = { .out = out, .arena = arena };
	if (kind == ENT_INFLECTION_ENGLISH) {
		try_rows(&f, english, bare, false);
		try_rows(&f, english_verbs, bare, true);
	} else if (kind == ENT_INFLECTION_FRENCH) {
		try_rows(&f, french, bare, false);
	}
	if (f.failed)
		return UINT32_MAX;
	uint32_t n = 0;
	if (f.n)
		qsort(out, f.n, sizeof(*out), ent_str_item_cmp);
	for (uint32_t k = 0; k < f.n; k++)
		if (!n || !ent_str_eq(out[k], out[n - 1]))
			out[n++] = out[k];
	return n;
}
