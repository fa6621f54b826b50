import Domain
import Glibc

/// What a server says to have heard, as `verbose_json`. Words have their times, and some servers say how sure they are; sureness by
/// segment is what OpenAI's own gives.
struct TranscriptionAnswer: Decodable {
    let text: String
    let language: String?
    let words: [Word]?
    let segments: [Segment]?

    struct Word: Decodable {
        let word: String
        /// Seconds from the beginning of the window.
        let start: Double
        let end: Double
        let probability: Double?
    }

    struct Segment: Decodable {
        let start: Double
        let end: Double
        let text: String
        /// Mean of the natural logarithms of its tokens' probabilities.
        let avg_logprob: Double?
    }

    /// The same of an engine here, that gives tokens with where they begin: each lasts until the next.
    ///
    /// - Parameter seconds: how long the window is.
    init(
        text: String, language: String?, tokens: [(text: String, start: Double, logarithm: Double)], seconds: Double
    ) {
        self.text = text
        self.language = language.map { String($0.filter(\.isLetter)) }
        segments = nil
        let ends = tokens.dropFirst().map(\.start) + [seconds]
        words = zip(tokens, ends).compactMap { token, end in
            // Marks of pieces of words: ▁ before a word, @@ behind a piece that goes on.
            let said = token.text.replacing("▁", with: "").replacing("@@", with: "")
            guard !said.isEmpty else { return nil }
            return Word(
                word: said, start: token.start, end: max(token.start, end),
                probability: Self.probability(token.logarithm))
        }
    }

    /// Another language than the one we named: the server says so, or writes most of it in the other's script.
    func otherLanguage(than asked: Language) -> Language? {
        let names: [String: Language] = [
            "en": .english, "english": .english, "zh": .chinese, "chinese": .chinese, "mandarin": .chinese,
            "yue": .chinese,
        ]
        if let said = language.flatMap({ names[$0.lowercased()] }), said != asked { return said }
        var builder = TranscriptBuilder(asked)
        builder.append([TranscriptBuilder.Token(bytes: Array(text.utf8), milliseconds: 0..<1, probability: 1)])
        let transcript = builder.transcript()
        let scalars = Array(transcript.text.unicodeScalars)
        let chinese = transcript.words.count { WordScalar(scalars[$0.start]) == .ideograph }
        guard transcript.words.count >= Self.wordsMin else { return nil }
        // A Chinese character is half of a word.
        let isChinese = chinese > 2 * (transcript.words.count - chinese)
        let isEnglish = 4 * chinese < transcript.words.count
        return asked == .english ? (isChinese ? .chinese : nil) : (isEnglish ? .english : nil)
    }

    private static let wordsMin = 6

    /// The words with their times in the recording; in the text's spelling, since words come without what stands between them.
    func segments(milliseconds: Int, in group: SpeechGroup) -> [[TranscriptBuilder.Token]] {
        let pieces = timedWords() ?? timedSegments() ?? [Piece(text: text, start: 0, end: Double(milliseconds) / 1_000)]
        return [
            pieces.map { piece in
                let from = Self.milliseconds(piece.start, max: milliseconds)
                let to = max(from, Self.milliseconds(piece.end, max: milliseconds))
                return TranscriptBuilder.Token(
                    bytes: Array(piece.text.utf8), milliseconds: group.recordingMilliseconds(from: from, to: to),
                    probability: piece.probability ?? probability(at: (piece.start + piece.end) / 2))
            }
        ]
    }

    private struct Piece {
        var text: String
        var start: Double
        var end: Double
        var probability: Double?
    }

    /// Nil when there are no words, or others than those of the text.
    private func timedWords() -> [Piece]? {
        guard let words, !words.isEmpty else { return nil }
        var pieces: [Piece] = []
        var rest = text[...]
        for word in words {
            let bare = word.word.drop { $0.isWhitespace }
            guard !bare.isEmpty, let place = rest.firstRange(of: bare) else { return nil }
            pieces.append(
                Piece(
                    text: String(rest[..<place.upperBound]), start: word.start, end: word.end,
                    probability: word.probability))
            rest = rest[place.upperBound...]
        }
        pieces[pieces.count - 1].text += rest
        return pieces
    }

    private func timedSegments() -> [Piece]? {
        guard let segments, !segments.isEmpty else { return nil }
        return segments.map {
            Piece(text: $0.text, start: $0.start, end: $0.end, probability: $0.avg_logprob.map(Self.probability))
        }
    }

    /// Of a server that says nothing of it every word counts as sure.
    private func probability(at seconds: Double) -> Double {
        let segment = segments?.first { $0.start <= seconds && seconds <= $0.end } ?? segments?.last
        return segment?.avg_logprob.map(Self.probability) ?? 1
    }

    private static func probability(_ logarithm: Double) -> Double { min(1, max(0, exp(logarithm))) }

    private static func milliseconds(_ seconds: Double, max most: Int) -> Int {
        seconds.isFinite ? Int(min(Double(most), max(0, seconds * 1_000))) : most
    }
}
