import Encoding
import JSON

/// A block's number and hash as they were told outside of the database: what shows that the chain's end was cut off or written
/// anew.
package struct AuditCheckpoint: Sendable, Hashable, Codable {
    package var block: Int64
    /// Lower-case hexadecimal.
    package var hash: String

    package init(block: Int64, hash: String) {
        self.block = block
        self.hash = hash
    }

    package init(_ block: AuditBlock) { self.init(block: block.number, hash: Hex.encode(block.hash)) }

    /// Reads one JSON object a line: what `colloquy vault checkpoint` prints, or the services' log lines "Audit sealed". Lines
    /// of something else are passed over.
    package static func all(in text: String) -> [AuditCheckpoint] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            guard let value = try? JSONValue(parsing: Array(line.utf8)) else { return nil }
            let number = value["block"] ?? value["audit.block"]
            guard let number = number?.integer,
                let hash = (value["hash"] ?? value["audit.hash"])?.string, Hex.decode(hash)?.count == 32
            else { return nil }
            return AuditCheckpoint(block: number, hash: hash)
        }
    }
}
