#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the filter of lone programs knows x86-64 and aarch64"
#endif

/// What a program that only computes has no need of. `clone3` says that it is not there, as old kernels do.
static const int refused[] = {
#ifdef __NR_fork
    __NR_fork, __NR_vfork,
#endif
    __NR_clone, __NR_socket, __NR_socketpair, __NR_memfd_create, __NR_shmget, __NR_shmat, __NR_semget, __NR_msgget,
    __NR_mq_open, __NR_io_uring_setup, __NR_bpf, __NR_perf_event_open, __NR_userfaultfd, __NR_keyctl, __NR_add_key,
    __NR_request_key, __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev, __NR_unshare, __NR_setns, __NR_mount,
    __NR_umount2, __NR_pivot_root, __NR_chroot, __NR_io_setup, __NR_inotify_init1, __NR_fanotify_init,
    __NR_timer_create, __NR_setpriority, __NR_sched_setscheduler, __NR_sched_setattr, __NR_kexec_load,
    __NR_init_module, __NR_finit_module, __NR_open_by_handle_at,
};

enum { refused_count = sizeof refused / sizeof *refused };

int cposix_lone_filter(void) {
    const unsigned errno_of = SECCOMP_RET_ERRNO;
    struct sock_filter lines[9 + 2 * refused_count];
    unsigned count = 0;
    lines[count++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    lines[count++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0);
    lines[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    lines[count++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    // Numbers of the x32 interface, by which the others would have second names.
    lines[count++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
    lines[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    for (int index = 0; index < refused_count; index++) {
        lines[count++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refused[index], 0, 1);
        lines[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, errno_of | EPERM);
    }
    lines[count++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1);
    lines[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, errno_of | ENOSYS);
    lines[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const size_t size = count * sizeof *lines;
    int file = memfd_create("filter", MFD_CLOEXEC);
    if (file < 0) return -1;
    if (write(file, lines, size) != (ssize_t)size || lseek(file, 0, SEEK_SET) != 0) {
        int failure = errno;
        close(file);
        errno = failure;
        return -1;
    }
    return file;
}
