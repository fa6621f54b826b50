#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

/// Codes literals by their frequency at the fast levels as well, which leave them as they are by themselves.
/// The parameter is marked experimental: a Zstandard that no longer has it returns an error and changes nothing.
static inline size_t czstd_code_literals(ZSTD_CCtx *context) {
    return ZSTD_CCtx_setParameter(context, ZSTD_c_literalCompressionMode, ZSTD_lcm_huffman);
}
