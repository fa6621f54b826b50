// What a prepared program (Shared/Engines/CPrepare) and the sandbox say to each other over one socket of whole messages.
#pragma once

#include <stdint.h>

/// The sandbox sends one byte with three descriptors, the streams of the next child. The program answers with this; once at
/// its start, all zero, to say that it is ready.
struct prepared_end {
    int32_t failure;      // errno when there was no child
    int32_t exit_status;  // -1 when a signal ended it
    int32_t signal;       // 0 when it exited
    int32_t reserved;
    int64_t cpu_microseconds;
};
