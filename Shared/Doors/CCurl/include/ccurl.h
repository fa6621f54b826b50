// libcurl as Swift may see it: `curl_easy_setopt` and `curl_easy_getinfo` are variadic and so invisible; these
// functions give each option in use its one right type.
#ifndef COLLOQUY_CCURL_H
#define COLLOQUY_CCURL_H

#include <curl/curl.h>
#include <stdint.h>

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
/// The bytes are not copied: they must stay until the transfer ends.
CURLcode ccurl_set_body(CURL *handle, const void *bytes, int64_t count);
CURLcode ccurl_set_upload(CURL *handle, int64_t count);
long ccurl_response_code(CURL *handle);

/// Who is asked while a transfer runs. It must stay where it is until the transfer ends.
struct ccurl_watch {
    void *context;
    /// Takes bytes of the answer's body, of its header, or gives bytes of the request; returns how many.
    size_t (*body)(void *context, const void *bytes, size_t count);
    size_t (*header)(void *context, const void *bytes, size_t count);
    size_t (*read)(void *context, void *bytes, size_t count);
    /// Asked about once a second and on every movement of bytes: anything but 0 ends the transfer.
    int (*stop)(void *context);
    /// Asked about every address (4 or 16 bytes in network order) before a socket to it is opened, after the name
    /// was resolved: 1 allows it. What was asked about is what is connected to, so a name that changes its address
    /// between two look-ups gains nothing.
    int (*allows)(void *context, const void *address, size_t count);
};

CURLcode ccurl_install(CURL *handle, struct ccurl_watch *watch);

#endif
