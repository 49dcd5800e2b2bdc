/* SPDX-License-Identifier: Apache-2.0 */
/* replay.c - run a fuzz target over files, without a fuzzer. usage: TARGET
 * FOLDER|FILE...  Files of a folder are run in any order. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
	FILE *in = fopen(path, "rb");
	if (!in)
		return 0;
	uint8_t *data = NULL;
	size_t size = 0, capacity = 0;
	do {
		if (size == capacity && !(data = realloc(data, capacity += 65536)))
			abort();
		size += fread(data + size, 1, capacity - size, in);
	} while (!feof(in) && !ferror(in));
	fclose(in);
	/* a copy of the exact size, so that a sanitizer sees an overrun */
	data = realloc(data, size ? size : 1);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 1;
}

int main(int argc, char **argv)
{
	int ran = 0;
	for (int k = 1; k < argc; k++) {
		DIR *folder = opendir(argv[k]);
		if (!folder) {
			ran += run_file(argv[k]);
			continue;
		}
		for (struct dirent *e; (e = readdir(folder));) {
			char path[4096];
			snprintf(path, sizeof(path), "%s/%s", argv[k], e->d_name);
			if (e->d_name[0] != '.')
				ran += run_file(path);
		}
		closedir(folder);
	}
	printf("%s: %d inputs\n", argv[0], ran);
	return ran == 0;
}
