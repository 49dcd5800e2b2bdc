/* SPDX-License-Identifier: Apache-2.0 */
/* ascii.h - kinds of bytes in formats, independent of the locale. */
#ifndef ENT_BASE_ASCII_H
#define ENT_BASE_ASCII_H

#include <stdbool.h>

/* Space, tab, line feed, vertical tab, form feed, carriage return. */
static inline bool ent_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* White space of XML 1.0, section 2.3. */
static inline bool ent_is_xml_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool ent_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ent_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif
