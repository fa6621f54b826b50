import Domain
import Events

/// A take that was begun and is no answer yet. Its time runs by the server's clock; its recording comes in parts, because a
/// browser that was reloaded, crashed or called away cannot go on with the file that it had begun.
package struct TakeInHand: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    package var take: Int
    package var begunAt: Instant
    /// When the answer time is over. A pause moves it on, and so does what an interruption took.
    package var endsAt: Instant
    /// The time that it was given to answer, the most that was granted.
    package var answerSeconds: Int?
    package var pausedAt: Instant?
    package var pauseCount = 0
    /// Parts that were begun; they are numbered from 1.
    package var partCount: Int
    /// What interruptions have moved the end on by.
    package var creditMilliseconds: Int64 = 0
    package var endedAt: Instant?
    package var isEndedByClock = false
    /// Nobody waits for further parts.
    package var isSettled = false
    /// Parts that have arrived.
    package var parts: [RecordedPart] = []
    /// Parts that came and are no recording.
    package var unreadableParts: [Int] = []

    /// A recorder stops a little late, and so does the word about it.
    package static let graceMilliseconds: Int64 = 2_000
    package static let pauseMinutesMax: Int64 = 10
    /// All interruptions of one take together.
    package static let creditMillisecondsMax: Int64 = 120_000
    package static let partCountMax = 20
    /// How long parts that a lost network held back are waited for.
    package static let arrivalMinutesMax: Int64 = 30

    init(_ questionID: QuestionID, take: Int, begunAt: Instant, answerSeconds: Int, partCount: Int) {
        self.questionID = questionID
        self.take = take
        self.begunAt = begunAt
        endsAt = begunAt.advanced(byMilliseconds: Int64(answerSeconds) * 1000)
        self.answerSeconds = answerSeconds
        self.partCount = partCount
    }

    package var isRunning: Bool { endedAt == nil }

    /// When its time is over, as far as can be said now: a pause stops the clock for ten minutes at most.
    package func endsAt(at now: Instant) -> Instant {
        guard let pausedAt else { return endsAt }
        let paused = min(max(0, now.milliseconds(since: pausedAt)), Self.pauseMinutesMax * 60_000)
        return endsAt.advanced(byMilliseconds: paused)
    }

    func isOver(at now: Instant) -> Bool {
        now >= endsAt(at: now).advanced(byMilliseconds: Self.graceMilliseconds)
    }

    /// The clock goes on after a pause.
    mutating func resume(at now: Instant) {
        endsAt = endsAt(at: now)
        pausedAt = nil
    }

    /// Moves the end on by what an interruption took, as far as that is possible and still allowed.
    mutating func credit(_ milliseconds: Int64, at now: Instant) {
        let lost = min(max(0, milliseconds), now.milliseconds(since: begunAt))
        let credit = max(0, min(lost, Self.creditMillisecondsMax - creditMilliseconds))
        creditMilliseconds += credit
        endsAt = endsAt.advanced(byMilliseconds: credit)
    }

    /// The numbers of the parts that were begun and have not arrived.
    package var missingParts: [Int] {
        partCount == 0 ? [] : (1...partCount).filter { number in !parts.contains { $0.number == number } }
    }

    /// Whether nothing more can come.
    var isComplete: Bool {
        endedAt != nil && (isSettled || missingParts.allSatisfy(unreadableParts.contains))
    }
}

/// A take of which nothing arrived that could be an answer.
package struct LostTake: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    package var take: Int
    package var code: String
}

/// A question that was shown to the candidate.
package struct Opening: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    package var openedAt: Instant
}
