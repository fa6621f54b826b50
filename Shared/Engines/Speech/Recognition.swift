import Domain

/// What a recogniser made of a recording, and how far it is to be believed.
package struct Recognition: Sendable, Hashable {
    /// In the language in which most was spoken, which need not be the one that was asked for.
    package var transcript: Transcript
    /// How much of the speech was spoken in another language than the one that was asked for.
    package var otherLanguageMilliseconds: Int
    /// How much of the speech gave, in two ways of hearing it, no words, or words that nobody says.
    package var doubtfulMilliseconds: Int

    package init(transcript: Transcript, otherLanguageMilliseconds: Int = 0, doubtfulMilliseconds: Int = 0) {
        self.transcript = transcript
        self.otherLanguageMilliseconds = otherLanguageMilliseconds
        self.doubtfulMilliseconds = doubtfulMilliseconds
    }
}

/// Puts the windows of a recording together.
struct RecognitionBuilder {
    private let asked: Language
    private var windows: [(segments: [[TranscriptBuilder.Token]], language: Language)] = []
    private var milliseconds: [Language: Int] = [:]
    private var doubtfulMilliseconds = 0

    init(asked: Language) { self.asked = asked }

    mutating func add(
        _ segments: [[TranscriptBuilder.Token]], in language: Language, milliseconds: Int, _ doubt: WindowDoubt?
    ) {
        // What is said again and again by the recogniser alone would be held against the speaker.
        windows.append((doubt == .loop ? segments.map(Repetition.removed(from:)) : segments, language))
        self.milliseconds[language, default: 0] += milliseconds
        if doubt != nil { doubtfulMilliseconds += milliseconds }
    }

    func recognition() -> Recognition {
        let spoken = milliseconds.max { ($0.value, $0.key == asked ? 1 : 0) < ($1.value, $1.key == asked ? 1 : 0) }
        var builder = TranscriptBuilder(spoken?.key ?? asked)
        for window in windows {
            for segment in window.segments { builder.append(segment, in: window.language) }
        }
        return Recognition(
            transcript: builder.transcript(),
            otherLanguageMilliseconds: milliseconds.reduce(0) { $0 + ($1.key == asked ? 0 : $1.value) },
            doubtfulMilliseconds: doubtfulMilliseconds)
    }

    /// The language that is spoken in a window, where it is clearly another. An accent draws the probabilities near each other and
    /// towards third languages, and is no other language.
    static func otherLanguage(
        than asked: Language, by probabilities: [Language: Double], milliseconds: Int
    ) -> Language? {
        guard milliseconds >= otherMillisecondsMin else { return nil }
        return probabilities.first { $0.key != asked && $0.value >= otherProbabilityMin }?.key
    }

    private static let otherMillisecondsMin = 2_000
    private static let otherProbabilityMin = 0.8
}
