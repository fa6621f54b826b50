// Plain C over three engines: whisper.cpp (speech to text), sherpa-onnx with Silero (voice activity), e5 (sentence
// vectors). Nobody above this header sees theirs. Nothing here is thread-safe: one handle belongs to one thread.
#ifndef CSPEECH_H
#define CSPEECH_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Which of the processor's instructions the recogniser computes with: "avx2", "avx512" or "avx512-vnni"; NULL takes the best that
// this one has. The first call decides for the process. Returns the one in use, NULL when there is none: the processor
// lacks it, or its library is not there. To be called before a recogniser is opened.
const char *cspeech_processor_use(const char *name);

// Speech to text. Samples are 16 kHz mono in -1...1.

typedef struct cspeech_recognizer cspeech_recognizer;

typedef struct {
    const char *bytes; // may end inside a UTF-8 character; valid until the next call on the handle
    int32_t byte_count;
    int64_t start_centiseconds;
    int64_t end_centiseconds;
    float probability;
} cspeech_token;

// NULL when the file is absent or not a model.
cspeech_recognizer *cspeech_recognizer_open(const char *model_path);
// Another one with the same weights, which both only read; each may recognise while the other does. NULL when memory is out.
cspeech_recognizer *cspeech_recognizer_share(cspeech_recognizer *other);
// Lets go of what was recognised last, and of the memory that was needed for it, which is more than half of a process's.
void cspeech_recognizer_rest(cspeech_recognizer *recognizer);
// The weights go with the last of those that share them.
void cspeech_recognizer_close(cspeech_recognizer *recognizer);

// prompt: what it is told it has heard before; may be NULL.
// audio_context: how many encoder positions (50 a second) to compute; 0 means all 30 seconds.
// beam_size: how many ways to go on are weighed against each other; 1 takes the likeliest word each time.
// thread_count: how many threads compute; the words are the same with any number of them.
// Returns 0, or the engine's error.
int32_t cspeech_recognize(
    cspeech_recognizer *recognizer, const float *samples, int32_t sample_count, const char *language,
    const char *prompt, int32_t audio_context, int32_t beam_size, int32_t thread_count);

// How probably each of these languages, by their codes, is spoken in what was recognised last. Returns 0, or the engine's error.
int32_t cspeech_language_probabilities(
    cspeech_recognizer *recognizer, const char *const *languages, int32_t count, float *probabilities);

int32_t cspeech_segment_count(cspeech_recognizer *recognizer);
// Tokens of text and of control alike; cspeech_token_at returns 0 for a control token and leaves `token` alone.
int32_t cspeech_token_count(cspeech_recognizer *recognizer, int32_t segment);
int32_t cspeech_token_at(cspeech_recognizer *recognizer, int32_t segment, int32_t index, cspeech_token *token);

// Speech to text by a model that the operator mounted (sherpa-onnx). Samples are as above.

typedef struct cspeech_mounted cspeech_mounted;

// Paths; NULL for the kind of model that it is not.
typedef struct {
    const char *tokens;
    const char *sense_voice;
    const char *paraformer;
} cspeech_mounted_model;

typedef struct {
    const char *text;
    float start_seconds;
    float log_probability; // 0 where the model says nothing of it
} cspeech_mounted_token;

// NULL when a file is absent or no model at all. The engine ends the process when a model is of another kind than its place.
cspeech_mounted *cspeech_mounted_open(const cspeech_mounted_model *model);
void cspeech_mounted_close(cspeech_mounted *mounted);
// Returns 0, or -1. What follows is about what was recognised last, and valid until the next call.
int32_t cspeech_mounted_recognize(cspeech_mounted *mounted, const float *samples, int32_t sample_count);
const char *cspeech_mounted_text(const cspeech_mounted *mounted);
// `<|zh|>`, or NULL or empty where the model does not say.
const char *cspeech_mounted_language(const cspeech_mounted *mounted);
int32_t cspeech_mounted_token_count(const cspeech_mounted *mounted);
void cspeech_mounted_token_at(const cspeech_mounted *mounted, int32_t index, cspeech_mounted_token *token);

// Voice activity.

typedef struct cspeech_detector cspeech_detector;

typedef struct {
    float threshold;
    float silence_seconds_min;
    float speech_seconds_min;
    float speech_seconds_max;
} cspeech_detector_settings;

// How many samples one step looks at; feed multiples of it, the last step may be shorter.
int32_t cspeech_detector_window(void);
cspeech_detector *cspeech_detector_open(const char *model_path, const cspeech_detector_settings *settings);
void cspeech_detector_close(cspeech_detector *detector);
void cspeech_detector_accept(cspeech_detector *detector, const float *samples, int32_t sample_count);
// No more samples follow: ends a segment that is still open.
void cspeech_detector_finish(cspeech_detector *detector);
// Whether somebody speaks at the end of what was accepted, in a segment that is not finished.
int32_t cspeech_detector_is_open(cspeech_detector *detector);
// Takes the next finished segment; returns 0 when there is none.
int32_t cspeech_detector_next(cspeech_detector *detector, int64_t *start_sample, int64_t *sample_count);

// Sentence vectors.

typedef struct cspeech_embedder cspeech_embedder;

cspeech_embedder *cspeech_embedder_open(const char *model_path);
void cspeech_embedder_close(cspeech_embedder *embedder);
int32_t cspeech_embedder_dimension(const cspeech_embedder *embedder);
// `vectors` holds as many floats as the dimension for each text, one behind the other. Returns 0, or -1 when one cannot be embedded.
// The vector of a text does not depend on those beside it.
int32_t cspeech_embed(
    cspeech_embedder *embedder, const char *const *texts, int32_t count, int32_t is_query, float *vectors);

#ifdef __cplusplus
}
#endif

#endif
