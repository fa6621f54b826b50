import Domain
import Events
import GatewayCore

/// The interview as the candidate may see it: no competencies, no topics, no reference answers, no hidden examples.
struct ShownInterview: Encodable {
    struct Question: Encodable {
        let questionID: QuestionID
        /// Shown once the interview is started, of a question with time to think once it is opened: nobody reads ahead.
        let text: String?
        let language: Language
        let answerSecondsMax: Int
        let takesLeft: Int
        let uploadBytesMax: Int64
        let kind: QuestionForm
        /// Of an answer that is written, or may be: words of English, characters of Chinese.
        let lengthMax: Int?
        /// Of a coding question, once the interview is started.
        let code: ShownCode?
        let thinkSeconds: Int?
        let pausesMax: Int?
        let openedAt: Instant?
        let thinkUntil: Instant?
    }

    struct Answer: Encodable {
        let questionID: QuestionID
        let answerID: AnswerID
        let take: Int
        let recordedAt: Instant
        let partCount: Int?
        let missingParts: [Int]?
        let fault: String?
        let durationMilliseconds: Int?
        let isPlayable: Bool
    }

    struct Hand: Encodable {
        let questionID: QuestionID
        let take: Int
        let begunAt: Instant
        let endsAt: Instant
        let pausedAt: Instant?
        let pausesLeft: Int
        let partCount: Int
        let arrivedParts: [Int]
        let endedAt: Instant?
    }

    struct Consent: Encodable {
        let purpose: ConsentPurpose
        let text: String
        let isGiven: Bool
    }

    struct Upload: Encodable {
        let uploadID: UploadID
        let questionID: QuestionID
        let take: Int?
        let part: Int?
        let status: GatewayCore.Upload.Status
        let code: String?
    }

    let applicationID: ApplicationID
    let jobTitle: String
    let language: Language
    let expiresAt: Instant
    let startedAt: Instant?
    let submittedAt: Instant?
    let closedBecause: String?
    let consentTextVersion: String
    let consents: [Consent]
    let questions: [Question]
    let answers: [Answer]
    let uploads: [Upload]
    let takesInHand: [Hand]
    let lostTakes: [LostTake]
    let accommodations: Accommodations?
    let now: Instant

    init(_ session: InterviewSession, _ consentText: ConsentText, at now: Instant) {
        self.now = now
        let purposes = consentText.purposes(of: session)
        let consentText = consentText.of(session)
        takesInHand = (session.takesInHand ?? []).map { Hand($0, session, at: now) }
        lostTakes = session.lostTakes ?? []
        accommodations = session.accommodations
        applicationID = session.applicationID
        jobTitle = session.plan.jobTitle
        language = session.language
        expiresAt = session.expiresAt
        startedAt = session.startedAt
        submittedAt = session.submittedAt
        closedBecause = session.closedBecause
        consentTextVersion = consentText.version
        consents = purposes.map { purpose in
            Consent(
                purpose: purpose, text: consentText.words(for: purpose)[session.language],
                isGiven: session.agrees(to: purpose))
        }
        questions = session.plan.questions.map { question in
            let seconds = session.answerSeconds(of: question)
            return Question(
                questionID: question.questionID, text: session.isShown(question) ? question.text : nil,
                language: question.language, answerSecondsMax: seconds, takesLeft: session.takesLeft(of: question),
                uploadBytesMax: UploadQuota.bytesMax(answerSeconds: seconds), kind: question.form,
                lengthMax: session.writtenForm(of: question) == .text ? question.wordsMax : nil,
                code: session.isShown(question) ? question.code.map { ShownCode($0) } : nil,
                thinkSeconds: session.thinkSeconds(of: question), pausesMax: question.pausesMax,
                openedAt: session.opening(of: question.questionID)?.openedAt,
                thinkUntil: session.thinkUntil(of: question))
        }
        answers = session.takes.map { take in
            Answer(
                questionID: take.questionID, answerID: take.answerID, take: take.take, recordedAt: take.recordedAt,
                partCount: take.partCount, missingParts: take.missingParts, fault: take.fault,
                durationMilliseconds: take.durationMilliseconds, isPlayable: take.rendition != nil)
        }
        uploads = session.uploads.map {
            Upload(
                uploadID: $0.uploadID, questionID: $0.questionID, take: $0.take, part: $0.part, status: $0.status,
                code: $0.code)
        }
    }
}

extension ShownInterview.Hand {
    init(_ hand: TakeInHand, _ session: InterviewSession, at now: Instant) {
        questionID = hand.questionID
        take = hand.take
        begunAt = hand.begunAt
        endsAt = hand.endsAt(at: now)
        pausedAt = hand.pausedAt
        pausesLeft = session.pausesLeft(of: hand)
        partCount = hand.partCount
        arrivedParts = hand.parts.map(\.number).sorted()
        endedAt = hand.endedAt
    }
}
