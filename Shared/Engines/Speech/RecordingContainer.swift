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
}
