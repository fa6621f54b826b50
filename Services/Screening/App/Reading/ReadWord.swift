import Domain
import Sandbox
import ScreeningCore
import Threads

/// Takes the text out of a DOCX: its one part with the text is expanded by bsdtar in a limited child process.
func readWord(_ bytes: [UInt8]) async throws(ExtractionError) -> Resume {
    let directory = try ZipDirectory(bytes)
    // Two parts of that name would let two readers see two résumés.
    switch directory.names.count(where: { $0 == documentPart }) {
    case 0:
        throw directory.names.contains { $0.hasPrefix("xl/") || $0.hasPrefix("ppt/") } ? .askForPDF : .unsupportedType
    case 1: break
    default: throw .unsafe
    }
    var limits = Sandbox.Limits.extraction
    limits.standardOutputBytesMax = ZipDirectory.expandedBytesMax
    let output: Output
    do {
        output = try await extractions.with { () async throws(SandboxError) in
            try await Sandbox.run(
                Command("bsdtar", ["-xOf", "resume.docx", documentPart], files: ["resume.docx": bytes]), limits: limits)
        }
    } catch {
        throw ExtractionError(error) { _ in .damaged }
    }
    let word = try WordText(try utf8(output.standardOutput))
    return Resume(text: CleanText.clean(word.text), notes: word.hasHidden ? [.hiddenText] : [])
}

private let documentPart = "word/document.xml"

/// XML may come in UTF-16 with a mark.
private func utf8(_ xml: [UInt8]) throws(ExtractionError) -> [UInt8] {
    guard xml.starts(with: [0xFF, 0xFE]) || xml.starts(with: [0xFE, 0xFF]) else {
        return xml.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(xml.dropFirst(3)) : xml
    }
    guard let text = TextDecoding.decode(xml) else { throw .damaged }
    return Array(text.utf8)
}
