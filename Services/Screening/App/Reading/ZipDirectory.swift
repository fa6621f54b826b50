/// The table of contents of a ZIP file, judged before anything in it is expanded.
struct ZipDirectory: Sendable {
    static let entryCountMax = 1000
    static let expandedBytesMax = 50 << 20
    static let ratioMax = 100

    let names: [String]

    /// Throws when the archive is damaged, encrypted, or would expand beyond the bounds.
    init(_ bytes: [UInt8]) throws(ExtractionError) {
        let end = try Self.findEnd(bytes)
        let count = Int(bytes.uint16(at: end + 10))
        var index = Int(bytes.uint32(at: end + 16))
        guard count <= Self.entryCountMax else { throw .unsafe }
        // The marks of ZIP64: no résumé needs it.
        guard count != 0xFFFF, index != 0xFFFF_FFFF else { throw .unsafe }
        var names: [String] = []
        var expanded = 0
        for _ in 0..<count {
            guard index >= 0, index + 46 <= end, bytes.uint32(at: index) == 0x0201_4B50 else { throw .damaged }
            guard bytes.uint16(at: index + 8) & 1 == 0 else { throw .encrypted }
            let length = Int(bytes.uint16(at: index + 28))
            let next = index + 46 + length + Int(bytes.uint16(at: index + 30)) + Int(bytes.uint16(at: index + 32))
            guard next <= end else { throw .damaged }
            expanded += Int(bytes.uint32(at: index + 24))
            guard expanded <= Self.expandedBytesMax, expanded <= bytes.count * Self.ratioMax else { throw .unsafe }
            names.append(String(decoding: bytes[(index + 46)..<(index + 46 + length)], as: UTF8.self))
            index = next
        }
        self.names = names
    }

    /// The end record, at most a comment's length before the end of the file.
    private static func findEnd(_ bytes: [UInt8]) throws(ExtractionError) -> Int {
        var index = bytes.count - 22
        let first = max(0, bytes.count - 22 - 0xFFFF)
        while index >= first {
            if bytes.uint32(at: index) == 0x0605_4B50 { return index }
            index -= 1
        }
        throw .damaged
    }
}

extension [UInt8] {
    fileprivate func uint16(at index: Int) -> UInt16 { UInt16(self[index]) | UInt16(self[index + 1]) << 8 }
    fileprivate func uint32(at index: Int) -> UInt32 {
        UInt32(uint16(at: index)) | UInt32(uint16(at: index + 2)) << 16
    }
}
