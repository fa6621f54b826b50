/// What a verifier says about one signature.
package struct SignatureCheck: Sendable, Equatable {
    package var field = ""
    package var signer = ""
    /// The signature fits the signed bytes.
    package var isValid = false
    /// Nothing outside the signature was left unsigned.
    package var coversWholeDocument = false
    /// The signer's certificate leads to a root this machine trusts.
    package var isTrusted = false
    /// `ETSI.CAdES.detached` for PAdES.
    package var kind = ""

    /// Reads the report of `pdfsig`, one block per signature.
    static func parse(_ report: String) -> [SignatureCheck] {
        var checks: [SignatureCheck] = []
        for line in report.split(separator: "\n") {
            if line.hasPrefix("Signature #") {
                checks.append(SignatureCheck())
                continue
            }
            guard !checks.isEmpty else { continue }
            var check = checks.removeLast()
            func value(_ name: String) -> String? {
                guard let range = line.firstRange(of: "- \(name): ") else { return nil }
                return String(line[range.upperBound...])
            }
            if let field = value("Signature Field Name") { check.field = field }
            if let signer = value("Signer Certificate Common Name") { check.signer = signer }
            if let kind = value("Signature Type") { check.kind = kind }
            if let verdict = value("Signature Validation") { check.isValid = verdict == "Signature is Valid." }
            if let verdict = value("Certificate Validation") { check.isTrusted = verdict == "Certificate is Trusted." }
            if line.contains("- Total document signed") { check.coversWholeDocument = true }
            checks.append(check)
        }
        return checks
    }
}
