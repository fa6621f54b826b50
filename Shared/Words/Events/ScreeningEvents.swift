import Domain

extension Catalogue {
    package static let screening: [any Event.Type] = [
        ApplicationAdmitted.self, ApplicationRefused.self, ApplicationScreened.self,
    ]
}

/// An application was taken in: its personal data is in the vault under the candidate's key.
package struct ApplicationAdmitted: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language

    package init(applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "application-admitted", on: .screenings, "An application was taken in; its personal data is in the vault.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("candidateID", .identifier, "Whose key seals the personal data."),
            .required("language", .language, "The language of mails and pages."),
        ])
    package static let samples = [
        ApplicationAdmitted(applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese)
    ]
}

/// An application could not be taken in; the sender can mend it and send another.
package struct ApplicationRefused: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    /// `resume-too-large`, `resume-unreadable`, `job-closed`, …
    package var code: String
    package var message: String

    package init(applicationID: ApplicationID, jobID: JobID, code: String, message: String) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.code = code
        self.message = message
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "application-refused", on: .screenings, "An application could not be taken in.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("code", .code, "Why, for programs."),
            .required("message", .text(charactersMax: 500), "Why, for people; never what was sent."),
        ])
    package static let samples = [
        ApplicationRefused(
            applicationID: "app-1", jobID: "job-1", code: "resume-too-large",
            message: "The résumé has more than 5 MiB.")
    ]
}

/// A résumé was matched against the criteria of the job.
package struct ApplicationScreened: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var outcome: ScreeningOutcome
    /// Share of weighted criteria that are met; nil when the résumé's text could not be read well enough.
    package var share: Score?
    package var criteria: [CriterionResult]
    /// What a person should know besides: `instruction-like-text`, `needs-ocr`, `hidden-text`, …
    package var notes: [String]

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language,
        outcome: ScreeningOutcome, share: Score?, criteria: [CriterionResult], notes: [String] = []
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.outcome = outcome
        self.share = share
        self.criteria = criteria
        self.notes = notes
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "application-screened", on: .screenings, "A résumé was matched against the criteria of the job.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("candidateID", .identifier, "The candidate."),
            .required("language", .language, "The language of mails and pages."),
            .required("outcome", .word(ScreeningOutcome.self), "What screening proposes."),
            .optional("share", .score, "Share of weighted criteria that are met."),
            .required("criteria", .list(CriterionResult.shape, countMax: 100), "Each criterion with its reason."),
            .required("notes", .list(.code, countMax: 10), "What a person should know besides."),
        ])
    package static let samples = [
        ApplicationScreened(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, outcome: .pass,
            share: 87.5,
            criteria: [
                CriterionResult(
                    criterion: "Swift", kind: .skill, isRequired: true, result: .met, reason: "found",
                    characters: CharacterSpan(start: 12, end: 17)),
                CriterionResult(
                    criterion: "bachelor", kind: .education, isRequired: false, result: .unclear,
                    reason: "not-stated", characters: nil),
            ]),
        ApplicationScreened(
            applicationID: "app-2", jobID: "job-1", candidateID: "cand-2", language: .chinese, outcome: .review,
            share: nil, criteria: []),
    ]
}

package enum ScreeningOutcome: String, Codable, Sendable, CaseIterable, Hashable { case pass, review, reject }

/// One criterion of a job and what a résumé says about it.
package struct CriterionResult: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable, Hashable {
        case skill, education, experience, condition
    }
    package enum Result: String, Codable, Sendable, CaseIterable, Hashable {
        case met
        case notMet = "not-met"
        case unclear
    }

    /// As the job names it.
    package var criterion: String
    package var kind: Kind
    package var isRequired: Bool
    package var result: Result
    /// A stable code: `found`, `not-found`, `below-required-years`, `doubtful-context`, …
    package var reason: String
    /// Where in the résumé's text; the text is in the vault.
    package var characters: CharacterSpan?

    package init(
        criterion: String, kind: Kind, isRequired: Bool, result: Result, reason: String, characters: CharacterSpan?
    ) {
        self.criterion = criterion
        self.kind = kind
        self.isRequired = isRequired
        self.result = result
        self.reason = reason
        self.characters = characters
    }

    package static let shape = Shape.object([
        .required("criterion", .text(charactersMax: 100), "As the job names it."),
        .required("kind", .word(Kind.self), "What kind of criterion."),
        .required("isRequired", .boolean, "Without it nobody passes."),
        .required("result", .word(Result.self), "Whether the résumé shows it."),
        .required("reason", .code, "Why."),
        .optional("characters", Shape.characterSpan, "Where in the résumé's text."),
    ])
}
