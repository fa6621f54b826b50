import Domain
import Events
import Flow

package struct EndTake: Submission {
    package static let name = "end-take"
    package var questionID: QuestionID
    package var take: Int

    package init(questionID: QuestionID, take: Int) {
        self.questionID = questionID
        self.take = take
    }
}

package struct SettleTake: Submission {
    package static let name = "settle-take"
    package var questionID: QuestionID
    package var take: Int

    package init(questionID: QuestionID, take: Int) {
        self.questionID = questionID
        self.take = take
    }
}

/// The answer time is over.
struct TakeExpiry: Timer {
    static let name = "take-expiry"
    var questionID: QuestionID
    var take: Int
}

/// The time is over in which parts that a lost network held back may still arrive.
struct TakeSettling: Timer {
    static let name = "take-settling"
    var questionID: QuestionID
    var take: Int
}

/// The candidate is done with the answer; what is still on its way may arrive.
func endTake(
    _ body: EndTake, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session else { throw .noInterview }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    guard let index = session.handIndex(body.questionID, body.take) else {
        guard session.takes(of: body.questionID).contains(where: { $0.take == body.take }) else { throw .noTake }
        return .nothing(.answered)
    }
    return end(index, session, byClock: false, cause)
}

/// The server's clock ends the answer, whatever the browser does.
func expireTake(
    _ timer: TakeExpiry, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session, let index = session.handIndex(timer.questionID, timer.take),
        let hand = session.takesInHand?[index], hand.isRunning
    else { return .takeEnded }
    guard hand.isOver(at: cause.now) else {
        // Moved on: an interruption set a timer of its own, a pause may last as long as pauses may.
        guard hand.pausedAt != nil else { return .nothing(.noConsequence("The end was moved on.")) }
        let at = hand.endsAt.advanced(byMinutes: TakeInHand.pauseMinutesMax)
            .advanced(byMilliseconds: TakeInHand.graceMilliseconds)
        return Decision(session, waking: [Wake(timer, at: at)])
    }
    return end(index, session, byClock: true, cause)
}

private func end(
    _ index: Int, _ session: InterviewSession, byClock: Bool, _ cause: Cause
) -> Decision<InterviewSession> {
    var session = session
    guard var hand = session.takesInHand?[index], hand.isRunning else { return .nothing(.answered) }
    hand.resume(at: cause.now)
    hand.endedAt = min(cause.now, hand.endsAt.advanced(byMilliseconds: TakeInHand.graceMilliseconds))
    hand.isEndedByClock = byClock
    session.takesInHand?[index] = hand
    let settling = Wake(
        TakeSettling(questionID: hand.questionID, take: hand.take),
        at: cause.now.advanced(byMinutes: TakeInHand.arrivalMinutesMax))
    // A take that nobody's browser has recorded anything of may still be one whose network was lost.
    guard hand.partCount > 0 else { return Decision(session, waking: [settling]) }
    return session.completing(hand.questionID, hand.take, cause, waking: [settling])
}

/// What has not arrived by now will not: what there is becomes the answer.
func settleTake(
    _ body: SettleTake, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session else { throw .noInterview }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    guard let index = session.handIndex(body.questionID, body.take), let hand = session.takesInHand?[index] else {
        return .nothing(.answered)
    }
    guard !hand.isRunning else { throw .takeRunning }
    return try settle(index, session, cause)
}

func settleTakeInTime(
    _ timer: TakeSettling, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session, let index = session.handIndex(timer.questionID, timer.take),
        session.takesInHand?[index].isRunning == false
    else { return .takeEnded }
    return try settle(index, session, cause)
}

/// Uploads that stand half-way end where they stand: what arrived of them can be heard.
private func settle(
    _ index: Int, _ session: InterviewSession, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    var session = session
    guard let hand = session.takesInHand?[index] else { return .takeEnded }
    session.takesInHand?[index].isSettled = true
    var performs: [Perform] = []
    for place in session.uploads.indices
    where session.uploads[place].belongs(to: hand) && session.uploads[place].status == .open {
        session.uploads[place].status = .assembling
        performs.append(try assembling(session.uploads[place], take: hand.take, session, isCutShort: true))
    }
    return session.completing(hand.questionID, hand.take, cause, performing: performs)
}

extension InterviewSession {
    /// The take becomes an answer if nothing more of it is to come.
    func completing(
        _ id: QuestionID, _ take: Int, _ cause: Cause, waking wakes: [Wake] = [], performing performs: [Perform] = []
    ) -> Decision<InterviewSession> {
        var session = self
        guard let index = handIndex(id, take), let hand = takesInHand?[index], hand.isComplete,
            !uploads.contains(where: { $0.belongs(to: hand) && $0.status != .refused })
        else { return Decision(session, waking: wakes, performing: performs) }
        session.takesInHand?.remove(at: index)
        let parts = hand.parts.sorted { $0.number < $1.number }
        guard let first = parts.first, let answer = try? answerID(applicationID, id, take) else {
            let code = hand.unreadableParts.isEmpty ? "nothing-arrived" : "not-a-recording"
            session.lostTakes = (lostTakes ?? []) + [LostTake(questionID: id, take: take, code: code)]
            return Decision(session, waking: wakes, performing: performs)
        }
        let missing = hand.missingParts
        let isPlain = parts.count == 1 && missing.isEmpty
        session.takes.append(
            Take(
                questionID: id, answerID: answer, take: take, recordedAt: cause.now,
                partCount: isPlain ? nil : hand.partCount, missingParts: missing.isEmpty ? nil : missing))
        let recorded = AnswerRecorded(
            applicationID: applicationID, candidateID: candidateID, questionID: id, answerID: answer, take: take,
            blobID: first.blobID, mediaType: first.mediaType, byteCount: parts.reduce(0) { $0 + $1.byteCount },
            sha256: first.sha256, recordedAt: cause.now, parts: isPlain ? nil : parts,
            missingParts: missing.isEmpty ? nil : missing,
            answerSecondsMax: hand.answerSeconds ?? question(id).map { answerSeconds(of: $0) })
        return Decision(session, emitting: [recorded], waking: wakes, performing: performs)
    }
}

extension Decision {
    static var takeEnded: Decision { .nothing(.noConsequence("The take has ended before.")) }
}
