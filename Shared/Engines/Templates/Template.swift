import CMustache
import Domain
import Glibc

/// Why a text could not be made. Names only, never a value.
package enum TemplateError: Classified, Sendable, Equatable {
    case syntax(String)
    /// `{{{name}}}` or `{{&name}}` in HTML: a value is always escaped there.
    case rawTag
    /// Names that the template asks for and that were not given; a partial has `>` before its name.
    case missing([String])

    /// Templates and what is put into them are ours.
    package var kind: FailureKind { .bug }
}

/// A mustache template: no logic, no code, every name must be given.
package struct Template: Sendable {
    package enum Kind: Sendable {
        /// Every value is escaped.
        case html
        /// Values as they are: subjects and plain-text mails.
        case plain
    }

    private let page: Page
    private let partials: [String: String]

    /// Checks the syntax of the template and of its partials.
    package init(_ source: String, partials: [String: String] = [:], kind: Kind = .html) throws(TemplateError) {
        for text in [source] + partials.values where kind == .html && Self.hasRawTag(text) { throw .rawTag }
        for text in partials.values { _ = try Page(text, kind) }
        page = try Page(source, kind)
        self.partials = partials
    }

    /// A template taken apart.
    private final class Page: @unchecked Sendable {
        // Sendable by hand: rendering changes nothing of it.
        let handle: OpaquePointer

        init(_ source: String, _ kind: Kind) throws(TemplateError) {
            handle = cmustache_template_new(source, source.utf8.count, kind == .html)
            if let error = cmustache_error(handle) {
                defer { free(error) }
                throw .syntax(String(cString: error))
            }
        }

        deinit { cmustache_template_free(handle) }
    }

    /// The text with every name replaced by its value.
    package func render(_ values: [String: TemplateValue]) throws(TemplateError) -> String {
        let values = TemplateValue.object(values).made()
        let partials = TemplateValue.object(partials.mapValues(TemplateValue.text)).made()
        defer {
            cmustache_free(values)
            cmustache_free(partials)
        }
        let outcome = cmustache_render(page.handle, values, partials)
        defer { cmustache_free_outcome(outcome) }
        if let names = outcome.missing_names {
            throw .missing(String(cString: names).split(separator: "\n").map(String.init))
        }
        guard let text = outcome.text else {
            throw .syntax(outcome.syntax_error.map { String(cString: $0) } ?? "no memory")
        }
        return String(
            decoding: UnsafeRawBufferPointer(start: text, count: outcome.text_count), as: UTF8.self)
    }

    /// Looks for `{{{` and `{{ &`; delimiters may not be changed in HTML (`{{=`), or the look would be in vain.
    private static func hasRawTag(_ text: String) -> Bool {
        var rest = Substring(text)
        while let brace = rest.firstRange(of: "{{") {
            rest = rest[brace.upperBound...]
            let mark = rest.first { !$0.isWhitespace }
            if mark == "{" || mark == "&" || mark == "=" { return true }
        }
        return false
    }
}
