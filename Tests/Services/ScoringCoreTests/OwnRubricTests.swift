import Domain
import Events
import Flow
import FlowTesting
import JSON
import Testing

@testable import ScoringCore

/// Answers are scored by the employer's own rubric where a job gives one, and everybody is scored anew when it changes.
struct OwnRubricTests {
    private static let weights = [DimensionWeight("service", weight: 100)]

    private static let question = Question(
        questionID: "q1", text: "Tell us about a guest who was not content.", language: .english,
        competency: "service", topics: [])

    private static let text = """
        Last summer a guest at our hotel complained about the noise. I asked the guest what she needed, and I moved her to a \
        quiet room on the fifth floor within ten minutes. I called her the next morning and she thanked me for it.
        """

    private static func criterion(
        _ name: String, _ points: Int, _ words: [String], examples: [String] = []
    ) -> RubricCriterion {
        RubricCriterion(
            RubricText(english: name), points: points, words: RubricWords(english: words),
            examples: examples.isEmpty ? nil : RubricWords(english: examples))
    }

    private static let asked = criterion("asked what the guest needs", 60, ["asked the guest"])
    private static let made = criterion("made it good", 30, ["moved her"])
    private static let told = criterion("told the team", 10, ["told the team", "wrote it down"])
    private static let followed = criterion("came back to it", 50, ["the next morning"])

    private static func rubric(_ criteria: RubricCriterion...) -> DimensionRubric {
        DimensionRubric("service", criteria: criteria, source: "Ours.")
    }

    private func service(_ result: AnswerResult) throws -> DimensionResult {
        try #require(result.dimensions.first { $0.dimension == "service" })
    }

    @Test func `an answer is scored by the criteria and points of the employer, by name and with its version`() throws {
        let rubric = Self.rubric(Self.asked, Self.made, Self.told)
        let observation = Sample.observed(Self.text, Self.question, by: rubric)
        let result = try service(scoreAnswer(observation, of: Self.question, answerID: "a1"))
        let shown = result.evidence.filter { $0.kind == "criterion" }.compactMap(\.subject)
        #expect(shown == ["asked what the guest needs", "made it good"])
        let missing = result.deductions.filter { $0.code == "criterion-not-shown" }
        #expect(missing.map(\.subject) == ["told the team"])
        #expect(missing.map(\.points) == [4.5], "a tenth of the 45 points for what is asked")
        #expect(result.rubricVersions == [rubric.version])
        let lost = result.deductions.reduce(0) { $0 + $1.points.hundredths }
        #expect(lost + (result.score?.hundredths ?? 0) == 10_000)
    }

    @Test func `a rubric without criteria, and one of another dimension, leave scores to the built-in one`() throws {
        let built = Sample.observed(Self.text, Self.question)
        #expect(Sample.observed(Self.text, Self.question, by: Self.rubric()) == built)
        #expect(try service(scoreAnswer(built, of: Self.question, answerID: "a1")).rubricVersions == nil)
        var card = Scorecard()
        card.terms = AppliedTerms(version: 1, formula: 1, weights: nil, rubrics: [Self.rubric(Self.asked)])
        var other = Self.question
        other.competency = "teamwork"
        #expect(card.rubric(of: other) == nil && card.rubric(of: Self.question) != nil)
    }

    @Test func `topics and a reference answer of a question go before a rubric`() throws {
        var question = Self.question
        question.topics = [AnswerTopic("quiet", anyOf: ["quiet room"])]
        let observation = Sample.observed(Self.text, question, by: Self.rubric(Self.asked))
        #expect(observation == Sample.observed(Self.text, question))
        let result = try service(scoreAnswer(observation, of: question, answerID: "a1"))
        #expect(result.rubricVersions == nil && !result.evidence.contains { $0.kind == "criterion" })
    }

    @Test func `a copy of the built-in rubric scores as the built-in one does`() throws {
        for rubric in Rubric.all where rubric.dimension != "communication" {
            var question = Self.question
            question.competency = rubric.dimension
            let own = DimensionRubric(
                rubric.dimension,
                criteria: rubric.criteria.map { criterion in
                    RubricCriterion(
                        RubricText(chinese: criterion.name[.chinese], english: criterion.name[.english]),
                        points: criterion.points,
                        words: RubricWords(chinese: criterion.cues[.chinese], english: criterion.cues[.english]),
                        examples: RubricWords(
                            chinese: criterion.examples[.chinese], english: criterion.examples[.english]))
                }, source: "Copied.")
            var copied = Sample.observed(Sample.strong, question, by: own)
            let isRead = copied.read(by: nil, of: question)
            #expect(isRead, "what was measured is enough to go back")
            #expect(copied == Sample.observed(Sample.strong, question), "\(rubric.dimension)")
        }
    }

