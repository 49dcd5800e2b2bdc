/* SPDX-License-Identifier: Apache-2.0 */
/* pager.h - a page at a time. */
#ifndef ENT_CLI_PAGER_H
#define ENT_CLI_PAGER_H

#include <stdbool.h>

/* Sends standard output through $PAGER, or less, if it is a terminal.  Colours and
 * widths are chosen before. */
void pager_start(bool wanted);
/* Waits until the person has left it; without one it does nothing. */
void pager_stop(void);

#endif
