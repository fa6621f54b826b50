import Domain

extension Catalogue {
    /// What screening says of jobs as they come.
    package static let openings: [any Event.Type] = [JobRefused.self, JobWarned.self]
}

/// A job can never work, or asks for what the law forbids: whoever applies for it is refused, until it is revised.
package struct JobRefused: Event, Hashable {
    package var jobID: JobID
    package var faults: [JobFault]
    /// What is odd about it besides.
    package var warnings: [JobFault]

    package init(jobID: JobID, faults: [JobFault], warnings: [JobFault] = []) {
        self.jobID = jobID
        self.faults = faults
        self.warnings = warnings
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "job-refused", on: .screenings, "A job can never work; whoever applies for it is refused until it is revised.",
        [
            .required("jobID", .identifier, "The job."),
            .required("faults", .list(JobFault.shape, countMax: JobFault.countMax), "What is wrong, one at least."),
            .required("warnings", .list(JobFault.shape, countMax: JobFault.countMax), "What is odd besides."),
        ])
    package static let samples = [JobRefused(jobID: "job-1", faults: [.sample, .articleSample], warnings: [.sample])]
}

/// A job works, and something about it is odd.
package struct JobWarned: Event, Hashable {
    package var jobID: JobID
    package var warnings: [JobFault]

    package init(jobID: JobID, warnings: [JobFault]) {
        self.jobID = jobID
        self.warnings = warnings
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "job-warned", on: .screenings, "A job works, and something about it is odd.",
        [
            .required("jobID", .identifier, "The job."),
            .required("warnings", .list(JobFault.shape, countMax: JobFault.countMax), "What is odd, one at least."),
        ])
    package static let samples = [JobWarned(jobID: "job-1", warnings: [.articleSample, .sample])]
}

/// What is wrong or odd about a job.
package struct JobFault: Codable, Sendable, Hashable {
    package var code: String
    /// In the job, as a JSON Pointer (RFC 6901).
    package var place: String
    /// In the job's language.
    package var message: String
    package var article: String?

    package static let countMax = 40

    package init(code: String, place: String, message: String, article: String? = nil) {
        self.code = code
        self.place = place
        self.message = message
        self.article = article
    }

    package static let shape = Shape.object([
        .required("code", .code, "What is found, for programs."),
        .required("place", .text(charactersMax: 200), "Where in the job: a JSON Pointer (RFC 6901)."),
        .required("message", .text(charactersMax: 500), "What is found, for people, in the job's language."),
        .optional("article", .text(charactersMax: 100), "Law and article that forbid it."),
    ])

    package static let sample = JobFault(
        code: "dimension-not-asked", place: "/interview/dimensions/1/dimension",
        message: "sales weighs 60 percent, and no question asks for it.")
    package static let articleSample = JobFault(
        code: "protected-attribute", place: "/criteria/conditions/0",
        message: "Criterion under 35 asks for age, by which nobody may be chosen.", article: "2000/78/EC 3")
}
