/* SPDX-License-Identifier: Apache-2.0 */
/* mhd.c - libmicrohttpd, loaded when a server starts. */
#include <dlfcn.h>
#include <string.h>

#include "server/http.h"
#include "server/mhd.h"

#define LIBRARY "libmicrohttpd.so.12"

struct mhd mhd;

/* A function's address by way of its bytes: C has no other way from an object's. */
static bool find(void *out, void *library, const char *name)
{
	void *const found = dlsym(library, name);
	memcpy(out, &found, sizeof(found));
	return found != NULL;
}

ent_status mhd_load(ent_error *err)
{
	void *const library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	bool all = library != NULL;
	struct mhd table;
	memset(&table, 0, sizeof(table));
#define MHD_FIND(name) all = all && find(&table.name, library, "MHD_" #name);
	MHD_FUNCTIONS(MHD_FIND)
#undef MHD_FIND
	if (!all)
		return http_error(err, ENT_EIO,
				  "cannot load " LIBRARY
				  "; install the package libmicrohttpd12");
	mhd = table; /* stays loaded until the process ends */
	return ENT_OK;
}
