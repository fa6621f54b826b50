import Domain
import Events

/// How an answer is told, scored as communication. No accent, no pitch, no face: length, pace, pauses, order.
struct DeliveryRubric: Sendable {
    var shortPoints = 30.0
    /// Tokens from which an answer is long enough, and at which all the points for length are lost.
    var tokensEnough: Double
    var tokensNone: Double
    var pacePoints = 20.0
    /// Tokens a minute of speech: nothing is lost between the inner two, everything at the outer two.
    var pace: (slow: Double, calm: Double, brisk: Double, fast: Double)
    var pausePoints = 15.0
    var longPauseMilliseconds = 2_000
    var silencePoints = 10.0
    var fillerPoints = 15.0
    var orderPoints = 10.0

    static func of(_ language: Language) -> DeliveryRubric {
        switch language {
        case .english: DeliveryRubric(tokensEnough: 60, tokensNone: 10, pace: (60, 95, 190, 250))
        case .chinese: DeliveryRubric(tokensEnough: 80, tokensNone: 15, pace: (90, 140, 330, 420))
        }
    }
}

package let communication = "communication"

@Sendable func scoreDelivery(
    _ observation: Observation, of question: Question, answerID: AnswerID
) -> DimensionResult {
    let rubric = DeliveryRubric.of(observation.language)
    var sheet = Sheet(communication, questionID: question.questionID, answerID: answerID)
    let tokens = Double(observation.tokenCount)
    sheet.lose(
        rubric.shortPoints * ramp(tokens, from: rubric.tokensEnough, to: rubric.tokensNone), "answer-too-short",
        "\(observation.tokenCount)")
    if let rate = observation.ratePerMinute {
        let subject = "\(Int(rate.rounded()))/min"
        sheet.lose(
            rubric.pacePoints * ramp(rate, from: rubric.pace.calm, to: rubric.pace.slow), "speech-too-slow", subject)
        sheet.lose(
            rubric.pacePoints * ramp(rate, from: rubric.pace.brisk, to: rubric.pace.fast), "speech-too-fast", subject)
    }
    losePauses(&sheet, observation, rubric)
    let spoken = Double(observation.speechMilliseconds) / Double(max(1, observation.durationMilliseconds))
    sheet.lose(
        rubric.silencePoints * ramp(spoken, from: 0.5, to: 0.2), "little-speech", "\(Int((spoken * 100).rounded())) %")
    let fillers = Double(observation.fillers.count) * 100 / max(1, tokens)
    sheet.lose(rubric.fillerPoints * ramp(fillers, from: 3, to: 12), "filler-words", "\(fillers.short) %")
    sheet.show("filler", nil, observation.fillers)
    let kinds = Double(observation.connectiveKindCount)
    sheet.lose(rubric.orderPoints * ramp(kinds, from: 2, to: 0), "no-structure")
    sheet.lose(
        rubric.orderPoints * ramp(observation.repetitionShare, from: 0.15, to: 0.5), "repetition",
        "\(Int((observation.repetitionShare * 100).rounded())) %")
    sheet.show("structure", nil, observation.connectives)
    return sheet.result
}

/// Long pauses per minute, and the longest: thinking for a moment costs nothing.
private func losePauses(_ sheet: inout Sheet, _ observation: Observation, _ rubric: DeliveryRubric) {
    let long = observation.pauses.filter { $0.milliseconds >= rubric.longPauseMilliseconds }
    guard let longest = long.map(\.milliseconds).max() else { return }
    let perMinute = Double(long.count) * 60_000 / Double(max(10_000, observation.durationMilliseconds))
    let share = max(ramp(perMinute, from: 1, to: 6), ramp(Double(longest), from: 3_000, to: 10_000))
    sheet.lose(rubric.pausePoints * share, "long-pauses", "\(long.count) × ≥ 2 s, \((Double(longest) / 1000).short) s")
}
