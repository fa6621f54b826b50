import Encoding

/// The key in an authenticator app, and the codes that it shows: TOTP (RFC 6238) over HMAC-SHA-1 with six digits and steps of 30
/// seconds, which every such app knows.
package struct AuthenticatorKey: Sendable {
    package static let stepSeconds: Int64 = 30
    package static let digits = 6
    /// RFC 4226 §4 asks for 160 bits.
    package static let byteCount = 20

    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The code of a step (RFC 4226 §5.3).
    package func code(step: Int64, digits: Int = AuthenticatorKey.digits) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let hash = HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(bytes)).bytes
        let offset = Int(hash[hash.count - 1] & 15)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        var divisor: UInt32 = 1
        for _ in 0..<digits { divisor *= 10 }
        let text = "\(number % divisor)"
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code this is, if it is near now and later than the last that was used: a code is good once (RFC 6238 §5.2).
    package func step(of code: String, atSeconds seconds: Int64, after last: Int64) -> Int64? {
        let now = seconds / Self.stepSeconds
        // A clock may be half a minute off, and typing takes its time.
        let steps = (now - 1...now + 1).filter { $0 > last }
        return steps.first { constantTimeEqual(Array(self.code(step: $0).utf8), Array(code.utf8)) }
    }

    /// The key as people type it into an app.
    package var text: String { Base32.encode(bytes) }

    /// The address that an app reads from a QR code.
    package func address(account: String, issuer: String) -> String {
        let issuer = PercentEncoding.encode(issuer)
        return "otpauth://totp/\(issuer):\(PercentEncoding.encode(account))?secret=\(text)&issuer=\(issuer)"
    }
}
