import Domain
import Events
import Flow

/// The work of deleting documents of a report that say what was seen of a face.
package struct ForgetDocuments: Work, Hashable {
    package static let name = "forget-documents"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    /// Of the reports.
    package var versions: [Int]
}

/// What was seen of the candidate's face was deleted: the documents that say it go at once, and the report is made anew without.
func forgetFaces(
    _ event: FaceFeaturesForgotten, _ report: Report?, _ cause: Cause
) throws(Refusal) -> Decision<Report> {
    guard var report else {
        return .nothing(.noConsequence("A report that is made from now on finds nothing of a face."))
    }
    let before = report.version
    report.version += 1
    report.versionWithoutFaces = report.version
    var scorecard = report.scorecard
    // What moved was told by the report before; nothing has moved since.
    scorecard.changes = nil
    let render = RenderReport(
        scorecard: scorecard, assessment: report.assessment, version: report.version, compiledAt: cause.now)
    return Decision(
        report,
        performing: [Perform(render), Perform(ForgetDocuments(scorecard, Array(1...before)))])
}

extension ForgetDocuments {
    package init(_ scorecard: InterviewScored, _ versions: [Int]) {
        self.init(
            applicationID: scorecard.applicationID, candidateID: scorecard.candidateID, versions: versions)
    }
}

func noteDocumentsForgotten(
    _ work: ForgetDocuments, _ isDone: Bool, _ report: Report?, _ cause: Cause
) throws(Refusal) -> Decision<Report> {
    .nothing(.noConsequence("The report that stands says nothing of a face."))
}
