import Domain

/// What a person decided cannot be followed where the application stands: nothing changed, and the person may decide anew.
package struct DecisionRefused: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var decision: StageDecision
    package var decidedBy: ActorID
    /// `interview-under-way`, `offer-made`, `application-closed`, …
    package var code: String

    package init(
        applicationID: ApplicationID, jobID: JobID, decision: StageDecision, decidedBy: ActorID, code: String
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.decision = decision
        self.decidedBy = decidedBy
        self.code = code
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "decision-refused", on: .stages, "A person's decision could not be followed; nothing changed.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("decision", .word(StageDecision.self), "What was decided."),
            .required("decidedBy", .identifier, "Who decided."),
            .required("code", .code, "Why it cannot be followed."),
        ])
    package static let samples = [
        DecisionRefused(
            applicationID: "app-1", jobID: "job-1", decision: .offer, decidedBy: "hr-1", code: "interview-under-way")
    ]
}
