import Domain
import Events
import Flow

package struct TakeSeat: Submission {
    package static let name = "take-seat"
    package var deviceID: String
    /// The candidate was told that another device has the interview, and wants it here.
    package var isConfirmed: Bool

    package init(deviceID: String, isConfirmed: Bool) {
        self.deviceID = deviceID
        self.isConfirmed = isConfirmed
    }
}

/// An interview is taken on one device at a time. Whoever has the link can have it elsewhere, by saying so there.
func takeSeat(
    _ body: TakeSeat, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    guard var access, access.device(body.deviceID) != nil else { throw .sessionEnded }
    guard access.seatDeviceID != body.deviceID else { return .nothing(.answered) }
    guard !access.isSeatedElsewhere(than: body.deviceID) || body.isConfirmed else { throw .otherDevice }
    access.seatDeviceID = body.deviceID
    return Decision(access)
}

extension Refusal {
    package static let otherDevice = Refusal(
        "other-device", "The interview is open on another device; confirm on this one to go on here.")
}
