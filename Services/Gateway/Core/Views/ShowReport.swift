import Domain
import Events
import Flow

func showAnswerScored(
    _ event: AnswerScored, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["answerID": event.answer.answerID.text])
}

func showScored(
    _ event: InterviewScored, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause)
}

func showFacesForgotten(
    _ event: FaceFeaturesForgotten, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause)
}

/// Reports of one interview are numbered; an older one never replaces a newer.
func showReport(
    _ event: ReportCompiled, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "version": "\(event.version)", "recommendation": event.recommendation.rawValue,
        "composite": event.composite.map { "\($0)" },
    ]
    return show(event, event.applicationID, view, cause, details) { view in
        guard event.version >= view.report?.version ?? 0 else { return }
        view.report = ApplicationView.Report(
            version: event.version, composite: event.composite, recommendation: event.recommendation,
            reasons: event.reasons, dimensions: event.dimensions, documents: event.documents,
            compiledAt: event.compiledAt, compositeError: event.compositeError, range: event.range)
    }
}
