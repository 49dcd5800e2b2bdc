/* SPDX-License-Identifier: Apache-2.0 */
/* windows_1252.h - the characters of windows-1252. */
#ifndef ENT_TEXT_WINDOWS_1252_H
#define ENT_TEXT_WINDOWS_1252_H

#include <stdint.h>

/* The character of a byte; for the five bytes that have none, the control character
 * of the same number. */
uint32_t ent_windows_1252(unsigned char byte);

#endif
