/* SPDX-License-Identifier: Apache-2.0 */
/* address.c - phrases inside addresses of pages and of mail.
 *
 * "un" of www.un.org is hardly what is looked for, so such hits come last.  An address
 * is a run of characters without white space or brackets that has "://" or "@", begins
 * with "www." or has a usual domain before its end or a slash.  The index says which
 * texts can have one; only those are looked at.
 */
#include <stdlib.h>
#include <string.h>

#include "concord/concord_parts.h"

/* Tokens of which an address has one.  Domains that are words too ("net", "eu") say
 * nothing. */
static const char *const words[] = { "http", "https", "ftp", "www", "@", "org", NULL };

/* Usual ends of the name of a host: the generic domains of RFC 920 and some more. */
static const char *const domains[] = { "org", "int", "com", "net", "edu",
				       "gov", "eu",  "fr",  "ca",  NULL };

static ent_status find_texts(ent_ids *ids, ent_memory *memory, ent_error *err)
{
	ent_status status = ENT_OK;
	for (size_t k = 0; words[k] && !status; k++) {
		const ent_index_word word = { .form = ent_str_of(words[k]) };
		status = ent_index_find(memory->index, &word, 1, true, ent_ids_add,
					NULL, ids, err);
	}
	ent_ids_sort(ids);
	return status;
}

ent_status ent_addresses_find(ent_ids *out, ent_memory *memory, ent_error *err)
{
	int64_t version = 0;
	ent_ids ids = { NULL, 0, 0 };
	ent_status status = ent_store_version(&version, memory->store, err);
	if (status)
		return status;
	/* a handle's own changes have no version */
	if (!memory->addresses_known || version != memory->addresses_at ||
	    ent_store_is_writable(memory->store)) {
		status = find_texts(&ids, memory, err);
		free(memory->addresses);
		memory->addresses = ids.p;
		memory->n_addresses = ids.n;
		memory->addresses_at = version;
		memory->addresses_known = !status;
	}
	*out = (ent_ids){ memory->addresses, memory->n_addresses, 0 };
	return status;
}

static bool ends_run(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '<' || c == '>' || c == '(' ||
	       c == ')' || c == '[' || c == ']' || c == '"';
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool has_domain(ent_str run)
{
	for (size_t dot = 1; dot < run.n; dot++)
		for (size_t k = 0; run.p[dot] == '.' && domains[k]; k++) {
			const size_t n = strlen(domains[k]), end = dot + 1 + n;
			if (end <= run.n && is_letter(run.p[dot - 1]) &&
			    !memcmp(run.p + dot + 1, domains[k], n) &&
			    (end == run.n || !is_letter(run.p[end])))
				return true;
		}
	return false;
}

static bool is_address(ent_str run)
{
	for (size_t k = 0; k < run.n; k++)
		if ((k && run.p[k] == '@') ||
		    ent_str_starts(ent_str_slice(run, k, run.n), ENT_STR("://")))
			return true;
	return ent_str_starts(run, ENT_STR("www.")) || has_domain(run);
}

bool ent_is_in_address(ent_str text, const ent_span *spans, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++) {
		size_t start = spans[k].start, end = spans[k].end;
		while (start && !ends_run(text.p[start - 1]))
			start--;
		while (end < text.n && !ends_run(text.p[end]))
			end++;
		if (!is_address(ent_str_slice(text, start, end)))
			return false;
	}
	return n > 0;
}
