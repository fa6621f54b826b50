// Loaded ahead of a program's own libraries (LD_PRELOAD): lets the program start up to its `main`, holds it there, and lets
// one forked child through for each input. The start, which costs more than reading a page, is paid once; no input ever meets
// the process that forks, nor another input.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../Basics/CPosix/include/prepared.h"
#include "confine.h"

typedef int (*main_function)(int, char **, char **);
typedef int (*start_function)(main_function, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);

static main_function program_main;

enum { stream_count = 3 };

/// Waits for the next input's three streams; false when the sandbox is gone or says something else.
static int receive(int conversation, int streams[stream_count]) {
    char byte;
    struct iovec vector = {.iov_base = &byte, .iov_len = 1};
    union {
        char bytes[CMSG_SPACE(stream_count * sizeof(int))];
        struct cmsghdr alignment;
    } control;
    struct msghdr message = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    ssize_t count;
    do count = recvmsg(conversation, &message, MSG_CMSG_CLOEXEC);
    while (count < 0 && errno == EINTR);
    struct cmsghdr *head = count == 1 ? CMSG_FIRSTHDR(&message) : NULL;
    if (head == NULL || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(stream_count * sizeof(int))) return 0;
    memcpy(streams, CMSG_DATA(head), stream_count * sizeof(int));
    return 1;
}

static int answer(int conversation, const struct prepared_end *end) {
    return send(conversation, end, sizeof *end, MSG_NOSIGNAL) == (ssize_t)sizeof *end;
}

/// Makes this child the program's own: its streams, nothing else open, nothing allowed but reading. Whoever cannot be
/// confined dies as by the kernel, since the input is not at fault.
static void become_reader(const int streams[stream_count], pid_t parent) {
    for (int index = 0; index < stream_count; index++)
        if (dup2(streams[index], index) < 0) raise(SIGKILL);
    if (close_range(stream_count, ~0U, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent
        || confine() != 0)
        raise(SIGKILL);
}

static void wait_for(pid_t child, struct prepared_end *end) {
    int status = 0;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0) {
        if (errno == EINTR) continue;
        end->failure = errno;
        return;
    }
    end->exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    end->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    end->cpu_microseconds = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000L + usage.ru_utime.tv_usec
        + usage.ru_stime.tv_usec;
}

/// Returns in every child that is to go on as the program, never in the process that was started.
static void serve(void) {
    // Standard input is the conversation; it moves out of the way of the numbers that children get.
    int conversation = fcntl(0, F_DUPFD_CLOEXEC, stream_count);
    // A process that cannot be dumped cannot be traced, and its memory not be opened, by its children either.
    if (conversation < 0 || prctl(PR_SET_DUMPABLE, 0) != 0 || prepare_confinement() != 0) _exit(1);
    pid_t self = getpid();
    struct prepared_end end = {0};
    int streams[stream_count];
    while (answer(conversation, &end) && receive(conversation, streams)) {
        end = (struct prepared_end){0};
        pid_t child = fork();
        if (child == 0) {
            become_reader(streams, self);
            return;
        }
        if (child < 0) end.failure = errno;
        for (int index = 0; index < stream_count; index++) close(streams[index]);
        if (child > 0) wait_for(child, &end);
    }
    _exit(0);
}

static int held_main(int count, char **arguments, char **environment) {
    serve();
    return program_main(count, arguments, environment);
}

/// Stands before the C library's function of this name, which is told of `held_main` in place of the program's `main`.
int __libc_start_main(
    main_function main, int count, char **arguments, void (*initialize)(void), void (*finish)(void),
    void (*finish_linker)(void), void *stack_end
) {
    start_function start = (start_function)dlsym(RTLD_NEXT, "__libc_start_main");
    if (start == NULL) _exit(1);
    program_main = main;
    return start(held_main, count, arguments, initialize, finish, finish_linker, stack_end);
}
