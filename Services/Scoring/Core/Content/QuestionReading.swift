import Domain
import Events

/// What a question asks for, as its words say. Read once for each score, since cutting a text into words is most of what scoring costs.
struct QuestionReading: Sendable {
    /// The question asks what one did oneself, once; a question for knowledge or habits does not.
    let asksForStory: Bool
    /// It neither asks for a story nor speaks to the candidate as a person.
    let asksForKnowledge: Bool

    init(_ question: Question) {
        let words = phrase(question.text)
        let isStory = holds(words, storyCues[question.language] ?? [])
        let isToCandidate =
            question.language == .english
            ? words.contains("you") || words.contains("your")
            : question.text.contains("你") || question.text.contains("您")
        asksForStory = isStory
        asksForKnowledge = !isStory && !isToCandidate && !question.usesRubric
    }
}

extension Question {
    var asksForKnowledge: Bool { QuestionReading(self).asksForKnowledge }

    /// It asks for things to be named one after the other, or its reference answer does no more: then a list is an answer.
    var acceptsList: Bool {
        if let referenceAnswer {
            let (words, known) = (phrase(referenceAnswer), ClauseWords.of(language))
            let share = Double(words.count { known.functionWords.contains($0) }) / Double(max(1, words.count))
            if share < 1.5 * known.functionShareMin { return true }
        }
        return holds(phrase(text), listCues[language] ?? [])
    }

    /// Those of the rubric, the employer's own or the built-in one, where it counts.
    func criteria(by own: DimensionRubric?) -> [Rubric.Criterion] {
        usesRubric ? Rubric.of(competency, own: own).criteria : []
    }
}

/// Whether one of the phrases stands among the words.
private func holds(_ words: [String], _ cues: [[String]]) -> Bool {
    cues.contains { cue in
        guard !cue.isEmpty, cue.count <= words.count else { return false }
        return (0...words.count - cue.count).contains { start in
            cue.indices.allSatisfy { cue[$0] == words[start + $0] }
        }
    }
}

/// Cut into words once: every score asks for them.
private let listCues: [Language: [[String]]] = [
    .english: ["list", "name the", "which", "what are", "enumerate"].map(phrase),
    .chinese: ["哪些", "包括", "哪几", "几类", "几种", "类型", "分类", "列举", "什么特点", "原则"].map(phrase),
]

private let storyCues: [Language: [[String]]] = [
    .english: [
        "tell us about", "tell me about", "describe a", "a time when", "give us an example", "give an example",
        "did you", "think of a", "have you",
    ].map(phrase),
    .chinese: ["一次", "经历", "讲一", "说一", "举例", "例子", "你做", "您做", "你是怎么", "您是怎么", "做过的"].map(phrase),
]
