/* SPDX-License-Identifier: Apache-2.0 */
/* version.c - which version of the library this is. */
#include "entente/version.h"

const char *ent_version(void)
{
	return ENT_VERSION;
}
