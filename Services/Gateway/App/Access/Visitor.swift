import Domain
import Events
import GatewayCore

/// The candidate who asks: an application, by a device that followed one of its links.
package struct Visitor: Sendable {
    let application: ApplicationID
    let purpose: LinkPurpose
    let device: CandidateAccess.Device
}
