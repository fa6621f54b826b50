import Crypto

/// Who may call a route: words for the routes' documentation and for the check.
enum Role {
    static let ats = "ats"
    static let hr = "hr"
    static let approver = "approver"
    /// Sees and hears answers and grades them, and nothing else.
    static let interviewer = "interviewer"
    static let admin = "admin"
    static let staff = [ats, hr, approver, interviewer, admin]
    static let everyCandidate = LinkToken.Purpose.allCases.map { candidate($0) }

    static func candidate(_ purpose: LinkToken.Purpose) -> String { "candidate-\(purpose.rawValue)" }
}
