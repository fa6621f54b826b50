#define _GNU_SOURCE
#include "cfaces.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// C++'s name of `int *facedetect_cnn(unsigned char *, unsigned char *, int, int, int)`.
typedef int *find_function(unsigned char *, unsigned char *, int, int, int);
typedef void threads_function(int);

enum { side_min = 32, side_max = 640, result_bytes = 0x20000, shorts_per_face = 16, result_count_max = 1024 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static find_function *find;
static threads_function *set_threads;
static unsigned char *result;
static unsigned char *picture;

// The library asks for this one by a name of its own; what is loaded under that name already is not looked for.
static const char threads_name[] = "libgomp-a34b3233.so.1.0.0";
static const char library_name[] = "libfacedetection.so.v0.0.3";

static int path_of(char path[4096], const char *folder, const char *name) {
    int written = snprintf(path, 4096, "%s/%s", folder, name);
    return written > 0 && written < 4096 && access(path, R_OK) == 0;
}

int32_t cfaces_open(const char *folder) {
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return CFACES_PROCESSOR;
    char threads_path[4096], library_path[4096];
    if (!path_of(threads_path, folder, threads_name) || !path_of(library_path, folder, library_name)) return CFACES_LIBRARY;
    pthread_mutex_lock(&lock);
    if (find == NULL) {
        void *threads = dlopen(threads_path, RTLD_NOW | RTLD_LOCAL);
        void *library = threads == NULL ? NULL : dlopen(library_path, RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) {
            set_threads = (threads_function *)dlsym(threads, "omp_set_num_threads");
            if (result == NULL) result = malloc(result_bytes);
            if (picture == NULL) picture = malloc(side_max * side_max * 3);
            if (set_threads != NULL && result != NULL && picture != NULL)
                find = (find_function *)dlsym(library, "_Z14facedetect_cnnPhS_iii");
        }
    }
    int is_open = find != NULL;
    pthread_mutex_unlock(&lock);
    return is_open ? CFACES_OPEN : CFACES_LIBRARY;
}

int32_t cfaces_find(const uint8_t *pixels, int32_t width, int32_t height, cfaces_face *faces, int32_t count_max) {
    if (width < side_min || width > side_max || height < side_min || height > side_max) return -1;
    pthread_mutex_lock(&lock);
    if (find == NULL) {
        pthread_mutex_unlock(&lock);
        return -1;
    }
    for (int32_t place = 0; place < width * height * 3; place += 3) {
        picture[place] = pixels[place + 2];
        picture[place + 1] = pixels[place + 1];
        picture[place + 2] = pixels[place];
    }
    // It holds for the thread that calls. One is cheapest: other work has the other processors.
    set_threads(1);
    int *found = find(result, picture, width, height, width * 3);
    int32_t count = found == NULL ? 0 : *found;
    if (count < 0) count = 0;
    if (count > result_count_max) count = result_count_max;
    if (count > count_max) count = count_max;
    for (int32_t index = 0; index < count; index++) {
        int16_t values[shorts_per_face];
        memcpy(values, (const char *)found + sizeof(int) + (size_t)index * sizeof values, sizeof values);
        cfaces_face *face = &faces[index];
        face->confidence = values[0];
        face->x = values[1];
        face->y = values[2];
        face->width = values[3];
        face->height = values[4];
        for (int point = 0; point < 10; point++) face->points[point] = values[5 + point];
    }
    pthread_mutex_unlock(&lock);
    return count;
}