    @Test func `a version follows from the criteria, and from nothing else`() {
        let rubric = Self.rubric(Self.asked, Self.made)
        var explained = rubric
        explained.source = "Another reason."
        explained.levels = DimensionRubric.sample.levels
        #expect(explained.version == rubric.version && rubric.version.count == 16)
        var pointed = rubric
        pointed.criteria[0].points = 59
        var moved = rubric
        moved.criteria[0].words.en = ["asked"]
        moved.criteria[0].examples = RubricWords(english: ["the guest"])
        let versions = [rubric, pointed, moved, Self.rubric(Self.made, Self.asked), Self.rubric(Self.asked)]
        #expect(Set(versions.map(\.version)).count == versions.count)
    }

    @Test func `other points move everybody at once, and both scorecards say by which rubric they were made`()
        async throws
    {
        let (before, after) = (
            Self.rubric(Self.asked, Self.told),
            Self.rubric(
                Self.told,
                Self.criterion(
                    "asked what the guest needs", 20, ["asked the guest"]))
        )
        let story = InterviewStory(
            Self.text, question: Self.question,
            measure: { _, _ in
                Issue.record("nothing has to be looked for again")
                return []
            })
        try await story.judge(by: [before], Self.weights)
        try await story.score(Self.weights)
        try await story.judge(by: [after], Self.weights)
        let cards = story.cards
        #expect(cards.map(\.version) == [1, 2])
        #expect(cards.map { $0.dimensions[0].rubricVersions } == [[before.version], [after.version]])
        let change = try #require(cards[1].changes?.first)
        #expect(change.causes == [.rubric] && change.dimension == "service")
        // Told is worth 10 of 70 at first, then 10 of 30.
        #expect(try #require(change.scoreAfter) < #require(change.scoreBefore))
        let kept = try #require(try story.scorecard?.versions)
        #expect(kept.map { $0.dimensions[0].rubricVersions } == [[before.version], [after.version]])
    }

