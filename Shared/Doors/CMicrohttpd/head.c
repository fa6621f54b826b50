#include "cmicrohttpd.h"

#include <string.h>

struct chttp_walk {
    const char *cursor;
    const char *end;
    int is_plain;
};

static int chttp_line_ends(const char *at, const char *end) {
    return at + 2 <= end && at[0] == 0 && at[1] == 0;
}

static enum MHD_Result chttp_step(void *context, enum MHD_ValueKind kind, const char *name, size_t name_size,
                                  const char *value, size_t value_size) {
    struct chttp_walk *walk = context;
    (void)kind;
    walk->is_plain = 0;
    if (value == NULL || name != walk->cursor || value <= name + name_size) return MHD_NO;
    for (const char *gap = name + name_size + 1; gap < value; gap++) {
        if (*gap != ' ' && *gap != '\t') return MHD_NO;
    }
    if (!chttp_line_ends(value + value_size, walk->end)) return MHD_NO;
    walk->cursor = value + value_size + 2;
    walk->is_plain = 1;
    return MHD_YES;
}

int chttp_head_is_plain(struct MHD_Connection *connection, const char *method,
                        size_t target_bytes, const char *version) {
    const char *first = method + strlen(method) + 1;
    const char *end = method + chttp_head_bytes(connection);
    if (version != first + target_bytes + 1) return 0;
    struct chttp_walk walk = {version + strlen(version) + 2, end, 1};
    if (!chttp_line_ends(walk.cursor - 2, end)) return 0;
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, chttp_step, &walk);
    return walk.is_plain && chttp_line_ends(walk.cursor, end) && walk.cursor + 2 == end;
}
