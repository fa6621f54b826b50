import Testing

@testable import Speech

@Suite struct TruncationTests {
    private static let head: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x87, 0x42, 0x82, 0x84] + Array("webm".utf8)

    /// A segment that names its size, or none, with so many bytes behind it.
    private static func webm(size: [UInt8], count: Int) -> [UInt8] {
        head + [0x18, 0x53, 0x80, 0x67] + size + [UInt8](repeating: 7, count: count)
    }

    private static func mp4(_ boxes: [(String, Int)], cut: Int) -> [UInt8] {
        boxes.flatMap { box($0.0, $0.1) }.dropLast(cut)
    }

    @Test func `a recording has lost its very end alone where nothing says otherwise`() {
        let live: [UInt8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        let tenThousand: [UInt8] = [0x10, 0x00, 0x27, 0x10]
        let cases: [(bytes: [UInt8], isSlight: Bool)] = [
            (Self.webm(size: live, count: 50), true),
            (Self.webm(size: tenThousand, count: 9_999), true),
            (Self.webm(size: tenThousand, count: 5_000), false),
            (Self.head, false), (Array("OggS".utf8), true), (Array("no film".utf8), false),
            (Self.mp4([("ftyp", 16), ("moov", 100), ("mdat", 1000)], cut: 5), true),
            (Self.mp4([("ftyp", 16), ("moov", 100), ("mdat", 1000)], cut: 500), false),
            (Self.mp4([("ftyp", 16), ("mdat", 1000), ("moov", 100)], cut: 50), false),
        ]
        for (index, one) in cases.enumerated() {
            #expect(Truncation.isSlight(one.bytes) == one.isSlight, "case \(index)")
        }
    }

    @Test func `sessions that were written one behind the other are told apart`() {
        let webm = Self.head + Array(repeating: 7, count: 100)
        // The same four bytes inside a picture begin nothing.
        let picture: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3] + Array(repeating: 9, count: 100)
        #expect(RecordingContainer.matroska.sessions(of: webm + picture + webm) == [webm + picture, webm])
        let mp4 = Self.box("ftyp", 16) + Self.box("moov", 64)
        #expect(RecordingContainer.mov.sessions(of: mp4 + mp4) == [mp4, mp4])
    }

    private static func box(_ kind: String, _ size: Int) -> [UInt8] {
        [0, 0, UInt8(size >> 8), UInt8(size & 0xFF)] + Array(kind.utf8) + Array(repeating: 7, count: size - 8)
    }
}
