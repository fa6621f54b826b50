import Domain
import Events
import GatewayCore

/// One page of a list; `next` is the cursor of the page after it.
struct Page<Item: Encodable>: Encodable {
    let items: [Item]
    let next: String?
}

/// One application in a list.
struct ApplicationLine: Encodable {
    let applicationID: ApplicationID
    let jobID: JobID?
    let name: String?
    let stage: Stage?
    let outcome: ClosingOutcome?
    let review: ApplicationView.Review?
    let screening: ScreeningOutcome?
    let composite: Score?
    let recommendation: Recommendation?
    let updatedAt: Instant

    init(_ view: ApplicationSummary, name: String?) {
        applicationID = view.applicationID
        jobID = view.jobID
        self.name = name
        stage = view.stage
        outcome = view.outcome
        review = view.review
        screening = view.screening?.outcome
        composite = view.report?.composite
        recommendation = view.report?.recommendation
        updatedAt = view.updatedAt
    }
}

enum ReportFormat: String, CaseIterable, Sendable {
    case json, html, pdf

    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .html: "text/html; charset=utf-8"
        case .pdf: "application/pdf"
        }
    }

    func blob(of documents: ReportCompiled.ReportDocuments) -> BlobID {
        switch self {
        case .json: documents.json
        case .html: documents.html
        case .pdf: documents.pdf
        }
    }
}

enum DocumentKind: String, CaseIterable, Sendable {
    case offer, contract, signed

    /// The candidate sees the contract once it is approved.
    func document(in view: ApplicationView, isCandidate: Bool) -> ApplicationView.Document? {
        switch self {
        case .offer: view.offer?.document
        case .contract: isCandidate && view.contract?.isReadyToSign != true ? nil : view.contract?.draft
        case .signed: view.contract?.signed
        }
    }
}
