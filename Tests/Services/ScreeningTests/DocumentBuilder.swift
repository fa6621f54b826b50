import Foundation
import Sandbox
import Testing

/// Makes small documents for tests with the machine's own tools.
enum DocumentBuilder {
    /// A ZIP of the given parts, deflated.
    static func zip(_ parts: [(name: String, bytes: [UInt8])]) async throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "screening-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for part in parts {
            let file = folder.appending(path: part.name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(part.bytes).write(to: file)
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/bsdtar")
        process.arguments = ["--format", "zip", "-cf", "out.zip"] + parts.map(\.name)
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return [UInt8](try Data(contentsOf: folder.appending(path: "out.zip")))
    }

    static func docx(_ document: String) async throws -> [UInt8] {
        try await zip([("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", Array(document.utf8))])
    }

    static func word(_ paragraphs: String...) -> String {
        let body = paragraphs.map { "<w:p><w:r><w:t xml:space=\"preserve\">\($0)</w:t></w:r></w:p>" }.joined()
        return
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>\(body)</w:body></w:document>"
    }

    /// One page of Latin text, one line per entry.
    static func pdf(_ lines: [String]) -> [UInt8] {
        let shown = lines.enumerated().map { "BT /F1 11 Tf 50 \(750 - $0 * 16) Td (\($1)) Tj ET" }.joined(
            separator: "\n")
        let text = """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
            /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> >> >> >> endobj
            4 0 obj <</Length \(shown.utf8.count)>> stream
            \(shown)
            endstream endobj
            trailer <</Root 1 0 R /Size 5>>
            %%EOF
            """
        return Array(text.utf8)
    }
}
