import Domain

/// What the engines brought back from one recording. It holds the candidate's words, so it never leaves memory.
package struct Heard: Sendable, Hashable {
    package var durationMilliseconds: Int
    /// Stretches of speech in order, silence of at least 250 ms between them.
    package var speech: [TimeSpan]
    /// Where the recording broke off and went on, in milliseconds: what lies there was no silence of the candidate's.
    package var seams: [Int]
    package var transcript: Transcript
    /// What speaks against what was heard; nil of a text, which nobody heard.
    package var doubts: HearingDoubts?
    /// How near what is asked for is to what was said; nil when not measured.
    package var nearness: Nearness?

    package init(
        durationMilliseconds: Int, speech: [TimeSpan], seams: [Int] = [], transcript: Transcript, nearness: Nearness?,
        doubts: HearingDoubts? = nil
    ) {
        self.doubts = doubts
        self.nearness = nearness
        self.seams = seams
        self.durationMilliseconds = durationMilliseconds
        self.speech = speech
        self.transcript = transcript
    }
}

/// What was not heard, or not as it was said.
package struct HearingDoubts: Sendable, Hashable {
    /// Who heard.
    package var engine: String?
    package var otherLanguageMilliseconds: Int
    package var doubtfulMilliseconds: Int
    package var lostMilliseconds: Int
    package var missingPartCount: Int

    package init(
        engine: String? = nil, otherLanguageMilliseconds: Int = 0, doubtfulMilliseconds: Int = 0,
        lostMilliseconds: Int = 0, missingPartCount: Int = 0
    ) {
        self.engine = engine
        self.otherLanguageMilliseconds = otherLanguageMilliseconds
        self.doubtfulMilliseconds = doubtfulMilliseconds
        self.lostMilliseconds = lostMilliseconds
        self.missingPartCount = missingPartCount
    }
}
