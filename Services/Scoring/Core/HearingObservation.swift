import Domain
import Events

/// How well an answer was heard. Nothing here earns or costs a point: it says between what the points lie, and when a person looks.
package struct HearingObservation: Codable, Sendable, Hashable {
    /// Which engine heard, with its model: another hears other words.
    package var engine: String?
    /// How much of the speech was in another language than the question asks for.
    package var otherLanguageMilliseconds: Int
    /// How much of the speech was not understood although it was heard twice.
    package var doubtfulMilliseconds: Int
    /// How much of the recording was lost on the way.
    package var lostMilliseconds: Int
    /// Parts of the recording that never came; how long they were nobody knows.
    package var missingPartCount: Int
    /// 0 to 1: how many of the words were more likely wrong than right.
    package var unsureShare: Double
    /// What is left when these do not count; nil when there are none.
    package var sure: SureObservation?

    /// Below it a word is more likely wrong than right.
    package static let probabilityMin = 0.5
}

/// What scores are made of, measured by the words alone of which the recogniser was sure.
package struct SureObservation: Codable, Sendable, Hashable {
    package var tokenCount: Int
    package var connectiveKindCount: Int
    package var repetitionShare: Double
    package var content: ContentObservation?
}

extension Observation {
    /// As if the words of which the recogniser was unsure had not been said; nil when it was sure of all.
    var ofSureWords: Observation? {
        guard let sure = hearing?.sure else { return nil }
        var observation = self
        observation.tokenCount = sure.tokenCount
        observation.connectiveKindCount = sure.connectiveKindCount
        observation.repetitionShare = sure.repetitionShare
        observation.content = sure.content
        return observation
    }
}

extension Heard {
    /// Nil when the recogniser was sure of every word.
    func withoutUnsureWords() -> Heard? {
        var heard = self
        heard.transcript.words.removeAll { $0.probability < HearingObservation.probabilityMin }
        guard heard.transcript.words.count < transcript.words.count else { return nil }
        heard.nearness = nearness.flatMap { $0.kept(for: heard.transcript, from: transcript) }
        return heard
    }
}

extension Nearness {
    /// What is left of a clause is as near as the whole clause was: one vector stands for all of it. Nil when nothing is left.
    fileprivate func kept(for transcript: Transcript, from whole: Transcript) -> Nearness? {
        let (left, all) = (spans(of: transcript), spans(of: whole))
        guard !left.isEmpty else { return nil }
        let origins = left.map { span in all.indices.max { all[$0].overlap(span) < all[$1].overlap(span) } ?? 0 }
        return Nearness(ofPieces.map { row in (origins + [all.count]).filter(row.indices.contains).map { row[$0] } })
    }

    private func spans(of transcript: Transcript) -> [Range<Int>] {
        let tokens = tokens(of: transcript)
        return clauses(of: transcript).map { clause in
            tokens[clause.tokens.lowerBound].span.start..<tokens[clause.tokens.upperBound - 1].span.end
        }
    }
}

extension Range<Int> {
    fileprivate func overlap(_ other: Range<Int>) -> Int { clamped(to: other).count }
}
