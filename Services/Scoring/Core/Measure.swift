import Domain
import Events

/// Measures an answer: what was said about what, how fast, with what pauses. Whatever the answer says is counted, none of
/// it is obeyed.
///
/// - Parameter rubric: the employer's own of the question's competency; nil: the built-in one.
package func measure(_ heard: Heard, of question: Question, by rubric: DimensionRubric? = nil) -> Observation {
    var observation = measureWords(heard, of: question, by: rubric)
    guard let doubts = heard.doubts else { return observation }
    let words = heard.transcript.words
    let unsure = words.count { $0.probability < HearingObservation.probabilityMin }
    observation.hearing = HearingObservation(
        engine: doubts.engine, otherLanguageMilliseconds: doubts.otherLanguageMilliseconds,
        doubtfulMilliseconds: doubts.doubtfulMilliseconds,
        lostMilliseconds: doubts.lostMilliseconds, missingPartCount: doubts.missingPartCount,
        unsureShare: Double(unsure) / Double(max(1, words.count)),
        sure: heard.withoutUnsureWords().map { heard in
            let sure = measureWords(heard, of: question, by: rubric)
            return SureObservation(
                tokenCount: sure.tokenCount, connectiveKindCount: sure.connectiveKindCount,
                repetitionShare: sure.repetitionShare, content: sure.content)
        })
    return observation
}

private func measureWords(_ heard: Heard, of question: Question, by rubric: DimensionRubric?) -> Observation {
    let language = heard.transcript.language
    let tokens = tokens(of: heard.transcript)
    let lexicon = Lexicon.of(language)
    let connectives = lexicon.connectives.map { kind in kind.flatMap { places(of: phrase($0), in: tokens) } }
    let content = measureContent(heard.transcript, tokens, of: question, by: rubric, heard.nearness)
    let told = lexicon.examples.flatMap { places(of: phrase($0), in: tokens) } + ownPast(tokens, language)
    return Observation(
        language: language, durationMilliseconds: heard.durationMilliseconds,
        speechMilliseconds: heard.speech.reduce(0) { $0 + $1.milliseconds },
        pauses: pauses(between: heard.speech, seams: heard.seams),
        tokenCount: tokens.count, spokenCount: spokenCount(tokens, in: heard.transcript),
        confidence: heard.transcript.confidence, relevance: content.relevance,
        topics: question.topics.map { topic in
            let found = topic.anyOf.flatMap { places(of: phrase($0), in: tokens) }
            let signs = topic.anyOf.contains("%") ? percentSigns(in: heard.transcript, tokens) : []
            return Observation.TopicObservation(name: topic.name, mentions: marks(found + signs, in: tokens))
        },
        examples: marks(told, in: tokens), numbers: marks(numbers(in: tokens), in: tokens),
        connectives: marks(connectives.flatMap { $0 }, in: tokens),
        connectiveKindCount: connectives.count { !$0.isEmpty },
        fillers: marks(lexicon.fillers.flatMap { places(of: phrase($0), in: tokens) }, in: tokens, countMax: .max),
        repetitionShare: repetitionShare(tokens),
        content: content)
}

/// Silences between stretches of speech, long enough to be heard as such. What comes before the first word and after the
/// last is no pause, and neither is what lies around a seam: there the recording was interrupted, not the candidate.
private func pauses(between speech: [TimeSpan], seams: [Int]) -> [TimeSpan] {
    zip(speech, speech.dropFirst()).compactMap { before, after in
        let length = after.startMilliseconds - before.endMilliseconds
        guard length >= Observation.pauseMillisecondsMin,
            !seams.contains(where: { (before.endMilliseconds...after.startMilliseconds).contains($0) })
        else { return nil }
        return TimeSpan(startMilliseconds: before.endMilliseconds, endMilliseconds: after.startMilliseconds)
    }
}

func marks(
    _ places: [Range<Int>], in tokens: [Token], countMax: Int = Observation.markCountMax
) -> [Observation.Mark] {
    var last = -1
    var result: [Observation.Mark] = []
    for place in places.sorted(by: { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }) {
        // The same words under two phrases count once.
        guard place.lowerBound >= last, result.count < countMax else { continue }
        result.append(Observation.Mark(tokens[place]))
        last = place.upperBound
    }
    return result
}

/// Figures with a `%` behind them: a sign that is spoken and no word.
func percentSigns(in transcript: Transcript, _ tokens: [Token]) -> [Range<Int>] {
    let scalars = Array(transcript.text.unicodeScalars)
    return tokens.indices.filter { index in
        tokens[index].span.end < scalars.count && scalars[tokens[index].span.end] == "%"
    }.map { $0..<$0 + 1 }
}

/// English tells of what one did oneself by `I` and a past tense; two of them make a story.
private func ownPast(_ tokens: [Token], _ language: Language) -> [Range<Int>] {
    guard language == .english else { return [] }
    let found = tokens.indices.dropLast().filter { index in
        ["i", "we"].contains(tokens[index].text) && tokens[index + 1].isPastForm
    }.map { $0..<$0 + 2 }
    return found.count >= 2 ? found : []
}

/// How many tokens lie in runs of four that were said before.
private func repetitionShare(_ tokens: [Token]) -> Double {
    let length = 4
    guard tokens.count >= 2 * length else { return 0 }
    var seen: Set<[String]> = []
    var isRepeated = [Bool](repeating: false, count: tokens.count)
    for start in 0...tokens.count - length {
        let run = tokens[start..<start + length].map(\.text)
        if !seen.insert(run).inserted {
            for index in start..<start + length { isRepeated[index] = true }
        }
    }
    return Double(isRepeated.count { $0 }) / Double(tokens.count)
}
