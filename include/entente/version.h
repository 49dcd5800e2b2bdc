/* SPDX-License-Identifier: Apache-2.0 */
/* entente/version.h - which version of the library this is. */
#ifndef ENTENTE_VERSION_H
#define ENTENTE_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

/* The version of these headers. */
#define ENT_VERSION_MAJOR 0
#define ENT_VERSION_MINOR 1
#define ENT_VERSION_PATCH 0
#define ENT_VERSION_NUMBER                                                             \
	(ENT_VERSION_MAJOR * 10000 + ENT_VERSION_MINOR * 100 + ENT_VERSION_PATCH)

/* The same as text, "0.1.0". */
#define ENT_TEXT_OF(x) #x
#define ENT_VERSION_OF(major, minor, patch)                                            \
	ENT_TEXT_OF(major) "." ENT_TEXT_OF(minor) "." ENT_TEXT_OF(patch)
#define ENT_VERSION                                                                    \
	ENT_VERSION_OF(ENT_VERSION_MAJOR, ENT_VERSION_MINOR, ENT_VERSION_PATCH)

/* The version of the library that is linked, "0.1.0".  Static. */
const char *ent_version(void);

#ifdef __cplusplus
}
#endif

#endif
