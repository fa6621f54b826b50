import Domain
import Events

/// The part of an ``ApplicationView`` that a list shows. Read on its own: a whole view is ten times as much work.
package struct ApplicationSummary: Decodable, Sendable {
    package var applicationID: ApplicationID
    package var jobID: JobID?
    package var candidateID: CandidateID?
    package var stage: Stage?
    package var outcome: ClosingOutcome?
    package var review: ApplicationView.Review?
    package var screening: Screening?
    package var report: Report?
    package var updatedAt: Instant

    package struct Screening: Decodable, Sendable {
        package var outcome: ScreeningOutcome
    }

    package struct Report: Decodable, Sendable {
        package var composite: Score?
        package var recommendation: Recommendation
    }

    package init(_ view: ApplicationView) {
        applicationID = view.applicationID
        jobID = view.jobID
        candidateID = view.candidateID
        stage = view.stage
        outcome = view.outcome
        review = view.review
        screening = view.screening.map { Screening(outcome: $0.outcome) }
        report = view.report.map { Report(composite: $0.composite, recommendation: $0.recommendation) }
        updatedAt = view.updatedAt
    }
}
