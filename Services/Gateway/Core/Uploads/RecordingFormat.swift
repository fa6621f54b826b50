/// The containers that browsers record into, told apart by content: what a client declares is a hint and no more.
package enum RecordingFormat: Sendable {
    case webm, mp4, ogg

    /// How many of the first bytes decide.
    package static let signatureByteCount = 12

    /// The format of a file that begins so; nil when it is none of them, for example a playlist under a recording's name.
    package init?(firstBytes bytes: [UInt8]) {
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            self = .webm
        } else if bytes.count >= 8, bytes[4..<8].elementsEqual("ftyp".utf8) {
            self = .mp4
        } else if bytes.starts(with: "OggS".utf8) {
            self = .ogg
        } else {
            return nil
        }
    }

    /// Media types of uploads, without parameters. Chromium names H.264 in WebM Matroska, Firefox records a microphone alone as
    /// Ogg and may name nothing at all: whatever is not clearly something else may come, and its bytes decide.
    package static func isAllowed(_ mediaType: String) -> Bool {
        declared.contains(String(mediaType.prefix { $0 != ";" }))
    }

    /// What stands in for a type that was not named.
    package static let unnamedType = "application/octet-stream"

    private static let declared: Set = [
        unnamedType, "video/webm", "audio/webm", "video/mp4", "audio/mp4", "video/x-matroska", "audio/x-matroska",
        "video/matroska", "audio/matroska", "audio/ogg", "video/ogg", "application/ogg",
    ]
}