    @Test func `what was not looked for is looked for in the words, and then told as moved by the rubric`() async throws
    {
        let story = InterviewStory(Self.text, question: Self.question)
        try await story.score(Self.weights)
        #expect(
            story.cards.map { $0.dimensions[0].rubricVersions } == [nil],
            "an own dimension begins with the built-in one")
        let own = Self.rubric(Self.asked, Self.followed)
        try await story.judge(by: [own], Self.weights)
        #expect(story.cards.map { $0.dimensions[0].rubricVersions } == [nil, [own.version]])
        #expect(story.cards[1].changes?.map(\.causes) == [[.rubric]])
        let shown = story.cards[1].dimensions[0].evidence.filter { $0.kind == "criterion" }.compactMap(\.subject)
        #expect(shown == ["asked what the guest needs", "came back to it"])
        try await story.judge(by: nil, Self.weights)
        #expect(story.cards.map(\.version) == [1, 2, 3])
        #expect(story.cards[2].dimensions == story.cards[0].dimensions, "back to the built-in one")
        #expect(story.scenario.deadLetterReasons.isEmpty)
    }

    @Test func `words that are gone leave the score, its rubric and its criteria as they were`() async throws {
        let own = Self.rubric(Self.asked)
        let story = InterviewStory(
            Self.text, question: Self.question,
            measure: { _, _ in throw ActivityFailure("answer-absent", "the vault holds no such answer") })
        try await story.judge(by: [own], Self.weights)
        try await story.score(Self.weights)
        try await story.judge(by: [Self.rubric(Self.followed)], Self.weights)
        #expect(story.cards.count == 1)
        let answer = try #require(try story.scorecard?.answers.first)
        #expect(try service(answer.result).rubricVersions == [own.version])
        #expect(story.scenario.deadLetterReasons.isEmpty)
    }

    @Test func `whoever is heard while the rubric changes is scored by the newer one`() async throws {
        let (before, after) = (Self.rubric(Self.asked), Self.rubric(Self.asked, Self.followed))
        var card = Scorecard()
        card.invitation = InterviewStory.invited(Self.weights, question: Self.question)
        card.consents = [.aiAssessment]
        card.terms = AppliedTerms(version: 2, formula: 1, weights: nil, rubrics: [after])
        var recorded = InterviewStory.recorded
        recorded.questionID = "q1"
        let work = ObserveAnswer(recorded: recorded, question: Self.question, rubric: before)
        let hearing = Hearing.observed(Sample.observed(Self.text, Self.question, by: before))
        let cause = Cause.stimulus("heard", now: .sample)
        let decision = try noteAnswer(work, hearing, card, cause)
        let further = try #require(decision.performs.first?.work as? MeasureAnew)
        #expect(further.answers.map(\.rubric) == [after])
        let heard = Sample.heard(Self.text, of: Self.question, by: after)
        let found = MeasuredAnew(further.answers[0], heard.transcript, heard.nearness)
        let noted = try noteMeasuredAnew(further, [found], decision.state, cause)
        #expect(try service(try #require(noted.state?.answers.first).result).rubricVersions == [after.version])
        var newer = try #require(decision.state)
        newer.terms?.rubrics = nil
        #expect(try noteMeasuredAnew(further, [found], newer, cause).isEmpty, "what is measured late counts no more")
    }

    @Test func `what a judge found of a criterion goes with it to another place`() throws {
        let (before, after) = (Self.rubric(Self.asked, Self.told), Self.rubric(Self.told, Self.asked))
        var observation = Sample.observed(Self.text, Self.question, by: before)
        let items = [
            JudgeItem(kind: .criterion, index: 1, text: "told the team"), .init(kind: .decoy, index: 0, text: ""),
        ]
        observation.judged = JudgeObservation(
            model: "m", promptVersion: 1, outcome: .answered,
            answers: items.map { .init($0, isYes: true, quote: nil) })
        let isRead = observation.read(by: after, of: Self.question)
        #expect(isRead)
        #expect(observation.judged?.answers.map(\.index) == [0, 0])
        #expect(observation.content?.rubric?.criteria.map(\.name) == ["told the team", "asked what the guest needs"])
    }

    @Test func `anchor answers are scored by the formula, and told once for what they are`() async throws {
        let story = InterviewStory(Self.text, question: Self.question)
        var job = InterviewStory.job(Self.weights, [Self.rubric(Self.asked, Self.made)], question: Self.question)
        let poor = "I was at the desk that day, and a guest complained about the noise in the corridor at night."
        job.interview.anchors = [
            QuestionAnchors(
                "q1",
                answers: [
                    AnchorAnswer(level: 0, "No idea."), AnchorAnswer(level: 1, poor), AnchorAnswer(level: 5, Self.text),
                ])
        ]
        try story.scenario.when(JobOpened(jobID: "job-1", job: job))
        try await story.scenario.runParked()
        let checked = try #require(story.scenario.emitted(AnchorsChecked.self).first)
        #expect(checked.mark == job.interview.anchorMark)
        #expect(checked.scores.map(\.level) == [0, 1, 5] && checked.scores.map(\.number) == [0, 1, 2])
        #expect(checked.scores[0].score == nil, "too little for a score")
        #expect(try #require(checked.scores[1].score) < #require(checked.scores[2].score))
        // As an answer of the same words that was written.
        var written = Self.question
        written.kind = .text
        let read = measure(
            text: Transcript(language: .english, text: Self.text, words: WrittenText.words(of: Self.text)),
            nearness: nil, of: written, by: job.interview.rubrics?.first)
        let result = try service(scoreText(read, of: written, answerID: "a1"))
        #expect(checked.scores[2].score == result.score)
        try story.scenario.when(JobRevised(jobID: "job-1", job: job))
        try await story.scenario.runParked()
        #expect(story.scenario.emitted(AnchorsChecked.self).count == 1, "nothing is another")
        job.interview.rubrics = [Self.rubric(Self.told)]
        try story.scenario.when(JobRevised(jobID: "job-1", job: job))
        try await story.scenario.runParked()
        #expect(story.scenario.emitted(AnchorsChecked.self).count == 2, "another rubric may put them in another order")
        job.interview.anchors = nil
        try story.scenario.when(JobRevised(jobID: "job-1", job: job))
        try await story.scenario.runParked()
        #expect(story.scenario.emitted(AnchorsChecked.self).count == 2)
        #expect(story.cards.isEmpty, "no score of anybody follows from it")
    }

    @Test func `work and terms from before rubrics were the employer's still decode`() throws {
        let work = ObserveAnswer(recorded: .samples[0], question: .sample)
        let text = String(decoding: try JSON.encode(work), as: UTF8.self)
        #expect(!text.contains("rubric"))
        #expect(try JSON.decode(ObserveAnswer.self, from: Array(text.utf8)) == work)
        let terms = try JSON.decode(ScoringTerms.self, from: Array(#"{"version":3}"#.utf8))
        #expect(terms.rubrics == nil && terms.version == 3)
        let applied = try JSON.decode(AppliedTerms.self, from: Array(#"{"version":3,"formula":1}"#.utf8))
        #expect(applied.rubrics == nil)
    }
}
