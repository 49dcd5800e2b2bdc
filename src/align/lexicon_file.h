/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon_file.h - the bytes of a lexicon; drawn in lexicon.c. */
#ifndef ENT_ALIGN_LEXICON_FILE_H
#define ENT_ALIGN_LEXICON_FILE_H

#include <stdint.h>

#define ENT_LEXICON_MAGIC "entlex\r\n"

enum {
	ENT_LEXICON_VERSION = 1,
	ENT_LEXICON_LANG = 12,     /* bytes of a language code with its NUL */
	ENT_LEXICON_UNSUMMED = 24, /* bytes that the checksum leaves out */
	ENT_LEXICON_OCTAVE = 2048, /* a unigram v is 2^(-v / 2048) */
};

struct ent_lexicon_header {
	char magic[8];
	uint32_t version, reserved;
	uint64_t checksum; /* of what follows, from offset 24 to the end */
	char lang[2][ENT_LEXICON_LANG];
	uint32_t n_words[2], n_bytes[2], n_links[2];
};

/* Where the parts of a side begin, in bytes of the file; end: of the side. */
struct ent_lexicon_places {
	uint64_t hashes, offsets, first, links, unigrams, p, bytes, end;
};

/* Side 0 begins after the header, side 1 where side 0 ends. */
struct ent_lexicon_places ent_lexicon_places(const struct ent_lexicon_header *header,
					     int side);

#endif
