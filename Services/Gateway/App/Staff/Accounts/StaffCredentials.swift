import Crypto
import Domain
import Encoding
import JSON

/// What proves who somebody is. It is stored sealed alone, so that whoever steals the table cannot even begin to guess.
struct StaffCredentials: Codable, Sendable {
    let passwordHash: String
    private let authenticator: String

    var authenticatorKey: AuthenticatorKey { AuthenticatorKey(Hex.decode(authenticator) ?? []) }

    init(passwordHash: String, authenticator: AuthenticatorKey) {
        self.passwordHash = passwordHash
        self.authenticator = Hex.encode(authenticator.bytes)
    }

    func sealed(for name: ActorID, with key: SymmetricKey) throws -> [UInt8] {
        try AES.GCM.seal(try JSON.encode(self), using: key, authenticating: Array(name.text.utf8)).combined
    }

    static func open(_ sealed: [UInt8], of name: ActorID, with key: SymmetricKey) throws -> StaffCredentials {
        let box = try AES.GCM.SealedBox(combined: sealed)
        return try JSON.decode(
            StaffCredentials.self, from: try AES.GCM.open(box, using: key, authenticating: Array(name.text.utf8)))
    }
}
