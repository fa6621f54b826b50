import Domain
import Events
import GatewayCore

/// The interview as the candidate may see it: no competencies, no topics, no reference answers, no hidden examples.
struct ShownInterview: Encodable {
    struct Question: Encodable {
        let questionID: QuestionID
        /// Shown once the interview is started, so that nobody reads ahead.
        let text: String?
        let language: Language
        let answerSecondsMax: Int
        let takesLeft: Int
        let uploadBytesMax: Int64
        let kind: QuestionForm
        /// Of a text answer: words of English, characters of Chinese.
        let lengthMax: Int?
        /// Of a coding question, once the interview is started.
        let code: ShownCode?
    }

    struct Consent: Encodable {
        let purpose: ConsentPurpose
        let text: String
        let isGiven: Bool
    }

    struct Upload: Encodable {
        let uploadID: UploadID
        let questionID: QuestionID
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
    let answers: [InterviewSession.Take]
    let uploads: [Upload]

    init(_ session: InterviewSession, _ consentText: ConsentText) {
        applicationID = session.applicationID
        jobTitle = session.plan.jobTitle
        language = session.language
        expiresAt = session.expiresAt
        startedAt = session.startedAt
        submittedAt = session.submittedAt
        closedBecause = session.closedBecause
        consentTextVersion = consentText.version
        consents = ConsentPurpose.allCases.map { purpose in
            Consent(
                purpose: purpose, text: consentText.words(for: purpose)[session.language],
                isGiven: session.agrees(to: purpose))
        }
        questions = session.plan.questions.map { question in
            Question(
                questionID: question.questionID, text: session.startedAt == nil ? nil : question.text,
                language: question.language, answerSecondsMax: question.answerSecondsMax,
                takesLeft: max(0, session.plan.retakesMax + 1 - session.takes(of: question.questionID).count),
                uploadBytesMax: UploadQuota.bytesMax(answerSeconds: question.answerSecondsMax), kind: question.form,
                lengthMax: question.form == .text ? question.wordsMax : nil,
                code: session.startedAt == nil ? nil : question.code.map { ShownCode($0) })
        }
        answers = session.takes
        uploads = session.uploads.map {
            Upload(uploadID: $0.uploadID, questionID: $0.questionID, status: $0.status, code: $0.code)
        }
    }
}
