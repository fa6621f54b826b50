import Domain
import Events
import Vault

/// Where the words of written answers lie: in the vault, under names of their application that begin as those of transcripts do,
/// so that they are kept and deleted as transcripts are.
package struct Writings: Sendable {
    package let put: @Sendable (_ text: String, _ name: String, CandidateID) async throws -> Void
    package let get: @Sendable (_ name: String, CandidateID) async throws -> String?

    package init(
        put: @escaping @Sendable (String, String, CandidateID) async throws -> Void,
        get: @escaping @Sendable (String, CandidateID) async throws -> String?
    ) {
        self.put = put
        self.get = get
    }

    static func sealed(in vault: Vault) -> Writings {
        Writings(
            put: { try await vault.put($0, field: "transcript.\($1)", of: $2) },
            get: { try await vault.field("transcript.\($0)", of: $1, purpose: "show-own-words") })
    }
}

/// What a candidate is writing.
struct Draft: Codable, Sendable, Hashable {
    static let bytesMax = 32 * 1024

    var text: String
    /// Of a program.
    var codeLanguage: CodeLanguage?
    var savedAt: Instant?
}
