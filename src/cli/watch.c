/* SPDX-License-Identifier: Apache-2.0 */
/* watch.c - wait until something changes below a folder, by inotify(7).
 *
 * What changed does not matter: the batch finds that out by itself.  Events of hidden
 * files and of memories are ignored, because a memory may be in the folder that is
 * watched.  A release that is being written gives many events; it is looked at when
 * QUIET milliseconds have passed without one, or after MAX_WAIT while files keep
 * changing.  The batch decides by their age which files are whole then.
 *
 * Links are followed as a batch follows them; a link to a file is watched itself,
 * because changes of its target are not events of its folder. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <ftw.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/watch.h"

enum {
	QUIET = 500,     /* milliseconds */
	MAX_WAIT = 5000, /* milliseconds */
	DEPTH = 64,      /* folders held open by nftw() */
	FILE_EVENTS = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB,
	EVENTS = FILE_EVENTS | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE |
		 IN_ONLYDIR,
};

/* nftw() has no pointer of the caller's */
static struct watch *walking;
static int failed;

static int add_watch(const char *path, uint32_t events)
{
	if (inotify_add_watch(walking->fd, path, events) >= 0)
		return 0;
	/* gone meanwhile, or the batch says that it cannot be read */
	if (errno == ENOENT || errno == EACCES)
		return 0;
	failed = errno;
	return 1;
}

static int add_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
	struct stat link;
	(void)st, (void)at;
	if (type == FTW_F && !lstat(path, &link) && S_ISLNK(link.st_mode))
		return add_watch(path, FILE_EVENTS);
	if (type != FTW_D)
		return 0;
	walking->folders++;
	return add_watch(path, EVENTS);
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
	if (nftw(folder, add_entry, DEPTH, 0))
		return failed ? failed : errno;
	return watch->folders ? 0 : ENOTDIR;
}

/* Whether an event is about a file that a batch would read. */
static int is_wanted(const struct inotify_event *event)
{
	if (event->mask & IN_Q_OVERFLOW)
		return 1;
	if (!event->len) /* a link to a file, or a folder itself */
		return (event->mask & (IN_CLOSE_WRITE | IN_MODIFY)) != 0;
	return event->name[0] != '.' && !strstr(event->name, ".entente");
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

static long long now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

int watch_wait(struct watch *watch, int milliseconds)
{
	struct pollfd p = { .fd = watch->fd, .events = POLLIN };
	const long long start = now();
	long long first = 0; /* when something changed */
	for (;;) {
		long long rest = first ? QUIET : -1;
		if (!first && milliseconds >= 0)
			rest = start + milliseconds - now();
		if (first && now() - first >= MAX_WAIT)
			return 1;
		const int n =
			poll(&p, 1,
			     rest < 0 && (first || milliseconds >= 0) ? 0 : (int)rest);
		if (n < 0)
			return errno == EINTR ? 0 : -1;
		if (!n)
			return 1;
		if (drain(watch) && !first)
			first = now();
	}
}

void watch_close(struct watch *watch)
{
	if (watch->fd >= 0)
		close(watch->fd);
	watch->fd = -1;
}
