#pragma once
#include <stddef.h>

/* Only what we ask of it: including its own header would declare malloc a second time. */
int mallctl(const char *name, void *oldp, size_t *oldlenp, void *newp, size_t newlen);
