/// A media type without its parameters, in lower case.
package struct MediaType: Equatable, Sendable {
    package let name: String

    package init(_ field: String) {
        let name = field.prefix { $0 != ";" }
        self.name = String(decoding: name.utf8.filter { $0 != 32 && $0 != 9 }.map(\.asciiLowercased), as: UTF8.self)
    }

    package var isJSON: Bool { name == "application/json" || name.hasSuffix("+json") }
}
