#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

int cposix_socket_pair(int *one, int *other) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return errno;
    *one = ends[0];
    *other = ends[1];
    return 0;
}

int cposix_memory_file(void) { return memfd_create("colloquy", MFD_CLOEXEC); }

int cposix_send_streams(int socket, int input, int output, int error) {
    const int streams[3] = {input, output, error};
    char byte = 0;
    struct iovec vector = {.iov_base = &byte, .iov_len = 1};
    union {
        char bytes[CMSG_SPACE(sizeof streams)];
        struct cmsghdr alignment;
    } control;
    memset(&control, 0, sizeof control);
    struct msghdr message = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof streams);
    memcpy(CMSG_DATA(head), streams, sizeof streams);
    while (sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) != 1)
        if (errno != EINTR) return errno;
    return 0;
}

int cposix_receive_end(int socket, struct prepared_end *end) {
    ssize_t count;
    do count = recv(socket, end, sizeof *end, MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    if (count < 0 && errno == EAGAIN) return 0;
    return count == (ssize_t)sizeof *end ? 1 : -1;
}
