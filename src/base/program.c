/* SPDX-License-Identifier: Apache-2.0 */
/* program.c - another program as a separate process with limits.
 *
 * Why: some formats are read by programs whose licence or whose history of faults keeps
 * them out of this process (poppler).
 *
 * Method: fork and exec with limits on processor time, memory and files (setrlimit), in
 * a name space without a network where the system allows an ordinary user one.  The
 * input is a file without a name, so that the program can seek in it.  Both pipes are
 * read with poll() until they end; a program that takes too long is killed.  Only
 * functions that are safe after fork() in a program with threads are called in the
 * child.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/program.h"

enum { MESSAGES_MAX = 8192, CHUNK = 1 << 16, NO_PROGRAM = 127, WAIT_MS = 200 };

struct child {
	pid_t pid;
	int out, messages; /* ends of pipes to read; -1 when they are closed */
};

static void set_limit(int which, rlim_t value)
{
	const struct rlimit limit = { value, value };
	setrlimit(which, &limit);
}

static void exec_program(const char *const *argv,
			 int input,
			 int out,
			 int messages,
			 const ent_run_limits *limits)
{
	union {
		const char *const *in;
		char *const *out;
	} args = { argv };
	set_limit(RLIMIT_CPU, limits->seconds);
	set_limit(RLIMIT_AS, limits->memory);
	set_limit(RLIMIT_CORE, 0);
	set_limit(RLIMIT_FSIZE, 0);
	unshare(CLONE_NEWUSER | CLONE_NEWNET);
	if (dup2(input, 0) < 0 || dup2(out, 1) < 0 || dup2(messages, 2) < 0)
		_exit(NO_PROGRAM);
	for (int fd = 3; fd < 1024; fd++)
		close(fd);
	execvp(argv[0], args.out);
	_exit(NO_PROGRAM);
}

static void close_both(int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

static ent_status start_child(struct child *child,
			      const char *const *argv,
			      int input,
			      const ent_run_limits *limits,
			      ent_error *err)
{
	int out[2], messages[2];
	if (pipe2(out, O_CLOEXEC))
		return ent_fail(err, ENT_EIO, "cannot make a pipe: %s",
				strerror(errno));
	if (pipe2(messages, O_CLOEXEC)) {
		close_both(out);
		return ent_fail(err, ENT_EIO, "cannot make a pipe: %s",
				strerror(errno));
	}
	child->pid = fork();
	if (!child->pid)
		exec_program(argv, input, out[1], messages[1], limits);
	close(out[1]);
	close(messages[1]);
	child->out = out[0];
	child->messages = messages[0];
	if (child->pid > 0)
		return ENT_OK;
	close(out[0]);
	close(messages[0]);
	return ent_fail(err, ENT_EIO, "cannot start %s: %s", argv[0], strerror(errno));
}

/* Reads once from an end of a pipe, which is closed when it has ended. */
static void drain(int *fd, ent_buf *to, size_t max)
{
	char chunk[CHUNK];
	const ssize_t n = read(*fd, chunk, sizeof(chunk));
	if (n <= 0) {
		if (n < 0 && errno == EINTR)
			return;
		close(*fd);
		*fd = -1;
		return;
	}
	const size_t left = to->n < max ? max - to->n : 0;
	ent_buf_add(to, (ent_str){ chunk, (size_t)n < left ? (size_t)n : left });
}

static time_t now(void)
{
	struct timespec t;
	return clock_gettime(CLOCK_MONOTONIC, &t) ? 0 : t.tv_sec;
}

static ent_status read_all(struct child *c,
			   ent_buf *out,
			   ent_buf *messages,
			   const ent_run_limits *limits,
			   ent_error *err)
{
	const time_t until = now() + 2 * (time_t)limits->seconds;
	while (c->out >= 0 || c->messages >= 0) {
		struct pollfd fds[2] = { { c->out, POLLIN, 0 },
					 { c->messages, POLLIN, 0 } };
		poll(fds, 2, WAIT_MS);
		if (c->out >= 0 && fds[0].revents)
			drain(&c->out, out, limits->output + 1);
		if (c->messages >= 0 && fds[1].revents)
			drain(&c->messages, messages, MESSAGES_MAX);
		if (out->failed || messages->failed)
			return ent_fail_memory(err);
		if (out->n > limits->output)
			return ent_fail(err, ENT_ELIMIT,
					"gives more text than allowed");
		if (now() > until)
			return ent_fail(err, ENT_ELIMIT, "takes too long to read");
	}
	return ENT_OK;
}

ent_status ent_run(ent_buf *out,
		   ent_buf *messages,
		   int *exit_code,
		   const char *const *argv,
		   ent_str input,
		   const ent_run_limits *limits,
		   ent_error *err)
{
	struct child child;
	int how = 0;
	FILE *file = tmpfile();
	if (!file || fwrite(input.p ? input.p : "", 1, input.n, file) != input.n ||
	    fflush(file) || fseek(file, 0, SEEK_SET)) {
		const int e = errno;
		if (file)
			fclose(file);
		return ent_fail(err, ENT_EIO, "cannot write a temporary file: %s",
				strerror(e));
	}
	ent_status status = start_child(&child, argv, fileno(file), limits, err);
	fclose(file);
	if (status)
		return status;
	status = read_all(&child, out, messages, limits, err);
	if (status)
		kill(child.pid, SIGKILL);
	if (child.out >= 0)
		close(child.out);
	if (child.messages >= 0)
		close(child.messages);
	while (waitpid(child.pid, &how, 0) < 0 && errno == EINTR)
		;
	*exit_code = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
	if (!status && WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)
		status = ent_fail(err, ENT_ELIMIT, "takes too long to read");
	return status;
}
