/// Whether a recording that ends before its time has lost no more than its very end.
enum Truncation {
    /// The share of its bytes that may be missing.
    private static let shareMax = 0.02

    /// A recorder that writes while it records says nothing of a length, so nothing says that more is missing than the last
    /// packet. A file that does say how long it is may be a little shorter, and no more.
    static func isSlight(_ bytes: [UInt8]) -> Bool {
        switch RecordingContainer(magic: bytes) {
        case .ogg: return true
        case .matroska:
            guard let place = bytes.places(of: [0x18, 0x53, 0x80, 0x67], from: 0).first, place + 12 <= bytes.count
            else {
                return false
            }
            let first = bytes[place + 4]
            let width = first.leadingZeroBitCount + 1
            guard width <= 8 else { return false }
            let size = bytes.number(at: place + 4, count: width) & (1 << (7 * width) - 1)
            return size == 1 << (7 * width) - 1 || isSlight(end: place + 4 + width + size, count: bytes.count)
        case .mov:
            let boxes = MP4Box.all(in: bytes)
            // Without its table there is nothing to play.
            guard let last = boxes.last, boxes.contains(where: { $0.kind == "moov" && $0.end <= bytes.count }) else {
                return false
            }
            return last.kind == "moof" || isSlight(end: last.end, count: bytes.count)
        case nil: return false
        }
    }

    private static func isSlight(end: Int, count: Int) -> Bool {
        Double(end - count) <= shareMax * Double(end)
    }
}
