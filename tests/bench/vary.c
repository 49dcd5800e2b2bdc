/* SPDX-License-Identifier: Apache-2.0 */
/* vary.c - a table of any number of units from a real one.
 *
 * usage: vary TABLE UNITS > OUT If TABLE has more units, they are chosen evenly from
 * it.  If it has fewer, the table is repeated, each time with other numbers, with one
 * word in eight replaced by another of the same side (so that frequent words stay
 * frequent), and with one word in two hundred invented.  The same arguments give the
 * same output.  Only the first two columns are written.  Memory: the table. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KNOWN = 1 << 16 }; /* recent words, a side */

struct side {
	const char *words[KNOWN];
	int lengths[KNOWN];
	unsigned n;
};

static uint64_t state = 20261124;

static uint32_t draw(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

static int is_letter(char c)
{
	return isalpha((unsigned char)c) || (c & 0x80);
}

static void put_word(struct side *side, const char *word, int n)
{
	unsigned slot = side->n++ % KNOWN;
	unsigned other = draw(side->n < KNOWN ? side->n : KNOWN);
	unsigned what = draw(400);
	side->words[slot] = word;
	side->lengths[slot] = n;
	if (what < 50)
		fwrite(side->words[other], 1, (size_t)side->lengths[other], stdout);
	else
		fwrite(word, 1, (size_t)n, stdout);
	if (what >= 398)
		for (int k = 0; k < 4; k++)
			putchar('a' + (int)draw(26));
}

/* One side, varied; words are ASCII letters and whatever is beyond ASCII. */
static void put_varied(struct side *side, const char *p, const char *end)
{
	while (p < end) {
		const char *start = p;
		if (is_letter(*p)) {
			while (p < end && is_letter(*p))
				p++;
			put_word(side, start, (int)(p - start));
		} else if (isdigit((unsigned char)*p)) {
			putchar(*p == '0' ? '0' : '1' + (int)draw(9));
			p++;
		} else {
			putchar(*p++);
		}
	}
}

static char *read_all(const char *path, size_t *size)
{
	FILE *in = fopen(path, "rb");
	char *all = NULL;
	long n = 0;
	if (in && !fseek(in, 0, SEEK_END) && (n = ftell(in)) > 0) {
		rewind(in);
		all = malloc((size_t)n + 1);
		if (all && fread(all, 1, (size_t)n, in) != (size_t)n) {
			free(all);
			all = NULL;
		}
	}
	if (in)
		fclose(in);
	*size = (size_t)n;
	return all;
}

int main(int argc, char **argv)
{
	static struct side sides[2];
	size_t size, n = 0, capacity = 0;
	const char **lines = NULL;
	char *all = argc == 3 ? read_all(argv[1], &size) : NULL;
	size_t units = argc == 3 ? strtoull(argv[2], NULL, 10) : 0;
	if (!all) {
		fprintf(stderr, "usage: vary TABLE UNITS\n");
		return 2;
	}
	all[size] = '\0';
	for (char *p = all; p < all + size; n++) {
		if (n == capacity) {
			capacity = capacity ? 2 * capacity : 4096;
			lines = realloc(lines, capacity * sizeof(*lines));
			if (!lines)
				return 1;
		}
		lines[n] = p;
		char *end = strchr(p, '\n');
		p = end ? end + 1 : all + size;
	}
	for (size_t k = 0; k < units; k++) {
		const char *line = lines[units < n ? k * n / units : k % n];
		const char *tab = strchr(line, '\t');
		const char *end = tab ? tab + 1 + strcspn(tab + 1, "\t\n") : NULL;
		if (!end)
			continue;
		if (k < n) {
			fwrite(line, 1, (size_t)(end - line), stdout);
		} else {
			put_varied(&sides[0], line, tab);
			putchar('\t');
			put_varied(&sides[1], tab + 1, end);
		}
		putchar('\n');
	}
	return 0;
}
