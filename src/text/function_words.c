/* SPDX-License-Identifier: Apache-2.0 */
/* function_words.c - the words of English and French that say little alone.
 *
 * A closed class, written down.  Both languages are in one list: where a word is a
 * function word of one and not of the other ("a", "me", "on"), it is short and the mark
 * of a concordance loses nothing.  Cost: a linear search of 1.5 kB.
 */
#include "text/function_words.h"

static const char words[] =
	"a an the of and to in on at for from by with without as or but nor so if than that "
	"this these those it its he him his she her they them their we us our you your who "
	"whom whose which what when where is are was were be been being am has have had do "
	"does did will would shall should may might can could must not no into onto upon "
	"about between among there here such any some each "
	"le la les l un une des du de d au aux à en dans par pour sur sous avec sans chez "
	"vers et ou mais ni car donc or que qu qui quoi dont où si ne n pas plus ce cet cette "
	"ces c se s il elle ils elles on nous vous je j me m te t lui leur leurs son sa ses "
	"mon ma mes ton ta tes notre nos votre vos y est sont était étaient sera seront "
	"serait soit été être a ont avait avaient aura auront avoir ayant comme ainsi entre "
	"doit doivent devra devront devait peut peuvent pourra pourront faut fait font va vont "
	"ici là tout toute tous toutes même";

bool ent_is_function_word(ent_str word)
{
	char lower[16];
	if (!word.n || word.n >= sizeof(lower))
		return false;
	if (word.n == 1)
		return (word.p[0] | 32) >= 'a' && (word.p[0] | 32) <= 'z';
	for (size_t k = 0; k < word.n; k++)
		lower[k] = (char)(word.p[k] >= 'A' && word.p[k] <= 'Z' ? word.p[k] | 32
								       : word.p[k]);
	for (ent_str rest = ent_str_of(words); rest.p;)
		if (ent_str_eq(ent_str_cut(&rest, ' '), (ent_str){ lower, word.n }))
			return true;
	return false;
}
