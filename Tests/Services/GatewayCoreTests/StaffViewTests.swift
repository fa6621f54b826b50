import Domain
import Events
import Testing

@testable import GatewayCore

/// What pages of the console are made of, as values.
struct StaffViewTests {
    private func pieces(_ text: String, _ spans: [(Int, Int)]) -> [String] {
        MarkedText(text, marking: spans.map { CharacterSpan(start: $0.0, end: $0.1) }).pieces.map {
            $0.isMarked ? "[\($0.text)]" : $0.text
        }
    }

    @Test func `places of a text are marked, and nothing of it is lost`() {
        #expect(pieces("Swift and SQL", [(0, 5), (10, 13)]) == ["[Swift]", " and ", "[SQL]"])
        #expect(pieces("Swift and SQL", [(10, 13), (0, 5)]) == ["[Swift]", " and ", "[SQL]"])
        #expect(pieces("团队管理五年", [(2, 4)]) == ["团队", "[管理]", "五年"])
        #expect(pieces("abc", []) == ["abc"])
        #expect(pieces("", []) == [])
        #expect(pieces("abcdef", [(0, 3), (2, 5)]) == ["[abc]", "[de]", "f"], "what overlaps is marked once")
        #expect(pieces("abc", [(1, 9)]) == ["abc"], "what lies beside the text is left out")
    }

    private func word(_ start: Int, _ end: Int, at milliseconds: Int) -> Transcript.Word {
        Transcript.Word(
            start: start, end: end, startMilliseconds: milliseconds, endMilliseconds: milliseconds + 300,
            probability: 1)
    }

    @Test func `what was said comes sentence by sentence, each with its moment`() {
        let transcript = Transcript(
            language: .english, text: "I read it.  Then I\nasked. Why",
            words: [
                word(0, 1, at: 100), word(2, 6, at: 400), word(7, 9, at: 800), word(12, 16, at: 1300),
                word(17, 18, at: 1700), word(19, 24, at: 2000), word(26, 29, at: 2500),
            ])
        let sentences = SpokenSentence.all(of: transcript)
        #expect(sentences.map(\.text) == ["I read it.", "Then I asked.", "Why"])
        #expect(sentences.map(\.startMilliseconds) == [100, 1300, 2500])
    }

    @Test func `a long silence ends a sentence, and words beside the text are left out`() {
        let transcript = Transcript(
            language: .chinese, text: "先看日志再改",
            words: [word(0, 1, at: 0), word(1, 2, at: 300), word(2, 3, at: 2300), word(9, 12, at: 2600)])
        #expect(SpokenSentence.all(of: transcript).map(\.text) == ["先看", "日志再改"])
        #expect(SpokenSentence.all(of: Transcript(language: .english, text: "x", words: [])) == [])
    }

    private func view(_ stage: Stage?, isInterviewed: Bool = false, review: String? = nil) -> ApplicationView {
        var view = ApplicationView("app-1", at: .sample)
        view.stage = stage
        view.interview = ApplicationView.Interview()
        if isInterviewed { view.interview?.submittedAt = .sample }
        view.review = review.map {
            ApplicationView.Review(reason: $0, proposal: nil, rule: nil, requestedAt: .sample, stageNumber: nil)
        }
        return view
    }

    private func possible(_ view: ApplicationView) -> [String] {
        DecisionPreview.possible(for: view).map { "\($0.decision.rawValue) sends \($0.sends.rawValue)" }
    }

    @Test func `what can be decided follows from where the application stands, with what goes out`() {
        let reject = "reject sends rejection"
        let hold = "hold sends nothing"
        let offer = "offer sends offer"
        #expect(possible(view(nil)) == [])
        #expect(possible(view(.screening)) == ["advance sends invitation", hold, reject])
        #expect(possible(view(.interview)) == [reject])
        #expect(possible(view(.scoring)) == [hold, reject])
        #expect(possible(view(.review)) == ["advance sends invitation", offer, hold, reject])
        #expect(possible(view(.review, isInterviewed: true)) == ["advance sends nothing", offer, hold, reject])
        #expect(possible(view(.humanInterview)) == [offer, "advance sends nothing", hold, reject])
        #expect(possible(view(.secondInterview)) == [offer, hold, reject])
        #expect(possible(view(.payApproval)) == [hold, reject])
        #expect(possible(view(.offer)) == [])
        #expect(possible(view(.offer, review: "offer-undelivered")) == [offer])
        #expect(possible(view(.contract)) == [])
        #expect(possible(view(.contract, review: "contract-blocked")) == [offer, reject])
        #expect(possible(view(.closed)) == [])
        var over = view(.review)
        over.withdrawnAt = .sample
        #expect(possible(over) == [], "what is over is decided no more")
        for preview in DecisionPreview.possible(for: view(.review)) {
            #expect(!preview.reasons.isEmpty && preview.reasons.allSatisfy(isReasonCode))
        }
    }
}
