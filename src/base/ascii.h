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

static inline bool ent_is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* The value of a hexadecimal digit, 0 to 15; -1 for any other byte. */
static inline int ent_hex_digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* A small letter for a capital; any other byte as it is. */
static inline char ent_small_letter(char c)
{
	return ent_is_capital(c) ? (char)(c | 32) : c;
}

static inline bool ent_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif
