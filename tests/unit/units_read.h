/* SPDX-License-Identifier: Apache-2.0 */
/* units_read.h - what a reader of units makes of some bytes: the pairs, as the test
 * writes them, and the problems. */
#ifndef TESTS_UNIT_UNITS_READ_H
#define TESTS_UNIT_UNITS_READ_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "entente/read.h"
#include "entente/write.h"

static ent_buf pairs, problems;
static ent_error err;
static const char *format;

/* "LINE/UNIT REASON", with "!" where the unit is refused */
static void take_problem(void *data, const ent_problem *p)
{
	(void)data;
	ent_buf_addf(&problems, "%s%u/%u%s %.*s", problems.n ? "|" : "", p->line,
		     p->unit, p->refused ? "!" : "", (int)p->reason.n, p->reason.p);
}

/* How the test writes a pair. */
static ent_status take(void *data, const ent_unit *unit, ent_error *e);

static ent_status read_bytes(ent_str bytes, const char *from, const char *to)
{
	char path[64];
	int fd = memfd_create("units", 0);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.p, bytes.n), bytes.n);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.from = ent_str_of(from);
	opt.to = ent_str_of(to);
	opt.problem = take_problem;
	ent_buf_clear(&pairs);
	ent_buf_clear(&problems);
	ent_buf_add(&pairs, ENT_STR(""));
	ent_buf_add(&problems, ENT_STR(""));
	ent_status status = ent_read_units(path, &opt, &format, take, NULL, &err);
	close(fd);
	return status;
}

#endif
