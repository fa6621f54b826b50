import Domain
import GatewayCore

/// Who of the employer's side asks: by a key, or signed in.
package struct StaffMember: Sendable {
    let role: StaffRole
    let actorID: ActorID
    /// The session's, when the person is signed in.
    var token: StaffToken?
    /// For whom they act besides.
    var principals: [AbsentColleague] = []

    func may(_ action: StaffAction) -> Bool { StaffPolicy.allows(role, action) || principal(doing: action) != nil }

    /// For whom they do this; nil where it is by their own right, or not allowed.
    func principal(doing action: StaffAction) -> ActorID? {
        StaffPolicy.allows(role, action)
            ? nil : StaffPolicy.principal(of: role, doing: action, among: principals)
    }
}
