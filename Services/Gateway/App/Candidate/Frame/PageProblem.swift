import HTTP

/// What a page says when something cannot be done: few kinds, each with words that help on.
enum PageProblem: String, Sendable, CaseIterable {
    case needLink = "need-link"
    case linkInvalid = "link-invalid"
    case linkEnded = "link-ended"
    case linkRevoked = "link-revoked"
    case renewed, erased, left
    case notNow = "not-now"
    case elsewhere
    case crossSite = "cross-site"
    case wait, trouble

    init(_ problem: Problem) {
        self =
            switch problem.code {
            case "key-missing", "session-ended": .needLink
            case "link-invalid", "malformed-form": .linkInvalid
            case "link-expired": .linkEnded
            case "link-revoked": .linkRevoked
            case "erased": .erased
            case "not-yours", "not-at-this-stage", "already-submitted", "interview-expired", "application-closed",
                "no-interview", "candidate-erased", "contract-signed", "not-found", "consent-missing",
                "identity-missing":
                .notNow
            case "other-device": .elsewhere
            case "cross-site": .crossSite
            case "too-many-failures", "too-many-codes", "busy": .wait
            default: .trouble
            }
    }

    /// Whether there is somewhere to go on to from here.
    var hasHome: Bool { self == .notNow || self == .wait || self == .trouble || self == .crossSite }
}
