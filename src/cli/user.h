/* SPDX-License-Identifier: Apache-2.0 */
/* user.h - the name and the time that decisions and corrections are kept with. */
#ifndef ENT_CLI_USER_H
#define ENT_CLI_USER_H

/* given, else $USER, else the name of the account, else "unknown". */
const char *user_name(const char *given);

/* Now, in UTC, as decisions state it: "2024-03-12T10:11:12Z". */
enum { USER_TIME = 32 };
void user_time(char out[USER_TIME]);

#endif
