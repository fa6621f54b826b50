import Crypto
import Domain
import Encoding

/// What a candidate's browser holds after the link was followed: the application, the link's purpose, the device and an
/// end, with a code over them. Which devices are still let in is kept in ``CandidateAccess``.
package struct SessionToken: Sendable {
    package static let hoursMax: Int64 = 12

    package struct Claim: Sendable, Hashable {
        package let application: ApplicationID
        package let purpose: LinkToken.Purpose
        /// A random name, made when the link was followed.
        package let device: String

        /// By which a page says whose it is, where a browser holds several sessions.
        var mark: String { Self.mark(application, purpose.rawValue) }

        static func mark(_ application: ApplicationID, _ purpose: String) -> String {
            String(SHA256.hash("\(purpose)/\(application)").hex.prefix(10))
        }
    }

    /// The first makes, each checks.
    private let keys: [SymmetricKey]

    /// - Parameter secrets: those of the links, the newest first; sessions are made under other keys derived from them.
    package init(secrets: [[UInt8]]) {
        let label = Array("gateway session".utf8)
        keys = secrets.map {
            SymmetricKey(HMAC<SHA256>.authenticationCode(for: label, using: SymmetricKey($0)).bytes)
        }
    }

    package init(secret: [UInt8]) { self.init(secrets: [secret]) }

    package func make(_ claim: Claim, at now: Instant) -> String {
        let end = now.advanced(byHours: Self.hoursMax).millisecondsSinceEpoch
        let bytes = Array("\(claim.purpose.rawValue)/\(end)/\(claim.device)/\(claim.application.text)".utf8)
        return Base64.url.encode(bytes) + "." + Base64.url.encode(code(bytes, keys[0]))
    }

    package func open(_ token: String, at now: Instant) -> Claim? {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
            Substring($0)
        }
        guard parts.count == 2, let claim = Base64.url.decode(String(parts[0])),
            let code = Base64.url.decode(String(parts[1])),
            keys.contains(where: { constantTimeEqual(code, self.code(claim, $0)) })
        else { return nil }
        let fields = String(decoding: claim, as: UTF8.self).split(separator: "/", maxSplits: 3)
        guard fields.count == 4, let purpose = LinkToken.Purpose(rawValue: String(fields[0])),
            let end = Int64(fields[1]), now.millisecondsSinceEpoch < end,
            let application = try? ApplicationID(String(fields[3]))
        else { return nil }
        return Claim(application: application, purpose: purpose, device: String(fields[2]))
    }

    private func code(_ claim: [UInt8], _ key: SymmetricKey) -> [UInt8] {
        HMAC<SHA256>.authenticationCode(for: claim, using: key).bytes
    }
}
