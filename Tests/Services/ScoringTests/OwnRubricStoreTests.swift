import Domain
import Events
import Flow
import Host
import JSON
import Postgres
import Speech
import Testing
import Vault
import VaultTesting

@testable import ScoringCore
@testable import scoring

/// The employer's own rubric with the real encoder, words in a real vault and scorecards in a real database.
@Suite(.serialized) struct OwnRubricStoreTests {
    private static let question: Question = {
        var question = Question(
            questionID: "q1", text: "Tell us about a guest who was not content.", language: .english,
            competency: "service", topics: [])
        question.kind = .text
        return question
    }()

    private static let text = """
        Last summer a guest at our hotel complained about the noise. I asked the guest what she needed, and I moved her to a \
        quiet room on the fifth floor within ten minutes. I called her the next morning and she thanked me for it.
        """

    private static func rubric(_ criteria: (name: String, points: Int, words: [String])...) -> DimensionRubric {
        DimensionRubric(
            "service",
            criteria: criteria.map {
                RubricCriterion(
                    RubricText(english: $0.name), points: $0.points, words: RubricWords(english: $0.words))
            }, source: "Ours.")
    }

    private func scorecard(_ own: DimensionRubric) throws -> Scorecard {
        let cause = ActivityContext.test.cause
        var terms = ScoringTerms()
        terms.rubrics = [own]
        let invited = InterviewInvited(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english,
            plan: InterviewPlan(
                jobTitle: "Host", questions: [Self.question], dimensions: [DimensionWeight("service", weight: 100)],
                retakesMax: 1, policy: .cn), invitedAt: .sample, expiresAt: .sample)
        let planned = try keepPlan(invited, nil, terms, cause).state
        let consent = ConsentGiven(
            applicationID: "app-1", purposes: [.aiAssessment], textVersion: "1", givenAt: .sample)
        return try #require(try noteConsent(consent, planned, cause).state)
    }

    /// As the service writes and reads it.
    private func stored(_ card: Scorecard, in database: Database) async throws -> Scorecard {
        try await database.execute(
            Statement<Void>(
                """
                INSERT INTO scorecards (key, version, state) VALUES ('app-1', 1, $1::text::json)
                ON CONFLICT (key) DO UPDATE SET version = scorecards.version + 1, state = EXCLUDED.state
                """, [.text(String(decoding: try JSON.encode(card), as: UTF8.self))]))
        let rows = try await database.query(
            Statement<Scorecard>("SELECT state FROM scorecards WHERE key = 'app-1'", []) { row in
                try JSON.decode(Scorecard.self, from: row.json(0))
            })
        return try #require(rows.first)
    }

    private func service(_ card: Scorecard) throws -> DimensionResult {
        try #require(card.answers.first?.result.dimensions.first { $0.dimension == "service" })
    }

    @Test func `an answer is scored by the job's own criteria, and anew from its words when they are others`()
        async throws
    {
        let test = try await TestVault()
        let connection = try Connection(test.url, name: "tests")
        try Migrator.run(
            [Migration("m0001_create_scorecards", PackageResources.m0001_create_scorecards_sql)], schema: "scoring",
            on: connection)
        let database = Database(.init(url: test.url, name: "tests", schema: "scoring", connectionCount: 1))
        let cause = ActivityContext.test.cause
        let reader = Reader(
            vault: test.vault, meanings: try await ListenerTests.engines().meanings,
            await JudgeSettings(ConfigReader(arguments: [], environment: [:])))
        let own = Self.rubric(
            ("asked what the guest needs", 60, ["asked the guest"]), ("told the team", 40, ["told the team"]))
        var written = AnswerWritten.samples[1]
        written.questionID = "q1"
        let words = Transcript(language: .english, text: Self.text, words: WrittenText.words(of: Self.text))
        try await test.vault.put(
            String(decoding: try JSON.encode(words), as: UTF8.self), field: "transcript.\(written.textID.text)",
            of: written.candidateID)
        let asked = try requestAssessment(written, try scorecard(own), cause)
        let work = try #require(asked.performs.first?.work as? AssessWritten)
        let reading = try await reader.read(work, .test)
        var card = try #require(try noteReading(work, reading, try scorecard(own), cause).state)
        card = try await stored(card, in: database)
        let first = try service(card)
        #expect(first.rubricVersions == [own.version])
        #expect(first.evidence.filter { $0.kind == "criterion" }.map(\.subject).contains("asked what the guest needs"))
        let missing = first.deductions.filter { $0.code.hasPrefix("criterion") }.map(\.subject)
        #expect(missing.contains("told the team"))
        // The job judges by something else that was never looked for.
        let other = Self.rubric(("came back to it", 100, ["the next morning"]))
        var terms = ScoringTerms()
        (terms.version, terms.rubrics) = (1, [other])
        let due = RescoringDue(applicationID: "app-1", jobID: "job-1", termsVersion: 1)
        let rescored = try rescoreInterview(due, card, terms, cause)
        let further = try #require(rescored.performs.first?.work as? MeasureAnew)
        let found = try await reader.measureAnew(further, .test)
        card = try #require(try noteMeasuredAnew(further, found, rescored.state, cause).state)
        let second = try service(try await stored(card, in: database))
        #expect(second.rubricVersions == [other.version])
        #expect(second.evidence.filter { $0.kind == "criterion" }.map(\.subject) == ["came back to it"])
        #expect(try #require(second.score) > #require(first.score))
    }

    @Test func `anchor answers get the points that the same words get as an answer`() async throws {
        let test = try await TestVault()
        let reader = Reader(
            vault: test.vault, meanings: try await ListenerTests.engines().meanings,
            await JudgeSettings(ConfigReader(arguments: [], environment: [:])))
        let own = Self.rubric(("asked what the guest needs", 100, ["asked the guest"]))
        let answers = [
            AnchorAnswer(level: 1, "I was at the desk that day and somebody complained."), .init(level: 5, Self.text),
        ]
        let work = CheckAnchors(
            jobID: "job-1", mark: "m", questions: [.init(question: Self.question, rubric: own, answers: answers)])
        let scores = try await reader.check(work, .test)
        #expect(scores.map(\.level) == [1, 5])
        #expect(try #require(scores[1].score) > #require(scores[0].score))
    }
}
