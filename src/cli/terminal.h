/* SPDX-License-Identifier: Apache-2.0 */
/* terminal.h - texts must not control the terminal. */
#ifndef ENT_CLI_TERMINAL_H
#define ENT_CLI_TERMINAL_H

/* From now on control characters and bidi overrides that are written to standard output
 * or standard error are shown as escapes, \x1B or \u202E, where these are terminals;
 * files and pipes get every byte.  The program's own colours and its progress bar
 * pass. */
void terminal_guard(void);

#endif
