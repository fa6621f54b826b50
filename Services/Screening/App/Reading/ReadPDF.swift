import Domain
import Sandbox
import ScreeningCore
import Threads

/// Takes the text out of a PDF with pdftotext, in a limited child process of one that stands ready.
func readPDF(_ bytes: [UInt8]) async throws(ExtractionError) -> Resume {
    let output: Output
    do {
        output = try await extractions.with { () async throws(SandboxError) in try await pdfReader.run(bytes) }
    } catch {
        // Quiet, the tool does not say why. A file that is encrypted and asks for no password is no failure.
        throw ExtractionError(error) { _ in contains("/Encrypt", in: bytes[...]) ? .encrypted : .damaged }
    }
    let raw = String(decoding: output.standardOutput, as: UTF8.self)
    let pages = max(1, output.standardOutput.count { $0 == 0x0C })
    let text = CleanText.clean(raw)
    let quality = TextQuality.measure(text)
    // A scan has pages and hardly a letter on them.
    let letters = text.unicodeScalars.count { $0.properties.isAlphabetic }
    let isScan = letters < lettersPerPageMin * pages && letters < TextQuality.letterCountMin
    return Resume(text: text, quality: isScan ? .zero : quality, notes: isScan ? [.needsOCR] : [])
}

/// pdftotext from standard input to standard output.
let pdfReader = PreparedProgram(
    Command("pdftotext", ["-q", "-enc", "UTF-8", "-l", "\(pageCountMax)", "-", "-"]), limits: .extraction)

/// Taking a document apart computes: as many at a time as there are processors.
let extractions = Permits(count: processorCount)

private let pageCountMax = 60
private let lettersPerPageMin = 40

extension Sandbox.Limits {
    /// For one résumé; a normal one takes some hundredths of a second and some megabytes.
    static let extraction = Sandbox.Limits(
        wallClockSecondsMax: 20, cpuSecondsMax: 10, addressSpaceBytesMax: 512 << 20, fileBytesMax: 64 << 20,
        openFilesMax: 64, standardOutputBytesMax: 16 << 20)
}

extension ExtractionError {
    /// `failed` tells from the tool's own words why it gave up.
    init(_ error: SandboxError, failed: (String) -> ExtractionError) {
        switch error {
        case .failed(_, let tail): self = failed(tail)
        case .timedOut, .memory: self = .tooExpensive
        case .outputTooLarge: self = .unsafe
        case .signalled: self = .damaged
        case .stalled: self = .machine("too slow")
        case .killed: self = .machine("short of memory")
        case .notFound(let program): self = .machine("\(program) is not installed")
        case .notIsolated: self = .machine("no isolation")
        case .cancelled: self = .machine("cancelled")
        case .system(let step, _): self = .machine(step)
        }
    }
}
