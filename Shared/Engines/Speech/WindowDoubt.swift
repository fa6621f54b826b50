import Compression
import Domain

/// Why what was heard in a window of speech is not believed at once.
enum WindowDoubt: String, Codable, Sendable, Hashable {
    /// Somebody speaks, and there are no words or hardly any.
    case unheard
    /// The recogniser says the same again and again.
    case loop
    /// More words than anybody can say in that time.
    case tooFast = "too-fast"

    init?(_ segments: [[TranscriptBuilder.Token]], milliseconds: Int, _ language: Language) {
        var builder = TranscriptBuilder(language)
        for segment in segments { builder.append(segment) }
        let transcript = builder.transcript()
        let (words, seconds) = (Double(transcript.words.count), Double(milliseconds) / 1_000)
        let usual = language.wordsPerSecond
        if words < usual.lowerBound * seconds, seconds >= (words == 0 ? 1 : 5) {
            self = .unheard
        } else if segments.contains(where: { Repetition.isIn($0) }) || Self.isCompressible(transcript.text) {
            self = .loop
        } else if words > usual.upperBound * seconds + Self.wordsAtOnce {
            self = .tooFast
        } else {
            return nil
        }
    }

    /// Texts of people come to two thirds or half of their length; what comes to much less says the same in other words.
    private static func isCompressible(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 200, let deflated = Deflate.encode(bytes, as: .zlib) else { return false }
        return Double(bytes.count) / Double(deflated.count) > compressionMax
    }

    /// Somebody who says the same twice stays below it; OpenAI's own decoder doubts its words from 2.4 on.
    private static let compressionMax = 3.2
    /// In a window of one word its length says little.
    private static let wordsAtOnce = 6.0
}

extension Language {
    /// Fewer than the slowest and more than the fastest speakers say: characters in Chinese, words in English.
    fileprivate var wordsPerSecond: ClosedRange<Double> {
        switch self {
        case .chinese: 0.4...9
        case .english: 0.3...6
        }
    }
}
