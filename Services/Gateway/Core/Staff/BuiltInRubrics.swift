import Domain
import Events

/// The rubrics that come with the product, as scoring's own table says them.
package struct BuiltInRubrics: Sendable, Hashable {
    package private(set) var all: [DimensionRubric] = []
    private var names: [String: RubricText] = [:]

    /// - Parameter text: lines of a name, a tab and a text; `rubric` begins a rubric, `criterion` one of its criteria.
    package init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            if parts[0] == "rubric" {
                all.append(DimensionRubric(parts[1], criteria: [], levels: [], source: ""))
            } else if let last = all.indices.last {
                let language: Language = parts[0].hasSuffix(".zh") ? .chinese : .english
                let word = parts[0].split(separator: ".").first.map(String.init) ?? ""
                all[last].take(word, parts[1], language)
                if word == "rubric-name" { names[all[last].dimension, default: RubricText()][language] = parts[1] }
            }
        }
    }

    package func of(_ dimension: String) -> DimensionRubric? { all.first { $0.dimension == dimension } }

    /// What people call a dimension.
    package func name(of dimension: String, in language: Language) -> String {
        names[dimension]?[language] ?? DimensionNames.name(of: dimension, in: language)
    }
}

extension DimensionRubric {
    fileprivate mutating func take(_ word: String, _ value: String, _ language: Language) {
        if word.hasPrefix("level-"), let level = Int(word.dropFirst(6)), level >= 0 {
            while levels?.count ?? 0 <= level { levels?.append(RubricText()) }
            levels?[level][language] = value
        } else if word == "source" {
            source = value
        } else if word == "criterion" {
            criteria.append(RubricCriterion(RubricText(), points: 0, words: RubricWords(), examples: RubricWords()))
        } else if let last = criteria.indices.last {
            criteria[last].take(word, value, language)
        }
    }
}

extension RubricCriterion {
    fileprivate mutating func take(_ word: String, _ value: String, _ language: Language) {
        switch word {
        case "points": points = Int(value) ?? 0
        case "name": name[language] = value
        case "cue": words[language].append(value)
        case "example": examples?[language].append(value)
        default: break
        }
    }
}

/// By what answers in a dimension of a job are judged, and whose it is.
package struct JudgedBy: Sendable, Hashable {
    package enum Origin: String, Sendable, Hashable {
        case own
        case builtIn = "built-in"
        /// That of another competency, since there is none of this name and the job gives none.
        case borrowed
    }

    package let criteria: [RubricCriterion]
    package let criteriaOrigin: Origin
    /// What each level shows, from 0 to ``AnswerGraded/levelMax``.
    package let levels: [RubricText]
    package let levelsOrigin: Origin
    package let source: String
    /// The dimension that it is borrowed from.
    package let borrowedFrom: String?

    /// As scoring does it: the job's own, else the built-in rubric of that name, else that of solving problems.
    package init(_ dimension: String, _ own: DimensionRubric?, _ builtIn: BuiltInRubrics) {
        let named = builtIn.of(dimension)
        let other = named ?? builtIn.of(Self.lender)
        let rest: Origin = named == nil ? .borrowed : .builtIn
        let hasCriteria = own?.criteria.isEmpty == false
        criteria = hasCriteria ? own?.criteria ?? [] : other?.criteria ?? []
        criteriaOrigin = hasCriteria ? .own : rest
        levels = own?.levels ?? other?.levels ?? []
        levelsOrigin = own?.levels == nil ? rest : .own
        source = own?.source ?? other?.source ?? ""
        borrowedFrom = criteriaOrigin == .borrowed || levelsOrigin == .borrowed ? Self.lender : nil
    }

    private static let lender = "problem-solving"
}

extension JobDescription {
    package func rubric(of dimension: String) -> DimensionRubric? {
        interview.rubrics?.first { $0.dimension == dimension }
    }

    package func anchors(of question: QuestionID) -> [AnchorAnswer] {
        interview.anchors?.first { $0.questionID == question }?.answers ?? []
    }
}
