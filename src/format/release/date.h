/* SPDX-License-Identifier: Apache-2.0 */
/* date.h - dates as releases write them. */
#ifndef ENT_FORMAT_RELEASE_DATE_H
#define ENT_FORMAT_RELEASE_DATE_H

#include "entente/str.h"

enum { ENT_DATE_SIZE = 11 }; /* "2024-04-09" and its NUL */

/* The first full date in text as YYYY-MM-DD in out, and where it is: 2024-04-09,
 * 20240409, 2024/4/9, 9.4.2024, "9 April 2024", "April 9, 2024", "1er avril 2024".
 * 9/4/2024, which two countries read differently, counts only when one of its numbers
 * cannot be a month.  Time O(n). */
bool ent_date_find(char out[ENT_DATE_SIZE], size_t *start, size_t *end, ent_str text);

/* Whether text is a date line or opens with a dateline: it has nothing but the date, a
 * place, a weekday and punctuation, or is near the beginning, before a dash, after a
 * place. *whole: there is nothing else. */
bool ent_date_line(char out[ENT_DATE_SIZE], bool *whole, ent_str text);

#endif
