/* SPDX-License-Identifier: Apache-2.0 */
/* user.h - who is at the keyboard. */
#ifndef ENT_CLI_USER_H
#define ENT_CLI_USER_H

/* given, else $USER, else the name of the account, else "unknown". */
const char *user_name(const char *given);

#endif
