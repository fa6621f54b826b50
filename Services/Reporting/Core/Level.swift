import Domain

/// A score in a word.
package enum Level: String, Codable, Sendable, CaseIterable, Hashable {
    case excellent, good, fair, weak

    package init(_ score: Score) {
        self = score >= 85 ? .excellent : score >= 70 ? .good : score >= 60 ? .fair : .weak
    }
}

/// How well a composite fits the job, in a word.
package enum MatchBand: String, Codable, Sendable, CaseIterable, Hashable {
    case high, medium, low

    package init(_ composite: Score) {
        self = composite >= 80 ? .high : composite >= 60 ? .medium : .low
    }
}
