/* SPDX-License-Identifier: Apache-2.0 */
/* watch.h - wait until something changes below a folder. */
#ifndef ENT_CLI_WATCH_H
#define ENT_CLI_WATCH_H

struct watch {
	int fd; /* of inotify */
	int folders;
};

/* Begins to watch a folder and those below it, links as a batch follows them; 0, or an
 * errno.  May be called again, for folders that are new. */
int watch_folder(struct watch *watch, const char *folder);

/* Waits until files have changed and for a moment nothing more changes, or, unless it
 * is negative, until milliseconds have passed.  1: look again; 0: a signal came; -1: a
 * failure, errno says which. */
int watch_wait(struct watch *watch, int milliseconds);

/* Closes the watch; one that is closed is allowed. */
void watch_close(struct watch *watch);

#endif
