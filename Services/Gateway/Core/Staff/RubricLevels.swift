import Domain
import Events

/// What the levels of a rubric ask for, from 0 to ``AnswerGraded/levelMax``, as scoring's own table of rubrics says it.
package struct RubricLevels: Sendable, Hashable {
    package let dimension: String
    /// What is shown on each level, the lowest first.
    package let levels: [Bilingual]

    /// - Parameter text: lines of a name, a tab and a text; `rubric` begins one.
    package static func all(in text: String) -> [RubricLevels] {
        var found: [(dimension: String, words: [String: String])] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            if parts[0] == "rubric" {
                found.append((parts[1], [:]))
            } else if parts[0].hasPrefix("level-"), let last = found.indices.last {
                found[last].words[parts[0]] = parts[1]
            }
        }
        return found.map { dimension, words in
            RubricLevels(
                dimension: dimension,
                levels: (0...AnswerGraded.levelMax).map {
                    Bilingual(words["level-\($0).zh"] ?? "", words["level-\($0).en"] ?? "")
                })
        }
    }
}

extension [RubricLevels] {
    /// Those of this competency; for a word of the employer's own those of solving problems, as scoring does.
    package func levels(of competency: String) -> [Bilingual] {
        (first { $0.dimension == competency } ?? first { $0.dimension == "problem-solving" })?.levels ?? []
    }
}
