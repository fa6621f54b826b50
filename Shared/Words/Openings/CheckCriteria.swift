import Domain
import Events

/// Bounds of a job's criteria.
package enum CriteriaLimits {
    /// Skills, conditions, education and experience together.
    package static let countMax = 60
    /// Names of one criterion.
    package static let wordsCountMax = 60
    package static let wordCharactersMax = 100
    package static let weightMax = 1000
    package static let yearsMax = 50
}

/// Why a criterion cannot be used.
package enum CriterionError: Error, Hashable, Sendable {
    /// It asks for something that nobody may be chosen by.
    case protectedAttribute(ProtectedAttribute, criterion: String)
    case noWords(criterion: String)
    case tooManyWords(criterion: String)
    case weight(criterion: String)
    case years
    case tooMany
}

/// The criteria as they were looked at: what is told, and the first error for programs.
package struct CheckedCriteria: Sendable {
    package fileprivate(set) var findings: [OpeningFinding] = []
    package fileprivate(set) var error: CriterionError?

    fileprivate mutating func add(_ error: CriterionError, _ finding: OpeningFinding) {
        self.error = self.error ?? error
        findings.append(finding)
    }
}

/// Finds what is not lawful or makes no sense.
package func checkCriteria(_ job: JobCriteria, under policy: PolicyProfile) -> CheckedCriteria {
    var checked = CheckedCriteria()
    if job.skills.count + job.conditions.count + 2 > CriteriaLimits.countMax {
        checked.add(.tooMany, OpeningFinding(.criteriaTooMany, at: "/criteria"))
        return checked
    }
    for (index, skill) in job.skills.enumerated() {
        let place = "/criteria/skills/\(index)"
        let names = [skill.name] + skill.aliases
        checkWords(names, toFind: names, of: skill.name, at: place, under: policy, in: &checked)
        if !(1...CriteriaLimits.weightMax).contains(skill.weight) {
            checked.add(
                .weight(criterion: skill.name), OpeningFinding(.criterionWeight, at: "\(place)/weight", skill.name))
        }
    }
    if let years = job.experience?.yearsMin, !(0...CriteriaLimits.yearsMax).contains(years) {
        checked.add(.years, OpeningFinding(.criterionYears, at: "/criteria/experience/yearsMin"))
    }
    for (index, condition) in job.conditions.enumerated() {
        let place = "/criteria/conditions/\(index)"
        let words = [condition.name] + condition.anyOf
        checkWords(words, toFind: condition.anyOf, of: condition.name, at: place, under: policy, in: &checked)
    }
    return checked
}

/// A name can ask for what the words do not (`age: under 35`), so both are looked at.
private func checkWords(
    _ words: [String], toFind: [String], of name: String, at place: String, under policy: PolicyProfile,
    in checked: inout CheckedCriteria
) {
    let asked = ProtectedAttribute(type: name) ?? words.lazy.compactMap { ProtectedAttribute(asking: $0) }.first
    if let asked {
        checked.add(
            .protectedAttribute(asked, criterion: name),
            OpeningFinding(.protected, at: place, [name.both, asked.name], article: asked.article(under: policy)))
    } else if let perhaps = words.lazy.compactMap({ ProtectedAttribute(perhaps: $0) }).first {
        checked.findings.append(
            OpeningFinding(
                .perhapsProtected, at: place, [name.both, perhaps.name], article: perhaps.article(under: policy)))
    }
    if toFind.count > CriteriaLimits.wordsCountMax {
        checked.add(.tooManyWords(criterion: name), OpeningFinding(.criterionWords, at: place, name))
    } else if toFind.isEmpty || !toFind.allSatisfy(canBeFound) {
        checked.add(.noWords(criterion: name), OpeningFinding(.criterionWithoutWords, at: place, name))
    }
}

/// Something is left of it to look for.
func canBeFound(_ word: String) -> Bool {
    let scalars = word.unicodeScalars.drop(while: \.isBlank)
    guard let last = scalars.lastIndex(where: { !$0.isBlank }) else { return false }
    return scalars[...last].count <= CriteriaLimits.wordCharactersMax
}
