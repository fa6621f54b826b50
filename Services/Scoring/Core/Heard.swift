import Domain

/// What the engines brought back from one recording. It holds the candidate's words, so it never leaves memory.
package struct Heard: Sendable, Hashable {
    package var durationMilliseconds: Int
    /// Stretches of speech in order, silence of at least 250 ms between them.
    package var speech: [TimeSpan]
    /// Where the recording broke off and went on, in milliseconds: what lies there was no silence of the candidate's.
    package var seams: [Int]
    package var transcript: Transcript
    /// Centred cosine of the answer and what was asked, −1 to 1; nil when not measured.
    package var relevance: Double?

    package init(
        durationMilliseconds: Int, speech: [TimeSpan], seams: [Int] = [], transcript: Transcript, relevance: Double?
    ) {
        self.seams = seams
        self.durationMilliseconds = durationMilliseconds
        self.speech = speech
        self.transcript = transcript
        self.relevance = relevance
    }
}
