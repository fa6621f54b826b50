import Encoding
import JSON

/// A public key that signatures are checked with, as a JSON Web Key says it (RFC 7517), of a size that is taken.
package struct PublicKey: Sendable, Hashable {
    enum Family: Sendable, Hashable { case rsa, p256 }

    package let keyID: String?
    let family: Family
    /// The one algorithm it is for, where it says so.
    let algorithm: SignatureAlgorithm?
    /// The key again as JSON, with what was looked at and nothing else.
    let text: String

    static let rsaBytes = 256...1024

    /// Nil for what is no key to check signatures with: another kind, purpose, curve or size.
    package init?(_ key: JSONValue) {
        if let use = key["use"], use.string != "sig" { return nil }
        if let operations = key["key_ops"] {
            guard operations.array?.contains(.string("verify")) == true else { return nil }
        }
        switch key["alg"] {
        case nil: algorithm = nil
        case .some(let word):
            guard let known = word.string.flatMap({ SignatureAlgorithm(rawValue: $0) }) else { return nil }
            algorithm = known
        }
        keyID = key["kid"]?.string
        let members: JSONValue
        switch key["kty"]?.string {
        case "RSA":
            guard let modulus = Self.number(key["n"]), let exponent = Self.number(key["e"]),
                Self.rsaBytes.contains(modulus.count), Self.isExponent(exponent)
            else { return nil }
            family = .rsa
            members = [
                "kty": "RSA", "n": .string(Base64.url.encode(modulus)), "e": .string(Base64.url.encode(exponent)),
            ]
        case "EC":
            guard key["crv"]?.string == "P-256", let x = key["x"]?.string, let y = key["y"]?.string,
                Base64.url.decode(x)?.count == 32, Base64.url.decode(y)?.count == 32
            else { return nil }
            family = .p256
            members = ["kty": "EC", "crv": "P-256", "x": .string(x), "y": .string(y)]
        default: return nil
        }
        if let algorithm, Self.family(of: algorithm) != family { return nil }
        guard let text = try? members.text() else { return nil }
        self.text = text
    }

    func fits(_ wanted: SignatureAlgorithm) -> Bool {
        Self.family(of: wanted) == family && (algorithm ?? wanted) == wanted
    }

    private static func family(of algorithm: SignatureAlgorithm) -> Family {
        algorithm == .es256 ? .p256 : .rsa
    }

    /// A number without zeros before it.
    private static func number(_ value: JSONValue?) -> [UInt8]? {
        guard let text = value?.string, text.utf8.count <= 4 * rsaBytes.upperBound else { return nil }
        return Base64.url.decode(text).map { Array($0.drop { $0 == 0 }) }
    }

    /// Odd and at least 65537 (FIPS 186-5 §A.1.1), and no longer than it has to be: a long one only costs time.
    private static func isExponent(_ bytes: [UInt8]) -> Bool {
        guard (3...4).contains(bytes.count), let last = bytes.last, last & 1 == 1 else { return false }
        return bytes.reduce(0) { $0 << 8 | Int($1) } >= 65_537
    }
}

/// The keys that a provider signs with at present (RFC 7517 §5).
package struct PublicKeySet: Sendable, Hashable {
    package let keys: [PublicKey]

    package static let countMax = 50

    package init(_ keys: [PublicKey] = []) { self.keys = keys }

    /// Keys that we cannot use are passed over, as the RFC wants. Nil for what is no set.
    package init?(parsing bytes: [UInt8]) {
        guard let all = try? JSONValue(parsing: bytes)["keys"]?.array, all.count <= Self.countMax else { return nil }
        keys = all.compactMap { PublicKey($0) }
    }

    /// The key of a token: by its `kid`; a token that names none is checked with the only key that fits (OpenID Connect Core
    /// §10.1).
    package func key(_ keyID: String?, for algorithm: SignatureAlgorithm) -> PublicKey? {
        let fitting = keys.filter { $0.fits(algorithm) && (keyID == nil || $0.keyID == keyID) }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
