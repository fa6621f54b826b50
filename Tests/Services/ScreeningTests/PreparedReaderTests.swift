import Foundation
import Sandbox
import ScreeningCore
import Testing

@testable import screening

/// The reader that stands ready says of every PDF what pdftotext says when it is started for that one alone.
struct PreparedReaderTests {
    /// Real and malformed files of others; optional, since they are not ours to ship.
    static let others: [String] = {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        return ["data/resumes", "data/hostile", "cases/resumes"].flatMap { part -> [String] in
            let folder = top.deletingLastPathComponent().appending(path: "shared/\(part)").path
            guard let found = FileManager.default.enumerator(atPath: folder) else { return [] }
            return found.compactMap { $0 as? String }.map { "\(folder)/\($0)" }
        }
    }()

    /// What came of it: the text, or why there is none.
    private func outcome(_ run: () async throws(SandboxError) -> Output) async -> String {
        do throws(SandboxError) { return String(decoding: try await run().standardOutput, as: UTF8.self) } catch {
            return "\(error)"
        }
    }

    private func ahead(_ bytes: [UInt8]) async -> String {
        await outcome { () throws(SandboxError) in try await pdfReader.run(bytes) }
    }

    private func alone(_ bytes: [UInt8]) async -> String {
        let command = Command(
            "pdftotext", ["-q", "-enc", "UTF-8", "-l", "60", "resume.pdf", "-"], files: ["resume.pdf": bytes])
        return await outcome { () throws(SandboxError) in try await Sandbox.run(command, limits: .extraction) }
    }

    private func protected(_ bytes: [UInt8]) async throws -> [UInt8] {
        let command = Command(
            "qpdf", ["--encrypt", "secret", "owner", "256", "--", "in.pdf", "out.pdf"], files: ["in.pdf": bytes],
            keeping: ["out.pdf"])
        // A warning about the small builder's missing table is status 3.
        let repaired = Command("sh", ["-c", "qpdf in.pdf whole.pdf; cat whole.pdf"], files: ["in.pdf": bytes])
        var whole = command
        whole.files = ["in.pdf": try await Sandbox.run(repaired).standardOutput]
        return try #require(try await Sandbox.run(whole).files["out.pdf"])
    }

    @Test func `it says the same of whole, damaged, protected and long files`() async throws {
        let pdf = DocumentBuilder.pdf(["Zoe Example", "Work Experience", "Jan 2020 - Present, Acme"])
        let protected = try await protected(pdf)
        let files: [(String, [UInt8])] = [
            ("whole", pdf), ("empty page", DocumentBuilder.pdf([])), ("cut", Array(pdf.prefix(pdf.count / 2))),
            ("no PDF", Array("%PDF-1.4 nothing more".utf8)), ("nothing", []), ("protected", protected),
            ("70 pages", PDFBombs.pages(70)), ("huge page", PDFBombs.page(width: 14_400_000)),
        ]
        for (name, bytes) in files { #expect(await ahead(bytes) == alone(bytes), "\(name)") }
        #expect(await ahead(pdf).contains("Work Experience"))
        #expect(await ahead(PDFBombs.pages(70)).count { $0 == "\u{0C}" } == 60)
        await #expect(throws: ExtractionError.encrypted) { try await readPDF(protected) }
    }

    @Test(.enabled(if: !others.isEmpty, "../shared is not here")) func `it says the same of real and malformed files`()
        async throws
    {
        var count = 0
        for path in Self.others {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            let bytes = [UInt8](data)
            guard DocumentType.detect(bytes) == .pdf else { continue }
            #expect(await ahead(bytes) == alone(bytes), "\(path)")
            count += 1
        }
        print("\(count) files are read as by pdftotext alone")
        #expect(count > 100)
    }

    @Test func `a bomb takes its own child, and the next résumé is read`() async throws {
        var limits = Limits.extraction
        limits.cpuSecondsMax = 1
        let reader = PreparedProgram(Command("pdftotext", ["-q", "-", "-"]), limits: limits, count: 1)
        await #expect(throws: SandboxError.timedOut) { try await reader.run(PDFBombs.nested(depth: 12)) }
        let text = try await reader.run(DocumentBuilder.pdf(["after the bomb"])).standardOutput
        #expect(String(decoding: text, as: UTF8.self).contains("after the bomb"))
    }

    @Test func `three hundred résumés come out of sandboxes that are replaced, each its own`() async throws {
        let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let text = try await readPDF(DocumentBuilder.pdf(["candidate number \(number) of many"])).text.text
                    return text.contains("candidate number \(number) of many")
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 0 : 1) }
        }
        #expect(wrong == 0)
    }
}

/// Documents that ask for more than a résumé does.
enum PDFBombs {
    private static func file(_ objects: [String]) -> [UInt8] {
        let body = objects.enumerated().map { "\($0 + 1) 0 obj \($1) endobj" }.joined(separator: "\n")
        return Array("%PDF-1.4\n\(body)\ntrailer <</Root 1 0 R /Size \(objects.count + 1)>>\n%%EOF\n".utf8)
    }

    private static func stream(_ content: String, _ entries: String = "") -> String {
        "<</Length \(content.utf8.count) \(entries)>> stream\n\(content)\nendstream"
    }

    private static let font = "/Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> >>"

    static func pages(_ count: Int) -> [UInt8] {
        let kids = (0..<count).map { "\($0 + 4) 0 R" }.joined(separator: " ")
        let page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources <<\(font)>> >>"
        return file(
            [
                "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [\(kids)] /Count \(count)>>",
                stream("BT /F1 11 Tf 50 700 Td (a page) Tj ET"),
            ] + Array(repeating: page, count: count))
    }

    static func page(width: Int) -> [UInt8] {
        file([
            "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [4 0 R] /Count 1>>",
            stream("BT /F1 11 Tf 50 700 Td (far) Tj \(width / 2) 0 Td (away) Tj ET"),
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) 842] /Contents 3 0 R /Resources <<\(font)>> >>",
        ])
    }

    /// Forms that draw the next form ten times each.
    static func nested(depth: Int) -> [UInt8] {
        var objects = [
            "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</XObject <</X 5 0 R>> >> >>",
            stream("/X Do"),
        ]
        for level in 0..<depth {
            let isLast = level == depth - 1
            let content = isLast ? "BT /F1 11 Tf 50 700 Td (boom) Tj ET" : String(repeating: "/X Do ", count: 10)
            let resources = isLast ? font : "/XObject <</X \(level + 6) 0 R>>"
            objects.append(
                stream(content, "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <<\(resources)>>"))
        }
        return file(objects)
    }
}
