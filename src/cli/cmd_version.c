/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/cmd.h"

int cmd_version(int argc, char **argv)
{
	(void)argc, (void)argv;
	return puts("entente " ENT_VERSION) < 0;
}
