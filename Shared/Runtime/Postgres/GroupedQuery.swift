import Glibc
import Synchronization

/// Questions to the database that go together: those that come while a round is under way wait for the next one, so that
/// many clients share round trips, syncs and wake-ups. A lone question does not wait.
///
/// Clients that ask again as soon as they are answered come one after the other: a round that begins with the first of them
/// would leave the others to the next. So a round waits, for a moment, until as many are there as in those before.
package final class GroupedQuery<Question: Sendable, Answer: Sendable>: Sendable {
    /// Answers each question, in order. What it throws, all questions of the round are told.
    package typealias Round = @Sendable (_ questions: [Question], Connection) throws -> [Result<Answer, any Error>]

    private struct Waiting: Sendable {
        let question: Question
        let continuation: CheckedContinuation<Answer, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var roundCount = 0
        /// Questions of the last rounds, the newest last.
        var lastCounts: [Int] = []
    }

    /// How long a round waits for others, in steps.
    private static var gatherMicroseconds: UInt32 { 50 }
    private static var gatherStepCountMax: Int { 20 }

    private let database: Database
    private let questionCountMax: Int
    private let roundCountMax: Int
    private let round: Round
    private let state = Mutex(State())

    /// - Parameters:
    ///   - questionCountMax: questions of one round.
    ///   - roundCountMax: rounds under way at the same time, each on a connection of its own.
    package init(_ database: Database, questionCountMax: Int = 64, roundCountMax: Int = 2, round: @escaping Round) {
        precondition(questionCountMax > 0 && roundCountMax > 0)
        self.database = database
        self.questionCountMax = questionCountMax
        self.roundCountMax = roundCountMax
        self.round = round
    }

    package func answer(_ question: Question) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let isFirst = state.withLock { state -> Bool in
                state.waiting.append(Waiting(question: question, continuation: continuation))
                guard state.roundCount < roundCountMax else { return false }
                state.roundCount += 1
                return true
            }
            if isFirst { begin() }
        }
    }

    private func begin() {
        let isTaken = database.enqueue { [self] connection in
            do { answerWaiting(on: try connection()) } catch { refuse(error) }
            ended()
        }
        guard !isTaken else { return }
        refuse(Database.full)
        ended()
    }

    /// No connection: whoever waits is told, and the next question tries again.
    private func refuse(_ error: any Error) {
        for waiting in take() { waiting.continuation.resume(throwing: error) }
    }

    private func ended() {
        let goesOn = state.withLock { state -> Bool in
            if state.waiting.isEmpty { state.roundCount -= 1 }
            return !state.waiting.isEmpty
        }
        if goesOn { begin() }
    }

    private func take() -> [Waiting] {
        state.withLock { state in
            let taken = Array(state.waiting.prefix(questionCountMax))
            state.waiting.removeFirst(taken.count)
            state.lastCounts = state.lastCounts.suffix(roundCountMax - 1) + [taken.count]
            return taken
        }
    }

    private func gather() {
        for _ in 0..<Self.gatherStepCountMax {
            let isEnough = state.withLock { state in
                state.waiting.count * roundCountMax >= state.lastCounts.reduce(0, +)
            }
            if isEnough { return }
            usleep(Self.gatherMicroseconds)
        }
    }

    private func answerWaiting(on connection: Connection) {
        gather()
        let taken = take()
        guard !taken.isEmpty else { return }
        do {
            let answers = try round(taken.map(\.question), connection)
            precondition(answers.count == taken.count, "every question gets an answer")
            for (waiting, answer) in zip(taken, answers) { waiting.continuation.resume(with: answer) }
        } catch {
            for waiting in taken { waiting.continuation.resume(throwing: error) }
        }
    }
}

extension Connection {
    /// Runs several statements that read, in one round trip; each fails for itself. Throws when the connection is lost.
    package func queryEach<Value>(_ statements: [Statement<Value>]) throws -> [Result<[Value], any Error>] {
        let names = try statements.map { try prepare($0.sql, $0.parameters.map(\.type)) }
        var pipeline = try Pipeline(self)
        let rows = statements.map { _ in Rows<Value>() }
        for (index, statement) in statements.enumerated() {
            let rows = rows[index]
            try pipeline.add(names[index], statement.parameters) { rows.values.append(try statement.read($0)) }
            try pipeline.synchronize()
        }
        let errors = try pipeline.finish(groups: statements.count)
        return zip(rows, errors).map { rows, error in error.map { .failure($0) } ?? .success(rows.values) }
    }
}

private final class Rows<Value> {
    var values: [Value] = []
}
