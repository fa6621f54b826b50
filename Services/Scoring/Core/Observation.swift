import Domain
import Events

/// What was measured in an answer, without its words: numbers, and spans that point into the transcript. Scores are a
/// pure function of it, so they can be made anew under other weights without hearing the answer again.
package struct Observation: Codable, Sendable, Hashable {
    /// In which most was said; the question may ask for another.
    package var language: Language
    package var durationMilliseconds: Int
    package var speechMilliseconds: Int
    /// Silences within the speech of at least ``pauseMillisecondsMin``.
    package var pauses: [TimeSpan]
    /// Characters in Chinese, words in English.
    package var tokenCount: Int
    /// The same with figures as they are spoken; nil in what was measured before they were.
    package var spokenCount: Int?
    /// 0 to 1; nil without words.
    package var confidence: Double?
    package var relevance: Double?
    package var topics: [TopicObservation]
    /// Signs of something that really happened.
    package var examples: [Mark]
    package var numbers: [Mark]
    /// Words that order a story: first, because, in the end.
    package var connectives: [Mark]
    /// How many different ones.
    package var connectiveKindCount: Int
    package var fillers: [Mark]
    /// 0 to 1: how much of the answer says again, in four words or more, what it said before.
    package var repetitionShare: Double
    /// Nil in what was measured before clauses were read.
    package var content: ContentObservation?
    /// Nil of a text, and in what was measured before it was looked at.
    package var hearing: HearingObservation?
    /// What a judge found in it; nil where none was asked.
    package var judged: JudgeObservation?

    package static let pauseMillisecondsMin = 500
    /// Marks of one kind that are kept; more than these prove nothing more.
    package static let markCountMax = 12

    /// Where something stands in the transcript, and when it was said.
    package struct Mark: Codable, Sendable, Hashable {
        package var characters: CharacterSpan
        package var time: TimeSpan
    }

    package struct TopicObservation: Codable, Sendable, Hashable {
        package var name: String
        package var mentions: [Mark]
    }

    /// Characters (zh) or words (en) per minute of speech; nil without speech.
    package var ratePerMinute: Double? {
        speechMilliseconds > 0 ? Double(spokenCount ?? tokenCount) * 60_000 / Double(speechMilliseconds) : nil
    }

    /// The part that events carry.
    package var published: AnswerObservation {
        AnswerObservation(
            durationMilliseconds: durationMilliseconds, speechMilliseconds: speechMilliseconds,
            speechRatePerMinute: ratePerMinute, pauseCount: pauses.count,
            longestPauseMilliseconds: pauses.map(\.milliseconds).max() ?? 0, tokenCount: spokenCount ?? tokenCount,
            recognitionConfidence: confidence, relevance: relevance,
            spokenLanguage: hearing == nil ? nil : language, unsureShare: hearing?.unsureShare,
            doubtfulMilliseconds: hearing?.doubtfulMilliseconds, lostMilliseconds: hearing?.lostMilliseconds)
    }
}

extension TimeSpan {
    var milliseconds: Int { endMilliseconds - startMilliseconds }
}
