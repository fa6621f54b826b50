#include "cspeech.h"

#include <stdlib.h>
#include <string.h>

#include "sherpa-onnx/c-api/c-api.h"

enum { window_samples = 512, sample_rate = 16000 };

struct cspeech_detector {
    const SherpaOnnxVoiceActivityDetector *engine;
};

int32_t cspeech_detector_window(void) { return window_samples; }

cspeech_detector *cspeech_detector_open(const char *model_path, const cspeech_detector_settings *settings) {
    // The engine's own struct, zeroed and compiled against the header of the very library it is linked with.
    SherpaOnnxVadModelConfig config;
    memset(&config, 0, sizeof config);
    config.silero_vad.model = model_path;
    config.silero_vad.threshold = settings->threshold;
    config.silero_vad.min_silence_duration = settings->silence_seconds_min;
    config.silero_vad.min_speech_duration = settings->speech_seconds_min;
    config.silero_vad.max_speech_duration = settings->speech_seconds_max;
    config.silero_vad.window_size = window_samples;
    config.sample_rate = sample_rate;
    config.num_threads = 1;
    config.provider = "cpu";
    const SherpaOnnxVoiceActivityDetector *engine =
        SherpaOnnxCreateVoiceActivityDetector(&config, settings->speech_seconds_max * 2);
    if (engine == NULL) return NULL;
    cspeech_detector *detector = malloc(sizeof *detector);
    if (detector == NULL) {
        SherpaOnnxDestroyVoiceActivityDetector(engine);
        return NULL;
    }
    detector->engine = engine;
    return detector;
}

void cspeech_detector_close(cspeech_detector *detector) {
    SherpaOnnxDestroyVoiceActivityDetector(detector->engine);
    free(detector);
}

void cspeech_detector_accept(cspeech_detector *detector, const float *samples, int32_t sample_count) {
    SherpaOnnxVoiceActivityDetectorAcceptWaveform(detector->engine, samples, sample_count);
}

void cspeech_detector_finish(cspeech_detector *detector) {
    SherpaOnnxVoiceActivityDetectorFlush(detector->engine);
}

int32_t cspeech_detector_is_open(cspeech_detector *detector) {
    return SherpaOnnxVoiceActivityDetectorDetected(detector->engine);
}

int32_t cspeech_detector_next(cspeech_detector *detector, int64_t *start_sample, int64_t *sample_count) {
    if (SherpaOnnxVoiceActivityDetectorEmpty(detector->engine)) return 0;
    const SherpaOnnxSpeechSegment *segment = SherpaOnnxVoiceActivityDetectorFront(detector->engine);
    if (segment == NULL) return 0;
    *start_sample = segment->start;
    *sample_count = segment->n;
    SherpaOnnxDestroySpeechSegment(segment);
    SherpaOnnxVoiceActivityDetectorPop(detector->engine);
    return 1;
}
