import Crypto
import Domain
import Encoding

/// What became of somebody whom the provider sent.
enum ProvidedEntry: Sendable, Equatable {
    case entered(ActorID)
    case closed
}

/// Both names that somebody may have are somebody else's.
struct NoNameLeft: Classified {
    var kind: FailureKind { .bug }
}

extension ProvidedIdentity {
    /// 8 characters that follow from issuer and subject.
    var mark: String { String(SHA256.hash("\(issuer)\n\(subject)").hex.prefix(8)) }
}
