import Domain
import Events
import Flow

package struct AskForCode: Submission {
    package static let name = "ask-for-code"
    package var deviceID: String
    package var action: CodeAction
    /// Random; the code is derived from it where it is mailed and where it is checked.
    package var codeID: String
    package var candidateID: CandidateID
    package var language: Language

    package init(
        deviceID: String, action: CodeAction, codeID: String, candidateID: CandidateID, language: Language
    ) {
        self.deviceID = deviceID
        self.action = action
        self.codeID = codeID
        self.candidateID = candidateID
        self.language = language
    }
}

/// A device asks for a one-time code by mail. It is bound to the device and to what it is for; a new one ends the one before.
func askForCode(
    _ body: AskForCode, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    guard var access, access.device(body.deviceID) != nil else { throw .sessionEnded }
    access.codes.removeAll { $0.askedAt.advanced(byHours: 1) <= cause.now }
    // A thief of a link who asks without end must not use up what the candidate may ask for: the device's share is smaller.
    let ofDevice = access.codes.count { $0.deviceID == body.deviceID }
    guard ofDevice < CandidateAccess.codesPerDeviceMax, access.codes.count < CandidateAccess.codesMax else {
        throw Refusal(
            "too-many-codes", "Too many codes were sent within an hour; wait for the mail, or try again later.")
    }
    let expiresAt = cause.now.advanced(byMinutes: CandidateAccess.codeMinutesMax)
    access.codes.append(
        .init(
            codeID: body.codeID, deviceID: body.deviceID, action: body.action, askedAt: cause.now, expiresAt: expiresAt)
    )
    return Decision(
        access,
        emitting: [
            AccessCodeRequested(
                applicationID: access.applicationID, candidateID: body.candidateID, codeID: body.codeID,
                action: body.action, language: body.language, expiresAt: expiresAt)
        ])
}

extension Refusal {
    package static let sessionEnded = Refusal(
        "session-ended", "This session has ended; follow the link of the latest mail.")
    package static let noCode = Refusal(
        "code-over", "There is no code to be entered: it is used, too old or was tried too often; ask for a new one.")
}
