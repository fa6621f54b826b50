/// One header of a record.
package struct Header: Sendable, Hashable {
    package let name: String
    package let value: [UInt8]

    package init(_ name: String, _ value: [UInt8]) {
        self.name = name
        self.value = value
    }

    package init(_ name: String, _ value: String) { self.init(name, Array(value.utf8)) }
}

/// Headers that are mostly never asked for, so they are not copied ahead.
package protocol HeaderSource {
    var headers: [Header] { get }
}

extension [Header]: HeaderSource {
    package var headers: [Header] { self }
}
