/// Where a dead letter lies: `scoring/3/17`.
package struct LetterPlace: Hashable, Sendable, Codable, CustomStringConvertible {
    package let service: String
    package let partition: Int32
    package let offset: Int64

    package init(service: String, partition: Int32, offset: Int64) {
        self.service = service
        self.partition = partition
        self.offset = offset
    }

    /// Nil: it is no place.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isName(parts[0]), let partition = Int32(parts[1]), let offset = Int64(parts[2]),
            partition >= 0, offset >= 0
        else { return nil }
        self.init(service: String(parts[0]), partition: partition, offset: offset)
        // One place is written in one way: what is done once is known by it.
        guard description == text else { return nil }
    }

    private static func isName(_ text: Substring) -> Bool {
        (1...serviceBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }

    package static let serviceBytesMax = 40

    package var description: String { "\(service)/\(partition)/\(offset)" }
}
