/* SPDX-License-Identifier: Apache-2.0 */
/* import_report.c - what became of each unit of the files that were imported.
 *
 * For each file: each problem with line, unit and reason as it comes, then the
 * counts, then how often each reason was given.  Written as it comes: a file with
 * a million problems costs no memory.
 */
#include <string.h>

#include "cli/import_report.h"

static const char *kind_of(const ent_problem *what)
{
	return what->refused ? "refused" : what->line ? "changed" : "note";
}

static void put_json(FILE *to, ent_str s)
{
	ent_buf out = ENT_BUF_INIT;
	ent_buf_add_json(&out, s);
	if (!out.failed)
		fwrite(out.p, 1, out.n, to);
	ent_buf_release(&out);
}

bool import_report_open(struct import_report *r, const char *path, const char *memory)
{
	*r = (struct import_report){ .to = NULL };
	if (!path)
		return true;
	r->json = ent_str_ends(ent_str_of(path), ENT_STR(".json"));
	r->to = fopen(path, "wb");
	if (!r->to)
		return false;
	if (r->json) {
		fputs("{\"memory\":", r->to);
		put_json(r->to, ent_str_of(memory));
		fputs(",\"files\":[", r->to);
	} else {
		fprintf(r->to, "Import into %s\n", memory);
	}
	return true;
}

void import_report_file(struct import_report *r, const char *file)
{
	if (!r->to)
		return;
	r->problems = 0;
	r->n_reasons = 0;
	if (r->json) {
		fputs(r->files ? ",\n{\"file\":" : "\n{\"file\":", r->to);
		put_json(r->to, ent_str_of(file));
		fputs(",\"problems\":[", r->to);
	} else {
		fprintf(r->to, "\n%s\n", file);
	}
	r->files++;
}

/* Reasons that differ in their number only are one: "characters ...: 3" */
static bool same_reason(const char *a, ent_str b)
{
	size_t n = strlen(a);
	return n <= b.n && !strncmp(a, b.p, n);
}

static void count_reason(struct import_report *r, const ent_problem *what)
{
	ent_str s = what->reason;
	size_t end = s.n;
	while (end && s.p[end - 1] >= '0' && s.p[end - 1] <= '9')
		end--;
	if (end < s.n && ent_str_ends(ent_str_slice(s, 0, end), ENT_STR(": ")))
		s = ent_str_slice(s, 0, end - 2);
	for (unsigned k = 0; k < r->n_reasons; k++)
		if (r->reasons[k].kind == kind_of(what) &&
		    same_reason(r->reasons[k].text, s)) {
			r->reasons[k].count++;
			return;
		}
	if (r->n_reasons == REPORT_REASONS)
		return;
	size_t capacity = sizeof(r->reasons[0].text) - 1,
	       n = s.n < capacity ? s.n : capacity;
	while (n < s.n && n && (s.p[n] & 0xC0) == 0x80)
		n--;
	memcpy(r->reasons[r->n_reasons].text, s.p, n);
	r->reasons[r->n_reasons].text[n] = '\0';
	r->reasons[r->n_reasons].kind = kind_of(what);
	r->reasons[r->n_reasons++].count = 1;
}

void import_report_problem(struct import_report *r, const ent_problem *what)
{
	if (!r->to)
		return;
	count_reason(r, what);
	if (r->json) {
		fprintf(r->to, "%s{\"line\":%u,\"unit\":%u,\"refused\":%s,\"reason\":",
			r->problems ? "," : "", what->line, what->unit,
			what->refused ? "true" : "false");
		put_json(r->to, what->reason);
		fputc('}', r->to);
	} else if (what->line && !what->unit) {
		fprintf(r->to, "  line %u: %.*s\n", what->line, (int)what->reason.n,
			what->reason.p);
	} else if (what->line) {
		fprintf(r->to, "  line %u, unit %u %s: %.*s\n", what->line, what->unit,
			kind_of(what), (int)what->reason.n, what->reason.p);
	} else {
		fprintf(r->to, "  note: %.*s\n", (int)what->reason.n, what->reason.p);
	}
	r->problems++;
}

static void result_json(struct import_report *r,
			const ent_import_result *result,
			const ent_error *err)
{
	FILE *to = r->to;
	fputs("],\"format\":", to);
	put_json(to, ent_str_of(result->format));
	fprintf(to, ",\"units\":%llu,\"stored\":%llu,\"merged\":%llu,\"refused\":%llu",
		(unsigned long long)result->units,
		(unsigned long long)(err ? 0 : result->stored),
		(unsigned long long)result->duplicates,
		(unsigned long long)result->refused);
	fputs(",\"reasons\":[", to);
	for (unsigned k = 0; k < r->n_reasons; k++) {
		fprintf(to,
			"%s{\"count\":%llu,\"kind\":\"%s\",\"reason\":", k ? "," : "",
			(unsigned long long)r->reasons[k].count, r->reasons[k].kind);
		put_json(to, ent_str_of(r->reasons[k].text));
		fputc('}', to);
	}
	fputc(']', to);
	if (err) {
		fputs(",\"error\":", to);
		put_json(to, ent_str_of(err->message));
	}
	fputc('}', to);
}

static void result_text(struct import_report *r,
			const ent_import_result *result,
			const ent_error *err)
{
	FILE *to = r->to;
	fprintf(to, "  format  %8s\n  read    %8llu units\n  stored  %8llu\n",
		result->format && *result->format ? result->format : "unknown",
		(unsigned long long)result->units,
		(unsigned long long)(err ? 0 : result->stored));
	fprintf(to, "  merged  %8llu, equal to a unit that was there\n",
		(unsigned long long)result->duplicates);
	fprintf(to, "  refused %8llu\n", (unsigned long long)result->refused);
	for (unsigned k = 0; k < r->n_reasons; k++)
		fprintf(to, "  %8llu x %s: %s\n",
			(unsigned long long)r->reasons[k].count, r->reasons[k].kind,
			r->reasons[k].text);
	if (err)
		fprintf(to, "  failed, nothing of it is stored: %s\n", err->message);
}

void import_report_result(struct import_report *r,
			  const ent_import_result *result,
			  const ent_error *err)
{
	if (!r->to)
		return;
	if (r->json)
		result_json(r, result, err);
	else
		result_text(r, result, err);
}

bool import_report_close(struct import_report *r)
{
	if (!r->to)
		return true;
	if (r->json)
		fputs("\n]}\n", r->to);
	bool failed = ferror(r->to) != 0;
	return !fclose(r->to) && !failed;
}
