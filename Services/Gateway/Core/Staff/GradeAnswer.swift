import Domain
import Events
import Flow

package struct GradeAnswer: Submission {
    package static let name = "grade-answer"
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var questionID: QuestionID
    package var answerID: AnswerID
    package var dimension: String
    package var level: Int
    package var hasWords: Bool
    package var gradedBy: ActorID

    package init(
        applicationID: ApplicationID, jobID: JobID, questionID: QuestionID, answerID: AnswerID, dimension: String,
        level: Int, hasWords: Bool, gradedBy: ActorID
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.questionID = questionID
        self.answerID = answerID
        self.dimension = dimension
        self.level = level
        self.hasWords = hasWords
        self.gradedBy = gradedBy
    }
}

/// A person grades an answer; of one person's grades the latest counts. That there is such an answer, the session has said:
/// an answer that was given stays.
func gradeAnswer(
    _ body: GradeAnswer, _ sheet: GradeSheet?, _ cause: Cause
) throws(Refusal) -> Decision<GradeSheet> {
    guard (0...AnswerGraded.levelMax).contains(body.level) else {
        throw Refusal("malformed-level", "A grade is a level from 0 to 5.")
    }
    var sheet = sheet ?? GradeSheet(body.applicationID)
    guard sheet.erasedAt == nil else { throw Refusal("application-closed", "The candidate was erased.") }
    let grade = GradeSheet.Grade(
        questionID: body.questionID, answerID: body.answerID, dimension: body.dimension, level: body.level,
        hasWords: body.hasWords, gradedBy: body.gradedBy, gradedAt: cause.now)
    if let index = sheet.grades.firstIndex(where: {
        $0.answerID == grade.answerID && $0.dimension == grade.dimension && $0.gradedBy == grade.gradedBy
    }) {
        sheet.grades[index] = grade
    } else {
        guard sheet.grades.count < GradeSheet.gradeCountMax else {
            throw Refusal("too-many-grades", "This interview has as many grades as can be kept.")
        }
        sheet.grades.append(grade)
    }
    return Decision(
        sheet,
        emitting: AnswerGraded(
            applicationID: body.applicationID, jobID: body.jobID, questionID: body.questionID,
            answerID: body.answerID, dimension: body.dimension, level: body.level, hasWords: body.hasWords,
            gradedBy: body.gradedBy, gradedAt: cause.now))
}

/// The machine's score of an answer is kept beside the grades. Scored again, the later one counts.
func noteMachineScore(
    _ event: AnswerScored, _ sheet: GradeSheet?, _ cause: Cause
) throws(Refusal) -> Decision<GradeSheet> {
    var sheet = sheet ?? GradeSheet(event.applicationID)
    guard sheet.erasedAt == nil else { return .nothing(.noConsequence("The candidate was erased.")) }
    let answerID = event.answer.answerID
    let scores = event.answer.dimensions.map {
        GradeSheet.MachineScore(answerID: answerID, dimension: $0.dimension, score: $0.score)
    }
    sheet.machine = (sheet.machine ?? []).filter { $0.answerID != answerID } + scores
    return Decision(sheet)
}

/// What people thought of a candidate goes with the candidate; a mark stays, so that nothing comes after it.
func eraseGrades(
    _ event: CandidateErased, _ sheet: GradeSheet?, _ cause: Cause
) throws(Refusal) -> Decision<GradeSheet> {
    var sheet = sheet ?? GradeSheet(event.applicationID)
    guard sheet.erasedAt == nil else { return .nothing(.noConsequence("They were erased before.")) }
    sheet.grades = []
    sheet.machine = nil
    sheet.erasedAt = event.erasedAt
    return Decision(sheet)
}
