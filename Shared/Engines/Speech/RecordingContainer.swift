/// The file formats that browsers record. Ours is the first look at a file: the decoder is then told the format and
/// never guesses among its hundreds.
enum RecordingContainer: String {
    /// WebM and Matroska.
    case matroska
    /// MP4 and QuickTime.
    case mov
    /// What Firefox makes of a microphone alone.
    case ogg

    init?(magic bytes: [UInt8]) {
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            self = .matroska
        } else if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) {
            self = .mov
        } else if bytes.starts(with: "OggS".utf8) {
            self = .ogg
        } else {
            return nil
        }
    }

    /// A file with several sessions of a recorder, one behind the other, as its sessions.
    func sessions(of bytes: [UInt8]) -> [[UInt8]] {
        let starts = starts(in: bytes)
        guard starts.count > 1 else { return [bytes] }
        return zip(starts, starts.dropFirst() + [bytes.count]).map { Array(bytes[$0..<$1]) }
    }

    /// Where sessions begin. Ogg's own chaining is understood by the decoder.
    private func starts(in bytes: [UInt8]) -> [Int] {
        switch self {
        case .ogg: [0]
        case .matroska:
            // An EBML header, told from the same four bytes inside a picture by the type that it names.
            [0]
                + bytes.places(of: [0x1A, 0x45, 0xDF, 0xA3], from: 4).filter { place in
                    let head = bytes[place..<min(place + 64, bytes.count)]
                    return head.contains([0x42, 0x82])
                        && (head.contains(Array("webm".utf8)) || head.contains(Array("matroska".utf8)))
                }
        case .mov: MP4Box.all(in: bytes).filter { $0.kind == "ftyp" }.map(\.start)
        }
    }
}
