#include "CMustache.h"

#include <kainjow/mustache.hpp>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <set>

namespace mustache = kainjow::mustache;

struct cmustache_value {
    mustache::data data;
};

namespace {

/// Finds names as mustache does, and keeps those it did not find: a document must not be sent with a hole in it.
class strict_context : public mustache::context<std::string> {
public:
    explicit strict_context(const mustache::data *values) : mustache::context<std::string>(values) {}

    const mustache::data *get(const std::string &name) const override {
        const mustache::data *found = mustache::context<std::string>::get(name);
        if (!found) missing_.insert(name);
        return found;
    }

    const mustache::data *get_partial(const std::string &name) const override {
        // Those that there are were put in before the template was taken apart.
        missing_.insert(">" + name);
        return nullptr;
    }

    std::string missing_names() const {
        std::string names;
        for (const auto &name : missing_) names += (names.empty() ? "" : "\n") + name;
        return names;
    }

private:
    mutable std::set<std::string> missing_;
};

char *copy(const std::string &text) {
    char *bytes = static_cast<char *>(std::malloc(text.size() + 1));
    if (bytes) std::memcpy(bytes, text.c_str(), text.size() + 1);
    return bytes;
}

}  // namespace

cmustache_value *cmustache_text(const char *bytes, size_t count) {
    return new cmustache_value{mustache::data{std::string(bytes, count)}};
}

cmustache_value *cmustache_flag(bool flag) { return new cmustache_value{mustache::data{flag}}; }

cmustache_value *cmustache_list(void) { return new cmustache_value{mustache::data{mustache::data::type::list}}; }

cmustache_value *cmustache_object(void) { return new cmustache_value{mustache::data{mustache::data::type::object}}; }

// The library copies what is put into a list, with all that is in it; what is ours is moved. The list was not made const, only its
// getter is.

void cmustache_append(cmustache_value *list, cmustache_value *item) {
    const_cast<mustache::list &>(list->data.list_value()).push_back(std::move(item->data));
    delete item;
}

void cmustache_set(cmustache_value *object, const char *name, size_t count, cmustache_value *item) {
    object->data[std::string(name, count)] = std::move(item->data);
    delete item;
}

void cmustache_free(cmustache_value *value) { delete value; }

struct cmustache_template {
    mustache::mustache page;
    std::string error;
};

cmustache_template *cmustache_template_new(const char *source, size_t count, bool escapes_html) {
    try {
        auto *made = new cmustache_template{mustache::mustache{std::string(source, count)}, {}};
        made->error = made->page.error_message();
        if (!escapes_html) made->page.set_custom_escape([](const std::string &text) { return text; });
        return made;
    } catch (const std::exception &error) {
        return new cmustache_template{mustache::mustache{std::string()}, error.what()};
    }
}

void cmustache_template_free(cmustache_template *page) { delete page; }

char *cmustache_error(const cmustache_template *page) { return page->error.empty() ? nullptr : copy(page->error); }

cmustache_outcome cmustache_render(const cmustache_template *page, const cmustache_value *values) {
    cmustache_outcome outcome{nullptr, 0, nullptr, nullptr};
    try {
        // Nothing of the page changes while it is rendered: what is missing is noted in the context.
        mustache::mustache &parsed = const_cast<cmustache_template *>(page)->page;
        strict_context context{&values->data};
        const std::string text = page->error.empty() ? parsed.render(context) : std::string();
        const std::string missing = context.missing_names();
        if (!page->error.empty()) {
            outcome.syntax_error = copy(page->error);
        } else if (!missing.empty()) {
            outcome.missing_names = copy(missing);
        } else {
            outcome.text = copy(text);
            outcome.text_count = text.size();
        }
    } catch (const std::exception &error) {
        outcome.syntax_error = copy(error.what());
    }
    return outcome;
}

void cmustache_free_outcome(cmustache_outcome outcome) {
    std::free(outcome.text);
    std::free(outcome.syntax_error);
    std::free(outcome.missing_names);
}
