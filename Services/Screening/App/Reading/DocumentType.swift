/// What a file is by its first bytes. Its name and declared type are a sender's claim and are not looked at.
enum DocumentType: Sendable, Equatable {
    case pdf, zip, text, json
    /// An OLE container (.doc, or an encrypted .docx), RTF, a picture.
    case oldOffice, richText, picture
    case unknown

    static func detect(_ bytes: [UInt8]) -> DocumentType {
        // The standard lets a PDF begin anywhere in the first kilobyte.
        if contains("%PDF-", in: bytes.prefix(1024)) { return .pdf }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .zip }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .oldOffice }
        if bytes.starts(with: Array("{\\rtf".utf8)) { return .richText }
        for magic in pictures where bytes.starts(with: magic) { return .picture }
        guard let text = TextDecoding.decode(bytes) else { return .unknown }
        return text.first { !$0.isWhitespace } == "{" ? .json : .text
    }

    private static let pictures: [[UInt8]] = [
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("RIFF".utf8), [0x49, 0x49, 0x2A, 0x00],
        [0x4D, 0x4D, 0x00, 0x2A], Array("BM".utf8) + [0x36],
    ]
}

/// Whether some bytes stand in others.
func contains(_ text: String, in bytes: ArraySlice<UInt8>) -> Bool {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (bytes.startIndex...(bytes.endIndex - wanted.count)).contains { start in
        bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
}
