import Domain
import Events
import Flow

/// The work of deleting what was seen of a candidate's face in the answers of one application.
package struct ForgetFaces: Work, Hashable {
    package static let name = "forget-faces"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
}

extension Scorecard {
    /// Whether the face may be looked at in what is recorded now. Asked again before every look, and after it.
    package var allowsFaces: Bool {
        isAssessable && consents.contains(.faceFeatures) && invitation?.plan.looksAtFaces == true
    }

    /// What follows for the face when consent is taken back: without the recording nothing is left that it could be seen in.
    func forgetting(_ withdrawn: [ConsentPurpose]) -> [Perform] {
        guard consents.contains(.faceFeatures), let invitation, invitation.plan.looksAtFaces,
            withdrawn.contains(.faceFeatures) || withdrawn.contains(.recording)
        else { return [] }
        return [
            Perform(ForgetFaces(applicationID: invitation.applicationID, candidateID: invitation.candidateID))
        ]
    }
}

/// It is deleted: whoever has shown it shows it no longer.
func noteFacesForgotten(
    _ work: ForgetFaces, _ isDone: Bool, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    Decision(
        nil, emitting: [FaceFeaturesForgotten(applicationID: work.applicationID, forgottenAt: cause.now)])
}
