import Domain

/// What is wrong or odd about a job, found before anybody applies for it.
package struct OpeningFinding: Sendable, Hashable {
    package enum Severity: String, Sendable, Hashable {
        /// The job can never work, or the law forbids it: it is refused.
        case error
        /// It works; somebody should look.
        case warning
    }

    /// Where in the job, as a JSON Pointer (RFC 6901): `/interview/dimensions/0/weight`.
    package let place: String
    /// What the sentence names, in both languages.
    private let subjects: [Bilingual]
    /// Law and article, where one forbids it.
    package let article: String?
    private let sentence: OpeningSentence

    package static let countMax = 40

    init(_ sentence: OpeningSentence, at place: String, _ subjects: String..., article: String? = nil) {
        self.init(sentence, at: place, subjects.map(\.both), article: article)
    }

    init(_ sentence: OpeningSentence, at place: String, _ subjects: [Bilingual], article: String? = nil) {
        self.sentence = sentence
        self.place = place
        self.article = article
        self.subjects = subjects
    }

    /// Stable, in kebab-case.
    package var code: String { sentence.code }
    package var severity: Severity { sentence.severity }

    /// What is wrong, for people; at most 500 characters.
    package func words(in language: Language) -> String {
        var text = sentence.words[language]
        for (index, subject) in subjects.enumerated() { text = text.replacing("{\(index)}", with: subject[language]) }
        guard let article else { return text }
        return language == .chinese ? "\(text)（\(article)）" : "\(text) (\(article))"
    }
}

extension String {
    private static let subjectCharactersMax = 60

    /// A subject of a sentence, the same in both languages. A name that somebody made up can be of any length.
    var both: Bilingual {
        guard unicodeScalars.count > Self.subjectCharactersMax else { return Bilingual(self, self) }
        let short = String(String.UnicodeScalarView(unicodeScalars.prefix(Self.subjectCharactersMax - 1))) + "…"
        return Bilingual(short, short)
    }
}
