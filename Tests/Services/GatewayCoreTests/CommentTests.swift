import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

/// What colleagues write about an application: who may change what, and until when.
struct CommentTests {
    let desk = Desk()
    private let first: CommentID = "0123456789abcdef01234567"

    private func sheet() throws -> CommentSheet? {
        try desk.scenario.state(CommentSheet.self, Desk.application.text)
    }

    private func write(_ id: CommentID, by actor: ActorID = "lin") throws -> Outcome {
        try desk.submit(WriteComment(applicationID: Desk.application, commentID: id, writtenBy: actor))
    }

    @Test func `a comment has its author and its time, once, and nothing is told to anybody`() throws {
        #expect(try write(first).code == nil)
        #expect(try write(first).code == nil)
        let comments = try sheet()?.comments ?? []
        #expect(comments.count == 1 && comments[0].writtenBy == "lin" && comments[0].correctedAt == nil)
        #expect(try sheet()?.applicationID == Desk.application)
        #expect(try !desk.scenario.everythingWritten.contains("ApplicationView/"))
    }

    @Test(arguments: [("lin", nil), ("wang", "not-the-author")] as [(ActorID, String?)])
    func `only who wrote a comment corrects it, and that stays to be seen`(actor: ActorID, code: String?) throws {
        _ = try write(first)
        #expect(try desk.submit(CorrectComment(commentID: first, correctedBy: actor, form: "f1")).code == code)
        #expect(try (sheet()?[first]?.correctedAt != nil) == (code == nil))
        #expect(try desk.submit(CorrectComment(commentID: "none", correctedBy: actor, form: "f1")).code == "no-comment")
    }

    @Test(
        arguments: [
            ("lin", false, 23, nil), ("lin", false, 24, "too-late"), ("lin", true, 5000, nil),
            ("wang", false, 1, "not-the-author"), ("wang", true, 5000, nil),
        ] as [(ActorID, Bool, Int64, String?)])
    func `an author removes within a day, and whoever answers for it at any time`(
        actor: ActorID, isModerator: Bool, hours: Int64, code: String?
    ) throws {
        _ = try write(first)
        let written = try #require(try sheet())
        let then = written.comments[0].writtenAt.advanced(byHours: hours)
        #expect(written.refusalToRemove(first, by: actor, isModerator: isModerator, at: then)?.code == code)
        guard code == nil else { return }
        let act = RemoveComment(commentID: first, removedBy: actor, isModerator: isModerator)
        #expect(try desk.submit(act).code == nil)
        #expect(try desk.submit(act).code == nil, "what was removed is removed")
        #expect(try sheet()?[first]?.removedBy == actor)
        #expect(try desk.submit(CorrectComment(commentID: first, correctedBy: "lin", form: "f1")).code == "no-comment")
    }

    @Test func `there is an end to how many there are`() throws {
        for number in 0..<CommentSheet.commentCountMax { _ = try write(try CommentID("c\(number)")) }
        #expect(try write(first).code == "too-many-comments")
        #expect(try sheet()?.comments.count == CommentSheet.commentCountMax)
    }

    @Test func `erasure takes what was written, and nothing comes after it`() throws {
        _ = try write(first)
        try desk.scenario.when(
            CandidateErased(applicationID: Desk.application, candidateID: "cand-1", erasedAt: .sample))
        #expect(try sheet()?.comments == [])
        #expect(try write("later").code == "application-closed")
    }

    @Test func `an interview is judged when each answer is, by its question's competency`() async throws {
        try desk.begin()
        let nobody = try #require(try desk.session())
        #expect(!GradeSheet(Desk.application).covers(nobody, by: "ines"), "there is nothing to judge yet")
        try await desk.answer("q1", "up-1")
        try await desk.answer("q2", "up-2")
        let session = try #require(try desk.session())
        var sheet = GradeSheet(Desk.application)
        for (index, question) in session.plan.questions.enumerated() {
            #expect(!sheet.covers(session, by: "ines"))
            let answer = try #require(session.takeThatCounts(of: question.questionID)).answerID
            for (dimension, actor) in [(communication, "ines"), (question.competency, "lin")] as [(String, ActorID)] {
                sheet.grades.append(grade(answer, question.questionID, dimension, actor))
            }
            #expect(!sheet.covers(session, by: "ines"), "\(index)")
            sheet.grades.append(grade(answer, question.questionID, question.competency, "ines"))
        }
        #expect(sheet.covers(session, by: "ines") && sheet.covers(session, by: "lin"))
        #expect(!sheet.covers(session, by: "wang"))
    }

    private func grade(
        _ answer: AnswerID, _ question: QuestionID, _ dimension: String, _ actor: ActorID
    ) -> GradeSheet.Grade {
        GradeSheet.Grade(
            questionID: question, answerID: answer, dimension: dimension, level: 3, hasWords: false, gradedBy: actor,
            gradedAt: .sample)
    }
}
