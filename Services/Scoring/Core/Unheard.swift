import Domain
import Events

/// Why an answer was not heard as it was said, so that a number would say more of the engine than of the speaker; nil when it was.
func unheard(_ observation: Observation, of question: Question) -> String? {
    let hearing = observation.hearing
    if observation.speechMilliseconds == 0 { return "no-speech" }
    if let hearing, 2 * hearing.doubtfulMilliseconds >= observation.speechMilliseconds {
        return "speech-not-understood"
    }
    if observation.tokenCount == 0 { return "no-speech" }
    guard observation.language != question.language else { return nil }
    return observation.language == .english ? "spoken-in-english" : "spoken-in-chinese"
}

/// Whether less than an answer is left when the words do not count of which the recogniser was unsure. Anything more is scored between
/// what is sure and what was heard.
func unsure(_ observation: Observation) -> Bool {
    // Measured before each word was looked at: half of the words are wrong below it.
    guard let hearing = observation.hearing else { return (observation.confidence ?? 1) < 0.5 }
    guard let sure = hearing.sure, observation.tokenCount >= tokenCountMin else { return false }
    return sure.tokenCount < tokenCountMin
}

/// What of the hearing a person should look at; it takes no point away.
func hearingFlags(_ observation: Observation, _ scored: [DimensionResult]) -> [String] {
    guard let hearing = observation.hearing else { return [] }
    var flags: [String] = []
    if scored.areUnsure { flags.append("unsure-hearing") }
    if hearing.doubtfulMilliseconds >= noticedMilliseconds { flags.append("doubtful-hearing") }
    if hearing.otherLanguageMilliseconds >= noticedMilliseconds { flags.append("other-language") }
    if hearing.lostMilliseconds >= noticedMilliseconds || hearing.missingPartCount > 0 { flags.append("recording-gap") }
    return flags
}

/// A word or two is said in less.
private let noticedMilliseconds = 1_000
