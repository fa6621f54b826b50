import JSON
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

/// The file the signing process reads. The key itself is never in it, nor in the arguments.
private struct SigningRequest: Encodable {
    var field: String
    var name: String
    var reason: String
    var location: String
    var box: Place?
    var certificateFile: String
    var keyFile: String
    var passphraseFile: String?
    var chainFiles: [String]

    enum CodingKeys: CodingKey {
        case field, name, reason, location, box, certificateFile, keyFile, passphraseFile, chainFiles
    }

    /// Writes absent members as null, since the program asks for each.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(field, forKey: .field)
        try container.encode(name, forKey: .name)
        try container.encode(reason, forKey: .reason)
        try container.encode(location, forKey: .location)
        try container.encode(box, forKey: .box)
        try container.encode(certificateFile, forKey: .certificateFile)
        try container.encode(keyFile, forKey: .keyFile)
        try container.encode(passphraseFile, forKey: .passphraseFile)
        try container.encode(chainFiles, forKey: .chainFiles)
    }
}

extension PDF {
    /// The same document with a PAdES B-B signature appended; earlier signatures stay valid.
    package func signed(
        by identity: SigningIdentity, _ terms: SignatureTerms, with tools: DocumentTools
    ) async throws(DocumentError) -> PDF {
        func found(_ path: String) throws(DocumentError) -> String {
            guard let path = DocumentTools.absolute(path) else { throw .toolMissing(path) }
            return path
        }
        var chain: [String] = []
        for file in identity.chainFiles { chain.append(try found(file)) }
        let request = SigningRequest(
            field: terms.field, name: terms.name, reason: terms.reason, location: terms.location, box: terms.place,
            certificateFile: try found(identity.certificateFile), keyFile: try found(identity.keyFile),
            passphraseFile: try identity.passphraseFile.map(found), chainFiles: chain)
        guard let line = try? JSON.encode(request) else { throw .refused }
        let readable = [request.certificateFile, request.keyFile] + chain + [request.passphraseFile].compactMap(\.self)
        var files = ["request.json": line]
        files["stamp.pdf"] = terms.stamp?.bytes
        let output = try await tools.runPython(PackageResources.sign_py, input: bytes, files: files, readable: readable)
        return PDF(bytes: output.standardOutput)
    }

    /// Every signature of the document as an independent verifier (poppler's) sees it; empty when it has none.
    package func signatures(with tools: DocumentTools) async throws(DocumentError) -> [SignatureCheck] {
        let command = Command("pdfsig", ["document.pdf"], files: ["document.pdf": bytes])
        let output: Output
        do {
            output = try await Sandbox.run(command, limits: tools.limits)
        } catch .failed(2, _) {
            return []
        } catch .notFound(let name) {
            throw .toolMissing(name)
        } catch .failed, .signalled {
            throw .refused
        } catch {
            throw .machine(error)
        }
        return SignatureCheck.parse(String(decoding: output.standardOutput, as: UTF8.self))
    }
}
