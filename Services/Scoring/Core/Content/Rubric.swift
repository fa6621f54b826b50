import Domain
import Events

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

    /// The built-in rubric of this competency; for a word of the employer's own that of solving problems, which asks for what happened,
    /// what was done, and what came of it.
    static func of(_ competency: String) -> Rubric {
        all.first { $0.dimension == competency } ?? all.first { $0.dimension == "problem-solving" } ?? all[0]
    }

    /// The employer's own, where it asks for anything, else the built-in one.
    static func of(_ competency: String, own: DimensionRubric?) -> Rubric {
        guard let own, !own.criteria.isEmpty else { return of(competency) }
        return Rubric(
            dimension: competency,
            criteria: own.criteria.map { criterion in
                func all(_ words: RubricWords?) -> [Language: [String]] {
                    Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, words?[$0] ?? []) })
                }
                return Criterion(
                    points: criterion.points,
                    name: Dictionary(
                        uniqueKeysWithValues: Language.allCases.map { ($0, criterion.name.text(for: $0)) }),
                    examples: all(criterion.examples), cues: all(criterion.words))
            })
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
    /// What an answer is compared with: the examples, or else the name with its words, as of a topic.
    func pieces(in language: Language) -> [String] {
        let examples = examples[language] ?? []
        guard examples.isEmpty else { return examples }
        let words = [name[language] ?? ""] + (cues[language] ?? [])
        return [words.joined(separator: language == .chinese ? "、" : ", ")]
    }

    /// Follows from all by which it is found in an answer, and from its name: what was measured of it holds for every criterion with
    /// the same mark.
    func mark(in language: Language) -> String {
        var mark = ContentMark()
        mark.add(name[language] ?? "")
        // An answer in the other language is searched for the words of that one.
        for language in Language.allCases { mark.add(cues[language] ?? []) }
        mark.add(examples[language] ?? [])
        return mark.text
    }

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
