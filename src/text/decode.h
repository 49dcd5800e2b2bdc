/* SPDX-License-Identifier: Apache-2.0 */
/* decode.h - bytes become text, only here. */
#ifndef ENT_TEXT_DECODE_H
#define ENT_TEXT_DECODE_H

#include "entente/error.h"
#include "entente/str.h"
#include "text/repair.h"

/* The encoding that the first bytes show: "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE",
 * "UTF-32BE" by their BOM, whose length goes to *bom; or by the pattern of zero bytes
 * (*bom 0); NULL when they show none. */
const char *ent_encoding_sniff(ent_str bytes, size_t *bom);

/* The encoding of bytes without a BOM, judged over all of them: UTF-8 when they are
 * valid or when valid characters outweigh the wrong bytes; else what is declared
 * ("" for nothing), read as browsers read it (ISO-8859-1 means windows-1252); else
 * windows-1252.  whole: they are not the beginning of more.  Static. */
const char *ent_encoding_choose(ent_str bytes, bool whole, ent_str declared);

/* Decodes bytes to UTF-8 in out, without BOM.
 *
 * Order of trust: a BOM; the zero-byte pattern of UTF-16; ent_encoding_choose().
 * *encoding receives a static name of what was used, *repaired the bytes of UTF-8
 * that were wrong and what stands for them is in out (ent_utf8_repair()); both may be
 * NULL.  ENT_EENCODING with the line for bytes that are not text: zero bytes in an
 * 8-bit encoding, a broken UTF-16, more than a hundredth of control characters. */
ent_status ent_decode(ent_buf *out,
		      const char **encoding,
		      ent_repaired *repaired,
		      ent_str bytes,
		      ent_str declared,
		      ent_error *err);

/* The encoding that a label names, as browsers understand it; NULL for a label
 * that is unknown or names no 8-bit encoding but ASCII's.  Static. */
const char *ent_encoding_declared(ent_str label);

#endif
