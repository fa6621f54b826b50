#include "cspeech.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "whisper.h"

struct weights {
    struct whisper_context *context;
    atomic_int users;
};

struct cspeech_recognizer {
    struct weights *weights;
    // The weights' own.
    struct whisper_context *context;
    // Of the last recognition, and of no other: what was heard before must not change what is heard now, and the engine seeds its
    // chance once for each state. A new one costs 20 ms.
    struct whisper_state *state;
    // How often the last recognition looked at sound; once, when the whole of it fitted into one look.
    int encodings;
};

static bool count_encoding(struct whisper_context *context, struct whisper_state *state, void *user) {
    (void)context;
    (void)state;
    ((cspeech_recognizer *)user)->encodings++;
    return true;
}

static void quiet(enum ggml_log_level level, const char *text, void *user) {
    (void)level;
    (void)text;
    (void)user;
}

static cspeech_recognizer *recognizer_of(struct weights *weights) {
    cspeech_recognizer *recognizer = malloc(sizeof *recognizer);
    if (recognizer == NULL) return NULL;
    atomic_fetch_add(&weights->users, 1);
    recognizer->weights = weights;
    recognizer->context = weights->context;
    recognizer->state = NULL;
    recognizer->encodings = 0;
    return recognizer;
}

cspeech_recognizer *cspeech_recognizer_open(const char *model_path) {
    whisper_log_set(quiet, NULL);
    struct whisper_context_params params = whisper_context_default_params();
    params.use_gpu = false;
    // Without a graphics card the plain attention is a quarter faster, and Chinese comes out with half the errors.
    params.flash_attn = false;
    struct whisper_context *context = whisper_init_from_file_with_params_no_state(model_path, params);
    if (context == NULL) return NULL;
    struct weights *weights = malloc(sizeof *weights);
    if (weights == NULL) {
        whisper_free(context);
        return NULL;
    }
    weights->context = context;
    atomic_init(&weights->users, 0);
    cspeech_recognizer *recognizer = recognizer_of(weights);
    if (recognizer == NULL) {
        whisper_free(context);
        free(weights);
    }
    return recognizer;
}

cspeech_recognizer *cspeech_recognizer_share(cspeech_recognizer *other) { return recognizer_of(other->weights); }

void cspeech_recognizer_rest(cspeech_recognizer *recognizer) {
    whisper_free_state(recognizer->state);
    recognizer->state = NULL;
}

void cspeech_recognizer_close(cspeech_recognizer *recognizer) {
    whisper_free_state(recognizer->state);
    struct weights *weights = recognizer->weights;
    free(recognizer);
    if (atomic_fetch_sub(&weights->users, 1) > 1) return;
    whisper_free(weights->context);
    free(weights);
}

int32_t cspeech_recognize(
    cspeech_recognizer *recognizer, const float *samples, int32_t sample_count, const char *language,
    const char *prompt, int32_t audio_context, int32_t beam_size, int32_t thread_count) {
    struct whisper_full_params params = whisper_full_default_params(
        beam_size > 1 ? WHISPER_SAMPLING_BEAM_SEARCH : WHISPER_SAMPLING_GREEDY);
    params.beam_search.beam_size = beam_size;
    params.n_threads = thread_count;
    params.language = language;
    params.initial_prompt = prompt;
    params.audio_ctx = audio_context;
    params.no_context = true;
    params.token_timestamps = true;
    params.suppress_nst = true;
    // At most three decodings of one window; each costs as much as the first.
    params.temperature_inc = 0.4f;
    params.greedy.best_of = 2;
    whisper_free_state(recognizer->state);
    recognizer->state = whisper_init_state(recognizer->context);
    if (recognizer->state == NULL) return -1;
    recognizer->encodings = 0;
    params.encoder_begin_callback = count_encoding;
    params.encoder_begin_callback_user_data = recognizer;
    params.print_progress = false;
    params.print_realtime = false;
    params.print_timestamps = false;
    return whisper_full_with_state(recognizer->context, recognizer->state, params, samples, sample_count);
}

int32_t cspeech_language_probabilities(
    cspeech_recognizer *recognizer, const char *const *languages, int32_t count, float *probabilities) {
    struct whisper_context *context = recognizer->context;
    if (recognizer->encodings != 1) {
        // The last look was at the end of the sound alone: look at all of it again.
        float *all = malloc((size_t)(whisper_lang_max_id() + 1) * sizeof *all);
        if (all == NULL) return -1;
        int found = whisper_lang_auto_detect_with_state(context, recognizer->state, 0, 1, all);
        for (int32_t index = 0; index < count && found >= 0; index++)
            probabilities[index] = all[whisper_lang_id(languages[index])];
        free(all);
        return found < 0 ? found : 0;
    }
    // What was seen of the sound is still there: one token asks for the language.
    whisper_token start = whisper_token_sot(context);
    int code = whisper_decode_with_state(context, recognizer->state, &start, 1, 0, 1);
    if (code != 0) return code;
    const float *logits = whisper_get_logits_from_state(recognizer->state);
    float highest = -INFINITY;
    for (int id = 0; id <= whisper_lang_max_id(); id++) highest = fmaxf(highest, logits[whisper_token_lang(context, id)]);
    double sum = 0;
    for (int id = 0; id <= whisper_lang_max_id(); id++) sum += exp(logits[whisper_token_lang(context, id)] - highest);
    for (int32_t index = 0; index < count; index++) {
        float logit = logits[whisper_token_lang(context, whisper_lang_id(languages[index]))];
        probabilities[index] = (float)(exp(logit - highest) / sum);
    }
    return 0;
}

int32_t cspeech_segment_count(cspeech_recognizer *recognizer) {
    return whisper_full_n_segments_from_state(recognizer->state);
}

int32_t cspeech_token_count(cspeech_recognizer *recognizer, int32_t segment) {
    return whisper_full_n_tokens_from_state(recognizer->state, segment);
}

int32_t cspeech_token_at(cspeech_recognizer *recognizer, int32_t segment, int32_t index, cspeech_token *token) {
    whisper_token_data about = whisper_full_get_token_data_from_state(recognizer->state, segment, index);
    // Everything from the end-of-text token on is control: languages, tasks, timestamps.
    if (about.id >= whisper_token_eot(recognizer->context)) return 0;
    token->bytes = whisper_full_get_token_text_from_state(recognizer->context, recognizer->state, segment, index);
    token->byte_count = (int32_t)strlen(token->bytes);
    token->start_centiseconds = about.t0;
    token->end_centiseconds = about.t1;
    token->probability = about.p;
    return 1;
}
