import Sandbox

/// A document as its readers get it.
package struct PDF: Sendable, Equatable {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// Where something lies on a page, in points from the lower left corner. The first page is 0.
package struct Place: Sendable, Equatable, Codable {
    package var page: Int
    package var left: Double
    package var bottom: Double
    package var right: Double
    package var top: Double

    package init(page: Int, left: Double, bottom: Double, right: Double, top: Double) {
        self.page = page
        self.left = left
        self.bottom = bottom
        self.right = right
        self.top = top
    }
}

/// A document fresh from its HTML.
package struct RenderedPDF: Sendable {
    package var pdf: PDF
    package var pageCount: Int
    /// Where each HTML element with an `id` came to lie.
    package var places: [String: Place]
}

extension PDF {
    /// Lays out HTML with its CSS. The same HTML gives the same bytes on the same machine; nothing is fetched, so
    /// pictures must be inline SVG.
    package static func render(html: String, with tools: DocumentTools) async throws(DocumentError) -> RenderedPDF {
        let output = try await tools.runPython(
            PackageResources.render_py, input: Array(html.utf8), keeping: ["anchors.txt"])
        var places: [String: Place] = [:]
        var pageCount = 0
        for line in String(decoding: output.files["anchors.txt"] ?? [], as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 1, let number = Int(fields[1]) else { throw .refused }
            let sides = fields.dropFirst(2).compactMap { Double($0) }
            if fields[0].isEmpty {
                pageCount = number
            } else if sides.count == 4 {
                places[String(fields[0])] = Place(
                    page: number, left: sides[0], bottom: sides[1], right: sides[2], top: sides[3])
            }
        }
        return RenderedPDF(pdf: PDF(bytes: output.standardOutput), pageCount: pageCount, places: places)
    }

    /// The words of the document in reading order.
    package func text(with tools: DocumentTools) async throws(DocumentError) -> String {
        let command = Command(
            "pdftotext", ["-enc", "UTF-8", "-nopgbrk", "document.pdf", "-"], files: ["document.pdf": bytes])
        return String(decoding: try await tools.run(command).standardOutput, as: UTF8.self)
    }
}
