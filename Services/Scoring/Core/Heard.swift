import Domain

/// What the engines brought back from one recording. It holds the candidate's words, so it never leaves memory.
package struct Heard: Sendable, Hashable {
    package var durationMilliseconds: Int
    /// Stretches of speech in order, silence of at least 250 ms between them.
    package var speech: [TimeSpan]
    /// Where the recording broke off and went on, in milliseconds: what lies there was no silence of the candidate's.
    package var seams: [Int]
    package var transcript: Transcript
    /// How near what is asked for is to what was said; nil when not measured.
    package var nearness: Nearness?

    package init(
        durationMilliseconds: Int, speech: [TimeSpan], seams: [Int] = [], transcript: Transcript, nearness: Nearness?
    ) {
        self.nearness = nearness
        self.seams = seams
        self.durationMilliseconds = durationMilliseconds
        self.speech = speech
        self.transcript = transcript
    }
}
