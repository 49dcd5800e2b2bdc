/* SPDX-License-Identifier: Apache-2.0 */
/* fail_io.c - preloaded: the n-th call that changes files fails, or is the last one.
 *
 * SQLite's unix VFS calls these functions through the C library, so they stand below
 * the VFS.  Output through stdio does not; io.pl limits the size of files for that.
 * The file that $SWEEP_CONTROL names is mapped: which calls are disturbed, how, and how
 * many there were.  $SWEEP_LOG gets each call with its data, in the order in which they
 * were made: io.pl replays them up to an instant at which the power fails.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { FAIL_EIO = 1, FAIL_FULL, WRITE_LESS, KILL };

struct control {
	uint64_t from, to; /* the calls that are disturbed, from 1; 0: none */
	uint64_t mode;
	_Atomic uint64_t count, disturbed;
};

static struct control *control;
static int log_to = -1;
static pthread_mutex_t logging = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void map_control(void)
{
	const char *path = getenv("SWEEP_CONTROL"), *log = getenv("SWEEP_LOG");
	const int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR) : -1;
	if (fd >= 0) {
		void *at = mmap(NULL, sizeof(*control), PROT_READ | PROT_WRITE,
				MAP_SHARED, fd, 0);
		control = at == MAP_FAILED ? NULL : at;
		close(fd);
	}
	if (log)
		log_to = (int)syscall(SYS_openat, AT_FDCWD, log,
				      O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Whether this call is disturbed, after it was counted. */
static enum mode disturbance(void)
{
	if (!control)
		return 0;
	const uint64_t n = ++control->count;
	if (!control->from || n < control->from || n > control->to)
		return 0;
	control->disturbed++;
	if (control->mode == KILL)
		kill(getpid(), SIGKILL);
	errno = control->mode == FAIL_EIO ? EIO : ENOSPC;
	return (enum mode)control->mode;
}

static void note(const char *what,
		 const char *path,
		 const char *other,
		 off_t at,
		 const void *data,
		 size_t n)
{
	char head[2200];
	if (log_to < 0)
		return;
	const int length = snprintf(head, sizeof(head), "%s\t%s\t%s\t%lld\t%zu\n", what,
				    path, other, (long long)at, n);
	struct iovec parts[] = { { head, (size_t)length },
				 { (void *)(uintptr_t)data, n } };
	pthread_mutex_lock(&logging);
	syscall(SYS_writev, log_to, parts, 2);
	pthread_mutex_unlock(&logging);
}

static void note_file(const char *what, int fd, off_t at, const void *data, size_t n)
{
	char link[40], path[1024];
	if (log_to < 0)
		return;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	const ssize_t length = readlink(link, path, sizeof(path) - 1);
	if (length <= 0)
		return;
	path[length] = '\0';
	note(what, path, "", at, data, n);
}

static int is_file(int fd)
{
	struct stat st;
	return fd > STDERR_FILENO && !fstat(fd, &st) && S_ISREG(st.st_mode);
}

static ssize_t written(int fd, const void *p, size_t n, off_t at, int placed)
{
	const enum mode mode = is_file(fd) ? disturbance() : 0;
	if (mode == FAIL_EIO || mode == FAIL_FULL)
		return -1;
	if (mode == WRITE_LESS)
		n /= 2;
	if (!placed)
		at = lseek(fd, 0, SEEK_CUR);
	const ssize_t done = placed ? syscall(SYS_pwrite64, fd, p, n, at)
				    : syscall(SYS_write, fd, p, n);
	if (done > 0 && is_file(fd))
		note_file("write", fd, at, p, (size_t)done);
	return done;
}

ssize_t write(int fd, const void *p, size_t n)
{
	return written(fd, p, n, 0, 0);
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t at)
{
	return written(fd, p, n, at, 1);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off_t at)
{
	return written(fd, p, n, at, 1);
}

int fsync(int fd)
{
	if (disturbance())
		return -1;
	const int rc = (int)syscall(SYS_fsync, fd);
	if (!rc)
		note_file("sync", fd, 0, "", 0);
	return rc;
}

int fdatasync(int fd)
{
	return fsync(fd);
}

int ftruncate(int fd, off_t n)
{
	if (disturbance())
		return -1;
	const int rc = (int)syscall(SYS_ftruncate, fd, n);
	if (!rc)
		note_file("size", fd, n, "", 0);
	return rc;
}

int ftruncate64(int fd, off_t n)
{
	return ftruncate(fd, n);
}

int unlink(const char *path)
{
	const enum mode mode = disturbance();
	if (mode && mode != FAIL_FULL) /* a full disk does not hinder it */
		return -1;
	const int rc = (int)syscall(SYS_unlink, path);
	if (!rc)
		note("unlink", path, "", 0, "", 0);
	return rc;
}

int rename(const char *from, const char *to)
{
	if (disturbance())
		return -1;
	const int rc = (int)syscall(SYS_rename, from, to);
	if (!rc)
		note("rename", from, to, 0, "", 0);
	return rc;
}

int link(const char *from, const char *to)
{
	if (disturbance())
		return -1;
	const int rc = (int)syscall(SYS_link, from, to);
	if (!rc)
		note("link", from, to, 0, "", 0);
	return rc;
}

static int opened(const char *path, int flags, mode_t mode)
{
	struct stat st;
	const int creates = (flags & O_CREAT) && stat(path, &st);
	if (creates && disturbance())
		return -1;
	const int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
	if (fd >= 0 && creates)
		note_file("create", fd, 0, "", 0);
	return fd;
}

int open(const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return opened(path, flags, mode);
}
