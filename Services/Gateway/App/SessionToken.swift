import Crypto
import Domain

/// What a candidate's browser holds after the link was followed: the application, the link's purpose and an end, with
/// a code over them. Nothing is stored.
package struct SessionToken: Sendable {
    package static let hoursMax: Int64 = 12
    private let key: SymmetricKey

    /// - Parameter secret: the secret of the links; sessions are made under another key derived from it.
    package init(secret: [UInt8]) {
        let label = Array("gateway session".utf8)
        key = SymmetricKey(HMAC<SHA256>.authenticationCode(for: label, using: SymmetricKey(secret)).bytes)
    }

    package func make(_ application: ApplicationID, _ purpose: LinkToken.Purpose, at now: Instant) -> String {
        let end = now.advanced(byHours: Self.hoursMax).millisecondsSinceEpoch
        let claim = Array("\(purpose.rawValue)/\(end)/\(application.text)".utf8)
        return Base64.url.encode(claim) + "." + Base64.url.encode(code(claim))
    }

    package func open(_ token: String, at now: Instant) -> (ApplicationID, LinkToken.Purpose)? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let claim = Base64.url.decode(String(parts[0])),
            let code = Base64.url.decode(String(parts[1])), constantTimeEqual(code, self.code(claim))
        else { return nil }
        let fields = String(decoding: claim, as: UTF8.self).split(separator: "/", maxSplits: 2)
        guard fields.count == 3, let purpose = LinkToken.Purpose(rawValue: String(fields[0])),
            let end = Int64(fields[1]), now.millisecondsSinceEpoch < end,
            let application = try? ApplicationID(String(fields[2]))
        else { return nil }
        return (application, purpose)
    }

    private func code(_ claim: [UInt8]) -> [UInt8] { HMAC<SHA256>.authenticationCode(for: claim, using: key).bytes }
}
