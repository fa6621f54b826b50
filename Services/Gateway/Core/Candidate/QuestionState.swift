import Domain
import Events

/// Where one question stands for its candidate, and so what the page of it shows.
package enum QuestionState: String, Sendable, CaseIterable, Hashable {
    /// Not shown yet: the time to think begins when it is.
    case unopened
    case thinking, recording, paused
    /// What was recorded is on its way, or is being put together.
    case sending
    case answered
    /// What arrived last cannot be heard, or nothing arrived.
    case fault
}

extension InterviewSession {
    package func state(of question: Question, at now: Instant) -> QuestionState {
        let id = question.questionID
        if let hand = hands(of: id).first(where: { $0.isRunning && !$0.isOver(at: now) }) {
            return hand.pausedAt == nil ? .recording : .paused
        }
        if isArriving(id) { return .sending }
        if fault(of: id) != nil { return .fault }
        if !takes(of: id).isEmpty { return .answered }
        return isShown(question) ? .thinking : .unopened
    }

    /// What is wrong with the last take, if anything: it cannot be heard, or nothing of it came.
    package func fault(of id: QuestionID) -> String? {
        let last = takes(of: id).max { $0.take < $1.take }
        let lost = lostTakes?.filter { $0.questionID == id }.max { $0.take < $1.take }
        guard let lost, lost.take > last?.take ?? 0 else { return last?.fault }
        return lost.code
    }

    /// Whether there is an answer that can be heard.
    package func isAnswered(_ id: QuestionID) -> Bool { takes(of: id).contains { $0.fault == nil } }

    /// Whether the interview waits for this question: it has no answer and can still be given one.
    package func isAwaited(_ question: Question) -> Bool {
        takes(of: question.questionID).isEmpty && takesLeft(of: question) > 0
    }

    /// The question to go on with: the one whose time runs, else the first for which there is something to do. Nil when all are
    /// answered as well as they can be.
    package func presentQuestion(at now: Instant) -> Question? {
        runningQuestion(at: now)
            ?? plan.questions.first { question in
                switch state(of: question, at: now) {
                case .unopened, .thinking, .recording, .paused: true
                case .fault: !isAnswered(question.questionID) && takesLeft(of: question) > 0
                case .sending, .answered: false
                }
            }
    }

    /// The question whose time to think or to answer runs: no other is open meanwhile.
    package func runningQuestion(at now: Instant) -> Question? {
        plan.questions.first { question in
            switch state(of: question, at: now) {
            case .recording, .paused: true
            case .thinking: thinkUntil(of: question) != nil
            case .unopened, .sending, .answered, .fault: false
            }
        }
    }

    private func isArriving(_ id: QuestionID) -> Bool {
        !hands(of: id).isEmpty || uploads.contains { $0.questionID == id && $0.status == .assembling }
    }
}
