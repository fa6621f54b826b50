import Domain
import Events

/// One candidate's interview: what is asked, what was agreed to, what has been recorded. Key: the application.
package struct InterviewSession: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var plan: InterviewPlan
    package var expiresAt: Instant
    package var consents: [Consent] = []
    package var startedAt: Instant?
    /// Recordings on their way in.
    package var uploads: [Upload] = []
    /// Recordings that have arrived, in order.
    package var takes: [Take] = []
    /// The last runs of programs on the open examples.
    package var runs: [CodeRun]?
    package var submittedAt: Instant?
    package var surveyedAt: Instant?
    /// The candidate does not want to be recorded and asked for another way; that is no rejection.
    package var humanWayAskedAt: Instant?
    /// Set when nothing more can be given: the time is over or the application is closed.
    package var closedBecause: String?
    /// Questions that were shown one by one.
    package var openings: [Opening]?
    /// Takes that were begun and are no answers yet.
    package var takesInHand: [TakeInHand]?
    /// Takes of which nothing came.
    package var lostTakes: [LostTake]?
    /// Uploads that are complete: who asks again is told so for as long as the session lives.
    package var arrived: [Upload]?
    /// What HR granted this candidate.
    package var accommodations: Accommodations?
    /// How many uploads were ever opened and how many bytes they announced, for the quota.
    package var openedUploadCount = 0
    package var openedByteCount: Int64 = 0

    package struct Consent: Codable, Sendable, Hashable {
        package var purpose: ConsentPurpose
        package var textVersion: String
        package var givenAt: Instant
        package var withdrawnAt: Instant?
    }

    package struct Take: Codable, Sendable, Hashable {
        package var questionID: QuestionID
        package var answerID: AnswerID
        package var take: Int
        package var recordedAt: Instant
        /// Set when there are several, or some are missing.
        package var partCount: Int?
        package var missingParts: [Int]?
        /// Why it cannot be heard, once somebody tried.
        package var fault: String?
        package var durationMilliseconds: Int?
        /// The form in which it can be played.
        package var rendition: Rendition?
    }

    package struct Rendition: Codable, Sendable, Hashable {
        package var blobID: BlobID
        package var mediaType: String
    }

    package init(_ invited: InterviewInvited) {
        applicationID = invited.applicationID
        jobID = invited.jobID
        candidateID = invited.candidateID
        language = invited.language
        plan = invited.plan
        expiresAt = invited.expiresAt
    }

    /// An upload by its name, on its way or complete.
    package func upload(_ id: UploadID) -> Upload? {
        uploads.first { $0.uploadID == id } ?? arrived?.first { $0.uploadID == id }
    }

    package func takes(of question: QuestionID) -> [Take] { takes.filter { $0.questionID == question } }

    /// The number of the next take, counting those that are still being put together.
    func nextTake(of question: QuestionID) -> Int {
        let arriving = uploads.filter { $0.questionID == question }.compactMap(\.take)
        let others =
            hands(of: question).map(\.take) + (lostTakes ?? []).filter { $0.questionID == question }.map(\.take)
        return (takes(of: question).map(\.take) + arriving + others).reduce(0, max) + 1
    }

    /// Why nothing can be given any more, if so. The server's clock counts, not the candidate's.
    package func refusalToContinue(at now: Instant) -> Refusal? {
        if submittedAt != nil { return Refusal("already-submitted", "The interview has been handed in.") }
        if let closedBecause { return Refusal(closedBecause, "This interview is closed.") }
        if now >= expiresAt { return Refusal("interview-expired", "The time for this interview is over.") }
        return nil
    }
}

/// How often and how long each question may be answered, by the job and by what HR granted the candidate.
extension InterviewSession {
    /// No take has a higher number, whatever is allowed and granted.
    static let takeNumberMax = 10
    /// How many failed takes cost nothing where the job does not say.
    static let failedTakesMax = 3

    package func question(_ id: QuestionID) -> Question? { plan.questions.first { $0.questionID == id } }

    /// A question that is answered before the camera, by whoever agreed to be recorded.
    func recorded(_ id: QuestionID) throws(Refusal) -> Question {
        guard let question = question(id) else { throw .noQuestion }
        guard question.form == .video else {
            throw Refusal("answered-in-writing", "This question is answered in writing.")
        }
        guard agrees(to: .recording) else { throw .consentMissing }
        return question
    }

