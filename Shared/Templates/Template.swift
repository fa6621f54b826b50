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

    private let source: String
    private let partials: [String: String]
    private let kind: Kind

    /// Checks the syntax of the template and of its partials.
    package init(_ source: String, partials: [String: String] = [:], kind: Kind = .html) throws(TemplateError) {
        for text in [source] + partials.values {
            if kind == .html && Self.hasRawTag(text) { throw .rawTag }
            if let error = cmustache_check(text, text.utf8.count) {
                defer { free(error) }
                throw .syntax(String(cString: error))
            }
        }
        self.source = source
        self.partials = partials
        self.kind = kind
    }

    /// The text with every name replaced by its value.
    package func render(_ values: [String: TemplateValue]) throws(TemplateError) -> String {
        let values = TemplateValue.object(values).made()
        let partials = TemplateValue.object(partials.mapValues(TemplateValue.text)).made()
        defer {
            cmustache_free(values)
            cmustache_free(partials)
        }
        let outcome = cmustache_render(source, source.utf8.count, values, partials, kind == .html)
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
