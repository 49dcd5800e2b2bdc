/* SPDX-License-Identifier: Apache-2.0 */
/* watch.c - wait until something changes below a folder, by inotify(7).
 *
 * What changed does not matter: the batch finds that out by itself.  Events of
 * hidden files and of memories are passed over, for a memory may lie in the folder
 * that is watched.  A release that is being written gives many events; only when
 * QUIET milliseconds have passed without one is it looked at. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <ftw.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "cli/watch.h"

enum {
	QUIET = 500,    /* milliseconds */
	MAX_QUIET = 20, /* times QUIET: when files never cease to come */
	DEPTH = 64,     /* folders held open by nftw() */
	EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE |
		 IN_ONLYDIR,
};

/* nftw() has no pointer of the caller's */
static struct watch *walking;
static int failed;

static int add(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)at;
	if (type != FTW_D)
		return 0;
	if (inotify_add_watch(walking->fd, path, EVENTS) < 0) {
		failed = errno;
		return errno != ENOENT; /* gone meanwhile */
	}
	walking->folders++;
	return 0;
}

int watch_folder(struct watch *watch, const char *folder)
{
	if (watch->fd < 0)
		watch->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (watch->fd < 0)
		return errno;
	watch->folders = 0;
	walking = watch;
	failed = 0;
	if (nftw(folder, add, DEPTH, FTW_PHYS))
		return failed ? failed : errno;
	return watch->folders ? 0 : ENOTDIR;
}

/* Whether an event is about a file that a batch would read. */
static int is_wanted(const struct inotify_event *event)
{
	return event->mask & IN_Q_OVERFLOW || (event->len && event->name[0] != '.' &&
					       !strstr(event->name, ".entente"));
}

/* Reads what is there; whether any of it is wanted. */
static int drain(struct watch *watch)
{
	_Alignas(struct inotify_event) char buf[8192];
	int wanted = 0;
	for (ssize_t n; (n = read(watch->fd, buf, sizeof(buf))) > 0;)
		for (ssize_t at = 0; at < n;) {
			const struct inotify_event *event = (const void *)(buf + at);
			wanted |= is_wanted(event);
			at += (ssize_t)(sizeof(*event) + event->len);
		}
	return wanted;
}

int watch_wait(struct watch *watch)
{
	struct pollfd p = { .fd = watch->fd, .events = POLLIN };
	int wanted = 0;
	for (int k = 0; k < MAX_QUIET;) {
		const int n = poll(&p, 1, wanted ? QUIET : -1);
		if (n < 0)
			return errno == EINTR ? 0 : -1;
		if (!n)
			return 1;
		wanted |= drain(watch);
		k += wanted;
	}
	return 1;
}

void watch_close(struct watch *watch)
{
	if (watch->fd >= 0)
		close(watch->fd);
	watch->fd = -1;
}
