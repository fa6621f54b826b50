import Domain
import Events

/// What the candidate is asked to agree to, and what that opens.
extension InterviewSession {
    /// Whether the candidate agrees to this now.
    package func agrees(to purpose: ConsentPurpose) -> Bool {
        consents.contains { $0.purpose == purpose && $0.withdrawnAt == nil }
    }

    /// Whether anything is answered before the camera: only then is recording asked for, and the device looked at.
    package var isRecorded: Bool { plan.questions.contains { $0.form == .video } }

    /// What the candidate is asked to agree to, as far as the interview says; a deployment may ask for less (``ConsentText``).
    package var purposes: [ConsentPurpose] {
        ConsentPurpose.allCases.filter { purpose in
            switch purpose {
            case .recording: isRecorded
            case .faceFeatures: isRecorded && plan.looksAtFaces
            case .aiAssessment, .talentPool: true
            }
        }
    }

    /// Whether nothing can be answered without being recorded; not so where HR granted that this candidate writes instead.
    package var needsRecording: Bool { isRecorded && !mayWriteInstead }

    /// Whether the answers may be given: an interview in writing needs no consent to be recorded.
    package var mayBeAnswered: Bool { !needsRecording || agrees(to: .recording) }

    /// Whether what comes before the questions was agreed to; in writing that is said with the start.
    package var hasAgreed: Bool { agrees(to: .recording) || !needsRecording && startedAt != nil }
}
