import Domain
import Events
import ScoringCore
import Speech
import Testing

@testable import scoring

/// What is looked at while an answer is recorded.
struct ForeseenTests {
    private static func transcript(_ text: String) -> Transcript {
        Transcript(language: .english, text: text, words: WrittenText.words(of: text))
    }

    @Test func `clauses that were looked at while somebody spoke change nothing, and another answer's do not count`()
        async throws
    {
        let meanings = try await ListenerTests.engines().meanings
        var question = Question.sample
        question.language = .english
        let begun = Self.transcript("I called the customer at once. Then I wrote down what was broken. I asked")
        let whole = Self.transcript(
            "I called the customer at once. Then I wrote down what was broken. I asked a colleague.")
        let plain = try #require(try await meanings.nearness(of: whole, to: question, by: nil))
        try await meanings.foresee(begun, of: "app-1.q1.1")
        #expect(try await meanings.nearness(of: whole, to: question, by: nil, answer: "app-1.q1.2") == plain)
        #expect(try await meanings.nearness(of: whole, to: question, by: nil, answer: "app-1.q1.1") == plain)
        try await meanings.foresee(begun, of: "app-1.q1.1")
        await meanings.forget("app-1.q1.1")
        #expect(try await meanings.nearness(of: whole, to: question, by: nil, answer: "app-1.q1.1") == plain)
    }
}
