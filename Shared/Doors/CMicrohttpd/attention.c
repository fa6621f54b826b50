#include "cmicrohttpd.h"

#include <sys/socket.h>

static _Thread_local int chttp_attended = -1;

void chttp_attend(struct MHD_Connection *connection) { chttp_attended = chttp_socket(connection); }

int chttp_attended_socket(void) { return chttp_attended; }

// The library does not say which connection it is about to refuse, and reads every byte by this function. A program's own
// definition goes before the C library's, so the socket can be noted; recv(2) is recvfrom(2) without an address.
ssize_t recv(int socket, void *buffer, size_t size, int flags) {
    chttp_attended = socket;
    return recvfrom(socket, buffer, size, flags, NULL, NULL);
}
