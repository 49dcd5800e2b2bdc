/* SPDX-License-Identifier: Apache-2.0 */
/* The two languages of one release, by the names of their files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "pairing/by_name.h"

static char separator = ' ';
static const char *to = "fr";

/* names: separated by spaces; want: "source=target" for each pair, then the
 * files left over, each followed by a space. */
static void expect_pairs(const char *names, const char *want)
{
	ent_arena *arena = ent_arena_new(0);
	ent_str paths[16];
	uint32_t n = 0;
	ent_pairing got;
	ent_error err;
	ent_buf text = ENT_BUF_INIT;
	for (ent_str rest = ent_str_of(names); rest.p;)
		paths[n++] = ent_str_cut(&rest, separator);
	assert_int_equal(ent_pair_names(&got, paths, n, ENT_STR("en"), ent_str_of(to),
					arena, &err),
			 0);
	for (uint32_t k = 0; k < got.n_pairs; k++)
		ent_buf_addf(&text, "%.*s=%.*s ", (int)got.pairs[k].source.n,
			     got.pairs[k].source.p, (int)got.pairs[k].target.n,
			     got.pairs[k].target.p);
	for (uint32_t k = 0; k < got.n_unpaired; k++)
		ent_buf_addf(&text, "%.*s ", (int)got.unpaired[k].n, got.unpaired[k].p);
	assert_string_equal(text.p ? text.p : "", want);
	ent_buf_release(&text);
	ent_arena_free(arena);
}

static void languages_marked_in_both_names_pair_files(void **state)
{
	(void)state;
	expect_pairs("a.en.html a.fr.html", "a.en.html=a.fr.html ");
	expect_pairs("a_EN.xml a_FR.xml", "a_EN.xml=a_FR.xml ");
	expect_pairs("a-e.txt a-f.txt", "a-e.txt=a-f.txt ");
	expect_pairs("a_eng.txt a_fra.txt", "a_eng.txt=a_fra.txt ");
	expect_pairs("x/en/2024/a.html x/fr/2024/a.html",
		     "x/en/2024/a.html=x/fr/2024/a.html ");
	expect_pairs("en/a_en.html fr/a_fr.html", "en/a_en.html=fr/a_fr.html ");
	expect_pairs("English/a.txt French/a.txt", "English/a.txt=French/a.txt ");
	expect_pairs("a.en.html a.fr.txt", "a.en.html=a.fr.txt ");
}

static void a_language_marked_in_one_name_pairs_files(void **state)
{
	(void)state;
	expect_pairs("a.fr.html a.html", "a.html=a.fr.html ");
	expect_pairs("a.en.html a.html", "a.en.html=a.html ");
	expect_pairs("a.en.html a.fr.html a.html", "a.en.html=a.fr.html a.html ");
}

static void no_pair_is_invented(void **state)
{
	(void)state;
	expect_pairs("a.en.html b.fr.html", "a.en.html b.fr.html ");
	expect_pairs("a.txt b.txt", "a.txt b.txt ");
	expect_pairs("a.fr.txt", "a.fr.txt ");
	expect_pairs("frame.txt enframe.txt", "enframe.txt frame.txt ");
	expect_pairs("a.en.html", "a.en.html ");
}

static void the_same_extension_pairs_first(void **state)
{
	(void)state;
	expect_pairs("a.en.html a.en.txt a.fr.txt", "a.en.txt=a.fr.txt a.en.html ");
	expect_pairs("a.en.txt a.fr.txt a.fr.html", "a.en.txt=a.fr.txt a.fr.html ");
	expect_pairs("a.en.txt a.fr.html", "a.en.txt=a.fr.html ");
}

/* names with blanks, separated by '|' */
static void expect_split(const char *names, const char *want)
{
	separator = '|';
	expect_pairs(names, want);
	separator = ' ';
}

static void marks_between_brackets_and_blanks(void **state)
{
	(void)state;
	expect_split("Report (EN).docx|Report (FR).docx",
		     "Report (EN).docx=Report (FR).docx ");
	expect_split("Report.docx|Report (FR).docx", "Report.docx=Report (FR).docx ");
	expect_split("Report [eng].pdf|Report [fra].pdf",
		     "Report [eng].pdf=Report [fra].pdf ");
	expect_split("Report EN 2024.docx|Report FR 2024.docx",
		     "Report EN 2024.docx=Report FR 2024.docx ");
	expect_pairs("index.html?lang=en index.html?lang=fr",
		     "index.html?lang=en=index.html?lang=fr ");
	expect_pairs("index.html?lang=fr&id=7 index.html?lang=en&id=7",
		     "index.html?lang=en&id=7=index.html?lang=fr&id=7 ");
}

