import Domain
import Events
import Flow

package struct TryCode: Submission {
    package static let name = "try-code"
    package var codeID: String
    package var deviceID: String
    /// Whether what was typed is the code; the secret that tells is not known to decisions.
    package var isRight: Bool
    /// Names this one attempt.
    package var attemptID: String

    package init(codeID: String, deviceID: String, isRight: Bool, attemptID: String) {
        self.codeID = codeID
        self.deviceID = deviceID
        self.isRight = isRight
        self.attemptID = attemptID
    }
}

/// Counts an attempt, right or wrong; the right one uses the code up. Whoever sent it reads the outcome from the state.
func tryCode(
    _ body: TryCode, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    guard var access, let device = access.devices.lastIndex(where: { $0.deviceID == body.deviceID }), !access.isErased
    else { throw .sessionEnded }
    guard let index = access.codes.lastIndex(where: { $0.codeID == body.codeID }),
        access.openCode(of: body.deviceID, for: access.codes[index].action, at: cause.now)?.codeID == body.codeID
    else { throw .noCode }
    access.codes[index].tries += 1
    if body.isRight {
        access.codes[index].usedBy = body.attemptID
        switch access.codes[index].action {
        case .openDocuments:
            access.devices[device].documentsUntil = cause.now.advanced(byMinutes: CandidateAccess.documentMinutesMax)
        case .confirmIdentity: access.devices[device].identityConfirmedAt = cause.now
        // The signature is a fact of its own, which says when its code was entered.
        case .signContract: break
        }
    }
    return Decision(access)
}
