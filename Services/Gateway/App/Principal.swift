import Crypto
import Domain
import HTTP

/// Who asks.
package enum Principal: Sendable {
    /// A person or system with an API key.
    case staff(role: String, ActorID)
    /// The holder of a link, for the purpose of that link.
    case candidate(ApplicationID, LinkToken.Purpose)

    /// Under which the idempotency keys of one caller are kept apart from those of others.
    var scope: String {
        switch self {
        case .staff(_, let actor): "staff/\(actor)"
        case .candidate(let application, _): "candidate/\(application)"
        }
    }
}

/// Who may call a route: words for the routes' documentation and for the check.
enum Role {
    static let ats = "ats"
    static let hr = "hr"
    static let approver = "approver"
    static let admin = "admin"
    static let staff = [ats, hr, approver, admin]
    static let everyCandidate = LinkToken.Purpose.allCases.map { candidate($0) }

    static func candidate(_ purpose: LinkToken.Purpose) -> String { "candidate-\(purpose.rawValue)" }
}

extension Gateway {
    /// Lets a caller in whose key or session carries one of the route's roles. An administrator may do what staff may.
    package func admit(_ request: Request, _ route: Route) async throws -> (any Sendable)? {
        let roles = route.documentation.roles
        guard !roles.isEmpty else { return nil }
        guard let header = request.headers["authorization"], let token = bearer(header) else {
            throw Problem.keyMissing
        }
        if let (role, actor) = keys.find(token) {
            let isStaffRoute = !Set(Role.staff).isDisjoint(with: roles)
            guard roles.contains(role) || role == Role.admin && isStaffRoute else { throw Problem.notYours }
            return Principal.staff(role: role, actor)
        }
        guard let (application, purpose) = sessions.open(token, at: now()) else { throw Problem.keyMissing }
        guard roles.contains(Role.candidate(purpose)) else { throw Problem.notYours }
        return Principal.candidate(application, purpose)
    }

    private func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }
}

extension Request {
    /// The staff member who asks; the route's roles have let no one else in.
    func actor() throws -> ActorID {
        guard case .staff(_, let actor) = principal(as: Principal.self) else { throw Problem.notYours }
        return actor
    }

    /// The application whose candidate asks.
    func candidateApplication() throws -> ApplicationID {
        guard case .candidate(let application, _) = principal(as: Principal.self) else { throw Problem.notYours }
        return application
    }

    func applicationID() throws -> ApplicationID { try parameter("applicationID") { try? ApplicationID($0) } }
    func jobID() throws -> JobID { try parameter("jobID") { try? JobID($0) } }
}