static void names_of_languages_are_marks(void **state)
{
	(void)state;
	expect_split("note (English version).docx|note (French version).docx",
		     "note (English version).docx=note (French version).docx ");
	expect_pairs("note_anglais.docx note_francais.docx",
		     "note_anglais.docx=note_francais.docx ");
	expect_pairs("note-english.docx note-fran\xC3\xA7"
		     "ais.docx",
		     "note-english.docx=note-fran\xC3\xA7"
		     "ais.docx ");
	expect_pairs("Anglais/a.txt Fran\xC3\xA7"
		     "ais/a.txt",
		     "Anglais/a.txt=Fran\xC3\xA7"
		     "ais/a.txt ");
	expect_pairs("a_en.txt a_fre.txt", "a_en.txt=a_fre.txt ");
	expect_pairs("a_VA.txt a_VF.txt", "a_VA.txt=a_VF.txt ");
	expect_pairs("a.txt a-vf.txt b.txt", "a.txt=a-vf.txt b.txt ");
	expect_split("note 3 (VA).docx|note 3 (VF).docx",
		     "note 3 (VA).docx=note 3 (VF).docx ");
	expect_pairs("vf.html va.html", "va.html=vf.html ");
	expect_pairs("a.en-CA.txt a.fr-CA.txt", "a.en-CA.txt=a.fr-CA.txt ");
	expect_pairs("a_en_US.txt a_fr_FR.txt", "a_en_US.txt=a_fr_FR.txt ");
}

static void marks_may_be_in_different_places(void **state)
{
	(void)state;
	expect_split("Notice English version.pdf|Notice version fran\xC3\xA7"
		     "aise.pdf",
		     "Notice English version.pdf=Notice version fran\xC3\xA7"
		     "aise.pdf ");
	expect_split("English notice.txt|notice fran\xC3\xA7"
		     "ais.txt",
		     "English notice.txt=notice fran\xC3\xA7"
		     "ais.txt ");
	expect_split("x/note English 2.txt|x/note 2 French.txt",
		     "x/note English 2.txt=x/note 2 French.txt ");
	expect_pairs("a_english_final.txt a_final_french.txt",
		     "a_english_final.txt=a_final_french.txt ");
	/* the same place comes first */
	expect_split("n English v.txt|n French v.txt|n v French.txt",
		     "n English v.txt=n French v.txt n v French.txt ");
	/* codes, and other names or folders, do not fit */
	expect_split("a en b.txt|a b fr.txt", "a b fr.txt a en b.txt ");
	expect_split("English notice.txt|French notices.txt",
		     "English notice.txt French notices.txt ");
	expect_split("x/English notice.txt|y/notice French.txt",
		     "x/English notice.txt y/notice French.txt ");
}

static void initials_count_beside_other_marks(void **state)
{
	(void)state;
	expect_pairs("EN/2024/PR-018E.html FR/2024/PR-018F.html",
		     "EN/2024/PR-018E.html=FR/2024/PR-018F.html ");
	expect_pairs("018E.html 018F.html 019E.html", "018E.html=018F.html 019E.html ");
	/* two halls, not two languages */
	expect_pairs("hall-e.en.txt hall-e.fr.txt hall-f.en.txt hall-f.fr.txt",
		     "hall-e.en.txt=hall-e.fr.txt hall-f.en.txt=hall-f.fr.txt ");
	expect_pairs("hall-e.en.txt hall-f.en.txt hall-f.fr.txt",
		     "hall-f.en.txt=hall-f.fr.txt hall-e.en.txt ");
	expect_pairs("hall-e.en.txt hall-f.en.txt", "hall-e.en.txt hall-f.en.txt ");
	/* a series */
	expect_pairs("annex-d.txt annex-e.txt annex-f.txt",
		     "annex-d.txt annex-e.txt annex-f.txt ");
}

static void expect_spanish(const char *names, const char *want)
{
	to = "es";
	expect_pairs(names, want);
	to = "fr";
}

static void a_third_language_is_no_counterpart(void **state)
{
	(void)state;
	expect_spanish("a.en.txt a.fr.txt", "a.en.txt a.fr.txt ");
	expect_spanish("a.en.txt a.es.txt a.fr.txt", "a.en.txt=a.es.txt a.fr.txt ");
	expect_spanish("a-e.txt a-e.html", "a-e.html a-e.txt ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_marked_in_both_names_pair_files),
		cmocka_unit_test(a_language_marked_in_one_name_pairs_files),
		cmocka_unit_test(no_pair_is_invented),
		cmocka_unit_test(the_same_extension_pairs_first),
		cmocka_unit_test(marks_between_brackets_and_blanks),
		cmocka_unit_test(names_of_languages_are_marks),
		cmocka_unit_test(marks_may_be_in_different_places),
		cmocka_unit_test(initials_count_beside_other_marks),
		cmocka_unit_test(a_third_language_is_no_counterpart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
