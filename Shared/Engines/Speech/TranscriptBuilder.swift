import Chinese
import Domain

/// Puts tokens together to a transcript. A token may end inside a character, so bytes are joined before decoding.
struct TranscriptBuilder {
    struct Token: Codable, Hashable, Sendable {
        var bytes: [UInt8]
        /// From the beginning of the recording, or of the window in what is known of a window alone.
        var milliseconds: Range<Int>
        var probability: Double
    }

    private struct TimedScalar {
        var scalar: Unicode.Scalar
        var milliseconds: Range<Int>
        var probability: Double
    }

    private let language: Language
    private var scalars: [TimedScalar] = []

    init(_ language: Language) {
        self.language = language
    }

    /// Adds one segment of the recogniser; one that only says the prompt again, or what films end with, was never spoken.
    ///
    /// - Parameter spoken: the language in which it was heard, when it is another than the transcript's.
    mutating func append(_ segment: [Token], in spoken: Language? = nil) {
        let language = spoken ?? language
        var said = Self.scalars(of: segment)
        while said.first?.scalar.properties.isWhitespace == true { said.removeFirst() }
        while said.last?.scalar.properties.isWhitespace == true { said.removeLast() }
        guard let first = said.first, !Self.isInvented(said.map(\.scalar), language) else { return }
        if !scalars.isEmpty {
            let separator = language.separator.isEmpty ? self.language.separator : language.separator
            scalars += separator.unicodeScalars.map { space in
                TimedScalar(
                    scalar: space, milliseconds: first.milliseconds.lowerBound..<first.milliseconds.lowerBound,
                    probability: 1)
            }
        }
        scalars += language == .chinese ? said.map(Self.simplified) : said
    }

    /// The recogniser falls back into traditional characters now and then; the same word must be found either way.
    private static func simplified(_ timed: TimedScalar) -> TimedScalar {
        var timed = timed
        timed.scalar = TraditionalCharacters.simplified[timed.scalar] ?? timed.scalar
        return timed
    }

    func transcript() -> Transcript {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars.map(\.scalar))
        return Transcript(language: language, text: String(text), words: words())
    }

    private func words() -> [Transcript.Word] {
        var words: [Transcript.Word] = []
        var start: Int?
        for (index, timed) in scalars.enumerated() {
            let kind = WordScalar(timed.scalar)
            if let first = start, kind != .letter, !(kind == .joint && continues(after: index)) {
                words.append(word(first..<index))
                start = nil
            }
            if kind == .ideograph { words.append(word(index..<index + 1)) }
            if kind == .letter && start == nil { start = index }
        }
        if let first = start { words.append(word(first..<scalars.count)) }
        return words
    }

    /// Whether an apostrophe, hyphen or point stands inside a word: don't, well-known, 3.5.
    private func continues(after index: Int) -> Bool {
        index + 1 < scalars.count && WordScalar(scalars[index + 1].scalar) == .letter
    }

    private func word(_ range: Range<Int>) -> Transcript.Word {
        let start = scalars[range.lowerBound].milliseconds.lowerBound
        let end = max(start, scalars[range.upperBound - 1].milliseconds.upperBound)
        let sum = scalars[range].reduce(0) { $0 + $1.probability }
        return Transcript.Word(
            start: range.lowerBound, end: range.upperBound, startMilliseconds: start, endMilliseconds: end,
            probability: sum / Double(range.count))
    }

    /// Decodes as soon as the bytes make whole characters; the time of a token is shared among its characters.
    private static func scalars(of tokens: [Token]) -> [TimedScalar] {
        var result: [TimedScalar] = []
        var pending: Token?
        for token in tokens {
            var joined = pending ?? token
            if pending != nil {
                joined.bytes += token.bytes
                let start = min(joined.milliseconds.lowerBound, token.milliseconds.lowerBound)
                joined.milliseconds = start..<max(joined.milliseconds.upperBound, token.milliseconds.upperBound)
                joined.probability = min(joined.probability, token.probability)
            }
            // Four bytes are the longest character: what is still not whole then is noise.
            if let text = String(validating: joined.bytes, as: UTF8.self) {
                result += spread(Array(text.unicodeScalars), over: joined)
                pending = nil
            } else {
                pending = joined.bytes.count < 16 ? joined : nil
            }
        }
        return result
    }

    private static func spread(_ scalars: [Unicode.Scalar], over token: Token) -> [TimedScalar] {
        let (start, length) = (token.milliseconds.lowerBound, token.milliseconds.count)
        return scalars.enumerated().map { index, scalar in
            let from = start + length * index / scalars.count
            let to = start + length * (index + 1) / scalars.count
            return TimedScalar(scalar: scalar, milliseconds: from..<to, probability: token.probability)
        }
    }

    private static func isInvented(_ scalars: [Unicode.Scalar], _ language: Language) -> Bool {
        let said = bare(scalars)
        return said.isEmpty || said == bare(Array(language.prompt.unicodeScalars))
            || language.inventions.contains { said == bare(Array($0.unicodeScalars)) }
    }

    private static func bare(_ scalars: [Unicode.Scalar]) -> [String] {
        scalars.filter { WordScalar($0) != .other }.map(\.properties.lowercaseMapping)
    }
}

/// What a character is to a word.
enum WordScalar {
    /// A letter or digit of a script that writes words.
    case letter
    /// A character that is a word by itself.
    case ideograph
    /// Joins letters when it stands between them.
    case joint
    case other

    init(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "'", "’", "-", ".": self = .joint
        case _ where scalar.properties.isIdeographic: self = .ideograph
        case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil: self = .letter
        default: self = .other
        }
    }
}
