import Crypto
import Domain
import Events
import JSON
import ScreeningCore

/// Takes the text out of a résumé's file. What it is, its bytes decide.
func readResume(_ bytes: [UInt8]) async throws(ExtractionError) -> Resume {
    guard bytes.count <= Limits.resumeBytesMax else { throw .tooLarge }
    switch DocumentType.detect(bytes) {
    case .pdf: return try await readPDF(bytes)
    case .zip: return try await readWord(bytes)
    case .oldOffice: throw contains(encryptedPackage, in: bytes[...]) ? .encrypted : .askForPDF
    case .richText, .picture: throw .askForPDF
    case .text:
        guard let text = TextDecoding.decode(bytes) else { throw .unsupportedType }
        return Resume(text: CleanText.clean(text))
    case .json:
        guard let text = TextDecoding.decode(bytes) else { throw .unsupportedType }
        // A text may begin with a brace and be no JSON.
        guard let value = try? JSONValue(parsing: text) else { return Resume(text: CleanText.clean(text)) }
        return try readJSONResume(value)
    case .unknown: throw .unsupportedType
    }
}

/// An OLE container names its parts in UTF-16; an encrypted DOCX lies in one of this name.
private let encryptedPackage = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"
