import Domain
import Events

/// By what a candidate gets in: devices that followed a link, codes that were asked for. Key: the application.
package struct CandidateAccess: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    /// Links and sessions that were made before count no more.
    package var revokedAt: Instant?
    /// Nothing counts any more.
    package var isErased = false
    /// The newest last.
    package var devices: [Device] = []
    package var codes: [Code] = []
    /// On which device the interview is taken in a browser; nil while it is taken in none.
    package var seatDeviceID: String?

    /// Further devices end the oldest: whoever has the mail can always get in.
    package static let deviceCountMax = 5
    package static let codeMinutesMax: Int64 = 10
    package static let codeTriesMax = 5
    /// Codes within an hour: of one device, and of all.
    package static let codesPerDeviceMax = 5
    package static let codesMax = 12
    /// For how long a confirmed code opens documents on its device.
    package static let documentMinutesMax: Int64 = 60

    package struct Device: Codable, Sendable, Hashable {
        /// Random; the session carries it.
        package var deviceID: String
        package var purpose: LinkPurpose
        package var openedAt: Instant
        /// A code was confirmed; until then documents are open.
        package var documentsUntil: Instant?
        /// A code of the candidate's mail was entered on it to say who takes the interview.
        package var identityConfirmedAt: Instant?
    }

    package struct Code: Codable, Sendable, Hashable {
        /// The number from which the code is derived; it is no secret.
        package var codeID: String
        package var deviceID: String
        package var action: CodeAction
        package var askedAt: Instant
        package var expiresAt: Instant
        package var tries = 0
        /// The one attempt that was right; a code is good for one.
        package var usedBy: String?
    }

    package init(_ applicationID: ApplicationID) { self.applicationID = applicationID }

    /// The device of a session, while it is let in.
    package func device(_ deviceID: String) -> Device? {
        isErased ? nil : devices.last { $0.deviceID == deviceID }
    }

    /// Whether another device that is still let in has the interview.
    package func isSeatedElsewhere(than deviceID: String) -> Bool {
        guard let seatDeviceID, seatDeviceID != deviceID else { return false }
        return device(seatDeviceID) != nil
    }

    /// Whether a link that was made at a moment, in seconds since 1970, still counts.
    package func accepts(linkIssuedAt seconds: Int64) -> Bool {
        !isErased && revokedAt.map { seconds * 1000 > $0.millisecondsSinceEpoch } != false
    }

    /// The code that a device is asked for: the newest counts alone.
    package func openCode(of deviceID: String, for action: CodeAction, at now: Instant) -> Code? {
        guard let code = codes.last(where: { $0.deviceID == deviceID && $0.action == action }) else { return nil }
        return code.usedBy == nil && code.tries < Self.codeTriesMax && now < code.expiresAt ? code : nil
    }
}
