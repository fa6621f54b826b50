import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    private static let tag = "grades"

    /// What the employer's people think of an answer, on the levels of its rubric.
    var gradeRoutes: [Route] { [grading, gradeList] }

    private var grading: Route {
        route(
            .post, "/v1/applications/{applicationID}/answers/{answerID}/grades",
            RouteDocumentation(
                "Grade an answer from 0 to 5 in its question's competency or in communication, best before seeing what others "
                    + "gave. A second grade of the same person takes the place of the first.",
                tag: Self.tag, roles: Role.may(.gradeAnswers), fields: [.idempotencyKey],
                request: .json(.named("Grade")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(GradeBody.self, bytesMax: 32 * 1024)
            let answer = try request.parameter("answerID") { try? AnswerID($0) }
            guard let session = try await records.session(try request.applicationID()) else {
                throw Problem(.noApplication)
            }
            let question = try refusing { () throws(Refusal) in try session.gradedQuestion(answer, in: body.dimension) }
            let actor = try request.actor()
            let act = try await graded(
                answer, of: question, in: body.dimension, body.level, try written(body.words), by: actor, session)
            return try await record(act, of: session.applicationID, request)
        }
    }

    /// Puts the words beside a grade into the vault; gives the act that grades.
    func graded(
        _ answer: AnswerID, of question: Question, in dimension: String, _ level: Int, _ words: String?,
        by actor: ActorID, _ session: InterviewSession
    ) async throws -> GradeAnswer {
        // A level that is refused leaves the words that were there.
        if let words, (0...AnswerGraded.levelMax).contains(level) {
            let field = GradeSheet.wordsField(answer, isCommunication: dimension == communication, by: actor)
            try await person.putFields([field: words], session.candidateID)
        }
        return GradeAnswer(
            applicationID: session.applicationID, jobID: session.jobID, questionID: question.questionID,
            answerID: answer, dimension: dimension, level: level, hasWords: words != nil, gradedBy: actor)
    }

    private var gradeList: Route {
        route(
            .get, "/v1/applications/{applicationID}/grades",
            RouteDocumentation(
                "The grades of an interview with their words; interviewers see their own. Reading is audited.",
                tag: Self.tag, roles: Role.may(.gradeAnswers),
                answers: [.init(.ok, "The grades.", .json(.any))], problems: [.gone])
        ) { request in
            let actor = try request.actor()
            guard let session = try await records.session(try request.applicationID()) else {
                throw Problem.notFound
            }
            let grades = (try await records.gradeSheet(session.applicationID)?.grades ?? []).filter {
                !request.isOfInterviewer || $0.gradedBy == actor
            }
            let fields = grades.filter(\.hasWords).map(\.wordsField)
            let words =
                fields.isEmpty
                ? [:] : try await person.fields(fields, session.candidateID, actor, "grades")
            let shown = grades.map { ShownGrade(grade: $0, words: $0.hasWords ? words[$0.wordsField] : nil) }
            return try .value(Page(items: shown, next: nil))
        }
    }
}

private struct GradeBody: Decodable {
    let dimension: String
    let level: Int
    let words: String?
}

/// A grade with what its person wrote beside it.
private struct ShownGrade: Encodable {
    let grade: GradeSheet.Grade
    let words: String?
}