    /// HR granted that what others speak may be written.
    package var mayWriteInstead: Bool { accommodations?.hasTextAnswers == true }

    /// In which form the question may be answered in writing, if it may.
    package func writtenForm(of question: Question) -> QuestionForm? {
        question.form == .video ? (mayWriteInstead ? .text : nil) : question.form
    }

    /// How often it may be answered again, before anything is answered.
    package func retakes(of question: Question) -> Int {
        (question.retakesMax ?? plan.retakesMax) + (accommodations?.extraRetakes ?? 0)
    }

    package func answerSeconds(of question: Question) -> Int { prolonged(question.answerSecondsMax) }

    /// Nil: nobody counts how long one thinks, because the job does not ask it, or because this candidate may write instead.
    package func thinkSeconds(of question: Question) -> Int? {
        mayWriteInstead ? nil : question.thinkSeconds.map(prolonged)
    }

    package func thinkUntil(of question: Question) -> Instant? {
        guard let opening = opening(of: question.questionID), let seconds = thinkSeconds(of: question) else {
            return nil
        }
        return opening.openedAt.advanced(byMilliseconds: Int64(seconds) * 1000)
    }

    /// Whether the candidate may read it now.
    package func isShown(_ question: Question) -> Bool {
        startedAt != nil && (thinkSeconds(of: question) == nil || opening(of: question.questionID) != nil)
    }

    package func opening(of id: QuestionID) -> Opening? { openings?.first { $0.questionID == id } }

    package func hands(of id: QuestionID) -> [TakeInHand] { takesInHand?.filter { $0.questionID == id } ?? [] }

    func handIndex(_ id: QuestionID, _ take: Int) -> Int? {
        takesInHand?.firstIndex { $0.questionID == id && $0.take == take }
    }

    /// The take whose time runs.
    package func running(at now: Instant) -> TakeInHand? {
        takesInHand?.first { $0.isRunning && !$0.isOver(at: now) }
    }

    package func pausesLeft(of hand: TakeInHand) -> Int {
        max(0, (question(hand.questionID)?.pausesMax ?? 0) - hand.pauseCount)
    }

    /// How often the question may be answered again. What turned out to be no recording that can be heard costs nothing, within
    /// the bound that the job sets.
    package func takesLeft(of question: Question) -> Int {
        let id = question.questionID
        let lost = lostTakes?.count { $0.questionID == id } ?? 0
        let arriving = uploads.count { $0.questionID == id && $0.part == nil && $0.status == .assembling }
        let begun = takes(of: id).count + lost + hands(of: id).count + arriving
        let failed = min(
            lost + takes(of: id).count { $0.fault != nil }, plan.failedTakesMax ?? Self.failedTakesMax)
        let allowed = retakes(of: question) + 1
        return max(0, min(allowed - begun + failed, Self.takeNumberMax + 1 - nextTake(of: id)))
    }

    /// The take that is handed in: the last that can be heard, or the last of all.
    package func takeThatCounts(of id: QuestionID) -> Take? {
        let takes = takes(of: id).sorted { $0.take < $1.take }
        return takes.last { $0.fault == nil } ?? takes.last
    }

    private func prolonged(_ seconds: Int) -> Int {
        seconds * (100 + max(0, accommodations?.extraTimePercent ?? 0)) / 100
    }

    /// Why nothing can be answered now, if so.
    func checkAnswering(at now: Instant) throws(Refusal) {
        if let refusal = refusalToContinue(at: now) { throw refusal }
        guard mayBeAnswered else { throw .consentMissing }
        guard startedAt != nil else { throw Refusal("not-started", "Start the interview first.") }
    }
}

extension Refusal {
    static let noQuestion = Refusal("no-such-question", "This interview has no such question.")
    static let noTake = Refusal("no-take", "There is no such take, or it is an answer already.")
    static let noTakeLeft = Refusal("no-take-left", "This question cannot be answered again.")
    static let takeRunning = Refusal("take-running", "An answer is being recorded; end it first.")
    static let timeOver = Refusal("time-over", "The time for this answer is over.")
}
