import CMustache

/// What a template may show under a name.
package enum TemplateValue: Sendable, Equatable {
    case text(String)
    /// Shows or hides a section: `{{#name}}…{{/name}}`, and `{{^name}}…{{/name}}` when false.
    case flag(Bool)
    /// Repeats a section; `{{.}}` is the item when it is a text.
    case list([TemplateValue])
    /// Names of its own, inside a section or by `{{name.inner}}`.
    case object([String: TemplateValue])
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
    package init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, TemplateValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}

extension TemplateValue {
    /// A section that shows a text by `{{.}}` where there is one: an empty text alone would show the section too.
    package static func optional(_ text: String?) -> TemplateValue {
        .list(text.flatMap { $0.isEmpty ? nil : [.text($0)] } ?? [])
    }

    /// A value on the other side of the wall; the caller owns it.
    func made() -> OpaquePointer {
        switch self {
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { cmustache_text($0.baseAddress ?? Self.nothing, $0.count) }
            }
        case .flag(let flag): return cmustache_flag(flag)
        case .list(let items):
            let list = cmustache_list()
            for item in items { cmustache_append(list, item.made()) }
            return list
        case .object(let members):
            let object = cmustache_object()
            for (name, item) in members { cmustache_set(object, name, name.utf8.count, item.made()) }
            return object
        }
    }

    /// Where an empty string points to.
    private nonisolated(unsafe) static let nothing: UnsafePointer<CChar> = {
        // Allocated once and never written again, so sharing it between threads is safe.
        let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        bytes.pointee = 0
        return UnsafePointer(bytes)
    }()
}
