/* SPDX-License-Identifier: Apache-2.0 */
/* fail_alloc.c - preloaded: the n-th allocation of a process fails.
 *
 * LD_PRELOAD puts these functions before those of the C library for the program and for
 * every library it is linked with.  The file that $SWEEP_CONTROL names is mapped: the
 * sweep writes there which allocation fails, before the process starts or while it
 * waits for a request, and reads there how many there were, also when the process was
 * killed.  While `record` is set, the stack of each allocation is recorded as a number,
 * so that a sweep can try one of each stack, and the stack of one that fails is
 * printed.
 */
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MAX_STACKS = 1 << 20, FRAMES = 48, OWN_FRAMES = 2 };

struct control {
	uint64_t from;   /* the first allocation that fails, from 1; 0: none */
	uint64_t to;     /* the last one */
	uint64_t record; /* how many frames of each stack are recorded */
	_Atomic uint64_t count;
	_Atomic uint64_t failed;
	uint64_t stacks[MAX_STACKS];
};

static struct control *control;
static _Thread_local int recording;

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t alignment, size_t n);

/* One frame a line, on standard error. */
static void print_stack(void)
{
	void *frames[FRAMES];
	recording = 1;
	backtrace_symbols_fd(frames, backtrace(frames, FRAMES), STDERR_FILENO);
	recording = 0;
}

/* A crash prints where it was, and is still a crash. */
static void report_crash(int signal)
{
	const struct sigaction plain = { .sa_handler = SIG_DFL };
	sigaction(signal, &plain, NULL);
	print_stack();
	raise(signal);
}

__attribute__((constructor)) static void map_control(void)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL };
	const struct sigaction report = { .sa_handler = report_crash };
	const char *path = getenv("SWEEP_CONTROL");
	const int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *frame[1];
	if (fd < 0)
		return;
	backtrace(frame, 1); /* loads the unwinder now */
	void *at =
		mmap(NULL, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	control = at == MAP_FAILED ? NULL : at;
	for (size_t k = 0; k < sizeof(crashes) / sizeof(crashes[0]); k++)
		sigaction(crashes[k], &report, NULL);
}

static void record_stack(uint64_t n)
{
	void *frames[FRAMES];
	uint64_t hash = 14695981039346656037u;
	recording = 1;
	const int most =
		control->record < FRAMES ? (int)control->record + OWN_FRAMES : FRAMES;
	const int depth = backtrace(frames, most < FRAMES ? most : FRAMES);
	recording = 0;
	for (int k = OWN_FRAMES; k < depth; k++)
		hash = (hash ^ (uintptr_t)frames[k]) * 1099511628211u;
	control->stacks[n - 1] = hash;
}

/* Counts an allocation.  Whether it is one that fails. */
static int fails(void)
{
	if (!control || recording)
		return 0;
	const uint64_t n = ++control->count;
	if (control->record && n <= MAX_STACKS)
		record_stack(n);
	if (!control->from || n < control->from || n > control->to)
		return 0;
	control->failed++;
	if (control->record)
		print_stack();
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}

void *memalign(size_t alignment, size_t n)
{
	return fails() ? NULL : __libc_memalign(alignment, n);
}

void *aligned_alloc(size_t alignment, size_t n)
{
	return memalign(alignment, n);
}

int posix_memalign(void **out, size_t alignment, size_t n)
{
	void *p = memalign(alignment, n);
	if (!p)
		return ENOMEM;
	*out = p;
	return 0;
}
