// The engines alone, as little around them as their C interfaces ask for: Silero by sherpa-onnx, whisper.cpp, e5, with
// one thread and the settings of the scoring service. Prints the processor seconds of each stage as JSON.
// hear MODELS LANGUAGE PROMPT BEAM QUESTION REFERENCE ROUNDS < sound as signed 16 bit, mono, 16 kHz
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "e5.h"
#include "sherpa-onnx/c-api/c-api.h"
#include "whisper.h"

enum { rate = 16000, window = 512, group_max = 28 * rate, margin = rate * 150 / 1000, text_max = 1 << 16 };

static double cpu(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static void quiet(enum ggml_log_level level, const char *text, void *user) { (void)level, (void)text, (void)user; }

static float *read_sound(size_t *count) {
    size_t space = 1 << 20, bytes = 0, got;
    char *raw = malloc(space);
    while ((got = fread(raw + bytes, 1, space - bytes, stdin)) > 0)
        if ((bytes += got) == space) raw = realloc(raw, space *= 2);
    *count = bytes / 2;
    float *sound = malloc(*count * sizeof *sound);
    for (size_t i = 0; i < *count; i++) sound[i] = ((int16_t *)raw)[i] / 32768.0f;
    free(raw);
    return sound;
}

// The stretches of speech with their margins, one behind the other.
static size_t find_speech(const char *model, const float *sound, size_t count, float *speech) {
    SherpaOnnxVadModelConfig config;
    memset(&config, 0, sizeof config);
    config.silero_vad.model = model;
    config.silero_vad.threshold = 0.5f;
    config.silero_vad.min_silence_duration = 0.25f;
    config.silero_vad.min_speech_duration = 0.2f;
    config.silero_vad.max_speech_duration = 20;
    config.silero_vad.window_size = window;
    config.sample_rate = rate;
    config.num_threads = 1;
    config.provider = "cpu";
    const SherpaOnnxVoiceActivityDetector *detector = SherpaOnnxCreateVoiceActivityDetector(&config, 40);
    for (size_t at = 0; at < count; at += window)
        SherpaOnnxVoiceActivityDetectorAcceptWaveform(detector, sound + at, count - at < window ? count - at : window);
    SherpaOnnxVoiceActivityDetectorFlush(detector);
    size_t kept = 0, done = 0;
    for (; !SherpaOnnxVoiceActivityDetectorEmpty(detector); SherpaOnnxVoiceActivityDetectorPop(detector)) {
        const SherpaOnnxSpeechSegment *segment = SherpaOnnxVoiceActivityDetectorFront(detector);
        size_t first = segment->start > margin ? segment->start - margin : 0, last = segment->start + segment->n + margin;
        if (first < done) first = done;
        if (last > count) last = count;
        if (first < last) {
            memcpy(speech + kept, sound + first, (last - first) * sizeof *speech);
            kept += last - first;
            done = last;
        }
        SherpaOnnxDestroySpeechSegment(segment);
    }
    SherpaOnnxDestroyVoiceActivityDetector(detector);
    return kept;
}

static void transcribe(
    struct whisper_context *context, const float *speech, size_t count, const char *language, const char *prompt,
    int beam, char *text) {
    for (size_t at = 0; at < count; at += group_max) {
        size_t length = count - at < group_max ? count - at : group_max;
        struct whisper_full_params params =
            whisper_full_default_params(beam > 1 ? WHISPER_SAMPLING_BEAM_SEARCH : WHISPER_SAMPLING_GREEDY);
        int positions = (int)(length * 50 / rate) + 50;
        params.beam_search.beam_size = beam;
        params.n_threads = 1;
        params.language = language;
        params.initial_prompt = prompt;
        params.audio_ctx = (positions + 63) / 64 * 64 < 1500 ? (positions + 63) / 64 * 64 : 1500;
        params.no_context = true;
        params.token_timestamps = true;
        params.suppress_nst = true;
        params.temperature_inc = 0.4f;
        params.greedy.best_of = 2;
        params.print_progress = params.print_realtime = params.print_timestamps = false;
        if (whisper_full(context, params, speech + at, (int)length) != 0) exit(1);
        for (int segment = 0; segment < whisper_full_n_segments(context); segment++)
            strncat(text, whisper_full_get_segment_text(context, segment), text_max - strlen(text) - 1);
    }
}

int main(int count, char **words) {
    if (count != 8) return 2;
    char path[3][4096];
    const char *names[] = {"silero_vad.onnx", "ggml-base-q8_0.bin", "e5-small-q4.bin"};
    for (int i = 0; i < 3; i++) snprintf(path[i], sizeof path[i], "%s/%s", words[1], names[i]);
    whisper_log_set(quiet, NULL);
    struct whisper_context_params params = whisper_context_default_params();
    params.use_gpu = params.flash_attn = false;
    struct whisper_context *context = whisper_init_from_file_with_params(path[1], params);
    e5_model *embedder = e5_load(path[2]);
    if (context == NULL || embedder == NULL) return 1;
    size_t samples;
    float *sound = read_sound(&samples), *speech = malloc(samples * sizeof *speech);
    float *vector = malloc(e5_dim(embedder) * sizeof *vector);
    for (int round = 0; round < atoi(words[7]); round++) {
        char *text = calloc(1, text_max);
        double start = cpu();
        size_t kept = find_speech(path[0], sound, samples, speech);
        double detected = cpu();
        transcribe(context, speech, kept, words[2], words[3], atoi(words[4]), text);
        double transcribed = cpu();
        e5_embed(embedder, text, 0, vector);
        e5_embed(embedder, words[5], 1, vector);
        e5_embed(embedder, words[6], 0, vector);
        printf("{\"seconds\":%.3f,\"detect\":%.4f,\"transcribe\":%.4f,\"embed\":%.4f,\"bytes\":%zu}\n",
               (double)samples / rate, detected - start, transcribed - detected, cpu() - transcribed, strlen(text));
        fflush(stdout);
        free(text);
    }
    return 0;
}
