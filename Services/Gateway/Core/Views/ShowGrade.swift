import Domain
import Events
import Flow

/// That somebody graded is seen, not how: whoever grades next is not to be swayed.
func showGrade(
    _ event: AnswerGraded, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "answerID": event.answerID.text, "dimension": event.dimension, "gradedBy": event.gradedBy.text,
    ]
    return show(event, event.applicationID, view, cause, details)
}

func showMeasure(
    _ event: OutsideMeasured, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "dimension": event.dimension, "score": "\(event.score)", "source": event.source,
        "reportedBy": event.reportedBy.text,
    ]
    return show(event, event.applicationID, view, cause, details)
}
