/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes are a release or are refused; paragraphs are valid, not empty, and have no
 * more text than the file can contain. */
#include <stdlib.h>

#include "base/utf8.h"
#include "entente/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	ent_document doc;
	ent_error err;
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.attributes = size & 1;
	opt.all = size & 2;
	if (arena &&
	    !ent_read_document_bytes(&doc, (ent_str){ (const char *)data, size },
				     ENT_STR("f"), &opt, arena, &err))
		for (uint32_t k = 0; k < doc.n_paragraphs; k++)
			if (!doc.paragraphs[k].text.n ||
			    !ent_utf8_valid(doc.paragraphs[k].text, NULL))
				abort();
	ent_arena_free(arena);
	return 0;
}
