import Domain
import Events
import Flow

package struct ReportMeasure: Submission {
    package static let name = "report-measure"
    package var dimension: String
    package var score: Score
    package var source: String
    package var measuredOn: CalendarDate?
    package var reportedBy: ActorID

    package init(
        dimension: String, score: Score, source: String, measuredOn: CalendarDate?, reportedBy: ActorID
    ) {
        self.dimension = dimension
        self.score = score
        self.source = source
        self.measuredOn = measuredOn
        self.reportedBy = reportedBy
    }
}

/// The ATS knows something of a candidate that no interview tells; it counts where the interview's plan takes it from outside.
/// A later report takes the place of an earlier one.
func reportMeasure(
    _ body: ReportMeasure, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session else { throw .noInterview }
    guard session.closedBecause != "candidate-erased" else {
        throw Refusal("application-closed", "The candidate was erased.")
    }
    guard session.plan.dimensions.contains(where: { $0.dimension == body.dimension && $0.isOutside == true }) else {
        throw Refusal("no-such-dimension", "The interview takes no such dimension from outside.")
    }
    guard isReasonCode(body.source) else {
        throw Refusal("malformed-source", "A source is a code in kebab-case.")
    }
    return Decision(
        nil,
        emitting: OutsideMeasured(
            applicationID: session.applicationID, dimension: body.dimension, score: body.score, source: body.source,
            measuredOn: body.measuredOn, reportedBy: body.reportedBy, reportedAt: cause.now))
}
