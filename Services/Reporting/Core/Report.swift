import Domain
import Events
import Flow

/// What reporting knows of one application: the scorecard as it came and what it comes to.
package struct Report: Codable, Sendable, Hashable {
    package var scorecard: InterviewScored
    package var assessment: Assessment
    /// 1 for the first; each new scorecard makes the next.
    package var version: Int
    /// The version whose documents lie in the vault.
    package var compiledVersion: Int?
    /// The first version since what was seen of the face was deleted; earlier ones may say it, and go. Nil: nothing was deleted.
    package var versionWithoutFaces: Int?

    package init(scorecard: InterviewScored, assessment: Assessment, version: Int, compiledVersion: Int? = nil) {
        self.scorecard = scorecard
        self.assessment = assessment
        self.version = version
        self.compiledVersion = compiledVersion
    }
}

/// The work of making a report's documents. Everything it says is decided; only names and quotes come from the vault.
package struct RenderReport: Work, Hashable {
    package static let name = "render-report"
    package var scorecard: InterviewScored
    package var assessment: Assessment
    package var version: Int
    package var compiledAt: Instant
    /// The composite of the report before, where this one replaces it.
    package var compositeBefore: Score?

    package init(
        scorecard: InterviewScored, assessment: Assessment, version: Int, compiledAt: Instant,
        compositeBefore: Score? = nil
    ) {
        self.compositeBefore = compositeBefore
        self.scorecard = scorecard
        self.assessment = assessment
        self.version = version
        self.compiledAt = compiledAt
    }
}
