/* An SMTP server that keeps nothing: it takes every mail on loopback and counts it, for little processor time.
 *
 * count_mails FILE     prints its port, then keeps the number of mails taken as eight bytes in FILE */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE_BYTES = 4096, EVENTS = 64 };

struct talk {
    int socket, in_mail;
    size_t used;
    char line[LINE_BYTES];
};

static uint64_t *count;

static int say(struct talk *talk, const char *words)
{
    return write(talk->socket, words, strlen(words)) < 0 ? -1 : 0;
}

/* One line without its end; -1 ends the talk. */
static int answer(struct talk *talk, const char *line)
{
    if (talk->in_mail) {
        if (strcmp(line, ".") != 0) return 0;
        talk->in_mail = 0;
        __atomic_add_fetch(count, 1, __ATOMIC_RELEASE);
        return say(talk, "250 counted\r\n");
    }
    if (strncasecmp(line, "EHLO", 4) == 0) return say(talk, "250-loopback\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
    if (strncasecmp(line, "DATA", 4) == 0) {
        talk->in_mail = 1;
        return say(talk, "354 go on\r\n");
    }
    if (strncasecmp(line, "QUIT", 4) == 0) {
        say(talk, "221 goodbye\r\n");
        return -1;
    }
    return say(talk, "250 fine\r\n");
}

static int hear(struct talk *talk)
{
    char bytes[65536];
    ssize_t size = read(talk->socket, bytes, sizeof bytes);
    if (size <= 0) return -1;
    for (ssize_t at = 0; at < size; at++) {
        if (bytes[at] != '\n') {
            if (talk->used < LINE_BYTES - 1) talk->line[talk->used++] = bytes[at];
            continue;
        }
        if (talk->used > 0 && talk->line[talk->used - 1] == '\r') talk->used--;
        talk->line[talk->used] = 0;
        talk->used = 0;
        if (answer(talk, talk->line) < 0) return -1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) return 64;
    int file = open(argv[1], O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof *count) < 0) return 1;
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    int door = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), poll = epoll_create1(EPOLL_CLOEXEC);
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof place;
    if (bind(door, (struct sockaddr *)&place, size) < 0 || listen(door, 512) < 0) return 1;
    getsockname(door, (struct sockaddr *)&place, &size);
    printf("%d\n", ntohs(place.sin_port));
    fflush(stdout);
    struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = NULL}, ready[EVENTS];
    epoll_ctl(poll, EPOLL_CTL_ADD, door, &wanted);
    for (;;) {
        int some = epoll_wait(poll, ready, EVENTS, -1);
        for (int at = 0; at < some; at++) {
            struct talk *talk = ready[at].data.ptr;
            if (talk == NULL) {
                int socket = accept4(door, NULL, NULL, SOCK_CLOEXEC);
                if (socket < 0) continue;
                talk = calloc(1, sizeof *talk);
                talk->socket = socket;
                wanted.data.ptr = talk;
                epoll_ctl(poll, EPOLL_CTL_ADD, socket, &wanted);
                say(talk, "220 loopback\r\n");
            } else if (hear(talk) < 0) {
                close(talk->socket);
                free(talk);
            }
        }
    }
}
