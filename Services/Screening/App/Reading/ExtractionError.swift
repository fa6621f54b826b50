import Domain
import Flow

/// Why no text came out of a document. Nothing of the document is quoted.
enum ExtractionError: Error, Sendable, Equatable {
    case tooLarge
    /// Not a PDF, a DOCX, plain text or a JSON Resume; or a sender's mistake such as two forms at once.
    case unsupportedType
    /// An older Office format, a picture: known, but not read.
    case askForPDF
    case encrypted
    case damaged
    /// It would expand beyond the bounds, or holds what no résumé needs (a DTD).
    case unsafe
    /// The tool took too long or too much.
    case tooExpensive
    /// The machine failed, not the document.
    case machine(String)

    /// As the kernel and the sender see it.
    var failure: ActivityFailure {
        switch self {
        case .tooLarge: ActivityFailure("resume-too-large", "The résumé is larger than allowed.")
        case .unsupportedType:
            ActivityFailure("resume-type-unsupported", "The résumé is no PDF, DOCX, plain text or JSON Resume.")
        case .askForPDF:
            ActivityFailure(
                "resume-type-unsupported", "This file type is not read. Please send the résumé as PDF or DOCX.")
        case .encrypted: ActivityFailure("resume-encrypted", "The résumé is protected by a password.")
        case .damaged: ActivityFailure("resume-unreadable", "The résumé's file is damaged.")
        case .unsafe: ActivityFailure("resume-unsafe", "The résumé's file holds or expands to what is not accepted.")
        case .tooExpensive: ActivityFailure("resume-too-complex", "The résumé's file takes too long to read.")
        case .machine(let step):
            ActivityFailure(
                "extraction-failed", "The machine could not run the extraction: \(step).", .environment)
        }
    }
}
