#include "cmicrohttpd.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Paths and query items stay percent-encoded until Swift has split them: decoding first
// would turn an encoded slash into a separator.
static size_t chttp_leave_encoded(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

static void chttp_log(void *context, const char *format, va_list arguments) {
    const struct chttp_callbacks *callbacks = context;
    char line[512];
    vsnprintf(line, sizeof line, format, arguments);
    line[strcspn(line, "\r\n")] = 0;
    unsigned status = 0;
    // Its words before each refusal of its own (transmit_error_response_len), and before nothing else.
    sscanf(line, "Error processing request (HTTP response code is %u", &status);
    callbacks->complain(callbacks->context, line, status);
}

struct MHD_Daemon *chttp_start(int listening, const struct chttp_limits *limits, const struct chttp_callbacks *callbacks) {
    // No MHD_USE_TURBO: with it the library stalls under a few hundred connections.
    const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    // A pool of one thread is refused with a warning, so the option is given for two and more.
    struct MHD_OptionItem pool[] = {
        {limits->threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, (intptr_t)limits->threads, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(
        flags, 0, NULL, NULL, callbacks->access, callbacks->context,
        MHD_OPTION_EXTERNAL_LOGGER, chttp_log, (void *)callbacks,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)listening,
        MHD_OPTION_NOTIFY_COMPLETED, callbacks->completed, callbacks->context,
        MHD_OPTION_NOTIFY_CONNECTION, callbacks->connection, callbacks->context,
        MHD_OPTION_URI_LOG_CALLBACK, callbacks->begin, callbacks->context,
        MHD_OPTION_UNESCAPE_CALLBACK, chttp_leave_encoded, NULL,
        // What the strict mode refuses, we refuse as well, with one response head and our own answer.
        MHD_OPTION_STRICT_FOR_CLIENT, 0,
        MHD_OPTION_CONNECTION_LIMIT, limits->connection_count_max,
        MHD_OPTION_CONNECTION_TIMEOUT, limits->idle_seconds_max,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits->connection_memory_bytes,
        MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)8192,
        MHD_OPTION_ARRAY, pool,
        MHD_OPTION_END);
}
