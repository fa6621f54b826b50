#pragma once

#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libmicrohttpd starts a daemon through a variadic function, which Swift cannot call,
// and logs through a va_list, which Swift cannot read. These plain functions stand in between.

/// The callbacks of a daemon; `context` is handed to each of them.
struct chttp_callbacks {
    void *context;
    MHD_AccessHandlerCallback access;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection;
    void *(*begin)(void *context, const char *uri, struct MHD_Connection *connection);
    /// `status` is what the library is about to refuse a request with, or 0 when it only says something.
    void (*complain)(void *context, const char *line, unsigned status);
};

/// The limits the library enforces by itself; 0 threads or 1 thread both mean one.
struct chttp_limits {
    unsigned threads;
    unsigned connection_count_max;
    unsigned idle_seconds_max;
    size_t connection_memory_bytes;
};

/// Binds and listens on a numeric address ("127.0.0.1", "::") and a port (0: any free one).
/// Returns the socket and sets `bound_port`, or returns -errno.
int chttp_listen(const char *address, uint16_t port, int backlog, uint16_t *bound_port);

/// Starts a daemon that serves a listening socket; NULL when the library refuses.
struct MHD_Daemon *chttp_start(int listening, const struct chttp_limits *limits, const struct chttp_callbacks *callbacks);

/// The peer's numeric address; "" when it is not an internet address. `text` holds at least 46 bytes.
void chttp_peer(struct MHD_Connection *connection, char *text, size_t size);

/// The socket of a connection, or -1.
int chttp_socket(struct MHD_Connection *connection);

/// Notes that the calling thread of the library is at work on this connection; reading from a socket notes it as well.
void chttp_attend(struct MHD_Connection *connection);

/// The socket of the connection that the calling thread of the library is at work on, or -1.
int chttp_attended_socket(void);

/// How many bytes the request line and the header lines took on the wire, or 0.
size_t chttp_head_bytes(struct MHD_Connection *connection);

/// 1 when every byte of the request head belongs to a field the library reports and ends in CR LF, else 0.
///
/// The library cuts a target and a value at a NUL, joins folded lines and accepts a bare LF. It parses in place,
/// so bytes it hid are still there, between the end of one field and the beginning of the next.
int chttp_head_is_plain(struct MHD_Connection *connection, const char *method,
                        size_t target_bytes, const char *version);

/// Whether a request ended with an answer, ours or the library's own, rather than by the client or a timeout.
static inline bool chttp_is_answered(enum MHD_RequestTerminationCode code) {
    return code == MHD_REQUEST_TERMINATED_COMPLETED_OK || code == MHD_REQUEST_TERMINATED_WITH_ERROR;
}

/// Whether a connection is being opened rather than closed.
static inline bool chttp_is_opening(enum MHD_ConnectionNotificationCode code) {
    return code == MHD_CONNECTION_NOTIFY_STARTED;
}
