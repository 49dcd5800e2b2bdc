/* SPDX-License-Identifier: Apache-2.0 */
/* align_stream.h - a filter: pairs of documents in, units out. */
#ifndef ENT_CLI_ALIGN_STREAM_H
#define ENT_CLI_ALIGN_STREAM_H

/* Reads JSON Lines from standard input and writes JSON Lines; from, to: languages
 * of a line that names none, NULL for none; lexicon: a file, NULL for the one that
 * ships; glossary: a file of terms, NULL for none.  Returns the exit code. */
int align_stream(const char *command,
		 const char *from,
		 const char *to,
		 const char *lexicon,
		 const char *glossary);

#endif
