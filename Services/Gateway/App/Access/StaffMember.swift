import Domain
import GatewayCore

/// Who of the employer's side asks: by a key, or signed in.
package struct StaffMember: Sendable {
    let role: StaffRole
    let actorID: ActorID
    /// The session's, when the person is signed in.
    var token: StaffToken?

    func may(_ action: StaffAction) -> Bool { StaffPolicy.allows(role, action) }
}
