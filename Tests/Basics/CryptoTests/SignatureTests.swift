import Crypto
import Encoding
import Testing

/// Test 2 of RFC 8032, section 7.1.
@Suite struct SignatureTests {
    let seed = Hex.decode("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")!

    @Test func `Ed25519 gives the published key and signature`() throws {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        #expect(
            Hex.encode(key.publicKey.rawRepresentation)
                == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        let signature = try key.signature(for: [0x72])
        #expect(
            Hex.encode(signature)
                == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
        #expect(key.publicKey.isValidSignature(signature, for: [0x72]))
    }

    @Test func `a signature holds for its message and its key alone`() throws {
        let key = try Curve25519.Signing.PrivateKey()
        let other = try Curve25519.Signing.PrivateKey()
        let signature = try key.signature(for: [1, 2, 3])
        #expect(!key.publicKey.isValidSignature(signature, for: [1, 2, 4]))
        #expect(!other.publicKey.isValidSignature(signature, for: [1, 2, 3]))
        #expect(!key.publicKey.isValidSignature(Array(signature.dropLast()), for: [1, 2, 3]))
    }
}
