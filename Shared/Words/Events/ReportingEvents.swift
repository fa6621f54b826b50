import Domain

extension Catalogue {
    package static let reporting: [any Event.Type] = [ReportCompiled.self]
}

package enum Recommendation: String, Codable, Sendable, CaseIterable, Hashable {
    case recommend, hold
    case notRecommend = "not-recommend"
}

/// A report is ready: its numbers are here, its documents with quotes are in the vault.
package struct ReportCompiled: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    /// 1 for the first report of an interview.
    package var version: Int
    /// Weighted sum of the dimensions; nil when one that counts is insufficient.
    package var composite: Score?
    /// Between what it lies where words were heard unsurely; nil where that changes nothing.
    package var range: ScoreRange?
    package var recommendation: Recommendation
    /// Why it is no plain recommendation: `below-minimum:communication`, `insufficient:teamwork`, …
    package var reasons: [String]
    package var dimensions: [ReportDimension]
    package var documents: ReportDocuments
    package var compiledAt: Instant

    package struct ReportDocuments: Codable, Sendable, Hashable {
        package var json: BlobID
        package var html: BlobID
        package var pdf: BlobID

        package init(json: BlobID, html: BlobID, pdf: BlobID) {
            self.json = json
            self.html = html
            self.pdf = pdf
        }
    }

    package struct ReportDimension: Codable, Sendable, Hashable {
        package var dimension: String
        package var weight: Int
        package var outcome: ScoreOutcome
        package var score: Score?
        /// The same of the dimension.
        package var range: ScoreRange?

        package init(
            dimension: String, weight: Int, outcome: ScoreOutcome, score: Score?, range: ScoreRange? = nil
        ) {
            self.range = range
            self.dimension = dimension
            self.weight = weight
            self.outcome = outcome
            self.score = score
        }
    }

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, version: Int,
        composite: Score?, recommendation: Recommendation, reasons: [String], dimensions: [ReportDimension],
        documents: ReportDocuments, compiledAt: Instant, range: ScoreRange? = nil
    ) {
        self.range = range
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.version = version
        self.composite = composite
        self.recommendation = recommendation
        self.reasons = reasons
        self.dimensions = dimensions
        self.documents = documents
        self.compiledAt = compiledAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "report-compiled", on: .reports, "A report is ready.",
        Field.subject + [
            .required("version", .integer(1, 10_000), "1 for the first report of an interview."),
            .optional("composite", .score, "Weighted sum; absent when a dimension that counts is insufficient."),
            .optional("range", ScoreRange.shape, "Between what it lies where words were heard unsurely."),
            .required("recommendation", .word(Recommendation.self), "What the numbers say; a person decides."),
            .required("reasons", .list(.text(charactersMax: 200), countMax: 30), "Why it is no plain recommendation."),
            .required(
                "dimensions",
                .list(
                    .object([
                        .required("dimension", .text(charactersMax: 60), "What was scored."),
                        .required("weight", .integer(0, 100), "Percent of the composite."),
                        .required("outcome", .word(ScoreOutcome.self), "Whether the score stands."),
                        .optional("score", .score, "0 to 100."),
                        .optional("range", ScoreRange.shape, "Between what the score lies."),
                    ]), countMax: 12), "Each dimension."),
            .required(
                "documents",
                .object([
                    .required("json", .identifier, "The report for programs, sealed in the vault."),
                    .required("html", .identifier, "The report as a page."),
                    .required("pdf", .identifier, "The report as PDF."),
                ]), "The documents in the vault."),
            .required("compiledAt", .instant, "When."),
        ])
    package static let samples = [
        ReportCompiled(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, version: 1,
            composite: 85, recommendation: .recommend, reasons: [],
            dimensions: [
                ReportDimension(
                    dimension: "teamwork", weight: 60, outcome: .scored, score: 85, range: ScoreRange(80, 85))
            ],
            documents: .sample, compiledAt: .sample, range: ScoreRange(82, 85)),
        ReportCompiled(
            applicationID: "app-2", jobID: "job-1", candidateID: "cand-2", language: .chinese, version: 1,
            composite: nil, recommendation: .hold, reasons: ["insufficient:teamwork"],
            dimensions: [ReportDimension(dimension: "teamwork", weight: 60, outcome: .insufficient, score: nil)],
            documents: .sample, compiledAt: .sample),
    ]
}

extension ReportCompiled.ReportDocuments {
    package static let sample = ReportCompiled.ReportDocuments(
        json: "report.app-1.1.json", html: "report.app-1.1.html", pdf: "report.app-1.1.pdf")
}
