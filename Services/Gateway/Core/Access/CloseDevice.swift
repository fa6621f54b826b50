import Domain
import Events
import Flow

package struct CloseDevice: Submission {
    package static let name = "close-device"
    package var deviceID: String

    package init(deviceID: String) { self.deviceID = deviceID }
}

/// The candidate logs out of a device: its session ends, whoever has kept it.
func closeDevice(
    _ body: CloseDevice, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    guard var access, access.device(body.deviceID) != nil else { return .nothing(.answered) }
    access.devices.removeAll { $0.deviceID == body.deviceID }
    access.codes.removeAll { $0.deviceID == body.deviceID }
    if access.seatDeviceID == body.deviceID { access.seatDeviceID = nil }
    return Decision(access)
}
