#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int limit(__rlimit_resource_t resource, uint64_t soft, uint64_t hard) {
    if (soft == 0) return 0;
    struct rlimit wanted = {.rlim_cur = soft, .rlim_max = hard}, given;
    if (getrlimit(resource, &given) != 0) return -1;
    // Nobody may raise the hard limit it was given; a smaller one holds.
    if (wanted.rlim_max > given.rlim_max) wanted.rlim_max = given.rlim_max;
    if (wanted.rlim_cur > wanted.rlim_max) wanted.rlim_cur = wanted.rlim_max;
    return setrlimit(resource, &wanted);
}

static void default_signals(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Puts the descriptors at 0, 1, 2 and, if there is a fourth, 3, even when one of them is already among these numbers.
static int place_descriptors(const struct cposix_child *child) {
    int wanted[4] = {child->standard_input, child->standard_output, child->standard_error, child->fourth};
    const int count = child->fourth < 0 ? 3 : 4;
    for (int index = 0; index < count; index++) {
        wanted[index] = fcntl(wanted[index], F_DUPFD, 4);
        if (wanted[index] < 0) return -1;
    }
    for (int index = 0; index < count; index++)
        if (dup2(wanted[index], index) < 0) return -1;
    return close_range((unsigned)count, ~0U, 0);
}

/// Runs between vfork and exec: only system calls, and the parent's memory is left alone but for `failure`.
static void become(const struct cposix_child *child, pid_t parent, volatile int *failure) {
    const struct rlimit no_core = {0, 0};
    int failed = setsid() < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0
        || place_descriptors(child) != 0
        || chdir(child->directory) != 0
        || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
        || setrlimit(RLIMIT_CORE, &no_core) != 0
        // The soft limit sends SIGXCPU, which says why; the hard one comes a second later for those who ignore it.
        || limit(RLIMIT_CPU, child->cpu_seconds_max, child->cpu_seconds_max + 1) != 0
        || limit(RLIMIT_FSIZE, child->file_bytes_max, child->file_bytes_max) != 0
        || limit(RLIMIT_NOFILE, child->open_files_max, child->open_files_max) != 0
        || limit(RLIMIT_AS, child->address_space_bytes_max, child->address_space_bytes_max) != 0;
    if (!failed && getppid() != parent) _exit(127);  // the parent died before PDEATHSIG was set
    if (!failed) {
        umask(077);
        default_signals();
        execve(child->path, child->arguments, child->environment);
    }
    *failure = errno;
    _exit(127);
}

int cposix_start(const struct cposix_child *child, pid_t *pid) {
    volatile int failure = 0;
    pid_t parent = getpid();
    sigset_t all, before;
    sigfillset(&all);
    // The child shares this memory until exec, so no handler of ours may run in it.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t started = vfork();
    if (started == 0) become(child, parent, &failure);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started < 0) return error;
    if (failure != 0) {
        while (waitpid(started, NULL, 0) < 0 && errno == EINTR) {}
        return failure;
    }
    *pid = started;
    return 0;
}

int cposix_has_ended(pid_t pid, int block) {
    siginfo_t information;
    memset(&information, 0, sizeof information);
    int options = WEXITED | WNOWAIT | (block ? 0 : WNOHANG);
    while (waitid(P_PID, (id_t)pid, &information, options) != 0)
        if (errno != EINTR) return -1;
    return information.si_pid == pid;
}

int cposix_reap(pid_t pid, struct cposix_end *end) {
    int status = 0;
    struct rusage usage;
    while (wait4(pid, &status, 0, &usage) < 0)
        if (errno != EINTR) return errno;
    end->exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    end->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    end->cpu_seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    return 0;
}

int cposix_pipe(int *read_end, int *write_end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    *read_end = ends[0];
    *write_end = ends[1];
    return 0;
}

void cposix_block_signals(void) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
}

int cposix_limit_self(uint64_t address_space_bytes_max, uint64_t open_files_max) {
    if (limit(RLIMIT_AS, address_space_bytes_max, address_space_bytes_max) != 0) return errno;
    if (limit(RLIMIT_NOFILE, open_files_max, open_files_max) != 0) return errno;
    return 0;
}

int cposix_adopt_orphans(void) {
    return prctl(PR_SET_CHILD_SUBREAPER, 1) == 0 ? 0 : errno;
}

int cposix_die_with_parent(int signal) {
    return prctl(PR_SET_PDEATHSIG, signal) == 0 ? 0 : errno;
}
