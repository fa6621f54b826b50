import Domain
import Events

/// What a job asks of a résumé, judged fit to be used.
package struct Criteria: Sendable, Hashable {
    package static let countMax = 60
    package static let wordsCountMax = 60
    package static let weightMax = 1000
    package static let yearsMax = 50

    package let all: [Criterion]
    /// The share of the weighted criteria, 0 to 100, from which on an application passes without a person's look.
    package let passShareMin: Score

    /// Refuses what is not lawful or makes no sense; nothing is silently left out.
    package init(_ job: JobCriteria) throws(CriterionError) {
        guard job.skills.count + job.conditions.count + 2 <= Self.countMax else { throw .tooMany }
        var all: [Criterion] = []
        for skill in job.skills {
            let names = [skill.name] + skill.aliases
            try Self.check(words: names, of: skill.name)
            guard (1...Self.weightMax).contains(skill.weight) else {
                throw .outOfBounds("a weight is 1 to \(Self.weightMax)", criterion: skill.name)
            }
            let phrases = try Self.phrases(names + SkillNames.others(for: names), of: skill.name)
            all.append(
                Criterion(
                    name: skill.name, kind: .skill(names: phrases), isRequired: skill.isRequired, weight: skill.weight))
        }
        if let education = job.education {
            let kind = Criterion.Kind.education(atLeast: education.level)
            all.append(
                Criterion(name: education.level.rawValue, kind: kind, isRequired: education.isRequired, weight: 1))
        }
        if let experience = job.experience {
            let name = "\(experience.yearsMin)-years"
            guard (0...Self.yearsMax).contains(experience.yearsMin) else {
                throw .outOfBounds("years lie between 0 and \(Self.yearsMax)", criterion: name)
            }
            let kind = Criterion.Kind.experience(atLeastMonths: experience.yearsMin * 12)
            all.append(Criterion(name: name, kind: kind, isRequired: experience.isRequired, weight: 1))
        }
        for condition in job.conditions {
            try Self.check(words: [condition.name] + condition.anyOf, of: condition.name)
            let phrases = try Self.phrases(condition.anyOf, of: condition.name)
            all.append(
                Criterion(
                    name: condition.name, kind: .condition(anyOf: phrases), isRequired: condition.isRequired, weight: 1)
            )
        }
        self.all = all
        passShareMin = job.passShareMin
    }

    /// A name can ask for what the words do not (`age: under 35`), so both are looked at.
    private static func check(words: [String], of name: String) throws(CriterionError) {
        if let attribute = ProtectedAttribute(type: name) { throw .protectedAttribute(attribute, criterion: name) }
        for word in words {
            if let attribute = ProtectedAttribute(asking: word) {
                throw .protectedAttribute(attribute, criterion: name)
            }
        }
    }

    private static func phrases(_ words: [String], of name: String) throws(CriterionError) -> [Phrase] {
        guard words.count <= wordsCountMax else {
            throw .outOfBounds("at most \(wordsCountMax) words", criterion: name)
        }
        let phrases = words.compactMap { Phrase($0) }
        guard !phrases.isEmpty, phrases.count == words.count else { throw .noWords(criterion: name) }
        return phrases
    }
}
