#include <zlib.h>

/// `deflateInit2` is a macro, which Swift does not see. Sixteen more than the window's bits ask for the gzip head (RFC 1952),
/// the window's bits alone for that of zlib (RFC 1950).
static inline int czlib_begin(z_stream *stream, int is_gzip, int is_runs) {
    return deflateInit2(
        stream, is_runs ? Z_BEST_SPEED : Z_BEST_COMPRESSION, Z_DEFLATED, is_gzip ? MAX_WBITS + 16 : MAX_WBITS, 8,
        is_runs ? Z_RLE : Z_DEFAULT_STRATEGY);
}
