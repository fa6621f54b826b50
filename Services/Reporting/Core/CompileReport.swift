import Domain
import Events
import Flow

/// A whole scorecard came: weigh it and have the documents made.
package func compileReport(
    _ event: InterviewScored, _ report: Report?, _ cause: Cause
) throws(Refusal) -> Decision<Report> {
    // Scorecards of one interview are numbered, and two processes may tell of two of them in either order.
    if let known = report?.scorecard.version, let version = event.version, version < known {
        return .nothing(.noConsequence("A newer scorecard is reported."))
    }
    let assessment = assess(event.dimensions, by: event.plan.dimensions, flags: event.flags)
    let version = (report?.version ?? 0) + 1
    let work = RenderReport(
        scorecard: event, assessment: assessment, version: version, compiledAt: cause.now,
        compositeBefore: report?.assessment.composite)
    var next = Report(
        scorecard: event, assessment: assessment, version: version, compiledVersion: report?.compiledVersion)
    next.versionWithoutFaces = report?.versionWithoutFaces
    return Decision(next, performing: [Perform(work)])
}

/// The documents lie in the vault: say so.
package func announceReport(
    _ work: RenderReport, _ documents: ReportCompiled.ReportDocuments, _ report: Report?, _ cause: Cause
) throws(Refusal) -> Decision<Report> {
    var report = report ?? Report(scorecard: work.scorecard, assessment: work.assessment, version: work.version)
    if let bound = report.versionWithoutFaces, work.version < bound {
        // It was being made while what was seen of the face was deleted, and may say it. The next one is on its way.
        return Decision(report, performing: [Perform(ForgetDocuments(work.scorecard, [work.version]))])
    }
    report.compiledVersion = max(work.version, report.compiledVersion ?? 0)
    let scorecard = work.scorecard
    return Decision(
        report,
        emitting: [
            ReportCompiled(
                applicationID: scorecard.applicationID, jobID: scorecard.jobID, candidateID: scorecard.candidateID,
                language: scorecard.language, version: work.version, composite: work.assessment.composite,
                recommendation: work.assessment.recommendation, reasons: work.assessment.reasons.map(\.code),
                dimensions: work.assessment.dimensions.map { dimension in
                    ReportCompiled.ReportDimension(
                        dimension: dimension.name, weight: dimension.weight.weight, outcome: dimension.result.outcome,
                        score: dimension.score, error: dimension.error,
                        range: dimension.score == nil ? nil : dimension.result.range)
                }, documents: documents, compiledAt: work.compiledAt,
                compositeError: work.assessment.compositeError, changes: scorecard.changes,
                compositeBefore: work.compositeBefore, range: work.assessment.range)
        ])
}

extension InterviewScored {
    /// What a person should look at, each once.
    var flags: [String] {
        var seen: Set<String> = []
        return answers.flatMap { $0.flags ?? [] }.filter { seen.insert($0).inserted }
    }
}
