import Domain
import Events
import Flow

/// How far machine and people agree about a job's answers, and what its questions learned. Key: the job.
package struct JobAgreement: Codable, Sendable, Hashable {
    package var agreements: [Agreement] = []
    package var measuredAt: Instant?
    package var heads: [QuestionHead] = []
    package var trainedAt: Instant?

    package init() {}
}

func showAgreement(
    _ event: AgreementMeasured, _ view: JobAgreement?, _ cause: Cause
) throws(Refusal) -> Decision<JobAgreement> {
    var view = view ?? JobAgreement()
    guard view.measuredAt.map({ $0 < event.measuredAt }) ?? true else { return .nothing(.newerShown) }
    view.agreements = event.agreements
    view.measuredAt = event.measuredAt
    return Decision(view)
}

func showHeads(
    _ event: HeadsTrained, _ view: JobAgreement?, _ cause: Cause
) throws(Refusal) -> Decision<JobAgreement> {
    var view = view ?? JobAgreement()
    guard view.trainedAt.map({ $0 < event.trainedAt }) ?? true else { return .nothing(.newerShown) }
    view.heads = event.heads
    view.trainedAt = event.trainedAt
    return Decision(view)
}

extension Ending {
    fileprivate static let newerShown = Ending.noConsequence("A newer one is shown.")
}
