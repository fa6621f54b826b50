import CArgon2

/// Passwords as they are kept: Argon2id (RFC 9106), which costs whoever guesses memory as well as time.
///
/// The text says with which costs it was made, so that these can rise and old hashes go on being right.
package enum PasswordHash {
    /// What the OWASP cheat sheet on storing passwords asks for at least: 19 MiB, two passes, one lane.
    private static let memoryKibibytes: UInt32 = 19 * 1024
    private static let passes: UInt32 = 2
    private static let saltByteCount = 16
    private static let hashByteCount = 32
    /// Of a password in UTF-8; more would only be work for us.
    package static let passwordBytesMax = 512

    /// A new hash of the password: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
    package static func make(_ password: String) throws(CryptoError) -> String {
        let salt = randomBytes(count: saltByteCount)
        let length = argon2_encodedlen(
            passes, memoryKibibytes, 1, UInt32(salt.count), UInt32(hashByteCount), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let bytes = Array(password.utf8)
        let code = argon2id_hash_encoded(
            passes, memoryKibibytes, 1, bytes, bytes.count, salt, salt.count, hashByteCount, &encoded, length)
        guard code == ARGON2_OK.rawValue else { throw .refused("argon2id_hash_encoded") }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether this is the password. What is no hash of ours fits none.
    package static func fits(_ password: String, _ hash: String) -> Bool {
        let bytes = Array(password.utf8)
        guard bytes.count <= passwordBytesMax else { return false }
        return argon2id_verify(hash, bytes, bytes.count) == ARGON2_OK.rawValue
    }
}
