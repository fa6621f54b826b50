// kainjow mustache, a C++ header, as plain functions.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A value a template can name. Each is owned by whoever made it until it is put into another or freed.
typedef struct cmustache_value cmustache_value;

cmustache_value *_Nonnull cmustache_text(const char *_Nonnull bytes, size_t count);
cmustache_value *_Nonnull cmustache_flag(bool flag);
cmustache_value *_Nonnull cmustache_list(void);
cmustache_value *_Nonnull cmustache_object(void);
/// Takes `item` over.
void cmustache_append(cmustache_value *_Nonnull list, cmustache_value *_Nonnull item);
/// Takes `item` over.
void cmustache_set(
    cmustache_value *_Nonnull object, const char *_Nonnull name, size_t count, cmustache_value *_Nonnull item);
void cmustache_free(cmustache_value *_Nonnull value);

/// What came of a rendering; freed with `cmustache_free_outcome`.
typedef struct {
    /// The text, or NULL when there is an error.
    char *_Nullable text;
    size_t text_count;
    /// What is wrong with the template, or NULL.
    char *_Nullable syntax_error;
    /// The names it asked for and did not find, one a line, or NULL.
    char *_Nullable missing_names;
} cmustache_outcome;

/// A template that is taken apart once and rendered often, by several threads at the same time.
typedef struct cmustache_template cmustache_template;

/// Takes `source` apart. `escapes_html` guards every value. What is wrong with its syntax is told by `cmustache_error`.
cmustache_template *_Nonnull cmustache_template_new(const char *_Nonnull source, size_t count, bool escapes_html);
void cmustache_template_free(cmustache_template *_Nonnull page);

/// What is wrong with its syntax, to be freed with `free`, or NULL.
char *_Nullable cmustache_error(const cmustache_template *_Nonnull page);

/// Renders with `values` (an object). A partial that is still named is missing.
cmustache_outcome cmustache_render(const cmustache_template *_Nonnull page, const cmustache_value *_Nonnull values);

void cmustache_free_outcome(cmustache_outcome outcome);

#ifdef __cplusplus
}
#endif
