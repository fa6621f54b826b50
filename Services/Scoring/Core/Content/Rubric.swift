import Domain

/// What a competency asks of an answer. The table holds more than the scores need: anchors for each level, advice, questions to ask, and
/// where each rubric comes from.
struct Rubric: Sendable, Hashable {
    var dimension: String
    var criteria: [Criterion] = []

    struct Criterion: Sendable, Hashable {
        /// Percent.
        var points = 0
        var name: [Language: String] = [:]
        /// Clauses as candidates say them.
        var examples: [Language: [String]] = [:]
        /// Words that show it in a clause that is told.
        var cues: [Language: [String]] = [:]
    }

    /// The rubric of this competency; for a word of the employer's own that of solving problems, which asks for what happened, what
    /// was done, and what came of it.
    static func of(_ competency: String) -> Rubric {
        all.first { $0.dimension == competency } ?? all.first { $0.dimension == "problem-solving" } ?? all[0]
    }

    static let all: [Rubric] = read(String(decoding: PackageResources.rubrics_txt, as: UTF8.self))

    private static func read(_ text: String) -> [Rubric] {
        var rubrics: [Rubric] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            let (name, value) = (parts[0], parts[1])
            if name == "rubric" { rubrics.append(Rubric(dimension: value)) }
            guard let rubric = rubrics.indices.last else { continue }
            if name == "criterion" { rubrics[rubric].criteria.append(Criterion()) }
            guard let criterion = rubrics[rubric].criteria.indices.last else { continue }
            rubrics[rubric].criteria[criterion].take(name, value)
        }
        return rubrics
    }
}

extension Rubric.Criterion {
    fileprivate mutating func take(_ name: String, _ value: String) {
        let language: Language = name.hasSuffix(".zh") ? .chinese : .english
        switch name.prefix(while: { $0 != "." }) {
        case "points": points = Int(value) ?? 0
        case "name": self.name[language] = value
        case "example": examples[language, default: []].append(value)
        case "cue": cues[language, default: []].append(value)
        default: break
        }
    }
}
