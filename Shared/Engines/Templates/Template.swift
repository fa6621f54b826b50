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
    private let source: String

    /// Checks the syntax of the template and of its partials, and puts these in where they are named: taken apart with each rendering,
    /// in a list once for each line, they would cost more than everything else.
    package init(_ source: String, partials: [String: String] = [:], kind: Kind = .html) throws(TemplateError) {
        for text in [source] + partials.values where kind == .html && Self.hasRawTag(text) { throw .rawTag }
        for text in partials.values { _ = try Page(text, kind) }
        self.source = try Self.included(source, partials)
        page = try Page(self.source, kind)
    }

    /// Which names it asks for under another one: `heading` where it says `{{say.heading}}`. Whoever has many values gives it these.
    package func names(under name: String) -> Set<String> {
        var found: Set<String> = []
        var rest = Substring(source)
        while let dot = rest.firstRange(of: name + ".") {
            rest = rest[dot.upperBound...]
            found.insert(String(rest.prefix { $0 != "}" && !$0.isWhitespace }))
        }
        return found
    }

    /// A partial that is not given stays named, and is missing when the text is rendered.
    private static func included(
        _ text: String, _ partials: [String: String], depth: Int = 0
    ) throws(TemplateError) -> String {
        var (result, rest) = ("", Substring(text))
        while let open = rest.firstRange(of: "{{>"), let shut = rest[open.upperBound...].firstRange(of: "}}") {
            let name = rest[open.upperBound..<shut.lowerBound].filter { !$0.isWhitespace }
            guard let partial = partials[name] else {
                result += rest[..<shut.upperBound]
                rest = rest[shut.upperBound...]
                continue
            }
            // One that names itself would never end.
            guard depth < depthMax else { throw .missing([">" + name]) }
            result += rest[..<open.lowerBound] + (try included(partial, partials, depth: depth + 1))
            rest = rest[shut.upperBound...]
        }
        return result + rest
    }

    private static let depthMax = 10

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
        defer { cmustache_free(values) }
        let outcome = cmustache_render(page.handle, values)
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
