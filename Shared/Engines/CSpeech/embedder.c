#include "cspeech.h"

#include "e5.h"

// The handle is the engine's own: this wall only hides its header.
static e5_model *engine(const cspeech_embedder *embedder) { return (e5_model *)embedder; }

cspeech_embedder *cspeech_embedder_open(const char *model_path) {
    return (cspeech_embedder *)e5_load(model_path);
}

void cspeech_embedder_close(cspeech_embedder *embedder) { e5_free(engine(embedder)); }

int32_t cspeech_embedder_dimension(const cspeech_embedder *embedder) { return e5_dim(engine(embedder)); }

int32_t cspeech_embed(
    cspeech_embedder *embedder, const char *const *texts, int32_t count, int32_t is_query, float *vectors) {
    // The engine only reads the texts.
    return e5_embed_batch(engine(embedder), (const char **)texts, count, is_query, vectors) == 0 ? 0 : -1;
}
