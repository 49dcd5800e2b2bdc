/* SPDX-License-Identifier: Apache-2.0 */
/* user.c - the name and the time that decisions and corrections are kept with. */
#include <pwd.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cli/user.h"

const char *user_name(const char *given)
{
	const char *user = getenv("USER");
	const struct passwd *entry;
	if (given && *given)
		return given;
	if (user && *user)
		return user;
	entry = getpwuid(getuid());
	return entry && entry->pw_name ? entry->pw_name : "unknown";
}

void user_time(char out[USER_TIME])
{
	struct tm tm;
	const time_t now = time(NULL);
	gmtime_r(&now, &tm);
	strftime(out, USER_TIME, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
