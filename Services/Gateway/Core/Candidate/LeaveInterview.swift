import Domain
import Events
import Flow

/// The application was taken back a moment ago.
package struct LeaveInterview: Submission {
    package static let name = "leave-interview"

    package init() {}
}

/// The interview ends with the application at once: nothing more is recorded or handed in until the end has travelled.
func leaveInterview(
    _ body: LeaveInterview, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard session != nil, session?.closedBecause == nil else { return .nothing(.answered) }
    return close(session, because: "application-closed")
}
