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
    /// By how many points the composite may be otherwise, at least: people's grades say so of some of its parts. Nil: nobody knows.
    package var compositeError: Score?
    /// Between what it lies where words were heard unsurely; nil where that changes nothing.
    package var range: ScoreRange?
    package var recommendation: Recommendation
    /// Why it is no plain recommendation: `below-minimum:communication`, `insufficient:teamwork`, …
    package var reasons: [String]
    package var dimensions: [ReportDimension]
    package var documents: ReportDocuments
    package var compiledAt: Instant
    /// What moved since the report before, and why.
    package var changes: [ScoreChange]?
    /// The composite of the report before, where this one replaces it.
    package var compositeBefore: Score?

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
        /// By how many points people would grade otherwise; nil while nobody knows.
        package var error: Score?
        /// Between what it lies where words were heard unsurely; nil where that changes nothing.
        package var range: ScoreRange?

        package init(
            dimension: String, weight: Int, outcome: ScoreOutcome, score: Score?, error: Score? = nil,
            range: ScoreRange? = nil
        ) {
            self.error = error
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
        documents: ReportDocuments, compiledAt: Instant, compositeError: Score? = nil, changes: [ScoreChange]? = nil,
        compositeBefore: Score? = nil, range: ScoreRange? = nil
    ) {
        self.range = range
        self.compositeError = compositeError
        self.changes = changes
        self.compositeBefore = compositeBefore
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
            .optional("compositeError", .score, "By how many points it may be otherwise, at least; absent: unknown."),
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
                        .optional("error", .score, "By how many points people would grade otherwise."),
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
            .optional(
                "changes", .list(ScoreChange.shape, countMax: 24), "What moved since the report before, and why."),
            .optional("compositeBefore", .score, "The composite of the report before."),
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
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, version: 2,
            composite: 80, recommendation: .recommend, reasons: [],
            dimensions: [
                ReportDimension(dimension: "teamwork", weight: 60, outcome: .scored, score: 80, error: 6.5)
            ], documents: .sample, compiledAt: .sample, compositeError: 6.5, changes: [.sample], compositeBefore: 85),
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
