import Domain
import Events

/// Where somebody is in the interview at this moment, as far as what they did tells.
package struct LiveStanding: Sendable, Hashable {
    package enum Step: Sendable, Hashable {
        /// Agreed, and has not begun.
        case deviceCheck
        case question(number: Int, of: Int, state: QuestionState)
        /// Everything is answered and nothing is handed in.
        case handingIn
    }

    package let step: Step
    package let since: Instant
    /// Nothing came for so long that something may be wrong.
    package let isStuck: Bool

    /// Who has done nothing for so long is in the interview no more.
    package static let presenceMinutes: Int64 = 60

    /// - Parameter lastSignAt: when the candidate did something last, or something of theirs arrived.
    /// Nil: nobody is in this interview.
    package init?(_ session: InterviewSession, lastSignAt: Instant, at now: Instant) {
        guard let agreedAt = session.consents.first(where: { $0.withdrawnAt == nil })?.givenAt,
            session.refusalToContinue(at: now) == nil,
            now < lastSignAt.advanced(byMinutes: Self.presenceMinutes)
        else { return nil }
        let silence = max(0, now.milliseconds(since: lastSignAt))
        if session.startedAt == nil {
            step = .deviceCheck
            since = agreedAt
        } else if let (question, state) = Self.present(session, at: now) {
            let number = session.plan.questions.firstIndex { $0.questionID == question.questionID } ?? 0
            step = .question(number: number + 1, of: session.plan.questions.count, state: state)
            let begun = session.hands(of: question.questionID).last { $0.isRunning }?.begunAt
            since =
                state == .sending
                ? lastSignAt : begun ?? session.opening(of: question.questionID)?.openedAt ?? lastSignAt
        } else {
            step = .handingIn
            since = lastSignAt
        }
        isStuck = silence >= Self.patienceSeconds(step) * 1_000
    }

    /// What is recorded or sent by itself says something by itself; who thinks or checks the camera may take their time.
    package static func patienceSeconds(_ step: Step) -> Int64 {
        switch step {
        case .deviceCheck, .handingIn: 600
        case .question(_, _, let state):
            switch state {
            case .sending, .fault: 60
            // Longer than any pause may last.
            case .unopened, .thinking, .recording, .paused, .answered: 900
            }
        }
    }

    /// The question that is gone on with; when nothing is left to do, one whose answer is on its way.
    private static func present(_ session: InterviewSession, at now: Instant) -> (Question, QuestionState)? {
        let question =
            session.presentQuestion(at: now)
            ?? session.plan.questions.first { session.state(of: $0, at: now) == .sending }
        return question.map { ($0, session.state(of: $0, at: now)) }
    }
}
