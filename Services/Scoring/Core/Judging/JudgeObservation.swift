import Domain
import Events

/// What a judge was asked about an answer and said, without the answer's words. It earns what it shows in the answer, and takes nothing.
package struct JudgeObservation: Codable, Sendable, Hashable {
    /// As the operator named it.
    package var model: String
    /// As the server named itself.
    package var answeredBy: String?
    package var promptVersion: Int
    /// SHA-256 of what was sent, in hexadecimal, with zeros for the random mark; nil when nothing was.
    package var promptHash: String?
    package var outcome: JudgeOutcome
    /// In the order in which it was asked.
    package var answers: [Answer]

    package init(
        model: String, answeredBy: String? = nil, promptVersion: Int, promptHash: String? = nil, outcome: JudgeOutcome,
        answers: [Answer] = []
    ) {
        self.model = model
        self.answeredBy = answeredBy
        self.promptVersion = promptVersion
        self.promptHash = promptHash
        self.outcome = outcome
        self.answers = answers
    }

    package struct Answer: Codable, Sendable, Hashable {
        package var kind: JudgeItem.Kind
        package var index: Int
        package var isYes: Bool
        /// Where the quote stands; nil when it stands nowhere, or is too short to show anything.
        package var quote: Observation.Mark?

        package init(_ item: JudgeItem, isYes: Bool, quote: Observation.Mark?) {
            kind = item.kind
            index = item.index
            self.isYes = isYes
            self.quote = quote
        }
    }

    /// Whoever says yes to what nobody said is believed in nothing.
    package static func outcome(of answers: [Answer]) -> JudgeOutcome {
        answers.contains { $0.kind == .decoy && $0.isYes } ? .distrusted : .answered
    }

    /// Where each piece was shown: a yes counts with a quote that is told, and one clause shows two pieces at most.
    func found(in content: ContentObservation) -> [(kind: JudgeItem.Kind, index: Int, mark: Observation.Mark)] {
        guard outcome == .answered else { return [] }
        var uses: [Int: Int] = [:]
        return answers.compactMap { answer in
            guard answer.isYes, answer.kind != .decoy, let mark = answer.quote,
                let clause = content.clauseTelling(mark),
                uses[clause, default: 0] < piecesPerClauseMax
            else { return nil }
            uses[clause, default: 0] += 1
            return (answer.kind, answer.index, mark)
        }
    }
}

private let piecesPerClauseMax = 2

extension JudgeObservation {
    /// What everybody may know of it.
    func note(_ scored: [DimensionResult]) -> JudgeNote {
        JudgeNote(
            model: model, outcome: outcome, foundCount: scored.flatMap(\.evidence).count { $0.judge != nil })
    }
}

extension ContentObservation {
    /// The clause in which a quote begins, where all of it lies in clauses that are told.
    func clauseTelling(_ mark: Observation.Mark) -> Int? {
        let span = mark.characters
        let touched = clauses.indices.filter { place in
            let own = clauses[place].mark.characters
            return own.start < span.end && span.start < own.end
        }
        guard let first = touched.first, let last = touched.last, clauses[first].mark.characters.start <= span.start,
            span.end <= clauses[last].mark.characters.end, touched.allSatisfy({ clauses[$0].standing == .told })
        else { return nil }
        return first
    }
}

/// Where a quote stands in an answer, word for word: letters' case, apostrophes and punctuation aside, as in transcripts. Where it
/// stands more than once, in a clause that is told if there is one.
package func place(
    of quote: String, in transcript: Transcript, _ content: ContentObservation
) -> Observation.Mark? {
    let asked = spelled(WrittenText.words(of: quote), in: quote)
    let words = transcript.words
    let said = spelled(words, in: transcript.text)
    guard asked.count >= (transcript.language == .english ? 3 : 4), asked.count <= words.count else { return nil }
    let marks = (0...said.count - asked.count).filter { start in
        said[start..<start + asked.count].elementsEqual(asked)
    }.map { start in
        let (first, last) = (words[start], words[start + asked.count - 1])
        let from = max(0, first.startMilliseconds)
        return Observation.Mark(
            characters: CharacterSpan(start: first.start, end: last.end),
            time: TimeSpan(startMilliseconds: from, endMilliseconds: max(from, last.endMilliseconds)))
    }
    return marks.first { content.clauseTelling($0) != nil } ?? marks.first
}

private func spelled(_ words: [Transcript.Word], in text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return words.map { word in
        guard word.start >= 0, word.start < word.end, word.end <= scalars.count else { return "" }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[word.start..<word.end].filter { $0 != "'" && $0 != "’" })
        return String(view).lowercased()
    }
}
