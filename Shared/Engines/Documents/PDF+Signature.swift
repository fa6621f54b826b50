import JSON
import Sandbox

/// Who signs: files in PEM, read by the signing process alone. ECDSA or RSA.
package struct SigningIdentity: Sendable {
    package var certificateFile: String
    package var keyFile: String
    /// Where the key is encrypted: the file whose content decrypts it.
    package var passphraseFile: String?
    /// The certificates between the signer's and a trusted root, for verifiers.
    package var chainFiles: [String]

    package init(certificateFile: String, keyFile: String, passphraseFile: String? = nil, chainFiles: [String] = []) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.passphraseFile = passphraseFile
        self.chainFiles = chainFiles
    }
}

/// What a signature says about itself.
package struct SignatureTerms: Sendable {
    /// The name of the signature field: one per signer and document.
    package var field: String
    package var name: String
    package var reason: String
    package var location: String
    /// Where a reader can click it; nil for a signature that shows nowhere on the page.
    package var place: Place?
    /// What the eye sees there: the first page of this document, as large as the place. Nil: the page itself says it.
    package var stamp: PDF?

    package init(
        field: String, name: String, reason: String, location: String, place: Place? = nil, stamp: PDF? = nil
    ) {
        self.field = field
        self.name = name
        self.reason = reason
        self.location = location
        self.place = place
        self.stamp = stamp
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
