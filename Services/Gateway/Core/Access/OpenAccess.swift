import Domain
import Events
import Flow

package struct OpenAccess: Submission {
    package static let name = "open-access"
    package var applicationID: ApplicationID
    package var deviceID: String
    package var purpose: LinkPurpose
    package var linkIssuedAtSeconds: Int64

    package init(applicationID: ApplicationID, deviceID: String, purpose: LinkPurpose, linkIssuedAtSeconds: Int64) {
        self.applicationID = applicationID
        self.deviceID = deviceID
        self.purpose = purpose
        self.linkIssuedAtSeconds = linkIssuedAtSeconds
    }
}

/// A link was followed on a device.
func openAccess(
    _ body: OpenAccess, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    var access = access ?? CandidateAccess(body.applicationID)
    guard access.accepts(linkIssuedAt: body.linkIssuedAtSeconds) else { throw .linkRevoked }
    access.devices.append(.init(deviceID: body.deviceID, purpose: body.purpose, openedAt: cause.now))
    access.devices.removeFirst(max(0, access.devices.count - CandidateAccess.deviceCountMax))
    return Decision(access)
}

extension Refusal {
    package static let linkRevoked = Refusal("link-revoked", "This link was taken back; ask for a new one.")
}
