/* SPDX-License-Identifier: Apache-2.0 */
/* banned.h - functions that nobody here calls; included before every file.
 *
 * No bounds (strcpy, sprintf, gets), hidden state (strtok, localtime), no error
 * (atoi), a shell (system). */
#ifndef ENT_BASE_BANNED_H
#define ENT_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strtok gets atoi atol atof
#pragma GCC poison localtime gmtime ctime asctime system

#endif
