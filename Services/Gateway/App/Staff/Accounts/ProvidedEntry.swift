import Crypto
import Domain
import Encoding

/// What became of somebody whom the provider sent.
enum ProvidedEntry: Sendable, Equatable {
    case entered(ActorID)
    case closed
    /// The directory does not know them, or says that they come in no more.
    case notInDirectory
    /// The directory knows them, in no group that is anything here.
    case noRole
}

/// Both names that somebody may have are somebody else's.
struct NoNameLeft: Classified {
    var kind: FailureKind { .bug }
}

extension ProvidedIdentity {
    /// 8 characters that follow from issuer and subject.
    var mark: String { String(SHA256.hash("\(issuer)\n\(subject)").hex.prefix(8)) }
}
