/* SPDX-License-Identifier: Apache-2.0 */
/* language.c - which language messages are in.
 *
 * As in every program that uses gettext, LC_ALL, LC_MESSAGES and LANG name the locale
 * and LANGUAGE a list of languages; LC_ALL=C is English.  A language needs its
 * translation, but not a locale that was generated on the machine: where setlocale()
 * does not know fr_FR.UTF-8, C.UTF-8 and LANGUAGE=fr give the same messages.
 *
 * Only messages change.  LC_NUMERIC and LC_TIME stay "C", so that numbers and dates in
 * messages can be parsed, and all text is UTF-8.  Translations are in share/locale next
 * to the folder of the program, or in `locale` beside a program that was not
 * installed. */
#define _POSIX_C_SOURCE 200809L
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/language.h"

static const char domain[] = "entente";
static bool chosen; /* messages are those of the user's locale */

/* The locale that the environment names for messages; NULL: none. */
static const char *wanted_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
		const char *value = getenv(names[k]);
		if (value && *value)
			return value;
	}
	return NULL;
}

/* C.UTF-8 with LANGUAGE for a locale that is not on this machine: "fr_FR:fr". */
static bool choose_by_name(const char *wanted)
{
	char list[64];
	const int n = (int)strcspn(wanted, ".@");
	const int language = (int)strcspn(wanted, "_.@");
	if (!setlocale(LC_MESSAGES, "C.UTF-8"))
		return false;
	snprintf(list, sizeof(list), "%.*s:%.*s", n, wanted, language, wanted);
	return setenv("LANGUAGE", list, 0) == 0;
}

/* The folder of the translations of this program, where it runs from. */
static bool find_translations(char *out, size_t size)
{
	char self[PATH_MAX];
	struct stat st;
	const ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	if (n <= 0)
		return false;
	self[n] = '\0';
	char *slash = strrchr(self, '/');
	if (!slash)
		return false;
	*slash = '\0';
	int length = snprintf(out, size, "%s/locale", self);
	if (length > 0 && (size_t)length < size && !stat(out, &st) &&
	    S_ISDIR(st.st_mode)) /* /usr/bin/locale is a program */
		return true;
	length = snprintf(out, size, "%s/../share/locale", self);
	return length > 0 && (size_t)length < size && !stat(out, &st);
}

void language_start(void)
{
	char folder[PATH_MAX + 32];
	const char *wanted = wanted_locale();
	if (!wanted || !strcmp(wanted, "C") || !strcmp(wanted, "POSIX"))
		return;
	if (!setlocale(LC_MESSAGES, "") && !choose_by_name(wanted))
		return;
	setlocale(LC_CTYPE, "C.UTF-8"); /* strerror() has accents */
	if (find_translations(folder, sizeof(folder)))
		bindtextdomain(domain, folder);
	bind_textdomain_codeset(domain, "UTF-8");
	chosen = true;
}

void language_stop(void)
{
	language_pause();
	chosen = false;
}

void language_pause(void)
{
	if (chosen)
		setlocale(LC_MESSAGES, "C");
}

void language_resume(void)
{
	const char *wanted = wanted_locale();
	if (chosen && !setlocale(LC_MESSAGES, ""))
		choose_by_name(wanted ? wanted : "C");
}
