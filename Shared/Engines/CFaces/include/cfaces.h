#ifndef CFACES_H
#define CFACES_H

#include <stdint.h>

// The wall to libfacedetection: a box and five points for each face in a picture. The library is loaded when it is asked for,
// so that a process that looks at no face has nothing of it.

typedef struct {
    // 0 to 100.
    int32_t confidence;
    // Of the box, in pixels.
    int32_t x, y, width, height;
    // x and y of the right eye, the left eye, the nose, the right and the left corner of the mouth, as the person has them.
    int32_t points[10];
} cfaces_face;

enum {
    CFACES_OPEN = 0,
    // The processor lacks AVX2 or FMA, which the library is compiled for: it would end the process.
    CFACES_PROCESSOR = -1,
    // A library is not there, or is another one.
    CFACES_LIBRARY = -2,
};

// Opens the library in this folder. It is opened once: another folder that holds it as well is the same from then on.
int32_t cfaces_open(const char *folder);

// The faces of a picture of three bytes a pixel, red first, at most `count_max`; the number of them, or -1: the library is not open,
// or the picture is none of 32 to 640 pixels a side. One picture at a time: others wait.
int32_t cfaces_find(const uint8_t *pixels, int32_t width, int32_t height, cfaces_face *faces, int32_t count_max);

#endif
