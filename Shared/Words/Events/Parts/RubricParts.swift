import Domain

/// The employer's own rubric of a dimension. Without one the built-in rubric of that competency holds.
package struct DimensionRubric: Codable, Sendable, Hashable {
    package var dimension: String
    /// What is asked of an answer. They count where a question gives neither topics nor a reference answer. Empty: the built-in ones.
    package var criteria: [RubricCriterion]
    /// What each level shows, from 0 to ``AnswerGraded/levelMax``: by these people grade. Nil: the built-in ones.
    package var levels: [RubricText]?
    /// Where it comes from, or why it is as it is.
    package var source: String

    package init(
        _ dimension: String, criteria: [RubricCriterion], levels: [RubricText]? = nil, source: String
    ) {
        self.dimension = dimension
        self.criteria = criteria
        self.levels = levels
        self.source = source
    }

    package static let countMax = 12
    package static let criterionCountMax = 12
    package static let sourceCharactersMax = 500
    package static let levelCharactersMax = 400
    /// All rubrics of a job, in UTF-8.
    package static let bytesOfJobMax = 96 * 1024

    package static let shape = Shape.object([
        .required("dimension", .text(charactersMax: 60), "The dimension of the job that it is for."),
        .required(
            "criteria", .list(RubricCriterion.shape, countMax: criterionCountMax),
            "What is asked of an answer; empty: the built-in criteria."),
        .optional(
            "levels", .list(RubricText.shape(charactersMax: levelCharactersMax), countMax: AnswerGraded.levelMax + 1),
            "What each level shows, from 0 to 5, all six; absent: the built-in ones."),
        .required("source", .text(charactersMax: sourceCharactersMax), "Where it comes from, or why it is so."),
    ])

    package static let sample = DimensionRubric(
        "service", criteria: [.sample],
        levels: (0...AnswerGraded.levelMax).map { RubricText(chinese: "第 \($0) 级", english: "Level \($0)") },
        source: "Talks with ten people who do this work well.")
}

/// One thing that a rubric asks of an answer.
package struct RubricCriterion: Codable, Sendable, Hashable {
    package var name: RubricText
    /// Its share among the criteria of the rubric.
    package var points: Int
    /// Words or phrases that show it in what is told.
    package var words: RubricWords
    /// Clauses as candidates say them: one that is near to them in meaning shows it as well.
    package var examples: RubricWords?

    package init(_ name: RubricText, points: Int, words: RubricWords, examples: RubricWords? = nil) {
        self.name = name
        self.points = points
        self.words = words
        self.examples = examples
    }

    package static let pointsMax = 100
    package static let nameCharactersMax = 100
    /// Of each language.
    package static let wordCountMax = 40
    package static let wordCharactersMax = 100
    package static let exampleCountMax = 12
    package static let exampleCharactersMax = 200

    package static let shape = Shape.object([
        .required("name", RubricText.shape(charactersMax: nameCharactersMax), "What is to be shown."),
        .required("points", .integer(0, Int64(pointsMax)), "Its share among the criteria of the rubric."),
        .required(
            "words", RubricWords.shape(countMax: wordCountMax, charactersMax: wordCharactersMax),
            "Words or phrases that show it."),
        .optional(
            "examples", RubricWords.shape(countMax: exampleCountMax, charactersMax: exampleCharactersMax),
            "Clauses as candidates say them; what is near to them in meaning shows it as well."),
    ])

    package static let sample = RubricCriterion(
        RubricText(chinese: "了解客人的需要", english: "asked what the guest needs"), points: 40,
        words: RubricWords(chinese: ["问客人"], english: ["asked the guest"]),
        examples: RubricWords(chinese: ["我先问客人需要什么。"], english: ["I asked the guest what they needed."]))
}

/// A text of a rubric in the languages in which the employer wrote it.
package struct RubricText: Codable, Sendable, Hashable {
    package var zh: String?
    package var en: String?

    package init(chinese: String? = nil, english: String? = nil) {
        zh = chinese
        en = english
    }

    package subscript(language: Language) -> String? {
        get { language == .chinese ? zh : en }
        set { if language == .chinese { zh = newValue } else { en = newValue } }
    }

    /// In this language, else in the other one.
    package func text(for language: Language) -> String { self[language] ?? zh ?? en ?? "" }

    package static func shape(charactersMax: Int) -> Shape {
        .object([
            .optional("zh", .text(charactersMax: charactersMax), "In Chinese."),
            .optional("en", .text(charactersMax: charactersMax), "In English."),
        ])
    }
}

/// Words of a rubric, by language.
package struct RubricWords: Codable, Sendable, Hashable {
    package var zh: [String]?
    package var en: [String]?

    package init(chinese: [String]? = nil, english: [String]? = nil) {
        zh = chinese
        en = english
    }

    package subscript(language: Language) -> [String] {
        get { (language == .chinese ? zh : en) ?? [] }
        set {
            let words = newValue.isEmpty ? nil : newValue
            if language == .chinese { zh = words } else { en = words }
        }
    }

    package static func shape(countMax: Int, charactersMax: Int) -> Shape {
        .object([
            .optional("zh", .list(.text(charactersMax: charactersMax), countMax: countMax), "In Chinese."),
            .optional("en", .list(.text(charactersMax: charactersMax), countMax: countMax), "In English."),
        ])
    }
}

extension DimensionRubric {
    /// Follows from the criteria, of which scores are made: 16 hexadecimal digits. Levels and source move no score.
    package var version: String {
        var mark = ContentMark()
        for criterion in criteria {
            mark.add("\(criterion.points)")
            for language in Language.allCases {
                mark.add(criterion.name[language] ?? "")
                mark.add(criterion.words[language])
                mark.add(criterion.examples?[language] ?? [])
            }
        }
        return mark.text
    }
}

/// What tells one content from another: FNV-1a of 64 bits (Fowler, Noll and Vo). It recognises and protects nothing.
package struct ContentMark: Sendable {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        // No text has this byte, so that two texts are not taken for one.
        add(UInt8(0xff))
    }

    package mutating func add(_ texts: [String]) {
        for text in texts { add(text) }
        add(UInt8(0xfe))
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

    /// 16 hexadecimal digits.
    package var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
