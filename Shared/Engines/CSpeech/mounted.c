#include "cspeech.h"

#include <stdlib.h>
#include <string.h>

#include "sherpa-onnx/c-api/c-api.h"

struct cspeech_mounted {
    const SherpaOnnxOfflineRecognizer *engine;
    // Of what was recognised last; freed with the next, and at the end.
    const SherpaOnnxOfflineRecognizerResult *result;
};

enum { sample_rate = 16000, feature_dimension = 80 };

cspeech_mounted *cspeech_mounted_open(const cspeech_mounted_model *model) {
    // The engine's own struct, zeroed and compiled against the header of the very library it is linked with.
    SherpaOnnxOfflineRecognizerConfig config;
    memset(&config, 0, sizeof config);
    config.feat_config.sample_rate = sample_rate;
    config.feat_config.feature_dim = feature_dimension;
    config.decoding_method = "greedy_search";
    config.model_config.tokens = model->tokens;
    config.model_config.num_threads = 1;
    config.model_config.provider = "cpu";
    config.model_config.sense_voice.model = model->sense_voice;
    config.model_config.sense_voice.language = "auto";
    // Figures and full stops.
    config.model_config.sense_voice.use_itn = 1;
    config.model_config.paraformer.model = model->paraformer;
    const SherpaOnnxOfflineRecognizer *engine = SherpaOnnxCreateOfflineRecognizer(&config);
    if (engine == NULL) return NULL;
    cspeech_mounted *mounted = malloc(sizeof *mounted);
    if (mounted == NULL) {
        SherpaOnnxDestroyOfflineRecognizer(engine);
        return NULL;
    }
    mounted->engine = engine;
    mounted->result = NULL;
    return mounted;
}

static void forget(cspeech_mounted *mounted) {
    if (mounted->result != NULL) SherpaOnnxDestroyOfflineRecognizerResult(mounted->result);
    mounted->result = NULL;
}

void cspeech_mounted_close(cspeech_mounted *mounted) {
    forget(mounted);
    SherpaOnnxDestroyOfflineRecognizer(mounted->engine);
    free(mounted);
}

int32_t cspeech_mounted_recognize(cspeech_mounted *mounted, const float *samples, int32_t sample_count) {
    forget(mounted);
    const SherpaOnnxOfflineStream *stream = SherpaOnnxCreateOfflineStream(mounted->engine);
    if (stream == NULL) return -1;
    SherpaOnnxAcceptWaveformOffline(stream, sample_rate, samples, sample_count);
    SherpaOnnxDecodeOfflineStream(mounted->engine, stream);
    mounted->result = SherpaOnnxGetOfflineStreamResult(stream);
    SherpaOnnxDestroyOfflineStream(stream);
    return mounted->result == NULL ? -1 : 0;
}

const char *cspeech_mounted_text(const cspeech_mounted *mounted) { return mounted->result->text; }

const char *cspeech_mounted_language(const cspeech_mounted *mounted) { return mounted->result->lang; }

int32_t cspeech_mounted_token_count(const cspeech_mounted *mounted) {
    return mounted->result->tokens_arr == NULL || mounted->result->timestamps == NULL ? 0 : mounted->result->count;
}

void cspeech_mounted_token_at(const cspeech_mounted *mounted, int32_t index, cspeech_mounted_token *token) {
    token->text = mounted->result->tokens_arr[index];
    token->start_seconds = mounted->result->timestamps[index];
    token->log_probability = mounted->result->ys_log_probs == NULL ? 0 : mounted->result->ys_log_probs[index];
}
