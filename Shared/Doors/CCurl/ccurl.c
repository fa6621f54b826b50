#include "ccurl.h"

#include <netinet/in.h>
#include <sys/socket.h>

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_body(CURL *handle, const void *bytes, int64_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    // A null pointer would mean "no body given", which is not the same as an empty one.
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_POSTFIELDS, bytes != NULL ? bytes : "");
}

CURLcode ccurl_set_upload(CURL *handle, int64_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, (curl_off_t)count);
}

long ccurl_response_code(CURL *handle) {
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
    struct ccurl_watch *watch = context;
    return watch->body(watch->context, bytes, size * count);
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context) {
    struct ccurl_watch *watch = context;
    return watch->header(watch->context, bytes, size * count);
}

static size_t on_read(char *bytes, size_t size, size_t count, void *context) {
    struct ccurl_watch *watch = context;
    return watch->read(watch->context, bytes, size * count);
}

static int on_progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    struct ccurl_watch *watch = context;
    (void)a, (void)b, (void)c, (void)d;
    return watch->stop(watch->context);
}

static curl_socket_t on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    struct ccurl_watch *watch = context;
    const void *bytes = NULL;
    size_t count = 0;
    (void)purpose;
    if (address->family == AF_INET) {
        bytes = &((const struct sockaddr_in *)(const void *)&address->addr)->sin_addr;
        count = 4;
    } else if (address->family == AF_INET6) {
        bytes = &((const struct sockaddr_in6 *)(const void *)&address->addr)->sin6_addr;
        count = 16;
    }
    if (bytes == NULL || watch->allows(watch->context, bytes, count) != 1) {
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

CURLcode ccurl_install(CURL *handle, struct ccurl_watch *watch) {
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, watch);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, watch);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(handle, CURLOPT_READDATA, watch);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, watch);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, watch);
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, on_socket);
}
