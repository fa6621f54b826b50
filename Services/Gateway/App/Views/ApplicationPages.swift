import Domain
import Events
import GatewayCore
import JSON

/// One page of a list; `next` is the cursor of the page after it.
struct Page<Item: Encodable>: Encodable {
    let items: [Item]
    let next: String?
}

/// One application in a list, without the name of its person: that stays in the vault.
struct ApplicationLine: Encodable {
    let applicationID: ApplicationID
    let jobID: JobID?
    let stage: Stage?
    let outcome: ClosingOutcome?
    let review: ApplicationView.Review?
    let screening: ScreeningOutcome?
    let composite: Score?
    let recommendation: Recommendation?
    let updatedAt: Instant

    init(_ view: ApplicationView) {
        applicationID = view.applicationID
        jobID = view.jobID
        stage = view.stage
        outcome = view.outcome
        review = view.review
        screening = view.screening?.outcome
        composite = view.report?.composite
        recommendation = view.report?.recommendation
        updatedAt = view.updatedAt
    }

    /// Nil when a number in it is none that JSON knows.
    var json: String? { (try? JSON.encode(self)).map { String(decoding: $0, as: UTF8.self) } }
}

extension ApplicationPage {
    /// The page that a filter found: the stored lines as they are, each with the name of its person when there is one.
    init(_ applications: [ListedApplication], of filter: ApplicationFilter, names: [CandidateID: String])
        throws(JSONError)
    {
        var body: [UInt8] = []
        body.reserveCapacity(applications.reduce(64) { $0 + $1.line.count + 64 })
        body += #"{"items":["#.utf8
        for (index, application) in applications.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            guard let name = application.candidateID.flatMap({ names[$0] }), application.line.count > 2 else {
                body += application.line
                continue
            }
            body += #"{"name":"#.utf8
            body += try JSON.encode(name)
            body.append(UInt8(ascii: ","))
            body += application.line.dropFirst()
        }
        body.append(UInt8(ascii: "]"))
        if applications.count == filter.countMax, let last = applications.last {
            body += #","next":"\#(last.number)""#.utf8
        }
        body.append(UInt8(ascii: "}"))
        self.init(applications: applications, json: body)
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
