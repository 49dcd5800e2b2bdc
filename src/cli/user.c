/* SPDX-License-Identifier: Apache-2.0 */
#include <pwd.h>
#include <stdlib.h>
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
