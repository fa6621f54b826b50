#define _GNU_SOURCE
#include "cspeech.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "ggml-backend.h"

// The same numbers of the same model are multiplied by other instructions on another processor, in another order, and now and
// then another word is heard. So which one it was is told, and an operator can ask for the one that all machines have.
static const struct {
    const char *name;
    const char *library;
} kinds[] = {
    {"avx512-vnni", "libggml-cpu-icelake.so"},
    {"avx512", "libggml-cpu-skylakex.so"},
    {"avx2", "libggml-cpu-haswell.so"},
};
enum { kind_count = sizeof kinds / sizeof kinds[0] };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int loaded = -1;

static int is_able(int kind) {
    __builtin_cpu_init();
    int has_wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
                   __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512vl");
    switch (kind) {
    case 0: return has_wide && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vnni");
    case 1: return has_wide;
    default: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    }
}

// Beside the library that asks for it, wherever that was found.
static int load(int kind) {
    Dl_info about;
    if (dladdr((void *)(size_t)ggml_backend_load, &about) == 0 || about.dli_fname == NULL) return 0;
    const char *slash = strrchr(about.dli_fname, '/');
    int length = slash == NULL ? 0 : (int)(slash - about.dli_fname + 1);
    char path[4096];
    int written = snprintf(path, sizeof path, "%.*s%s", length, about.dli_fname, kinds[kind].library);
    if (written <= 0 || written >= (int)sizeof path) return 0;
    return ggml_backend_load(path) != NULL;
}

const char *cspeech_processor_use(const char *name) {
    pthread_mutex_lock(&lock);
    for (int kind = 0; kind < kind_count && loaded < 0; kind++) {
        int is_asked = name == NULL || strcmp(name, kinds[kind].name) == 0;
        if (is_asked && is_able(kind) && load(kind)) loaded = kind;
    }
    const char *result = loaded < 0 ? NULL : kinds[loaded].name;
    pthread_mutex_unlock(&lock);
    return result;
}
