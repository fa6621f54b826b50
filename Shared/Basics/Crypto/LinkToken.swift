import Encoding

/// The proof in a candidate's link: whoever holds it was sent it. It says what the link is for, when it was made and when
/// it ends; the secret alone makes and checks it.
package struct LinkToken: Sendable {
    /// What a link is good for; a token for one purpose opens no other.
    package enum Purpose: String, Sendable, CaseIterable {
        case interview, offer, contract, status
    }

    /// What a link says of itself; times in seconds since 1970.
    package struct Claim: Sendable, Hashable {
        package let purpose: Purpose
        package let issuedAt: Int64
        package let endsAt: Int64

        package init(_ purpose: Purpose, issuedAt: Int64, endsAt: Int64) {
            self.purpose = purpose
            self.issuedAt = issuedAt
            self.endsAt = endsAt
        }
    }

    /// A one-time code has eight digits, 26 bits.
    package static let codeDigitCount = 8
    private static let claimByteCount = 9
    /// 144 bits.
    private static let proofByteCount = 18
    /// The first makes, each checks: so that a new secret does not end the links of the one before.
    private let secrets: [SymmetricKey]

    /// - Parameter secrets: the newest first, at least 16 bytes each, which gateway and notification share.
    package init(secrets: [[UInt8]]) throws(CryptoError) {
        guard !secrets.isEmpty, secrets.allSatisfy({ $0.count >= 16 }) else { throw .incorrectKeySize }
        self.secrets = secrets.map { SymmetricKey($0) }
    }

    package init(secret: [UInt8]) throws(CryptoError) { try self.init(secrets: [secret]) }

    /// The secrets of a setting: one a line, the newest first.
    package static func secrets(in text: String) -> [[UInt8]] {
        text.split(whereSeparator: \.isNewline).map { line in
            let trimmed = line.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
            return Array(String(trimmed).utf8)
        }.filter { !$0.isEmpty }
    }

    package func token(for applicationID: String, _ claim: Claim) -> String {
        var bytes = [UInt8(Purpose.allCases.firstIndex(of: claim.purpose) ?? 0)]
        for seconds in [claim.issuedAt, claim.endsAt] {
            withUnsafeBytes(of: UInt32(clamping: seconds).bigEndian) { bytes += $0 }
        }
        return Base64.url.encode(bytes + proof(of: bytes, applicationID, secrets[0]))
    }

    /// What a token says, if one of the secrets made it for this application; whether it has ended is the caller's question.
    package func open(_ token: String, for applicationID: String) -> Claim? {
        guard let bytes = Base64.url.decode(token), bytes.count == Self.claimByteCount + Self.proofByteCount else {
            return nil
        }
        let claim = Array(bytes.prefix(Self.claimByteCount))
        let given = Array(bytes.dropFirst(Self.claimByteCount))
        guard secrets.contains(where: { constantTimeEqual(given, proof(of: claim, applicationID, $0)) }),
            Int(claim[0]) < Purpose.allCases.count
        else { return nil }
        func seconds(_ place: Int) -> Int64 { claim[place..<place + 4].reduce(0) { $0 << 8 | Int64($1) } }
        return Claim(Purpose.allCases[Int(claim[0])], issuedAt: seconds(1), endsAt: seconds(5))
    }

    /// `https://host/i#<applicationID>.<token>`: behind the `#`, so that neither logs, proxies nor referrers see it.
    package func link(_ publicURL: String, for applicationID: String, _ claim: Claim) -> String {
        let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        return "\(base)/i#\(applicationID).\(token(for: applicationID, claim))"
    }

    /// The one-time code behind a number that facts may carry: whoever mails it and whoever checks it derive it, and nobody
    /// keeps it.
    package func code(for applicationID: String, _ codeID: String) -> String {
        code(for: applicationID, codeID, secrets[0])
    }

    package func isCode(_ text: String, for applicationID: String, _ codeID: String) -> Bool {
        let digits = Array(text.utf8.filter { $0 != 32 && $0 != 45 })
        return secrets.contains { constantTimeEqual(digits, Array(code(for: applicationID, codeID, $0).utf8)) }
    }

    private func code(for applicationID: String, _ codeID: String, _ secret: SymmetricKey) -> String {
        let bytes = HMAC<SHA256>.authenticationCode(for: Array("code:\(applicationID):\(codeID)".utf8), using: secret)
            .bytes
        let number = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000_000
        let text = String(number)
        return String(repeating: "0", count: Self.codeDigitCount - text.count) + text
    }

    private func proof(of claim: [UInt8], _ applicationID: String, _ secret: SymmetricKey) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: Array("link:\(applicationID):".utf8) + claim, using: secret)
        return Array(code.bytes.prefix(Self.proofByteCount))
    }
}
