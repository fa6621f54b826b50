import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import ScoringCore

/// From a person's grade to a score that it moves.
struct LearningTests {
    private func graded(_ answer: AnswerID, _ level: Int, by actor: ActorID = "hr-1", minutes: Int64 = 0)
        -> AnswerGraded
    {
        AnswerGraded(
            applicationID: "app-1", jobID: "job-1", questionID: "q1", answerID: answer, dimension: "problem-solving",
            level: level, hasWords: false, gradedBy: actor, gradedAt: Instant.sample.advanced(byMinutes: minutes))
    }

    private func counted(_ number: Int, _ level: Int, _ untrained: Score) throws -> GradeCounted {
        GradeCounted(
            jobID: "job-1", questionID: "q1", answerID: try AnswerID("b\(number)"), dimension: "problem-solving",
            gradedBy: "hr-1", gradedAt: .sample, countedAt: .sample, level: level, untrained: untrained,
            features: [untrained.points / 100, 0.5, Double(level) / 5, 0.5, 1, Double(number % 3) / 2])
    }

    @Test(arguments: [true, false])
    func `a grade stands beside what was measured, whichever comes first`(isGradeFirst: Bool) async throws {
        let story = InterviewStory()
        if isGradeFirst { try story.scenario.when(graded("app-1.q1.1", 3)) }
        try await story.score()
        if !isGradeFirst { try story.scenario.when(graded("app-1.q1.1", 3)) }
        let last = try #require(story.scenario.emitted(GradeCounted.self).last)
        #expect(last.level == 3 && last.untrained == 100 && last.features?.count == AnswerFeatures.count)
        #expect(story.cards.count == 1 && story.cards[0].dimensions[0].error == nil, "one grade moves nothing")
    }

    @Test func `of one person's grades the latest counts, whatever the order`() async throws {
        let story = InterviewStory()
        try await story.score()
        for grade in [
            graded("app-1.q1.1", 4, minutes: 9), graded("app-1.q1.1", 1), graded("app-1.q1.1", 4, minutes: 9),
        ] {
            try story.scenario.when(grade)
        }
        #expect(try story.scorecard?.grades?.map(\.level) == [4])
        #expect(story.scenario.emitted(GradeCounted.self).map(\.level) == [4])
    }

    /// Twenty other answers of the job that people graded lower than the rubric does.
    private func teach(_ story: InterviewStory, count: Int = 20) async throws {
        for number in 0..<count {
            try story.scenario.when(try counted(number, number % 4, Score(clamping: 60 + Double(number))))
        }
        try await story.scenario.advance(to: story.scenario.now.advanced(byMinutes: 2))
        for trained in story.scenario.emitted(HeadsTrained.self) {
            try story.scenario.when(trained)
            try story.scenario.when(trained)
        }
        try await story.settle()
    }

    @Test func `twenty graded answers move a score, name the error and the cause, and keep the sum of points`()
        async throws
    {
        let story = InterviewStory()
        try await story.score()
        try await teach(story)
        #expect(story.scenario.emitted(HeadsTrained.self).map(\.heads.count) == [1])
        #expect(story.cards.map(\.version) == [1, 2])
        let moved = try #require(story.cards.last?.dimensions[0])
        #expect(moved.score! < 100 && moved.error! > .zero)
        #expect(moved.calibration?.untrained == 100 && moved.calibration?.gradedCount == 20)
        #expect(moved.deductions.contains { $0.code == "graded-lower" })
        #expect(moved.score!.hundredths + moved.deductions.reduce(0) { $0 + $1.points.hundredths } == 10_000)
        let change = try #require(story.cards.last?.changes?.first)
        #expect(change.causes == [.grades] && change.scoreBefore == 100 && change.scoreAfter == moved.score)
        #expect(story.cards[0].answers[0].dimensions[0].score == 100, "the first stays as it was told")
        #expect(story.scenario.deadLetterReasons.isEmpty)
    }

    @Test func `nineteen change nothing`() async throws {
        let story = InterviewStory()
        try await story.score()
        try await teach(story, count: 19)
        #expect(story.scenario.emitted(HeadsTrained.self).isEmpty && story.cards.count == 1)
        #expect(story.scenario.emitted(AgreementMeasured.self).count == 1)
    }

    @Test func `who is invited after that is scored by it at once, and only once`() async throws {
        let story = InterviewStory(found: [])
        try await teach(story)
        try await story.score()
        #expect(story.cards.map(\.version) == [1])
        #expect(story.cards[0].dimensions[0].calibration?.gradedCount == 20)
        #expect(story.scenario.emitted(AnswerScored.self)[0].answer.dimensions[0].error != nil)
    }

    @Test func `people who grade higher than the rubric make each reason weigh less`() async throws {
        let weak =
            "Last year a customer had an outage and I looked at the logs. I talked to them about it for quite a while then."
        let story = InterviewStory(weak)
        try await story.score()
        for number in 0..<20 {
            try story.scenario.when(try counted(number, 4 + number % 2, Score(clamping: 20 + Double(number))))
        }
        try await teach(story, count: 0)
        let (before, after) = (try #require(story.cards.first), try #require(story.cards.last))
        let (old, new) = (before.dimensions[0], after.dimensions[0])
        #expect(new.score! > old.score! && new.deductions.count <= old.deductions.count)
        #expect(new.score!.hundredths + new.deductions.reduce(0) { $0 + $1.points.hundredths } == 10_000)
        #expect(Set(new.deductions.map(\.code)).isSubset(of: Set(old.deductions.map(\.code))))
    }

    @Test func `who was erased teaches nothing any more, even when an older count comes late`() async throws {
        let story = InterviewStory()
        try await story.score()
        try story.scenario.when(graded("app-1.q1.1", 3))
        let first = try #require(story.scenario.emitted(GradeCounted.self).last)
        try story.scenario.when(first)
        try await story.scenario.advance(to: story.scenario.now.advanced(byMinutes: 5))
        try story.scenario.when(CandidateErased(applicationID: "app-1", candidateID: "cand-1", erasedAt: .sample))
        let gone = try #require(story.scenario.emitted(GradeCounted.self).last)
        #expect(gone.level == nil && gone.features == nil)
        try story.scenario.when(gone)
        try story.scenario.when(first, id: "late")
        let pool = try #require(try story.scenario.state(GradePool.self, "job-1"))
        #expect(pool.grades.map(\.level) == [nil])
    }

    @Test func `a pool keeps the newest grades when it is full`() throws {
        var pool = GradePool()
        let cause = Cause.stimulus("grade", now: .sample)
        pool.grades = try (0..<GradePool.gradeCountMax).map { number in
            var grade = try counted(number, 3, 60)
            grade.gradedAt = Instant.sample.advanced(byMinutes: Int64(number))
            return grade
        }
        var newest = try counted(999_999, 5, 70)
        newest.gradedAt = Instant.sample.advanced(byDays: 30)
        let kept = try countGrade(newest, pool, cause).state
        #expect(kept?.grades.count == GradePool.gradeCountMax && kept?.grades.last == newest)
        #expect(kept?.grades.first?.answerID == "b1")
    }
}
