/* SPDX-License-Identifier: Apache-2.0 */
/* language.h - messages and help in the language of the user, by gettext. */
#ifndef ENT_CLI_LANGUAGE_H
#define ENT_CLI_LANGUAGE_H

#include <libintl.h>

/* A text of this program in the language of the user. */
#define _(text) dgettext("entente", text)
/* One of two, by the number n. */
#define COUNTED(one, many, n) dngettext("entente", one, many, (unsigned long)(n))

/* Chooses the language that the environment asks for; before anything is printed. */
void language_start(void);

/* English from here on: what follows is read by programs (JSON, protocols, reports). */
void language_stop(void);

/* English while a log is written, and what it was before. */
void language_pause(void);
void language_resume(void);

#endif
