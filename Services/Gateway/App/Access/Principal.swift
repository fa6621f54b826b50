import Domain
import GatewayCore
import HTTP

/// Who asks.
package enum Principal: Sendable {
    /// One of the employer's people, or a system.
    case staff(StaffMember)
    /// The holder of a link, on a device that followed it.
    case candidate(Visitor)

    /// Under which the idempotency keys of one caller are kept apart from those of others.
    var scope: String {
        switch self {
        case .staff(let member): "staff/\(member.actorID)"
        case .candidate(let visitor): "candidate/\(visitor.application)"
        }
    }
}

extension Request {
    /// The staff member who asks; the route's roles have let no one else in.
    func actor() throws -> ActorID {
        try member().actorID
    }

    func member() throws -> StaffMember {
        guard case .staff(let member) = principal(as: Principal.self) else { throw Problem.notYours }
        return member
    }

    var isOfInterviewer: Bool { (try? member())?.role == .interviewer }
    var isOfAdministrator: Bool { (try? member())?.role == .administrator }

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
