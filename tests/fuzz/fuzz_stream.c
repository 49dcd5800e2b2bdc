/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the input of `align --stream`: each line of the output is a JSON object
 * with the id of its pair, and of lines that are not blank none goes unanswered but
 * those whose pair has no bead with two sides. */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/align_stream.h"
#include "entente/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_line(ent_str line)
{
	json_t *object = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(object) || !json_object_get(object, "id"))
		abort();
	const json_t *error = json_object_get(object, "error");
	if (error ? !json_string_length(error) || !json_object_get(object, "code")
		  : !json_is_string(json_object_get(object, "source")) ||
			    !json_is_string(json_object_get(object, "target")))
		abort();
	json_decref(object);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *const in = stdin, *const out = stdout;
	char *text = NULL;
	size_t n = 0;
	if (!size || size > 1 << 16)
		return 0;
	stdin = fmemopen((void *)(uintptr_t)data, size, "rb");
	stdout = open_memstream(&text, &n);
	if (!stdin || !stdout)
		abort();
	const int code = align_stream("align", data[0] % 2 ? "en" : NULL,
				      data[0] % 4 ? "fr" : NULL, NULL, NULL);
	fclose(stdin);
	if (fclose(stdout) || code)
		abort();
	stdin = in;
	stdout = out;
	for (ent_str rest = { text, n }; rest.n;)
		check_line(ent_str_cut(&rest, '\n'));
	free(text);
	return 0;
}
