import Documents
import FoundationEssentials
import Glibc
import Sandbox
import Testing

/// A folder with a fresh key and certificate, removed with the suite.
final class Keys: Sendable {
    let folder: String

    init(_ algorithm: [String]) async throws {
        var template = Array("/tmp/colloquy-keys-XXXXXX".utf8CString)
        folder = String(cString: mkdtemp(&template))
        let openssl = Command(
            "openssl",
            ["req", "-x509", "-nodes", "-utf8", "-days", "2", "-subj", "/CN=云招科技 Signer"] + algorithm
                + ["-addext", "keyUsage=critical,digitalSignature,nonRepudiation", "-keyout", "key", "-out", "cert"],
            keeping: ["key", "cert"], readable: ["/etc/ssl"])
        let made = try await Sandbox.run(openssl)
        for name in ["key", "cert"] { try Data(made.files[name]!).write(to: URL(filePath: "\(folder)/\(name)")) }
    }

    var identity: SigningIdentity {
        SigningIdentity(certificateFile: "\(folder)/cert", keyFile: "\(folder)/key")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }
}

@Suite struct SignatureTests {
    static let terms = SignatureTerms(
        field: "employer", name: "云招科技", reason: "订立劳动合同 Labour contract", location: "上海 Shanghai")

    @Test(arguments: [["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"], ["-newkey", "rsa:3072"]])
    func `a signature holds, and one changed byte breaks it`(algorithm: [String]) async throws {
        let keys = try await Keys(algorithm)
        let rendered = try await PDF.render(html: sample, with: tools)
        var terms = Self.terms
        terms.place = rendered.places["seal"]
        let signed = try await rendered.pdf.signed(by: keys.identity, terms, with: tools)
        let checks = try await signed.signatures(with: tools)
        #expect(checks.map(\.isValid) == [true])
        #expect(checks.map(\.coversWholeDocument) == [true])
        #expect(checks.map(\.isTrusted) == [false])
        #expect(checks.map(\.field) == ["employer"])
        #expect(checks.map(\.kind) == ["ETSI.CAdES.detached"])
        #expect(checks.map(\.signer) == ["云招科技 Signer"])

        var changed = signed
        // In the comment after the first line: nothing a reader of the document would notice.
        changed.bytes[11] ^= 1
        #expect(try await changed.signatures(with: tools).map(\.isValid) == [false])
        #expect(words(try await signed.text(with: tools)) == words(try await rendered.pdf.text(with: tools)))
    }

    @Test func `a second signer leaves the first one's signature valid`() async throws {
        let keys = try await Keys(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
        var signed = try await PDF.render(html: sample, with: tools).pdf
        for field in ["employer", "candidate"] {
            var terms = Self.terms
            terms.field = field
            signed = try await signed.signed(by: keys.identity, terms, with: tools)
        }
        let checks = try await signed.signatures(with: tools)
        #expect(checks.map(\.isValid) == [true, true])
        #expect(Set(checks.map(\.field)) == ["employer", "candidate"])
    }

    @Test func `an unsigned document has no signatures`() async throws {
        let pdf = try await PDF.render(html: sample, with: tools).pdf
        #expect(try await pdf.signatures(with: tools).isEmpty)
    }

    @Test func `a key that does not read is refused and not named in the error`() async throws {
        let keys = try await Keys(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
        try Data("no key".utf8).write(to: URL(filePath: "\(keys.folder)/key"))
        let pdf = try await PDF.render(html: sample, with: tools).pdf
        await #expect(throws: DocumentError.refused) {
            try await pdf.signed(by: keys.identity, Self.terms, with: tools)
        }
    }
}
