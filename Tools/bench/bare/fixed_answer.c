// The least an HTTP server on libmicrohttpd can do: the same body, from memory, for every request.
// fixed_answer BODY_BYTES THREADS prints its port and serves until it is killed.
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *body;
static size_t body_bytes;

static enum MHD_Result answer(
    void *context, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
    const char *upload, size_t *upload_bytes, void **seen) {
    static int first;
    (void)context, (void)url, (void)method, (void)version, (void)upload, (void)upload_bytes;
    if (*seen == NULL) {
        *seen = &first;
        return MHD_YES;
    }
    struct MHD_Response *response = MHD_create_response_from_buffer(body_bytes, body, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "application/json");
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

int main(int count, char **words) {
    if (count != 3) return 2;
    body_bytes = (size_t)atol(words[1]);
    body = malloc(body_bytes + 1);
    memset(body, 'x', body_bytes);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL, 0, NULL, NULL, answer, NULL, MHD_OPTION_SOCK_ADDR, &address,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)atoi(words[2]), MHD_OPTION_CONNECTION_LIMIT, 1024u, MHD_OPTION_END);
    if (daemon == NULL) return 1;
    printf("%d\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    for (;;) pause();
}
