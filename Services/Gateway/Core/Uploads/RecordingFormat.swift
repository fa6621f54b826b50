/// The containers that browsers record into, told apart by content: what a client declares is a hint and no more.
package enum RecordingFormat: Sendable {
    case webm, mp4

    /// How many of the first bytes decide.
    package static let signatureByteCount = 12

    /// The format of a file that begins so; nil when it is neither, for example a playlist under a recording's name.
    package init?(firstBytes bytes: [UInt8]) {
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            self = .webm
        } else if bytes.count >= 8, bytes[4..<8].elementsEqual("ftyp".utf8) {
            self = .mp4
        } else {
            return nil
        }
    }

    /// Media types of uploads, without parameters.
    package static func isAllowed(_ mediaType: String) -> Bool {
        let name = mediaType.prefix { $0 != ";" }
        return ["video/webm", "audio/webm", "video/mp4", "audio/mp4"].contains(String(name))
    }
}
