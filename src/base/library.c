/* SPDX-License-Identifier: Apache-2.0 */
/* library.c - see library.h.  Functions are copied as bytes: C has no other way from
 * the address of an object. */
#include <dlfcn.h>
#include <errno.h>
#include <string.h>

#include "base/fail.h"
#include "base/library.h"

ent_status ent_library_load(void *functions,
			    const char *const *names,
			    size_t n,
			    const char *file,
			    const char *package,
			    ent_error *err)
{
	errno = 0;
	void *const library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
	if (!library && errno == ENOMEM)
		return ent_fail_memory(err);
	bool all = library != NULL;
	for (size_t k = n;
	     all && k-- > 0;) { /* the first last: it says that all are there */
		void *const found = dlsym(library, names[k]);
		memcpy((char *)functions + k * sizeof(found), &found, sizeof(found));
		all = found != NULL;
	}
	return all ? ENT_OK
		   : ent_fail(err, ENT_EIO, "cannot load %s; install the package %s",
			      file, package);
}
