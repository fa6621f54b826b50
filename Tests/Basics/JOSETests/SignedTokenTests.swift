import Encoding
import JSON
import Testing

@testable import JOSE

/// With the tokens and keys of RFC 7515, appendix A.
struct SignedTokenTests {
    static let payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    static let modulus =
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pC"
        + "gNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg6"
        + "65xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
        + "yuXpoQ"
    static let rsa: JSONValue = ["kty": "RSA", "n": .string(modulus), "e": "AQAB"]
    static let curve: JSONValue = [
        "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    ]
    /// The key on the curve with another member.
    static func point(_ name: String, _ value: JSONValue) -> JSONValue {
        .object((curve.object ?? []).filter { $0.key != name } + [.init(name, value)])
    }
    static let rs256 =
        "eyJhbGciOiJSUzI1NiJ9.\(payload)."
        + "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t"
        + "1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12j"
        + "zDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQ"
        + "Ge77Rw"
    static let es256 =
        "eyJhbGciOiJFUzI1NiJ9.\(payload)."
        + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

    private func set(_ keys: JSONValue...) throws -> PublicKeySet {
        try #require(PublicKeySet(parsing: JSON.encode(["keys": .array(keys)] as JSONValue)))
    }

    private func fault(_ token: String, _ keys: PublicKeySet) -> JOSEError? {
        do throws(JOSEError) {
            _ = try SignedToken(parsing: token).claims(signedBy: keys)
            return nil
        } catch { return error }
    }

    @Test(arguments: [(rs256, "RSA"), (es256, "EC")])
    func `a token of the standard is read by its key alone`(token: String, kind: String) throws {
        let claims = try SignedToken(parsing: token).claims(signedBy: set(Self.rsa, Self.curve))
        #expect(claims["iss"]?.string == "joe" && claims["exp"]?.integer == 1_300_819_380)
        #expect(fault(token, try set(kind == "RSA" ? Self.curve : Self.rsa)) == .unknownKey)
        #expect(fault(token, PublicKeySet()) == .unknownKey)
    }

    @Test func `each changed character of a signature is noticed`() throws {
        let keys = try set(Self.curve)
        let characters = Array(Self.es256)
        let start = Self.es256.count - 86
        for index in stride(from: start, to: characters.count - 1, by: 5) {
            var changed = characters
            changed[index] = changed[index] == "A" ? "B" : "A"
            #expect(fault(String(changed), keys) == .signature, "\(index)")
        }
        let other = Self.es256.replacing("eyJpc3MiOiJqb2Ui", with: "eyJpc3MiOiJqYW5l")
        #expect(fault(other, keys) != nil)
    }

    /// RFC 8725: what is wrong with the header is settled before any key is looked for.
    @Test(arguments: [
        (#"{"alg":"none"}"#, JOSEError.algorithm), (#"{"alg":"None"}"#, .algorithm), (#"{"alg":"HS256"}"#, .algorithm),
        (#"{"alg":"RS512"}"#, .algorithm), (#"{"alg":"ES384"}"#, .algorithm), (#"{"alg":"es256"}"#, .algorithm),
        (#"{}"#, .algorithm), (#"{"alg":["ES256"]}"#, .algorithm), (#"[]"#, .malformed), ("", .malformed),
        (#"{"alg":"ES256","crit":["b64"],"b64":false}"#, .malformed), (#"{"alg":"ES256","kid":7}"#, .malformed),
        (#"{"alg":"RS256"}"#, .signature), (#"{"alg":"ES256","kid":"other"}"#, .unknownKey),
        (#"{"alg":"ES256","jwk":{"kty":"EC"}}"#, .signature),
    ])
    func `a header that asks for something else is refused`(header: String, fault: JOSEError) throws {
        let signature = try #require(Self.es256.split(separator: ".").last)
        let token = "\(Base64.url.encode(Array(header.utf8))).\(Self.payload).\(signature)"
        #expect(self.fault(token, try set(Self.curve, Self.rsa)) == fault)
    }

    @Test func `what is no token of three parts is malformed`() throws {
        let keys = try set(Self.curve)
        let parts = Self.es256.split(separator: ".").map(String.init)
        for text in [
            "", "..", parts[0], "\(parts[0]).\(parts[1])", Self.es256 + ".x", Self.es256 + "=", " " + Self.es256,
            "\(parts[0]).\(parts[1])!.\(parts[2])", Self.es256 + String(repeating: "A", count: SignedToken.bytesMax),
        ] { #expect(fault(text, keys) == .malformed, "\(text.prefix(40))") }
        #expect(fault("\(parts[0]).\(parts[1]).", keys) == .signature, "nothing signs it")
    }

    @Test func `a key of another kind, purpose, curve or size is none`() throws {
        let big = String(repeating: "_", count: 1368)
        for (members, why) in [
            (["kty": "oct", "k": "AAAA"], "a secret"),
            (["kty": "RSA", "n": .string(String(Self.modulus.prefix(170))), "e": "AQAB"], "1024 bits"),
            (["kty": "RSA", "n": .string(big), "e": "AQAB"], "more than 8192 bits"),
            (["kty": "RSA", "n": .string(Self.modulus), "e": "Aw"], "exponent 3"),
            (["kty": "RSA", "n": .string(Self.modulus), "e": "AQAA"], "an even exponent"),
            (Self.rsa.adding("use", "enc"), "for encryption"),
            (Self.rsa.adding("key_ops", ["encrypt"]), "for encryption"),
            (Self.rsa.adding("alg", "ES256"), "an algorithm of another family"),
            (Self.rsa.adding("alg", "HS256"), "an algorithm that is not taken"),
            (Self.point("crv", "P-384"), "another curve"), (Self.point("x", "AAAA"), "a short point"),
        ] as [(JSONValue, String)] { #expect(PublicKey(members) == nil, "\(why)") }
        #expect(PublicKey(Self.rsa.adding("use", "sig").adding("alg", "PS256").adding("kid", "1"))?.keyID == "1")
        let offCurve = try set(Self.point("y", "y_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"))
        #expect(fault(Self.es256, offCurve) == .signature, "a point beside the curve")
    }

    @Test func `a key is found by its name, and without one only where it is the only one`() throws {
        let named = try set(Self.curve.adding("kid", "1"), Self.rsa.adding("kid", "2"))
        #expect(fault(Self.es256, named) == nil, "the only one for this algorithm")
        let two = try set(Self.curve.adding("kid", "1"), Self.curve.adding("kid", "2"))
        #expect(fault(Self.es256, two) == .unknownKey)
        #expect(PublicKeySet(parsing: Array("[]".utf8)) == nil && PublicKeySet(parsing: []) == nil)
        let many = JSONValue(["keys": .array(Array(repeating: Self.curve, count: PublicKeySet.countMax + 1))])
        #expect(PublicKeySet(parsing: try JSON.encode(many)) == nil)
    }
}
