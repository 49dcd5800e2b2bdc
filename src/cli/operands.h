/* SPDX-License-Identifier: Apache-2.0 */
/* operands.h - operands that are the words of one text. */
#ifndef ENT_CLI_OPERANDS_H
#define ENT_CLI_OPERANDS_H

#include "cli/args.h"
#include "entente/str.h"

/* Whether several operands are the words of one text whose quotes were forgotten: none
 * has a space, none is a file.  Then *out is the text. */
bool operands_join(ent_buf *out, const struct args *args);

/* Whether the only operand is "-", which stands for standard input. */
bool operands_are_stdin(const struct args *args);

#endif
