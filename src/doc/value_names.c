/* SPDX-License-Identifier: Apache-2.0 */
/* value_names.c - names of the values of the plain data types. */
#include "entente/bead.h"
#include "entente/document.h"
#include "entente/match.h"
#include "entente/records.h"

const char *ent_kind_name(ent_kind kind)
{
	switch (kind) {
	case ENT_KIND_BODY: return "body";
	case ENT_KIND_HEADING: return "heading";
	case ENT_KIND_ITEM: return "item";
	case ENT_KIND_CELL: return "cell";
	case ENT_KIND_NOTE: return "note";
	case ENT_KIND_ATTRIBUTE: return "attribute";
	}
	return "body";
}

const char *ent_doubt_name(ent_doubt bit)
{
	switch (bit) {
	case ENT_DOUBT_LENGTH: return "length";
	case ENT_DOUBT_COVERAGE: return "coverage";
	case ENT_DOUBT_OMITTED: return "omitted";
	case ENT_DOUBT_MOVED: return "moved";
	case ENT_DOUBT_BOUNDARY: return "boundary";
	case ENT_DOUBT_NUMBERS: return "numbers";
	case ENT_DOUBT_RIVAL: return "rival";
	case ENT_DOUBT_UNTRANSLATED: return "untranslated";
	}
	return "unknown";
}

const char *ent_match_kind_name(ent_match_kind kind)
{
	switch (kind) {
	case ENT_MATCH_CONTEXT: return "context";
	case ENT_MATCH_EXACT: return "exact";
	case ENT_MATCH_CODES: return "codes";
	case ENT_MATCH_NEAR: return "near";
	case ENT_MATCH_FUZZY: return "fuzzy";
	}
	return "unknown";
}

const char *ent_substitution_kind_name(ent_substitution_kind kind)
{
	switch (kind) {
	case ENT_SUBSTITUTION_NUMBER: return "number";
	case ENT_SUBSTITUTION_DATE: return "date";
	case ENT_SUBSTITUTION_NAME: return "name";
	}
	return "unknown";
}

const char *ent_run_kind_name(ent_run_kind kind)
{
	switch (kind) {
	case ENT_RUN_IMPORT: return "import";
	case ENT_RUN_MERGE: return "merge";
	case ENT_RUN_BATCH: return "batch";
	case ENT_RUN_EDIT: return "edit";
	case ENT_RUN_DELETE: return "delete";
	case ENT_RUN_CLEAN: return "clean";
	}
	return "unknown";
}
