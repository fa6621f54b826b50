/// What HR granted one candidate, so that the interview is as fair to them as to others.
package struct Accommodations: Codable, Sendable, Hashable {
    /// Percent by which think and answer time are longer.
    package var extraTimePercent: Int
    /// Takes of each question beyond what the job allows.
    package var extraRetakes: Int
    /// Answers may be written instead of spoken.
    package var hasTextAnswers: Bool
    /// What is spoken by the page is written as well.
    package var hasCaptions: Bool

    package static let extraTimePercentMax = 200
    package static let extraRetakesMax = 3

    package init(
        extraTimePercent: Int = 0, extraRetakes: Int = 0, hasTextAnswers: Bool = false, hasCaptions: Bool = false
    ) {
        self.extraTimePercent = extraTimePercent
        self.extraRetakes = extraRetakes
        self.hasTextAnswers = hasTextAnswers
        self.hasCaptions = hasCaptions
    }
}
