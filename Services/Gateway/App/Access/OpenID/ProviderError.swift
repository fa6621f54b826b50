import Domain
import GatewayCore
import JOSE
import Transfer

/// Why nobody came in by the provider. No case quotes what was sent or received.
enum ProviderError: Classified, Equatable {
    /// Not to be reached, or it answered with something else than OpenID Connect wants.
    case unreachable(String)
    /// The code is not good: used, over, or another's.
    case codeRefused
    case token(JOSEError)
    case claims(IdentityClaims.Flaw)
    /// What it says under userinfo is about somebody else.
    case otherSubject

    var kind: FailureKind {
        if case .unreachable = self { .environment } else { .input }
    }

    /// For log and metric.
    var reason: String {
        switch self {
        case .unreachable(let what): "provider-\(what)"
        case .codeRefused: "code-refused"
        case .token(let error): error.rawValue
        case .claims(let flaw): "claim-\(flaw.rawValue)"
        case .otherSubject: "userinfo-subject"
        }
    }
}
