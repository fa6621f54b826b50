import Domain

extension Catalogue {
    package static let rescoring: [any Event.Type] = [RescoringDue.self]
}

/// One scorecard is to be made anew by the job's newest terms; nothing is heard again.
package struct RescoringDue: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    /// Of the terms that made it necessary.
    package var termsVersion: Int

    package init(applicationID: ApplicationID, jobID: JobID, termsVersion: Int) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.termsVersion = termsVersion
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "rescoring-due", on: .scorecards, "One scorecard is to be made anew by the job's newest terms.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("termsVersion", .integer(1, 1_000_000), "Of the terms that made it necessary."),
        ])
    package static let samples = [RescoringDue(applicationID: "app-1", jobID: "job-1", termsVersion: 2)]
}
