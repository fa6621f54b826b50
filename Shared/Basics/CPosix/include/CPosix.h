// The Linux calls that Swift cannot make itself, as plain functions, and the headers its Glibc module leaves out.
#pragma once

#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>

#include "prepared.h"

#ifdef __cplusplus
extern "C" {
#endif

/// What a child process is started with. Numbers of zero mean "no limit".
struct cposix_child {
    const char *_Nonnull path;
    char *_Nullable const *_Nonnull arguments;
    char *_Nullable const *_Nonnull environment;
    const char *_Nonnull directory;
    int standard_input;
    int standard_output;
    int standard_error;
    int fourth;  // at 3 in the child; -1: none
    uint64_t cpu_seconds_max;
    uint64_t address_space_bytes_max;
    uint64_t file_bytes_max;
    uint64_t open_files_max;
};

/// Starts the child in a session and process group of its own (its pid names both), with default signals, no inherited
/// descriptor beyond the three and the fourth, the limits set, and SIGKILL sent to it when the *calling thread* ends.
/// Returns 0 and the pid, or the errno of the step that failed.
int cposix_start(const struct cposix_child *_Nonnull child, pid_t *_Nonnull pid);

/// Waits (or with `block` = 0 only looks) for the child to end without reaping it. 1: ended, 0: still running, -1: errno.
int cposix_has_ended(pid_t pid, int block);

/// How a reaped child ended.
struct cposix_end {
    int exit_status;  // -1 when a signal ended it
    int signal;       // 0 when it exited
    double cpu_seconds;
};

/// Reaps a child that has ended. Returns 0 or an errno.
int cposix_reap(pid_t pid, struct cposix_end *_Nonnull end);

/// Makes a pipe whose ends are closed on exec. Returns 0 or an errno.
int cposix_pipe(int *_Nonnull read_end, int *_Nonnull write_end);

/// Makes a connected pair of sockets that keep messages whole and are closed on exec. Returns 0 or an errno.
int cposix_socket_pair(int *_Nonnull one, int *_Nonnull other);

/// Makes a file that lies in memory alone and is closed on exec. Returns its descriptor, or -1 with errno.
int cposix_memory_file(void);

/// Makes a file in memory, closed on exec and read from its beginning, with a seccomp filter for a program that runs alone: it
/// starts no process and no thread, opens no socket, makes no memory that its limits do not count, and calls on the kernel for
/// nothing exotic. Other calls are let through. Returns its descriptor, or -1 with errno.
int cposix_lone_filter(void);

/// Sends one byte with copies of three descriptors; never waits. Returns 0 or an errno.
int cposix_send_streams(int socket, int input, int output, int error);

/// Takes an answer that is there. Returns 1, 0 when there is none yet, or -1 when none will ever come.
int cposix_receive_end(int socket, struct prepared_end *_Nonnull end);

/// Blocks every signal in the calling thread, so that a write to a closed pipe is an error and not a SIGPIPE.
void cposix_block_signals(void);

/// Limits what this very process may use; same meaning as in `cposix_child`. Returns 0 or an errno.
int cposix_limit_self(uint64_t address_space_bytes_max, uint64_t open_files_max);

/// Makes descendants whose parent ends children of this process, which then reaps them. Returns 0 or an errno.
int cposix_adopt_orphans(void);

/// Asks for `signal` when the thread that started this process ends. Returns 0 or an errno.
int cposix_die_with_parent(int signal);

#ifdef __cplusplus
}
#endif
