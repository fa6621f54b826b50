import Domain
import HTTP

/// Who asks.
package enum Principal: Sendable {
    /// A person or system with an API key.
    case staff(role: String, ActorID)
    /// The holder of a link, on a device that followed it.
    case candidate(Visitor)

    /// Under which the idempotency keys of one caller are kept apart from those of others.
    var scope: String {
        switch self {
        case .staff(_, let actor): "staff/\(actor)"
        case .candidate(let visitor): "candidate/\(visitor.application)"
        }
    }
}

extension Request {
    /// The staff member who asks; the route's roles have let no one else in.
    func actor() throws -> ActorID {
        guard case .staff(_, let actor) = principal(as: Principal.self) else { throw Problem.notYours }
        return actor
    }

    var isOfAdministrator: Bool {
        if case .staff(Role.admin, _) = principal(as: Principal.self) { true } else { false }
    }

    var isOfInterviewer: Bool {
        if case .staff(Role.interviewer, _) = principal(as: Principal.self) { true } else { false }
    }

    /// The application whose candidate asks.
    func candidateApplication() throws -> ApplicationID {
        try visitor().application
    }

    /// The candidate who asks, and on which device.
    func visitor() throws -> Visitor {
        guard case .candidate(let visitor) = principal(as: Principal.self) else { throw Problem.notYours }
        return visitor
    }

    func applicationID() throws -> ApplicationID { try parameter("applicationID") { try? ApplicationID($0) } }
    func jobID() throws -> JobID { try parameter("jobID") { try? JobID($0) } }
}
