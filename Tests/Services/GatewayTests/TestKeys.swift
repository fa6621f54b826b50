import Crypto
import Encoding
import Foundation
import JSON

/// A key made by openssl, and tokens signed with it by openssl: what nobody of this house wrote.
struct TestKey: Sendable {
    enum Kind: String { case rsa, p256, p384 }

    let kind: Kind
    let name: String
    private let pem: [UInt8]

    init(_ kind: Kind, name: String) throws {
        self.kind = kind
        self.name = name
        pem =
            switch kind {
            case .rsa: try Self.openssl(["genrsa", "2048"])
            case .p256: try Self.openssl(["ecparam", "-name", "prime256v1", "-genkey", "-noout"])
            case .p384: try Self.openssl(["ecparam", "-name", "secp384r1", "-genkey", "-noout"])
            }
    }

    var publicPEM: [UInt8] { get throws { try Self.openssl(["pkey", "-pubout"], input: pem) } }

    /// As a JSON Web Key.
    func jwk(curve: String? = nil) throws -> JSONValue {
        guard kind == .rsa else {
            let der = try Self.openssl(["pkey", "-pubout", "-outform", "DER"], input: pem)
            let half = kind == .p256 ? 32 : 48
            let point = Array(der.suffix(2 * half))
            return [
                "kty": "EC", "crv": .string(curve ?? (kind == .p256 ? "P-256" : "P-384")), "kid": .string(name),
                "x": .string(Base64.url.encode(point.prefix(half))),
                "y": .string(Base64.url.encode(point.suffix(half))),
            ]
        }
        let text = String(decoding: try Self.openssl(["rsa", "-noout", "-modulus"], input: pem), as: UTF8.self)
        let modulus = Hex.decode(text.dropFirst("Modulus=".count).trimmingCharacters(in: .whitespacesAndNewlines)) ?? []
        return [
            "kty": "RSA", "kid": .string(name), "use": "sig", "n": .string(Base64.url.encode(modulus)), "e": "AQAB",
        ]
    }

    /// A compact JWS of the claims.
    func token(_ algorithm: String, _ claims: JSONValue, kid: String? = nil) throws -> String {
        let header: JSONValue = ["alg": .string(algorithm), "kid": .string(kid ?? name)]
        let text = Base64.url.encode(try JSON.encode(header)) + "." + Base64.url.encode(try JSON.encode(claims))
        let signature: [UInt8]
        switch algorithm {
        case "RS256": signature = try sign(text)
        case "PS256":
            signature = try sign(
                text,
                ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32", "-sigopt", "rsa_mgf1_md:sha256"])
        case "HS256":
            signature = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(try publicPEM)).bytes
        case "none": signature = []
        default: signature = Self.numbers(try sign(text), half: kind == .p256 ? 32 : 48)
        }
        return text + "." + Base64.url.encode(signature)
    }

    private func sign(_ text: String, _ options: [String] = []) throws -> [UInt8] {
        let file = NSTemporaryDirectory() + "/key-\(UUID().uuidString)"
        try Data(pem).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try Self.openssl(["dgst", "-sha256", "-sign", file] + options, input: Array(text.utf8))
    }

    /// The two numbers of an ECDSA signature, out of their DER.
    private static func numbers(_ der: [UInt8], half: Int) -> [UInt8] {
        var numbers: [UInt8] = []
        var place = der[1] & 0x80 == 0 ? 2 : 3
        for _ in 0..<2 {
            let count = Int(der[place + 1])
            let value = der[(place + 2)..<(place + 2 + count)].drop { $0 == 0 }
            numbers += [UInt8](repeating: 0, count: half - value.count) + value
            place += 2 + count
        }
        return numbers
    }

    static func openssl(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        let (inward, outward) = (Pipe(), Pipe())
        process.standardInput = inward
        process.standardOutput = outward
        process.standardError = FileHandle.nullDevice
        try process.run()
        try inward.fileHandleForWriting.write(contentsOf: Data(input))
        try inward.fileHandleForWriting.close()
        let bytes = try outward.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Array(bytes)
    }
}
