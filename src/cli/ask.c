/* SPDX-License-Identifier: Apache-2.0 */
/* ask.c - doubtful places, one by one, at a terminal.
 *
 * A verdict is turned into the line of an edit file and applied like one, so that
 * both ways mean the same.  The end of the input ends the review. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/ask.h"
#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/place.h"
#include "cli/report.h"
#include "cli/user.h"

struct asking {
	const char *command;
	ent_memory *memory;
	ent_str who;
	ent_buf text;
	ent_review_result sum;
};

static bool read_line(char *out, int size)
{
	if (!fgets(out, size, stdin))
		return false;
	out[strcspn(out, "\n")] = '\0';
	return true;
}

static void print_place(struct asking *a, const ent_place *p, uint32_t k, uint32_t n)
{
	ent_buf *out = &a->text;
	ent_buf_clear(out);
	ent_buf_addf(out, _("\n%u/%u  %.*s = %.*s\n      confidence %.2f: "), k + 1, n,
		     (int)p->source_document.n, p->source_document.p,
		     (int)p->target_document.n, p->target_document.p,
		     (double)p->confidence);
	place_doubts(out, p->doubts);
	ent_buf_add_char(out, '\n');
	place_texts(out, p);
	if (!out->failed)
		fwrite(out->p, 1, out->n, stdout);
}

static void apply(struct asking *a, const ent_place *p, char verdict, const char *links)
{
	char at[USER_TIME];
	ent_error err;
	ent_review_result r;
	ent_buf *out = &a->text;
	user_time(at);
	ent_buf_clear(out);
	place_pair(out, p);
	ent_buf_addf(out, "%c ", verdict);
	if (links) {
		ent_buf_add(out, ent_str_of(links));
	} else {
		place_range(out, p->src, p->n_src);
		ent_buf_add(out, ENT_STR(" = "));
		place_range(out, p->tgt, p->n_tgt);
	}
	if (ent_memory_review_file(&r, a->memory, ent_buf_str(out), ENT_STR("verdict"),
				   a->who, ent_str_of(at), &err)) {
		report(a->command, &err);
		return;
	}
	a->sum.accepted += r.accepted;
	a->sum.rejected += r.rejected;
	a->sum.relinked += r.relinked;
}

/* false: no more. */
static bool ask(struct asking *a, const ent_place *p)
{
	char line[128];
	for (;;) {
		fputs(_("[a]ccept [r]eject re[l]ink [s]kip [q]uit: "), stdout);
		fflush(stdout);
		if (!read_line(line, sizeof(line)) || line[0] == 'q')
			return false;
		if (line[0] == 's' || !line[0]) {
			a->sum.left++;
			return true;
		}
		if (line[0] == 'a' || line[0] == 'r') {
			apply(a, p, line[0], NULL);
			return true;
		}
		if (line[0] != 'l')
			continue;
		fputs(_("segments, such as 3-4 = 5: "), stdout);
		fflush(stdout);
		if (!read_line(line, sizeof(line)))
			return false;
		apply(a, p, 'l', line);
		return true;
	}
}

int ask_places(const char *command,
	       ent_memory *memory,
	       const ent_place *places,
	       uint32_t n,
	       ent_str who)
{
	struct asking a = { command, memory, who, ENT_BUF_INIT, { 0 } };
	for (uint32_t k = 0; k < n; k++) {
		print_place(&a, &places[k], k, n);
		if (!ask(&a, &places[k]))
			break;
	}
	printf(_("\n%u accepted, %u rejected, %u relinked\n"), a.sum.accepted,
	       a.sum.rejected, a.sum.relinked);
	ent_buf_release(&a.text);
	return 0;
}
